import fc from 'fast-check';
import { type PayloadRequest } from 'payload';

import { assignCredits } from '../../../src/credits/assignCredits';
import { extendGrant, voidGrant } from '../../../src/credits/correctGrant';
import { newId } from '../../../src/platform/ids';
import { inTransaction } from '../../../src/platform/transaction';
import { type Play } from '../command';
import { expectSame, outcomeOf } from '../compare';
import { cutOff, dieBeforeCommit } from '../crash/dying';
import { extend, newLot, voidLot } from '../model/lots';
import { pick } from '../model/model';
import { type Real } from '../real';

const DAY_MS = 86_400_000;
const MANUAL_PRIORITY = 50;
/** The default of the settings. */
const OPS_DAILY_LIMIT = 10;

const why = { reasonCode: 'goodwill', note: 'As agreed on the phone' } as const;

const as = <T>(
  { world }: Real,
  { user }: Real['owner'],
  command: (req: PayloadRequest) => Promise<T>,
): Promise<T> => inTransaction({ payload: world.payload, user }, command);

export const assign: Play<{ client: number; credits: number; days: number; byOps: boolean; dies: boolean }> =
  {
    name: 'assign',
    args: fc.record({
      client: fc.nat(1),
      credits: fc.integer({ min: 1, max: 6 }),
      days: fc.integer({ min: 1, max: 60 }),
      byOps: fc.boolean(),
      dies: cutOff,
    }),
    weight: 4,
    async run(model, real, { client, credits, days, byOps, dies }) {
      const day = `${client} ${new Date(model.now).toISOString().slice(0, 10)}`;
      const given = (model.assigned.get(day) ?? 0) + credits;
      const isAllowed = !byOps || given <= OPS_DAILY_LIMIT;
      let id = '';
      const deed = async (): Promise<void> => {
        const request = { clientId: real.clients[client]?.id ?? '', credits, validityDays: days, ...why };
        id = await as(real, byOps ? real.ops : real.owner, (req) => assignCredits(req, request));
      };
      if (dies && isAllowed) return void (await dieBeforeCommit(real.world, deed));
      expectSame('assign', await outcomeOf(deed), isAllowed ? 'done' : 'FORBIDDEN');
      if (!isAllowed) return;
      model.assigned.set(day, given);
      model.lots.push(
        newLot(
          {
            id,
            client,
            priority: MANUAL_PRIORITY,
            grantedAt: model.now,
            expiresAt: model.now + days * DAY_MS,
            bookBeforeExpiry: false,
          },
          credits,
        ),
      );
    },
  };

export const extendLot: Play<{ lot: number; days: number; dies: boolean }> = {
  name: 'extend',
  args: fc.record({ lot: fc.nat(), days: fc.integer({ min: -3, max: 90 }), dies: cutOff }),
  weight: 2,
  isPossible: ({ lots }) => lots.length > 0,
  async run(model, real, { lot: number, days, dies }) {
    const lot = pick(model.lots, number);
    const expiresAt = model.now + days * DAY_MS;
    const deed = () =>
      as(real, real.owner, (req) =>
        extendGrant(req, {
          grantId: lot?.id ?? '',
          expiresAt: new Date(expiresAt),
          requestKey: newId(),
          ...why,
        }),
      );
    if (dies) return void (await dieBeforeCommit(real.world, () => outcomeOf(deed)));
    const outcome = await outcomeOf(deed);
    expectSame('extend', outcome, lot && extend(lot, expiresAt, model.now) ? 'done' : 'INVALID_TRANSITION');
  },
};

export const voidOne: Play<{ lot: number; dies: boolean }> = {
  name: 'void',
  args: fc.record({ lot: fc.nat(), dies: cutOff }),
  weight: 2,
  isPossible: ({ lots }) => lots.length > 0,
  async run(model, real, { lot: number, dies }) {
    const lot = pick(model.lots, number);
    const deed = () => as(real, real.owner, (req) => voidGrant(req, { grantId: lot?.id ?? '', ...why }));
    if (dies) return void (await dieBeforeCommit(real.world, () => outcomeOf(deed)));
    const outcome = await outcomeOf(deed);
    expectSame('void', outcome, lot && voidLot(lot, model.now) ? 'done' : 'INVALID_TRANSITION');
  },
};

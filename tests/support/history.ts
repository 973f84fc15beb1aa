import { ObjectId } from 'mongodb';

import { type Person, type World } from './world';

/** Movements of one posting: far from the limits of a transaction. */
const AT_ONCE = 100;

/** A client with a long past: so many lots, and so many ledger entries of sessions booked and cancelled again. */
export async function livedThrough(
  world: World,
  client: Person,
  { lots, entries }: { lots: number; entries: number },
): Promise<void> {
  const { inTransaction } = await import('../../src/platform/transaction');
  const { post } = await import('../../src/credits/ledger');
  const { holdCredits } = await import('../../src/credits/wallet');
  const { releaseHold } = await import('../../src/credits/settlement');
  const { now } = await import('../../src/platform/clock');
  const { newId } = await import('../../src/platform/ids');
  const by = { payload: world.payload, context: { actor: 'system:test' } } as const;
  for (let lot = 0; lot < lots; lot += 1) {
    const key = `grant:manual:${client.id}:${lot}`;
    await inTransaction(by, (req) =>
      req.payload.create({
        collection: 'credit-grants',
        data: {
          client: client.id,
          credits: 5,
          validityDays: 30 + lot,
          source: 'manual',
          packageName: `Lot ${lot}`,
          key,
        },
        overrideAccess: true,
        req,
      }),
    );
  }
  // Through the ledger's one writer and its own rules, many sessions a transaction.
  for (let left = entries - lots; left > 0; left -= AT_ONCE) {
    const sessions = Array.from({ length: Math.min(left, AT_ONCE) / 2 }, newId);
    await inTransaction(by, (req) =>
      post(req, {
        clientId: client.id,
        cause: `test:${new ObjectId().toHexString()}`,
        change: (wallet) =>
          sessions.reduce(
            (so, consultation) => {
              const held = holdCredits(so.wallet, {
                consultation,
                version: 1,
                quantity: 1,
                now: now(),
                startsAt: new Date(now().getTime() + 3_600_000),
              });
              const back = releaseHold(held.wallet, { consultation, now: now(), ourFault: false });
              return {
                wallet: back.wallet,
                movements: [...so.movements, ...held.movements, ...back.movements],
              };
            },
            { wallet, movements: [] as ReturnType<typeof holdCredits>['movements'] },
          ),
      }),
    );
  }
}

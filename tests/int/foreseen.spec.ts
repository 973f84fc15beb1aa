import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, booked, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

/** What a client is told of the credits before a session is cancelled, and what then happens to them. */
let world: World;
let ops: Person;
let finance: Person;
let client: Person;
let lots = 0;

beforeAll(async () => {
  world = await startWorld('foreseen');
  [ops, finance] = [await world.staff('ops'), await world.staff('finance')];
});
beforeEach(async () => {
  await atTime(on(0, '08:00'));
  client = await world.client();
});
afterEach(async () => {
  await world.work();
  expect(await brokenInvariants(world)).toEqual([]);
  const { runAudit } = await import('../../src/operations/audit/runAudit');
  expect((await runAudit(world.payload)).broken()).toEqual([]);
});
afterAll(() => world.close());

/** Credits of which booking before their expiry is enough, so that they may lapse while they are held. */
async function lot(credits: number, validityDays: number): Promise<string> {
  const { inTransaction } = await import('../../src/platform/transaction');
  lots += 1;
  const data = {
    client: client.id,
    credits,
    validityDays,
    source: 'manual' as const,
    packageName: 'Lot',
    bookBeforeExpiry: true,
    key: `grant:manual:foreseen-${lots}`,
  };
  return inTransaction(
    { payload: world.payload, context: { actor: 'system:test' } },
    async (req) =>
      (await req.payload.create({ collection: 'credit-grants', data, overrideAccess: true, req })).id,
  );
}

interface Preview {
  outcome: string;
  credits: number;
  returned: number;
  explanation: string;
}

/** Looks at the preview, cancels, and gives what was told before, on the record and in both mails. */
async function cancelled(
  session: ConsultationBody,
  as: Person,
): Promise<{ preview: Preview; told: string[] }> {
  const { body: preview } = await world.api<Preview>(
    'GET',
    `/api/consultations/${session.id}/cancellation-preview`,
    { as },
  );
  expect((await end(world, 'cancel', session, { as })).status).toBe(200);
  const _id = new ObjectId(session.id);
  const [row] = await rowsOf(world, 'consultations', { _id });
  const mails = (await rowsOf(world, 'messages', { consultation: _id })).filter(({ template }) =>
    String(template).startsWith('canceled'),
  );
  return { preview, told: [row?.outcome?.explanation, ...mails.map(({ facts }) => facts.creditEffect)] };
}

async function expectForetold(
  session: ConsultationBody,
  as: Person,
  { returned, credits = 1, words }: { returned: number; credits?: number; words: RegExp },
): Promise<void> {
  const { preview, told } = await cancelled(session, as);
  expect([preview.credits, preview.returned]).toEqual([credits, returned]);
  expect(preview.explanation).toMatch(words);
  expect(told).toEqual(Array(3).fill(preview.explanation));
  expect(await balanceOf(world, client)).toMatchObject({ available: returned, held: 0 });
}

describe('a session is cancelled whose credits', () => {
  it('are good: they come back', async () => {
    await lot(1, 90);
    await expectForetold(await booked(world, { as: client, startsAt: on(8, '09:00') }), client, {
      returned: 1,
      words: /at least 24 hours before the start: the credits are returned\.$/,
    });
  });

  it('have expired while they were held: nothing comes back, in time or not', async () => {
    await lot(1, 2);
    const session = await booked(world, { as: client, startsAt: on(8, '10:30') });
    await atTime(on(3, '09:00'));
    await expectForetold(session, client, {
      returned: 0,
      words: /at least 24 hours before the start: the credits are not returned, because they have expired\.$/,
    });
  });

  it('have expired, and staff cancel: the same', async () => {
    await lot(1, 2);
    const session = await booked(world, { as: client, startsAt: on(8, '10:30') });
    await atTime(on(3, '09:00'));
    await expectForetold(session, ops, {
      returned: 0,
      words: /^Cancelled by our staff: the credits are not returned, because they have expired\.$/,
    });
  });

  it('have expired, and the consultant cancels: they live on by grace', async () => {
    const amelia = await world.staff('consultant', { consultant: world.consultants.amelia });
    await lot(1, 2);
    const session = await booked(world, { as: client, startsAt: on(8, '10:30') });
    await atTime(on(3, '09:00'));
    await expectForetold(session, amelia, {
      returned: 1,
      words: new RegExp(
        '^Cancelled by the consultant: the credits are returned\\. ' +
          'What had expired meanwhile can be used for 30 days more\\.$',
      ),
    });
  });

  it('were voided by staff meanwhile: they are withdrawn', async () => {
    const grant = await lot(1, 90);
    const session = await booked(world, { as: client, startsAt: on(8, '10:30') });
    expect(
      (
        await world.api('POST', `/api/credits/grants/${grant}/void`, {
          as: finance,
          body: { reasonCode: 'correction', note: 'Given by mistake' },
        })
      ).status,
    ).toBe(200);
    await expectForetold(session, client, {
      returned: 0,
      words: /the credits are not returned, because they were withdrawn meanwhile\.$/,
    });
  });

  it('are of two lots, one of which has expired: one of two comes back', async () => {
    await lot(1, 2);
    await lot(1, 90);
    const session = await booked(world, {
      as: client,
      startsAt: on(8, '10:30'),
      more: { typeId: world.types.ninety },
    });
    await atTime(on(3, '09:00'));
    await expectForetold(session, client, {
      returned: 1,
      credits: 2,
      words: /: 1 of the 2 credits is returned; 1 has expired\.$/,
    });
  });

  it('come too late: they are used, whatever has become of their lot', async () => {
    await lot(1, 2);
    const session = await booked(world, { as: client, startsAt: on(8, '10:30') });
    await atTime(on(7, '12:00'));
    await expectForetold(session, client, {
      returned: 0,
      words: /less than 24 hours before the start: the credits are used\.$/,
    });
  });
});

import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, booked, type ConsultationBody, end, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let ops: Person;
let amelia: Person;
beforeAll(async () => {
  world = await startWorld('outcomes');
  await atTime(on(0, '08:00'));
  ops = await world.staff('ops');
  amelia = await world.staff('consultant', { consultant: world.consultants.amelia });
});
beforeEach(() => atTime(on(0, '08:00')));
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const correct = (
  session: Pick<ConsultationBody, 'id'>,
  version: number,
  to: string,
  as = ops,
  reason = 'Looked into it',
) =>
  world.api<{ consultation: ConsultationBody; credits: { effect: string } }>(
    'POST',
    `/api/consultations/${session.id}/outcome`,
    { as, body: { expectedVersion: version, to, reason } },
  );
const entriesOf = async (id: string) =>
  (await rowsOf(world, 'transactions', { consultation: new ObjectId(id) })).map(
    ({ kind, from, to, quantity }) => `${kind} ${from}→${to} ${quantity}`,
  );
const rowOf = async (id: string) => (await rowsOf(world, 'consultations', { _id: new ObjectId(id) }))[0];
const auditFaults = async () => {
  const { runAudit } = await import('../../src/operations/audit/runAudit');
  await world.work();
  return Object.values((await runAudit(world.payload)).of).flatMap(({ differences }) => differences);
};
const clock = async () => {
  const { runSessionClock } = await import('../../src/consultations/sessionClock');
  return runSessionClock(world.payload);
};

describe('an outcome changed by staff within 48 hours', () => {
  it('moves the credit by new entries, keeps what was decided before, and can go back', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(7, '09:00') });
    await atTime(on(7, '10:00'));
    await end(world, 'complete', session, { as: amelia });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, used: 1 });
    const changed = await correct(session, 2, 'technical_failure');
    expect([outcomeOf(changed), changed.body.credits.effect, changed.body.consultation.version]).toEqual([
      '200',
      'returned',
      3,
    ]);
    expect(await balanceOf(world, client)).toMatchObject({ available: 1, used: 0 });
    expect((await rowOf(session.id))?.outcome).toMatchObject({
      rule: 'technical-failure',
      inputs: { corrects: { status: 'completed', rule: 'completed', credits: 'consumed' } },
    });
    const back = await correct(session, 3, 'client_no_show');
    expect(outcomeOf(back)).toBe('200');
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, used: 1 });
    expect(await entriesOf(session.id)).toEqual([
      'hold available→held 1',
      'consume held→consumed 1',
      'release consumed→available 1',
      'consume available→consumed 1',
    ]);
    expect(await auditFaults()).toEqual([]);
  });

  it('that decides alike about the credit moves none', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(8, '09:00') });
    await atTime(on(8, '10:00'));
    await end(world, 'complete', session, { as: amelia });
    expect(outcomeOf(await correct(session, 2, 'client_no_show'))).toBe('200');
    expect(await entriesOf(session.id)).toHaveLength(2);
    expect(await auditFaults()).toEqual([]);
  });

  it('to completed is told when nobody was told so before, and once', async () => {
    const client = await world.client({ credits: 3 });
    const [missed, held] = [
      await booked(world, { as: client, startsAt: on(8, '10:30') }),
      await booked(world, { as: client, startsAt: on(8, '13:30') }),
    ];
    await atTime(on(8, '15:00'));
    await end(world, 'no-show', missed, { as: amelia, more: { party: 'client' } });
    await end(world, 'complete', held, { as: amelia });
    await world.work();
    expect(outcomeOf(await correct(missed, 2, 'completed'))).toBe('200');
    expect(outcomeOf(await correct(held, 2, 'client_no_show'))).toBe('200');
    expect(outcomeOf(await correct(held, 3, 'completed'))).toBe('200');
    expect(await auditFaults()).toEqual([]);
    const mails = async (session: ConsultationBody) =>
      (
        await rowsOf(world, 'messages', { consultation: new ObjectId(session.id), template: /^completed/ })
      ).map(({ template, version, state, facts }) => [
        template,
        version,
        state,
        facts.creditsAvailable,
        facts.reason,
      ]);
    expect(await mails(missed)).toEqual([
      ['completed-client', 3, 'sent', '1', ''],
      ['completed-consultant', 3, 'sent', '1', ''],
    ]);
    expect(await mails(held)).toEqual([
      ['completed-client', 2, 'sent', '1', ''],
      ['completed-consultant', 2, 'sent', '1', ''],
    ]);
    const { checkMessages } = await import('../../src/operations/messages/checkMessages');
    expect(
      (await checkMessages(world.payload)).missing.filter(({ key }) => key.startsWith('completed')),
    ).toEqual([]);
  });

  it('keeps its reason for the office: it is none that was given to the client', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(9, '13:30') });
    await atTime(on(9, '14:30'));
    await end(world, 'complete', session, { as: amelia });
    await correct(session, 2, 'technical_failure', ops, 'Amelia says her line was down');
    expect(await rowOf(session.id)).toMatchObject({
      reason: null,
      outcome: { inputs: { reason: 'Amelia says her line was down' } },
    });
    const seen = await world.api('GET', `/api/consultations/${session.id}?depth=0`, { as: client });
    expect([seen.status, JSON.stringify(seen.body)]).toEqual([200, expect.not.stringContaining('her line')]);
    expect(
      await rowsOf(world, 'audit-log', {
        subject: `consultations:${session.id}`,
        action: 'consultation.technical_failure',
      }),
    ).toMatchObject([{ reason: 'Amelia says her line was down' }]);
    // Another correction has its own.
    await correct(session, 3, 'completed', ops, 'It was another day');
    expect((await rowOf(session.id))?.outcome.inputs).toMatchObject({
      reason: 'It was another day',
      corrects: { inputs: { reason: 'Amelia says her line was down' } },
    });
  });

  it('leaves no more time to the next one', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(10, '13:30') });
    await atTime(on(10, '14:30'));
    await end(world, 'complete', session, { as: amelia });
    await atTime(on(12, '14:00'));
    expect(outcomeOf(await correct(session, 2, 'technical_failure'))).toBe('200');
    await atTime(on(12, '14:30'));
    expect(outcomeOf(await correct(session, 3, 'client_no_show'))).toBe('200');
    await atTime(on(12, '14:31'));
    expect(outcomeOf(await correct(session, 4, 'completed'))).toBe('409 INVALID_TRANSITION');
    expect(await rowOf(session.id)).toMatchObject({ status: 'client_no_show', version: 4 });
  });

  it('is refused later, to others, for the stale, the cancelled, and when the returned credit is spent', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(9, '09:00') });
    await atTime(on(9, '10:00'));
    await end(world, 'no-show', session, { as: amelia, more: { party: 'consultant' } });
    expect(outcomeOf(await correct(session, 2, 'completed', client))).toBe('403 FORBIDDEN');
    expect(outcomeOf(await correct(session, 2, 'completed', amelia))).toBe('403 FORBIDDEN');
    expect(outcomeOf(await correct(session, 1, 'completed'))).toBe('409 INVALID_TRANSITION');
    expect(outcomeOf(await correct(session, 2, 'completed', ops, ' '))).toBe('422 VALIDATION');
    const next = await booked(world, { as: client, startsAt: on(14, '09:00') });
    expect(outcomeOf(await correct(session, 2, 'completed'))).toBe('409 INSUFFICIENT_CREDITS');
    expect((await rowOf(session.id))?.status).toBe('consultant_no_show');
    await end(world, 'cancel', next, { as: client });
    expect(outcomeOf(await correct({ id: next.id }, 2, 'completed'))).toBe('409 INVALID_TRANSITION');
    await atTime(on(11, '10:01'));
    expect(outcomeOf(await correct(session, 2, 'completed'))).toBe('409 INVALID_TRANSITION');
  });
});

describe('the reason of a move', () => {
  const movedWithReason = async (client: Person, day: number) => {
    const session = await booked(world, { as: client, startsAt: on(day, '09:00') });
    const reply = await world.api<{ consultation: ConsultationBody }>(
      'POST',
      `/api/consultations/${session.id}/reschedule`,
      { as: client, body: { expectedVersion: 1, startsAt: on(day, '10:30'), reason: 'My train is late' } },
    );
    expect([reply.status, (await rowOf(session.id))?.reason]).toEqual([200, 'My train is late']);
    return reply.body.consultation;
  };

  it('is not that of how the session ended', async () => {
    const client = await world.client({ credits: 3 });
    const [held, timed, off] = [
      await movedWithReason(client, 22),
      await movedWithReason(client, 23),
      await movedWithReason(client, 24),
    ];
    expect(outcomeOf(await end(world, 'cancel', off, { as: client, more: { reason: '  ' } }))).toBe('200');
    await atTime(on(22, '11:30'));
    await end(world, 'complete', held, { as: amelia });
    await atTime(on(23, '12:00'));
    await clock();
    const rows = await Promise.all([held, timed, off].map(({ id }) => rowOf(id)));
    expect(rows.map((row) => [row?.status, row?.reason])).toEqual([
      ['completed', null],
      ['completed', null],
      ['cancelled', null],
    ]);
    const told = await rowsOf(world, 'messages', {
      consultation: { $in: [held, timed, off].map(({ id }) => new ObjectId(id)) },
      template: /^(completed|canceled)/,
    });
    expect(told.map(({ facts }) => facts.reason)).toEqual(['', '', '', '', '', '']);
  });

  it('must be another when staff or the consultant cancel: whoever is told is told why', async () => {
    const client = await world.client({ credits: 1 });
    const session = await movedWithReason(client, 25);
    for (const as of [ops, amelia])
      expect(outcomeOf(await end(world, 'cancel', session, { as, more: { reason: ' ' } }))).toBe(
        '422 VALIDATION',
      );
    expect((await rowOf(session.id))?.status).toBe('booked');
    expect(outcomeOf(await end(world, 'cancel', session, { as: amelia }))).toBe('200');
    expect((await rowOf(session.id))?.reason).toBe('A meeting came up');
  });
});

describe('the session clock', () => {
  it('starts what has begun, completes what is over by half an hour, once', async () => {
    const client = await world.client({ credits: 2 });
    const [first, later] = [
      await booked(world, { as: client, startsAt: on(15, '09:00') }),
      await booked(world, { as: client, startsAt: on(16, '09:00') }),
    ];
    await atTime(on(15, '09:05'));
    expect(await clock()).toBe(1);
    expect([
      (await rowOf(first.id))?.status,
      (await rowOf(first.id))?.version,
      (await rowOf(later.id))?.status,
    ]).toEqual(['in_progress', 1, 'booked']);
    expect(await clock()).toBe(0);
    await atTime(on(15, '10:29'));
    expect(await clock()).toBe(0);
    await atTime(on(15, '10:30'));
    expect((await Promise.all([clock(), clock()])).reduce((sum, count) => sum + count)).toBe(1);
    expect(await rowOf(first.id)).toMatchObject({
      status: 'completed',
      version: 2,
      outcome: { by: 'system', rule: 'completed' },
    });
    expect(await entriesOf(first.id)).toEqual(['hold available→held 1', 'consume held→consumed 1']);
    expect(await auditFaults()).toEqual([]);
  });

  it('makes up for a day it did not run', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(17, '09:00') });
    await atTime(on(19, '12:00'));
    expect(await clock()).toBeGreaterThanOrEqual(1);
    expect((await rowOf(session.id))?.status).toBe('completed');
  });

  it('leaves a session whose attendance is in doubt to staff, and asks them once', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(21, '09:00') });
    const { nativeCollection } = await import('../../src/platform/store');
    await nativeCollection(world.payload, 'consultations').updateOne(
      { _id: new ObjectId(session.id) },
      { $set: { 'proposal.status': 'consultant_no_show' } },
    );
    await atTime(on(21, '12:00'));
    await clock();
    await clock();
    expect(['booked', 'in_progress']).toContain((await rowOf(session.id))?.status);
    expect(await rowsOf(world, 'cases', { kind: 'outcome-unclear' })).toHaveLength(1);
    expect(outcomeOf(await end(world, 'no-show', session, { as: ops, more: { party: 'consultant' } }))).toBe(
      '200',
    );
    expect(await balanceOf(world, client)).toMatchObject({ available: 1, held: 0 });
  });
});

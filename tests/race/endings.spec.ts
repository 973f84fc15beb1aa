import { ObjectId } from 'mongodb';

import { faultCase } from '../support/cases';
import { ENDING_RACES } from '../support/volume';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, codeOf, end, on, outcomeOf } from '../support/steps';
import { type Person, type Reply, startWorld, type World } from '../support/world';

let world: World;
let people: { client: Person; ops: Person; amelia: Person };
beforeAll(async () => {
  world = await startWorld('race-endings');
  await atTime(on(0, '08:00'));
  people = {
    client: await world.client({ credits: 500 }),
    ops: await world.staff('ops'),
    amelia: await world.staff('consultant', { consultant: world.consultants.amelia }),
  };
});
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

faultCase(
  19,
  'cancel against complete against cancel against no-show, against a move',
  async ({ random }) => {
    const { client, ops, amelia } = people;
    const startsAt = on(28, '14:00');
    const rules = new Set<string>();
    for (let race = 0; race < ENDING_RACES; race += 1) {
      await atTime(on(0, '08:00'));
      const session = await booked(world, { as: client, startsAt });
      // From the start on all endings are possible; a move only before it.
      const isStarted = random.int(0, 3) > 0;
      await atTime(isStarted ? startsAt : on(27, '14:00'));
      const endings: (() => Promise<Reply<unknown>>)[] = isStarted
        ? [
            () => end(world, 'cancel', session, { as: client }),
            () => end(world, 'complete', session, { as: amelia }),
            () => end(world, 'cancel', session, { as: ops }),
            () =>
              end(world, 'no-show', session, {
                as: amelia,
                more: { party: random.pick(['client', 'consultant', 'technical']) },
              }),
          ]
        : [
            () => end(world, 'cancel', session, { as: client }),
            () =>
              world.api('POST', `/api/consultations/${session.id}/reschedule`, {
                as: ops,
                body: { expectedVersion: 1, startsAt: on(29, '14:00') },
              }),
            () => end(world, 'cancel', session, { as: ops }),
          ];
      const replies = await Promise.all(random.shuffled(endings).map((ending) => ending()));
      expect(replies.filter(({ status }) => status === 200).length).toBe(1);
      expect(
        replies
          .filter(({ status }) => status !== 200)
          .every((reply) => codeOf(reply) === 'INVALID_TRANSITION'),
      ).toBe(true);
      const [row] = await rowsOf(world, 'consultations', { _id: new ObjectId(session.id) });
      const entries = (await rowsOf(world, 'transactions', { consultation: new ObjectId(session.id) })).map(
        ({ kind }) => String(kind),
      );
      const resolution =
        { returned: ['release'], consumed: ['consume'] }[String(row?.outcome?.credits)] ?? [];
      expect([row?.version, entries]).toEqual([2, ['hold', ...resolution]]);
      expect(await rowsOf(world, 'audit-log', { subject: `consultations:${session.id}` })).toHaveLength(1);
      rules.add(String(row?.outcome?.rule ?? 'moved'));
      // The next race needs the time: what was moved is cancelled, what was held keeps its claims.
      if (row?.status === 'booked')
        expect(outcomeOf(await end(world, 'cancel', { id: session.id, version: 2 }, { as: ops }))).toBe(
          '200',
        );
      const { nativeCollection } = await import('../../src/platform/store');
      if (row?.status !== 'booked' && row?.status !== 'cancelled') {
        await nativeCollection(world.payload, 'consultations').updateOne(
          { _id: new ObjectId(session.id) },
          { $set: { startsAt: new Date(on(-60, '14:00')), endsAt: new Date(on(-60, '15:00')) } },
        );
        await nativeCollection(world.payload, 'slot-claims').deleteMany({
          consultation: new ObjectId(session.id),
        });
      }
    }
    console.log(`figure: ${ENDING_RACES} races of endings: ${[...rules].sort().join(', ')}`);
    expect(rules.size).toBeGreaterThan(1);
  },
  240_000,
);

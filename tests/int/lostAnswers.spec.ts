import { brokenInvariants } from '../support/invariants';
import { atTime, booked, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';
import { AMELIA, bookingRow, CREATE, KENJI, meetingsOf, moved, outboxOf } from '../support/zoomSide';

let world: World;
let client: Person;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('lost-answers');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 20 });
  ops = await world.staff('ops');
});
beforeEach(() => atTime(on(0, '08:00')));
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const hostsOf = (id: string): string[] => meetingsOf(world, id).map(({ hostEmail }) => hostEmail);
const loseTheNextAnswer = (): Promise<unknown> =>
  world.control('zoom', '/_sim/faults', { match: CREATE, afterEffect: 'disconnect', times: 1 });
const handTo = (session: ConsultationBody, to: 'amelia' | 'kenji'): Promise<ConsultationBody> =>
  moved(world, session, ops, { consultantId: world.consultants[to] });
const expectSettled = async (id: string): Promise<void> =>
  expect((await outboxOf(world, id)).filter(({ state }) => state !== 'done')).toEqual([]);
async function zoomIsBack(): Promise<void> {
  await atTime(on(0, '08:10'));
  await world.work();
}

/** A session whose meeting is there, and Zoom has not said so. */
async function unheard(startsAt: string): Promise<ConsultationBody> {
  await loseTheNextAnswer();
  const session = await booked(world, { as: client, startsAt });
  await world.work();
  expect([hostsOf(session.id), (await bookingRow(world, session.id)).meeting.state]).toEqual([
    [AMELIA],
    'pending',
  ]);
  return session;
}

describe('a meeting Zoom has made without our hearing of it', () => {
  it('goes when the session is given to a consultant with another host', async () => {
    const session = await unheard(on(7, '09:00'));
    await handTo(session, 'kenji');
    await zoomIsBack();
    expect(hostsOf(session.id)).toEqual([KENJI]);
    await expectSettled(session.id);
  });

  it('goes when the session is given away and then cancelled', async () => {
    const session = await unheard(on(7, '10:30'));
    expect((await end(world, 'cancel', await handTo(session, 'kenji'), { as: ops })).status).toBe(200);
    await zoomIsBack();
    expect([hostsOf(session.id), (await bookingRow(world, session.id)).meeting.state]).toEqual([
      [],
      'deleted',
    ]);
    await expectSettled(session.id);
  });

  it('is taken up when the session comes back to its first consultant', async () => {
    const session = await unheard(on(7, '13:30'));
    const [{ id } = { id: 0 }] = meetingsOf(world, session.id);
    await handTo(await handTo(session, 'kenji'), 'amelia');
    await zoomIsBack();
    expect([hostsOf(session.id), (await bookingRow(world, session.id)).meeting.meetingId]).toEqual([
      [AMELIA],
      String(id),
    ]);
    await expectSettled(session.id);
  });

  it.each(['given back', 'cancelled'])(
    'goes when it was to replace another, and the session is %s',
    async (what) => {
      const session = await booked(world, {
        as: client,
        startsAt: on(8, what === 'cancelled' ? '09:00' : '10:30'),
      });
      await world.work();
      await loseTheNextAnswer();
      const given = await handTo(session, 'kenji');
      await world.work();
      expect(hostsOf(session.id).sort()).toEqual([AMELIA, KENJI]);
      if (what === 'cancelled') await end(world, 'cancel', given, { as: ops });
      else await handTo(given, 'amelia');
      await zoomIsBack();
      expect(hostsOf(session.id)).toEqual(what === 'cancelled' ? [] : [AMELIA]);
      await expectSettled(session.id);
    },
  );
});

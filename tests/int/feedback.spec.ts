import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, type ConsultationBody, end, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('feedback');
  await atTime(on(0, '08:00'));
  ops = await world.staff('ops');
});
beforeEach(() => atTime(on(0, '08:00')));
afterAll(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
  await world.close();
});

const runJob = async (): Promise<number> => {
  const { requestFeedback } = await import('../../src/consultations/feedback/requestFeedback');
  return requestFeedback(world.payload);
};
const requests = (client: Person) =>
  rowsOf(world, 'messages', { template: 'feedback-request', client: new ObjectId(client.id) });
const givenOn = (session: ConsultationBody) =>
  rowsOf(world, 'session-feedback', { consultation: new ObjectId(session.id) });

/** A session of nine o'clock that day, recorded as completed at ten past ten. */
async function completed(
  client: Person,
  day: number,
  more: Record<string, unknown> = {},
): Promise<ConsultationBody> {
  const session = await booked(world, { as: client, startsAt: on(day, '09:00'), more });
  await atTime(on(day, '10:10'));
  await end(world, 'complete', session, { as: ops });
  return session;
}

/** The token in the one mail that asks this client. */
async function tokenFor(client: Person): Promise<string> {
  await runJob();
  await world.work();
  const [mail] = world.mailbox
    .to(client.email)
    .filter(({ subject }) => subject?.startsWith('How was your session'));
  const [, token = ''] = /http:\/\/127\.0\.0\.1:3999\/feedback\/([\w.-]+)/.exec(mail?.text ?? '') ?? [];
  expect(token).not.toBe('');
  return token;
}
const give = (token: string, body: unknown, key?: string) =>
  world.api('POST', `/api/feedback/${encodeURIComponent(token)}`, { body, key });
const page = async (token: string) =>
  (await import('../../src/consultations/feedback/readInvitation')).invitationPage(world.payload, token);

describe('the question after a session', () => {
  it('goes out a day after it was completed, once, however often and on however many workers it runs', async () => {
    const client = await world.client({ credits: 1 });
    await completed(client, 1);
    await atTime(on(2, '10:09'));
    expect(await runJob()).toBe(0);
    await atTime(on(2, '10:10'));
    const owed = await Promise.all([runJob(), runJob(), runJob()]);
    expect(owed.reduce((sum, each) => sum + each, 0)).toBe(1);
    await world.work();
    await atTime(on(5, '10:00'));
    expect(await runJob()).toBe(0);
    await world.work();
    expect(await requests(client)).toMatchObject([{ state: 'sent' }]);
    expect(
      world.mailbox
        .to(client.email)
        .filter(({ subject }) => subject === 'How was your session with Amelia Hart?'),
    ).toHaveLength(1);
  });

  it('is made up after the job stood still, but not for what is older than two weeks', async () => {
    const [early, late] = [await world.client({ credits: 1 }), await world.client({ credits: 1 })];
    await completed(early, 3);
    await atTime(on(0, '08:00'));
    await completed(late, 7);
    await atTime(on(18, '08:00'));
    await runJob();
    expect([(await requests(early)).length, (await requests(late)).length]).toEqual([0, 1]);
  });

  it('is not asked of a session cancelled or missed, nor of one that turns out not to have been held', async () => {
    const [off, missed, corrected] = [
      await world.client({ credits: 1 }),
      await world.client({ credits: 1 }),
      await world.client({ credits: 1 }),
    ];
    const [one, two] = [
      await booked(world, { as: off, startsAt: on(8, '09:00') }),
      await booked(world, { as: missed, startsAt: on(8, '10:30') }),
    ];
    const three = await booked(world, { as: corrected, startsAt: on(8, '13:30') });
    await end(world, 'cancel', one, { as: off });
    await atTime(on(8, '15:00'));
    await end(world, 'no-show', two, { as: ops, more: { party: 'client' } });
    const done = (await end(world, 'complete', three, { as: ops })).body.consultation;
    await atTime(on(9, '16:00'));
    await runJob();
    expect([
      (await requests(off)).length,
      (await requests(missed)).length,
      (await requests(corrected)).length,
    ]).toEqual([0, 0, 1]);
    // Owed, but still here: the office finds that Amelia never came.
    await world.api('POST', `/api/consultations/${three.id}/outcome`, {
      as: ops,
      body: { expectedVersion: done.version, to: 'consultant_no_show', reason: 'She was ill.' },
    });
    await world.work();
    expect(await requests(corrected)).toMatchObject([
      { state: 'dropped', error: 'The session is no longer recorded as completed.' },
    ]);
  });

  it('leaves its link nowhere but in the mail', async () => {
    const client = await world.client({ credits: 1 });
    await completed(client, 9);
    await atTime(on(10, '12:00'));
    const token = await tokenFor(client);
    for (const collection of ['messages', 'audit-log', 'outbox', '_idempotency'])
      expect([
        collection,
        JSON.stringify(await rowsOf(world, collection)).includes(token.split('.')[2] ?? ''),
      ]).toEqual([collection, false]);
  });
});

describe('a link to give feedback', () => {
  it('shows the session and a first name, takes one answer, and then says thank you', async () => {
    const client = await world.client({ credits: 1 });
    const session = await completed(client, 10, { topic: 'Layoffs' });
    await atTime(on(11, '12:00'));
    const token = await tokenFor(client);
    expect(await page(token)).toEqual({
      state: 'open',
      session: {
        name: 'Consultation, 60 minutes',
        consultantName: 'Amelia Hart',
        startsAt: on(10, '09:00'),
        timezone: 'America/New_York',
      },
    });
    const first = await give(token, { rating: 5, comment: 'Clear and kind.' });
    expect([first.status, first.body]).toEqual([201, { rating: 5 }]);
    const again = await give(token, { rating: 1 });
    expect([outcomeOf(again), JSON.stringify(again.body)]).toEqual([
      '409 INVALID_TRANSITION',
      expect.stringContaining('given already'),
    ]);
    const rows = await givenOn(session);
    expect(rows).toMatchObject([
      {
        rating: 5,
        comment: 'Clear and kind.',
        client: new ObjectId(client.id),
        consultant: new ObjectId(world.consultants.amelia),
      },
    ]);
    expect(await page(token)).toEqual({ state: 'given', session: null });
  });

  it('takes one of two answers at once, and the same request once more as what it is', async () => {
    const client = await world.client({ credits: 1 });
    const session = await completed(client, 11);
    await atTime(on(14, '12:00'));
    const token = await tokenFor(client);
    const replies = await Promise.all(
      [1, 2, 3, 4].map((rating) => give(token, { rating }, `answer-${rating}`)),
    );
    expect(replies.map(outcomeOf).sort()).toEqual(['201', ...Array(3).fill('409 INVALID_TRANSITION')]);
    const [row] = await givenOn(session);
    expect(await givenOn(session)).toHaveLength(1);
    const repeated = await give(token, { rating: row?.rating }, `answer-${row?.rating}`);
    expect([repeated.status, repeated.headers.get('idempotent-replay')]).toEqual([201, 'true']);
  });

  it('opens nothing when it is not ours, and nothing after 30 days', async () => {
    const client = await world.client({ credits: 1 });
    const session = await completed(client, 14);
    await atTime(on(15, '12:00'));
    const token = await tokenFor(client);
    const [subject, until, signature] = token.split('.');
    const other = await completed(await world.client({ credits: 1 }), 16);
    for (const forged of [
      'x',
      `${other.id}.${until}.${signature}`,
      `${subject}.zzzzzzz.${signature}`,
      `${subject}.${until}.${'A'.repeat(43)}`,
      `${subject}.${until}`,
    ]) {
      expect([forged, outcomeOf(await give(forged, { rating: 5 })), (await page(forged)).state]).toEqual([
        forged,
        '404 NOT_FOUND',
        'invalid',
      ]);
    }
    await atTime(on(45, '12:01'));
    expect([outcomeOf(await give(token, { rating: 5 })), (await page(token)).state]).toEqual([
      '409 INVALID_TRANSITION',
      'expired',
    ]);
    expect(await givenOn(session)).toEqual([]);
  });

  it('is closed when the session turns out not to have been held', async () => {
    const client = await world.client({ credits: 1 });
    const session = await completed(client, 17);
    await atTime(on(18, '12:00'));
    const token = await tokenFor(client);
    await world.api('POST', `/api/consultations/${session.id}/outcome`, {
      as: ops,
      body: { expectedVersion: 2, to: 'technical_failure', reason: 'No sound.' },
    });
    expect([outcomeOf(await give(token, { rating: 5 })), (await page(token)).state]).toEqual([
      '409 INVALID_TRANSITION',
      'closed',
    ]);
  });

  it('takes ratings from 1 to 5 and words up to 2000 characters, and keeps hostile ones as plain text', async () => {
    const client = await world.client({ credits: 1 });
    const session = await completed(client, 18);
    await atTime(on(21, '12:00'));
    const token = await tokenFor(client);
    for (const body of [
      { rating: 0 },
      { rating: 6 },
      { rating: 4.5 },
      { rating: '5' },
      { comment: 'x' },
      { rating: 5, comment: 'x'.repeat(2001) },
      { rating: 5, stars: 5 },
      { rating: { $gt: 0 } },
    ]) {
      expect([JSON.stringify(body).slice(0, 40), outcomeOf(await give(token, body))]).toEqual([
        JSON.stringify(body).slice(0, 40),
        '422 VALIDATION',
      ]);
    }
    const comment = '<img src=x onerror=alert(1)>\r\n=HYPERLINK("http://evil")\u0000\u202E{{recipientName}}';
    expect(outcomeOf(await give(token, { rating: 2, comment }))).toBe('201');
    expect((await givenOn(session))[0]?.comment).toBe(
      '<img src=x onerror=alert(1)>\n=HYPERLINK("http://evil"){{recipientName}}',
    );
  });
});

describe('what was given', () => {
  it("makes the consultant's figures", async () => {
    const { ratingOf } = await import('../../src/consultations/feedback/ratingOf');
    const rows = await rowsOf(world, 'session-feedback', {
      consultant: new ObjectId(world.consultants.amelia),
    });
    const ratings = rows.map(({ rating }) => Number(rating));
    const rating = await ratingOf(world.payload, world.consultants.amelia);
    expect(rating.count).toBe(3);
    expect(rating.spread).toEqual(
      [1, 2, 3, 4, 5].map((stars) => ratings.filter((each) => each === stars).length),
    );
    expect(rating.average).toBe(
      Math.round((ratings.reduce((sum, each) => sum + each, 0) / ratings.length) * 100) / 100,
    );
    expect(await ratingOf(world.payload, world.consultants.kenji)).toEqual({
      count: 0,
      average: null,
      spread: [0, 0, 0, 0, 0],
    });
  });

  it('is read whole by the office, without words by the consultant, by nobody else, and edited by no one', async () => {
    const [row] = await rowsOf(world, 'session-feedback', { comment: 'Clear and kind.' });
    const path = `/api/session-feedback/${row?._id}`;
    const read = async (as?: Person) => world.api('GET', `${path}?depth=0`, { as });
    expect((await read(ops)).body).toMatchObject({ rating: 5, comment: 'Clear and kind.' });
    const own = (await read(await world.staff('consultant', { consultant: world.consultants.amelia }))).body;
    expect([own.rating, own.comment]).toEqual([5, undefined]);
    for (const as of [
      undefined,
      await world.staff('finance'),
      await world.staff('editor'),
      await world.staff('consultant', { consultant: world.consultants.kenji }),
      await world.client(),
    ])
      expect((await read(as)).status).toBeGreaterThanOrEqual(400);
    for (const as of [ops, await world.staff('owner')])
      await world.api('PATCH', path, { as, body: { rating: 1 } });
    expect((await rowsOf(world, 'session-feedback', { _id: row?._id }))[0]?.rating).toBe(5);
  });
});

import { ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, booked, buy, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('resend');
  await atTime(on(0, '08:00'));
  ops = await world.staff('ops');
});
afterAll(() => world.close());

const messageOf = async (where: Record<string, unknown>) => (await rowsOf(world, 'messages', where))[0];
const resend = (messageId: unknown, more: Record<string, unknown> = {}, as = ops, key?: string) =>
  world.api<{ messageId: string }>('POST', '/api/notifications/resend', {
    as,
    key,
    body: { messageId: String(messageId), mode: 'as-sent', reason: 'The client asked for it', ...more },
  });

describe('a mail sent once more', () => {
  it('as sent is word for word the first, with its calendar, a message of its own, with reason and actor', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(7, '09:00') });
    await world.work();
    const first = await messageOf({
      consultation: new ObjectId(session.id),
      template: 'booking-confirmation-client',
    });
    const { body } = await resend(first?._id);
    await world.work();
    const [sent, again] = world.mailbox.to(client.email);
    expect([again?.html, again?.text, again?.subject]).toEqual([sent?.html, sent?.text, sent?.subject]);
    expect(again?.messageId).not.toBe(sent?.messageId);
    expect(again?.attachments.map(({ mimeType }) => mimeType)).toEqual(
      sent?.attachments.map(({ mimeType }) => mimeType),
    );
    expect(await messageOf({ _id: new ObjectId(body.messageId) })).toMatchObject({
      state: 'sent',
      resend: {
        of: first?._id,
        mode: 'as-sent',
        reason: 'The client asked for it',
        actor: `staff:${ops.id}`,
      },
    });
    expect(await rowsOf(world, 'audit-log', { action: 'message.resent' })).toHaveLength(1);
  });

  it('rendered anew tells what the records say now, and does not grow stale', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(8, '09:00') });
    await world.work();
    const first = await messageOf({
      consultation: new ObjectId(session.id),
      template: 'booking-confirmation-client',
    });
    await world.api('POST', `/api/consultations/${session.id}/reschedule`, {
      as: client,
      body: { expectedVersion: 1, startsAt: on(9, '13:30') },
    });
    await world.work();
    await resend(first?._id, { mode: 'rendered-anew' });
    await world.work();
    const last = world.mailbox.to(client.email).at(-1);
    expect(last?.text).toMatch(/Wednesday 12 March 2031, 09:30/);
    expect(world.mailbox.to(client.email)[0]?.text).toMatch(/Tuesday 11 March 2031, 05:00/);
  });

  it('as sent goes to the address the recipient has now, and the row says so', async () => {
    const { nativeCollection } = await import('../../src/platform/store');
    const client = await world.client({ credits: 1 });
    const session = await booked(world, {
      as: client,
      startsAt: on(8, '15:00'),
      more: { mode: 'in_person' },
    });
    await world.work();
    const first = await messageOf({
      consultation: new ObjectId(session.id),
      template: 'booking-confirmation-client',
    });
    await nativeCollection(world.payload, 'clients').updateOne(
      { _id: new ObjectId(client.id) },
      { $set: { email: 'moved@example.com' } },
    );
    const own = await resend(first?._id);
    const other = await resend(first?._id, { to: 'assistant@example.com' });
    await world.work();
    expect(world.mailbox.to(client.email)).toHaveLength(1);
    expect(world.mailbox.to('moved@example.com').map(({ html }) => html)).toEqual([
      world.mailbox.to(client.email)[0]?.html,
    ]);
    expect(world.mailbox.to('assistant@example.com')).toHaveLength(1);
    const rowOf = (reply: typeof own) => messageOf({ _id: new ObjectId(reply.body.messageId) });
    expect(await rowOf(own)).toMatchObject({
      state: 'sent',
      toAddress: 'moved@example.com',
      resend: { to: 'own-address' },
    });
    expect(await rowOf(other)).toMatchObject({
      state: 'sent',
      toAddress: 'assistant@example.com',
      resend: { to: 'another-address' },
    });
  });

  it('to another address goes there, with its invoice; a one-time link never does', async () => {
    const client = await world.client();
    await buy(world, client);
    await world.work();
    const confirmation = await messageOf({
      client: new ObjectId(client.id),
      template: 'payment-confirmation',
    });
    expect(outcomeOf(await resend(confirmation?._id, { to: 'accounts@example.com' }))).toBe('202');
    await world.api('POST', '/api/clients/register', {
      body: { email: 'late@example.com', password: 'Serenity-new-1', firstName: 'La', lastName: 'Te' },
    });
    await world.work();
    const [mail] = world.mailbox.to('accounts@example.com');
    expect(mail?.attachments.map(({ filename }) => filename)).toEqual([
      expect.stringMatching(/^IS-\d{4}-\d{6}\.pdf$/),
    ]);
    const verification = await messageOf({ template: 'email-verification' });
    expect(
      outcomeOf(await resend(verification?._id, { mode: 'rendered-anew', to: 'thief@example.com' })),
    ).toBe('403 FORBIDDEN');
    expect(outcomeOf(await resend(verification?._id))).toBe('409 INVALID_TRANSITION');
    expect(outcomeOf(await resend(verification?._id, { mode: 'rendered-anew' }))).toBe('202');
  });

  it('with the same key is one mail; bad input changes nothing', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(10, '09:00') });
    await world.work();
    const first = await messageOf({
      consultation: new ObjectId(session.id),
      template: 'booking-confirmation-client',
    });
    const count = async () => (await rowsOf(world, 'messages')).length;
    const before = await count();
    const replies = [await resend(first?._id, {}, ops, 'again'), await resend(first?._id, {}, ops, 'again')];
    expect(replies[1]?.body).toEqual(replies[0]?.body);
    expect(await count()).toBe(before + 1);
    const refusals = [
      await resend('0'.repeat(24)),
      await resend('x'),
      await resend(first?._id, { reason: ' ' }),
      await resend(first?._id, { mode: 'twice' }),
      await resend(first?._id, { to: 'a@b, c@d' }),
      await resend(first?._id, {}, client),
    ];
    expect(refusals.map(outcomeOf)).toEqual([
      '404 NOT_FOUND',
      '422 VALIDATION',
      '422 VALIDATION',
      '422 VALIDATION',
      '422 VALIDATION',
      '403 FORBIDDEN',
    ]);
    expect(await count()).toBe(before + 1);
  });
});

describe('a dead letter', () => {
  it('can be run again by ops with a reason, once, and then ends as it should have', async () => {
    const client = await world.client({ credits: 1 });
    await world.work();
    world.mailbox.refuseNext(550);
    const session = await booked(world, {
      as: client,
      startsAt: on(11, '09:00'),
      more: { mode: 'in_person' },
    });
    await world.work();
    const [dead] = await rowsOf(world, 'messages', {
      consultation: new ObjectId(session.id),
      state: 'failed',
    });
    const again = (as: Person) =>
      world.api('POST', '/api/operations/run-again', {
        as,
        body: { queue: 'messages', id: String(dead?._id), reason: 'The address works again' },
      });
    expect(outcomeOf(await again(client))).toBe('403 FORBIDDEN');
    expect(outcomeOf(await again(ops))).toBe('200');
    await world.work();
    expect(await messageOf({ _id: dead?._id })).toMatchObject({ state: 'sent' });
    expect(outcomeOf(await again(ops))).toBe('409 INVALID_TRANSITION');
    expect(await rowsOf(world, 'audit-log', { action: 'dead-letter.run-again' })).toHaveLength(1);
  });
});

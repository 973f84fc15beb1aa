import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { asFields } from '@/emails/problems';
import { type RenderedEmail } from '@/emails/render';
import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { type Keep } from '@/platform/idempotency';
import { newId } from '@/platform/ids';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { freshlyOwed, type MessageRow } from '../message';
import { type Asker } from './asker';
import { previewTemplate, type PreviewRequest } from './previewTemplate';

interface Commanded extends Asker {
  user: NonNullable<PayloadRequest['user']>;
  keep?: Keep;
}

/**
 * Owes the mail, as these words make it, to whoever asks and nobody else; it goes the way of every mail and
 * is marked in subject and log. No calendar file goes with it: a sample has no place in anybody's calendar.
 * @throws DomainError VALIDATION with line and reason; NOT_FOUND of a session
 */
export async function sendTest(
  { payload, user, keep }: Commanded,
  request: PreviewRequest,
): Promise<{ messageId: string; to: string }> {
  const { rendered, problems } = await previewTemplate({ payload, user }, request);
  if (!rendered)
    throw new DomainError('VALIDATION', {
      message: 'The mail cannot be sent like this.',
      fields: asFields(problems),
    });
  const id = newId();
  return inTransaction({ payload, user }, async (req) => {
    const row = testRow({ id, template: request.key, rendered, staff: user });
    await nativeCollection<MessageRow>(payload, 'messages').insertOne(row, { session: requireSession(req) });
    await recordAudit(req, {
      action: 'email-template.tested',
      subject: `messages:${id}`,
      facts: { template: request.key, consultation: request.consultationId ?? null },
    });
    const answer = { messageId: id, to: user.email };
    await keep?.(req, { status: 202, body: answer });
    return answer;
  });
}

function testRow({
  id,
  template,
  rendered,
  staff,
}: {
  id: string;
  template: string;
  rendered: RenderedEmail;
  staff: Commanded['user'];
}): MessageRow {
  const { subject, html, text } = rendered;
  return {
    _id: new ObjectId(id),
    key: `test:${id}:${template}`,
    template,
    staff: new ObjectId(staff.id),
    isTest: true,
    facts: {},
    toAddress: staff.email,
    subject: `[Test] ${subject}`,
    html,
    text,
    ...freshlyOwed(now()),
  };
}

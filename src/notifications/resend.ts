import { ObjectId } from 'mongodb';

import { holdsSecret } from '@/emails/catalog';
import { actorOf } from '@/platform/actor';
import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { type Commanded } from '@/platform/idempotency';
import { newId } from '@/platform/ids';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { freshlyOwed, type MessageRow } from './message';

export interface ResendRequest {
  messageId: string;
  /** The very words that went out, or the template and the records as they are now. */
  mode: 'as-sent' | 'rendered-anew';
  /** Another address; without it the recipient's own, as it is when the copy goes out. */
  to?: string;
  reason: string;
}

/**
 * Owes a mail once more, as a message of its own that names the first one. Which role may is the route's to say.
 * @throws DomainError NOT_FOUND; INVALID_TRANSITION when there is no copy to send; FORBIDDEN when a one-time link
 * would go to another address
 */
export async function resend(
  { payload, user, keep }: Commanded,
  request: ResendRequest,
): Promise<{ messageId: string }> {
  const id = newId();
  return inTransaction({ payload, user }, async (req) => {
    const messages = nativeCollection<MessageRow>(payload, 'messages');
    const first = await messages.findOne(
      { _id: new ObjectId(request.messageId) },
      { session: requireSession(req) },
    );
    if (!first) throw new DomainError('NOT_FOUND');
    assertPossible(first, request);
    await messages.insertOne(copyOf(first, request, id, actorOf(req)), {
      session: requireSession(req),
      ignoreUndefined: true,
    });
    const facts = {
      mode: request.mode,
      template: first.template,
      copy: id,
      elsewhere: request.to !== undefined,
    };
    await recordAudit(req, {
      action: 'message.resent',
      subject: `messages:${request.messageId}`,
      reason: request.reason,
      facts,
    });
    const answer = { messageId: id };
    await keep?.(req, { status: 202, body: answer });
    return answer;
  });
}

function assertPossible(first: MessageRow, { mode, to }: ResendRequest): void {
  if (first.isTest)
    throw new DomainError('INVALID_TRANSITION', { message: 'A test is sent anew from its template.' });
  const secret = holdsSecret(first.template);
  if (secret && to)
    throw new DomainError('FORBIDDEN', {
      message: 'A mail with a one-time link goes to its own recipient only.',
    });
  if (mode === 'rendered-anew') return;
  if (secret)
    throw new DomainError('INVALID_TRANSITION', {
      message: 'This mail held a one-time link and is not kept. Render it anew.',
    });
  if (!first.html)
    throw new DomainError('INVALID_TRANSITION', {
      message: 'It was never sent, so there is no copy. Render it anew.',
    });
}

function copyOf(
  first: MessageRow,
  { mode, to, reason }: ResendRequest,
  id: string,
  actor: string,
): MessageRow {
  const {
    template,
    client,
    consultant,
    staff,
    consultation,
    payment,
    grant,
    facts,
    html,
    text,
    subject,
    calendar,
    notAfter,
  } = first;
  const words = mode === 'as-sent' ? { html, text, subject, calendar } : {};
  return {
    _id: new ObjectId(id),
    key: `resend:${id}:${first.key}`,
    ...{ template, client, consultant, staff, consultation, payment, grant, facts },
    ...words,
    resend: { of: first._id, mode, reason, actor, to: to ? 'another-address' : 'own-address' },
    toAddress: to,
    // A link that no longer works is of no use to anybody.
    notAfter: holdsSecret(template) ? notAfter : undefined,
    ...freshlyOwed(now()),
  };
}

import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type CreditGrant } from '@/payload-types';
import { actorOf } from '@/platform/actor';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { idOfNew } from '@/platform/oneRecord';
import { refId } from '@/platform/refs';
import { readSettings } from '@/platform/settings';
import { nativeCollection, requireSession } from '@/platform/store';

/** Between trials and purchases: what was given burns before what was paid for. */
const MANUAL_PRIORITY = 50;
const DEFAULT_PRIORITY = 100;
const DAY_MS = 86_400_000;
const DECIDED = ['client', 'credits', 'validityDays', 'reasonCode', 'note'];

/** Completes a grant that is about to be written. One without a source was made by staff. */
export async function prepareGrant(
  req: PayloadRequest,
  data: Partial<CreditGrant>,
): Promise<Partial<CreditGrant>> {
  const at = now();
  const id = await idOfNew(req, { collection: 'credit-grants', data, decided: DECIDED });
  const manual = data.source ? {} : await manualGrant(req, id, data, at);
  const complete = { priority: DEFAULT_PRIORITY, bookBeforeExpiry: false, ...data, ...manual, id };
  return {
    ...complete,
    actor: actorOf(req),
    // By the product's clock and not by the sender's word: the daily limit counts by it.
    createdAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + Number(complete.validityDays) * DAY_MS).toISOString(),
  };
}

async function manualGrant(
  req: PayloadRequest,
  id: string,
  data: Partial<CreditGrant>,
  at: Date,
): Promise<Partial<CreditGrant>> {
  const fields = [
    ...(data.reasonCode ? [] : [{ path: 'reasonCode', message: 'Say why: choose a reason.' }]),
    ...(data.note?.trim() ? [] : [{ path: 'note', message: 'Say why in a sentence.' }]),
  ];
  if (fields.length > 0) throw new DomainError('VALIDATION', { fields });
  const clientId = refId(data.client);
  if (!(await clientExists(req, clientId)))
    throw new DomainError('NOT_FOUND', { message: 'There is no such client.' });
  await assertWithinLimit(req, clientId, Number(data.credits), at);
  return {
    source: 'manual',
    packageName: 'Assigned by our team',
    priority: MANUAL_PRIORITY,
    key: `grant:manual:${id}`,
  };
}

async function clientExists(req: PayloadRequest, clientId: string): Promise<boolean> {
  const found = await nativeCollection(req.payload, 'clients').findOne(
    { _id: new ObjectId(clientId) },
    { session: requireSession(req), projection: { _id: 1 } },
  );
  return found !== null;
}

/**
 * Ops may give one client so many credits a UTC day. Two at once cannot both slip under the limit: both change
 * the client's wallet, so one of them runs again and counts the other.
 */
async function assertWithinLimit(
  req: PayloadRequest,
  clientId: string,
  credits: number,
  at: Date,
): Promise<void> {
  if (req.user?.collection !== 'staff' || req.user.role !== 'ops') return;
  const { opsDailyLimit } = await readSettings(req.payload, req);
  const midnight = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
  const today = await req.payload.find({
    collection: 'credit-grants',
    where: {
      client: { equals: clientId },
      source: { equals: 'manual' },
      createdAt: { greater_than_equal: midnight.toISOString() },
    },
    pagination: false,
    depth: 0,
    overrideAccess: true,
    req,
  });
  const given = today.docs.reduce((total, grant) => total + grant.credits, 0);
  if (given + credits > opsDailyLimit) {
    throw new DomainError('FORBIDDEN', {
      message:
        `Ops may assign ${opsDailyLimit} credits a day to one client; ${given} were assigned today. Ask ` +
        'finance or the owner.',
    });
  }
}

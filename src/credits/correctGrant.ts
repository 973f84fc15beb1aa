import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type CreditGrant } from '@/payload-types';
import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { refId } from '@/platform/refs';

import { type Balance } from './balance';
import { extendLot, voidLot } from './corrections';
import { assertExtension } from './extensionLimit';
import { post } from './ledger';
import { readBalance } from './readBalance';
import { type ReasonCode } from './reasons';
import { type Change, type Wallet } from './wallet';

export interface Correction {
  grantId: string;
  reasonCode: ReasonCode;
  note: string;
}

/** @throws DomainError NOT_FOUND */
async function grantOf(req: PayloadRequest, id: string): Promise<CreditGrant> {
  const grant = ObjectId.isValid(id)
    ? await req.payload.findByID({
        collection: 'credit-grants',
        id,
        depth: 0,
        overrideAccess: false,
        user: req.user,
        disableErrors: true,
        req,
      })
    : null;
  if (!grant) throw new DomainError('NOT_FOUND');
  return grant;
}

async function correct(
  req: PayloadRequest,
  correction: Correction,
  action: string,
  change: (wallet: Wallet, grant: CreditGrant) => Change,
): Promise<Balance> {
  const grant = await grantOf(req, correction.grantId);
  const clientId = refId(grant.client);
  await post(req, {
    clientId,
    cause: `${action}:${grant.id}`,
    reason: correction.reasonCode,
    change: (wallet) => change(wallet, grant),
  });
  await recordAudit(req, {
    action: `credits.${action}`,
    subject: `credit-grants:${grant.id}`,
    reason: correction.note,
    facts: { client: clientId, reasonCode: correction.reasonCode },
  });
  return readBalance({ payload: req.payload, clientId, req });
}

/**
 * Gives a lot a later expiry. `requestKey` makes it happen once.
 * @throws DomainError NOT_FOUND, INVALID_TRANSITION when it has lapsed or the time is not later, VALIDATION
 * and FORBIDDEN beyond the limits
 */
export const extendGrant = (
  req: PayloadRequest,
  correction: Correction & { expiresAt: Date; requestKey: string },
): Promise<Balance> =>
  correct(req, correction, 'extend', (wallet, grant) => {
    const at = now();
    const role = req.user?.collection === 'staff' ? req.user.role : '';
    assertExtension(
      { role, issuedExpiresAt: new Date(grant.expiresAt ?? at), now: at },
      correction.expiresAt,
    );
    return extendLot(wallet, {
      grant: correction.grantId,
      newExpiresAt: correction.expiresAt,
      key: `extend:${correction.requestKey}`,
      now: at,
    });
  });

/** Takes what is left of a lot out of use. @throws DomainError NOT_FOUND, INVALID_TRANSITION when nothing is left */
export const voidGrant = (req: PayloadRequest, correction: Correction): Promise<Balance> =>
  correct(req, correction, 'void', (wallet) => voidLot(wallet, correction.grantId, now()));

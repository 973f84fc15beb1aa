import { type PayloadRequest } from 'payload';

import { type CreditGrant } from '@/payload-types';
import { enqueue } from '@/notifications/enqueue';
import { now } from '@/platform/clock';
import { recordAudit } from '@/platform/audit';
import { refId, refIdOrNull } from '@/platform/refs';

import { grantCause } from './causes';
import { grantMails } from './grantMails';
import { post } from './ledger';
import { toldOf } from './told';
import { grantLot } from './wallet';

/** Books a new grant into the ledger, and tells whom it concerns. */
export async function postGrant(req: PayloadRequest, grant: CreditGrant): Promise<void> {
  const clientId = refId(grant.client);
  const paymentId = refIdOrNull(grant.payment);
  const posted = await post(req, {
    clientId,
    cause: grantCause({ id: grant.id, payment: paymentId }),
    reason: grant.reasonCode ?? undefined,
    paymentId: paymentId ?? undefined,
    change: (wallet) =>
      grantLot(
        wallet,
        {
          grant: grant.id,
          packageName: grant.packageName ?? '',
          source: grant.source ?? 'manual',
          priority: grant.priority ?? 0,
          grantedAt: now(),
          expiresAt: new Date(grant.expiresAt ?? 0),
          bookBeforeExpiry: grant.bookBeforeExpiry ?? false,
          total: grant.credits,
        },
        grant.key ?? '',
      ),
  });
  await enqueue(
    req,
    grantMails({
      id: grant.id,
      source: grant.source,
      client: clientId,
      payment: paymentId,
      told: toldOf(posted, now()),
    }),
  );
  if (grant.source === 'manual') {
    await recordAudit(req, {
      action: 'credits.assign',
      subject: `clients:${clientId}`,
      reason: grant.note ?? undefined,
      facts: { credits: grant.credits, reasonCode: grant.reasonCode, grant: grant.id },
    });
  }
}

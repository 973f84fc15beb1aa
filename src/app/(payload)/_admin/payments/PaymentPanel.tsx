import { Refund } from '@/components/admin/payments/Refund';
import { recordPath } from '@/components/admin/ui/adminPath';
import { Facts } from '@/components/admin/ui/Facts';
import { utcInstant } from '@/components/admin/ui/instant';
import { Notice } from '@/components/admin/ui/Notice';
import { Panel } from '@/components/admin/ui/Panel';
import { StatePill } from '@/components/admin/ui/StatePill';
import { creditCount } from '@/components/portal/format/credits';
import { formatMoney } from '@/components/portal/format/money';
import { hasRole } from '@/collections/access/roles';
import { REASON_CODES } from '@/credits/reasons';
import { type Payment } from '@/payload-types';
import { pendingOf } from '@/payments/pendingRefunds';
import { reversalsOf } from '@/payments/readPayments';
import { refundable } from '@/payments/refundPayment';

import { asUser } from '../asUser';
import { LedgerTable } from '../LedgerTable';
import { MessagesTable } from '../MessagesTable';
import { type OfRecord } from '../ofRecord';
import { clientPerson } from '../people';
import { DisputeNotice } from './DisputeNotice';
import { RefundRequests } from './RefundRequests';
import { ReversalsTable } from './ReversalsTable';
import { ValueTable } from './ValueTable';

/** The record of a payment: the money, where it went, the lot it granted and the mails it caused. */
export async function PaymentPanel({ id, req }: OfRecord) {
  if (!id) return null;
  const payment = await req.payload.findByID({
    collection: 'payments',
    id: String(id),
    depth: 1,
    disableErrors: true,
    ...asUser(req),
  });
  if (!payment) return null;
  const ofThis = { payment: { equals: payment.id } };
  return (
    <div className="adm-record">
      <section className="adm-summary" aria-label="Payment">
        <header>
          <div>
            <StatePill state={payment.status} />
            <h2>
              {formatMoney(payment.amount ?? 0, payment.currency)} for {payment.packageName}
            </h2>
          </div>
          <div className="adm-actions">
            {payment.invoiceNumber && (
              <a
                className="adm-button adm-button--plain"
                href={`/api/payments/${payment.id}/invoice.pdf`}
                target="_blank"
                rel="noreferrer"
              >
                Invoice {payment.invoiceNumber} (PDF)
              </a>
            )}
            {hasRole(req, ['owner', 'finance']) && refundable(payment) > 0 && (
              <Refund
                view={{ paymentId: payment.id, currency: payment.currency, reasonCodes: REASON_CODES }}
              />
            )}
          </div>
        </header>
        {payment.failureMessage && payment.status !== 'succeeded' && (
          <Notice tone="bad">{payment.failureMessage}</Notice>
        )}
        {payment.status === 'succeeded' && !payment.grant && (
          <Notice tone="bad">
            The money has arrived, and no credits were granted. The reconciliation mends this; see the inbox
            for the event.
          </Notice>
        )}
        <DisputeNotice payment={payment} />
        <Facts facts={factsOf(payment)} />
      </section>
      {payment.paidAt && (
        <Panel title="What became of the money">
          <ValueTable req={req} of={{ payment: payment.id }} />
        </Panel>
      )}
      {hasReversals(payment) && (
        <Panel title="Refunds and disputes">
          <ReversalsTable payment={payment} />
        </Panel>
      )}
      {hasRefunds(payment) && (
        <Panel title="Refunds asked for by staff">
          <RefundRequests req={req} payment={payment} />
        </Panel>
      )}
      <Panel title="Credits moved">
        <LedgerTable req={req} where={ofThis} limit={10} empty="This payment has moved no credits." />
      </Panel>
      <Panel title="Mails">
        <MessagesTable req={req} where={ofThis} empty="No mail has been written for this payment." />
      </Panel>
    </div>
  );
}

const hasReversals = (payment: Payment): boolean =>
  reversalsOf(payment).length + pendingOf(payment).length > 0;

const hasRefunds = (payment: Payment): boolean =>
  reversalsOf(payment).some(({ kind }) => kind === 'refund') || pendingOf(payment).length > 0;

function factsOf(payment: Payment) {
  const client = clientPerson(payment.client);
  const grant = payment.grant && typeof payment.grant === 'object' ? payment.grant.id : payment.grant;
  const money = (amount: number | null | undefined) => formatMoney(amount ?? 0, payment.currency);
  return [
    { label: 'Client', value: client.href ? <a href={client.href}>{client.name}</a> : client.name },
    {
      label: 'Credits',
      value: grant ? (
        <a href={recordPath('credit-grants', grant)}>{creditCount(payment.credits)}</a>
      ) : (
        `${creditCount(payment.credits)}, not granted`
      ),
    },
    {
      label: 'Platform fee',
      value:
        `${money(payment.fee)} (${payment.feeRate / 100} %)` +
        `${payment.feeReversed ? `, ${money(payment.feeReversed)} given back` : ''}`,
    },
    { label: 'Back to the client', value: payment.refundedAmount ? money(payment.refundedAmount) : null },
    { label: 'Paid', value: payment.paidAt ? utcInstant(payment.paidAt) : null },
    { label: 'Paid by', value: payment.method },
    { label: 'Started', value: utcInstant(payment.createdAt) },
    { label: 'Stripe payment intent', value: payment.intentId ? <code>{payment.intentId}</code> : null },
  ];
}

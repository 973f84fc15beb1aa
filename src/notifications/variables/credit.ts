import { type Client, type CreditGrant, type Payment } from '@/payload-types';

import { formatMoney, localMoment, zoneName } from '../zonedTime';
import { addressedAs } from './names';

/** What every mail about credits and payments may say; each template takes what it declares. Pure. */
export function creditVariables(input: {
  client: Client;
  grant: CreditGrant | null;
  payment: Payment | null;
  facts: Record<string, string>;
  portal: string;
}): Record<string, string> {
  const { client, grant, payment, facts, portal } = input;
  // A warning speaks of the expiry it was owed for, which an extension may have made another than the grant's own.
  const expiresAt = facts.expiresAt ?? grant?.expiresAt ?? null;
  return {
    recipientName: addressedAs(client),
    creditsBefore: facts.creditsBefore ?? '0',
    creditsAvailable: facts.creditsAvailable ?? '0',
    creditsAdded: String(grant?.credits ?? 0),
    packageName: payment?.packageName ?? grant?.packageName ?? '',
    expiresAtLocal: expiresAt ? localMoment(expiresAt, client.timezone) : '',
    timezoneName: expiresAt ? zoneName(expiresAt, client.timezone) : '',
    bookUrl: `${portal}/book`,
    packagesUrl: `${portal}/packages`,
    dashboardUrl: `${portal}/dashboard`,
    ...(payment
      ? {
          amountPaid: formatMoney(payment.amount ?? 0, payment.currency),
          paymentMethod: payment.method ?? 'Card',
          invoiceNumber: payment.invoiceNumber ?? '',
          invoiceUrl: `${portal}/api/payments/${payment.id}/invoice.pdf`,
        }
      : {}),
    ...facts,
  };
}

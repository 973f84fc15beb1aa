import { type Attach } from '@/notifications/deliver';
import { invoiceOf } from '@/payments/invoice/invoiceOf';
import { renderInvoice } from '@/payments/invoice/renderInvoice';

/** What goes with a mail: the invoice with a payment confirmation. */
export const attachmentsOf: Attach = async (payload, row) => {
  if (row.template !== 'payment-confirmation' || !row.payment) return [];
  const invoice = await invoiceOf(payload, row.payment.toHexString());
  return [
    {
      filename: `${invoice.number}.pdf`,
      content: await renderInvoice(invoice),
      contentType: 'application/pdf',
    },
  ];
};

import { invoiceOf } from '@/payments/invoice/invoiceOf';
import { renderInvoice } from '@/payments/invoice/renderInvoice';
import { DomainError } from '@/platform/errors';

import { route, signedIn, staffOnly } from '../../../_lib/route';

export const GET = route<{ id: string }>(async (call) => {
  const user = signedIn(call);
  if (user.collection === 'staff') staffOnly(call, 'owner', 'finance');
  const visible = await call.payload.findByID({
    collection: 'payments',
    id: call.params.id,
    depth: 0,
    overrideAccess: false,
    user,
    disableErrors: true,
  });
  if (!visible) throw new DomainError('NOT_FOUND');
  const invoice = await invoiceOf(call.payload, call.params.id);
  return new Response(new Uint8Array(await renderInvoice(invoice)), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${invoice.number}.pdf"`,
    },
  });
});

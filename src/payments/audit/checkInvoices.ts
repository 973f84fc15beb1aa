import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { type Findings } from '@/platform/findings';
import { atOneMoment } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { COUNTERS, formatInvoiceNumber } from '../invoiceNumber';

interface Numbered extends Document {
  invoiceNumber: string;
}

/** I2: each year's invoices run from 1 without a gap to what the counter says. */
export async function checkInvoices(payload: Payload, findings: Findings): Promise<void> {
  await atOneMoment(payload, async (session) => {
    const invoices = nativeCollection<Numbered>(payload, 'payments')
      .find(
        { invoiceNumber: { $type: 'string' } },
        { session, projection: { invoiceNumber: 1 }, allowDiskUse: true },
      )
      // Numbers outgrow their zeros only after a million in a year; their order should not.
      .collation({ locale: 'en', numericOrdering: true })
      .sort({ invoiceNumber: 1 });
    const last = new Map<number, number>();
    for await (const { _id, invoiceNumber } of invoices) {
      findings.checked('I2', 'invoices');
      const [, year, sequence] = /^IS-(\d{4})-(\d{6,})$/.exec(invoiceNumber)?.map(Number) ?? [];
      if (!year || !sequence) {
        findings.differs('I2', `payments:${String(_id)}`, `the invoice number ${invoiceNumber} is not one`);
        continue;
      }
      const due = (last.get(year) ?? 0) + 1;
      if (sequence !== due)
        findings.differs(
          'I2',
          `payments:${String(_id)}`,
          `the invoice after ${formatInvoiceNumber(year, due - 1)} is ${invoiceNumber}`,
        );
      last.set(year, sequence);
    }
    const counters = nativeCollection<Document & { _id: string; value: number }>(payload, COUNTERS).find(
      { _id: /^invoice:/ },
      { session },
    );
    for await (const { _id, value } of counters) {
      const year = Number(_id.slice('invoice:'.length));
      if ((last.get(year) ?? 0) !== value)
        findings.differs(
          'I2',
          `${COUNTERS}:${_id}`,
          `it says ${value} invoices, the last one is ${last.get(year) ?? 0}`,
        );
    }
  });
}

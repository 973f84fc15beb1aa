import { type Document } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { nativeCollection, requireSession } from '@/platform/store';

export const COUNTERS = '_counters';

interface Counter extends Document {
  _id: string;
  value: number;
}

/** `IS-2026-000123` */
export const formatInvoiceNumber = (year: number, sequence: number): string =>
  `IS-${year}-${String(sequence).padStart(6, '0')}`;

/**
 * The next invoice number of the year, taken in the transaction that marks success: a rollback gives it back,
 * so the series has no gaps. Two successes at once conflict on the counter and one runs again. One command.
 */
export async function nextInvoiceNumber(req: PayloadRequest, at: Date): Promise<string> {
  const year = at.getUTCFullYear();
  const counter = await nativeCollection<Counter>(req.payload, COUNTERS).findOneAndUpdate(
    { _id: `invoice:${year}` },
    { $inc: { value: 1 } },
    { upsert: true, returnDocument: 'after', session: requireSession(req) },
  );
  if (!counter) throw new Error('The invoice counter did not answer.');
  return formatInvoiceNumber(year, counter.value);
}

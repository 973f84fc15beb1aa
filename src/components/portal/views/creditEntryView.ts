import { type CreditEntryView } from '../types';
import { idOf, instant, number, optionalNumber, optionalText, record, text } from './read';

/** One line of GET /api/credits/history. */
export function toCreditEntryView(value: unknown): CreditEntryView {
  const it = record(value);
  return {
    id: text(it.id),
    at: instant(it.at),
    kind: text(it.kind),
    quantity: number(it.quantity),
    from: optionalText(it.from),
    to: optionalText(it.to),
    what: text(it.what) || text(it.kind),
    why: text(it.why),
    packageName: optionalText(it.packageName),
    consultationId: idOf(it.consultationId) || null,
    balanceAfter: optionalNumber(it.balanceAfter) ?? optionalNumber(record(it.balanceAfter).available),
  };
}

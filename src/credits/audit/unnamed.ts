import { type LedgerEntry } from '../ledger';

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** What a ledger entry fails to say about who, why and when. Pure. */
export function unnamed(entry: LedgerEntry): string[] {
  const missing = (['actor', 'cause', 'key', 'kind'] as const)
    .filter((field) => !isText(entry[field]))
    .map((field) => `it names no ${field}`);
  if (!((entry.at as unknown) instanceof Date)) missing.push('it says no time');
  if (!('correlationId' in entry)) missing.push('it has no place for a correlation id');
  const begins = keyBeginning(entry);
  if (isText(entry.key) && !entry.key.startsWith(begins))
    missing.push(`its key is ${entry.key}, not ${begins}…`);
  return missing;
}

/** A key tells kind and cause: that is what makes an entry impossible to write twice. */
function keyBeginning({ kind, consultation, grant }: LedgerEntry): string {
  if (kind === 'hold' || kind === 'release' || kind === 'consume') return `${kind}:${String(consultation)}`;
  return kind === 'expire' ? `expire:${String(grant)}` : `${kind}:`;
}

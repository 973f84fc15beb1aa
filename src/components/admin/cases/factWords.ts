/** `creditsTaken` → `Credits taken`, `terms_differ` → `Terms differ`. */
function labelOf(key: string): string {
  const words = key
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export interface FactWords {
  label: string;
  text: string;
  /** Indented, for looking at: more than a line. */
  isBlock: boolean;
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** Words after one another, sentences below one another. */
function listed(label: string, items: string[]): FactWords {
  const isBlock = items.some((item) => item.includes(' '));
  return { label, text: items.join(isBlock ? '\n' : ', '), isBlock };
}

/** The stored facts of a case as labelled words. Nothing is left out: what has no short form is shown as it is. */
export function factWords(facts: unknown): FactWords[] {
  if (typeof facts !== 'object' || facts === null) return [];
  return Object.entries(facts as Record<string, unknown>).flatMap<FactWords>(([key, value]) => {
    const label = labelOf(key);
    if (value === null || value === undefined) return [];
    if (isPlain(value)) return [{ label, text: String(value), isBlock: false }];
    if (Array.isArray(value) && value.every(isPlain)) return [listed(label, value.map(String))];
    return [{ label, text: JSON.stringify(value, null, 2), isBlock: true }];
  });
}

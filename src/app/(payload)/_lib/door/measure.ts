import { tooMuch } from './refusal';

/** The largest of our records, a mail template, has ten fields; a consultant with all hours some hundreds. */
const RECORD = { keys: 3000, depth: 16 };

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Bounds what is made of a body: Payload and its database driver walk it by recursion, and compare each key with all
 * others. Looks at one level at a time, so no depth can stop it.
 * @throws DomainError VALIDATION
 */
export function measure(body: unknown, most = RECORD): void {
  let keys = 0;
  let level = [body].filter(isBranch);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > most.depth) throw tooMuch(`More than ${most.depth} levels within each other are too many.`);
    const inner: unknown[] = level.flatMap((branch) => Object.values(branch) as unknown[]);
    keys += inner.length;
    if (keys > most.keys) throw tooMuch(`More than ${most.keys} values are too many.`);
    level = inner.filter(isBranch);
  }
}

import { type Payload } from 'payload';

import { readBalanceAt } from '../readBalanceAt';
import { historyEntries } from '../readHistory';
import { buildStatement, type Statement } from './buildStatement';
import { type Period } from './period';

/** A client's statement over a period. */
export async function readStatement(
  payload: Payload,
  input: Period & { clientId: string; zone: string },
): Promise<Statement> {
  // A moment before each edge: entries made at the very edge belong to the period that starts there.
  const before = (edge: Date): Date => new Date(edge.getTime() - 1);
  const opening = await readBalanceAt(payload, input.clientId, before(input.from));
  const closing = await readBalanceAt(payload, input.clientId, before(input.to));
  const entries = await historyEntries({ payload, ...input });
  return buildStatement({ ...input, opening: opening.available, closing: closing.available, entries });
}

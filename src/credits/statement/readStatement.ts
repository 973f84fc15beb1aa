import { type Payload } from 'payload';

import { readBalanceAt } from '../readBalanceAt';
import { historyEntries } from '../readHistory';
import { buildStatement, type Statement } from './buildStatement';

/** A client's statement over [from, to). */
export async function readStatement(payload: Payload, input: { clientId: string; from: Date; to: Date }): Promise<Statement> {
  // A moment before each edge: entries made at the very edge belong to the period that starts there.
  const before = (edge: Date): Date => new Date(edge.getTime() - 1);
  const opening = await readBalanceAt(payload, input.clientId, before(input.from));
  const closing = await readBalanceAt(payload, input.clientId, before(input.to));
  const entries = await historyEntries({ payload, clientId: input.clientId, from: input.from, to: input.to });
  return buildStatement({ from: input.from, to: input.to, opening: opening.available, closing: closing.available, entries });
}

/** The id of a relation, whether it was populated or not. */
export function refId(reference: string | { id: string } | null | undefined): string {
  if (!reference) throw new Error('A relation that must be there is empty.');
  return typeof reference === 'object' ? String(reference.id) : String(reference);
}

export const refIdOrNull = (reference: string | { id: string } | null | undefined): string | null =>
  reference ? refId(reference) : null;

import { type CollectionBeforeOperationHook, QueryError } from 'payload';

const BY_PLACE = new Set(['near', 'within', 'intersects']);

function placeIn(where: unknown): string | undefined {
  if (typeof where !== 'object' || where === null) return undefined;
  for (const [word, inner] of Object.entries(where)) {
    const found = BY_PLACE.has(word) ? word : placeIn(inner);
    if (found) return found;
  }
  return undefined;
}

/**
 * No record here has a place on earth. Payload counts every record of a collection, whoever asks, where a condition
 * says `near`: a stranger would learn how many clients and payments there are.
 */
export const refusePlaces: CollectionBeforeOperationHook = ({ args, overrideAccess }) => {
  if (overrideAccess || !('where' in args)) return;
  const found = placeIn(args.where);
  if (found) throw new QueryError([{ path: found }]);
};

import { type CollectionBeforeOperationHook, QueryError } from 'payload';

/**
 * Payload asks whether a reader may see the field a list is ordered by, but overlooks hidden fields of a related
 * record: `sort=client.resetPasswordToken` was answered, in that order. Lists order by their own fields.
 */
export const refuseForeignOrder: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
  overrideAccess,
}) => {
  if (operation !== 'read' || overrideAccess || !('sort' in args) || !args.sort) return;
  const relations = new Set(
    collection.flattenedFields.filter(({ type }) => type === 'relationship').map(({ name }) => name),
  );
  for (const sort of [args.sort].flat()) {
    const [first = '', ...rest] = sort.replace(/^-/, '').split(/\.|__/);
    if (rest.length > 0 && relations.has(first)) throw new QueryError([{ path: sort }]);
  }
};

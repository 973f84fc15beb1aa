import { type CollectionBeforeOperationHook, type FieldAccess, type Where } from 'payload';

type Readable = (field: string) => Promise<boolean>;

/** The branches of an `or` whose field may be read; all of them when none may, to be refused as usual. */
async function readableBranches(branches: Where[], mayRead: Readable): Promise<Where[]> {
  const verdicts = await Promise.all(
    branches.map(async (branch) => (await Promise.all(Object.keys(branch).map(mayRead))).every(Boolean)),
  );
  const kept = branches.filter((_, at) => verdicts[at]);
  return kept.length > 0 ? kept : branches;
}

async function narrowed(where: Where, mayRead: Readable): Promise<Where> {
  const { or, and, ...rest } = where;
  return {
    ...rest,
    ...(and ? { and: await Promise.all(and.map((inner) => narrowed(inner, mayRead))) } : {}),
    ...(or ? { or: await readableBranches(or, mayRead) } : {}),
  } as Where;
}

/**
 * The admin's list search asks all its fields at once, and Payload answers nothing at all when one of them is kept from
 * who searches. Here such a field is left out of the choice; fewer records are found by it, never more.
 */
export const leaveOutUnreadable: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  if (operation !== 'read' || overrideAccess || !('where' in args) || !args.where) return args;
  const rules = new Map(
    collection.flattenedFields.map((field) => [
      field.name,
      'access' in field ? field.access?.read : undefined,
    ]),
  );
  const mayRead = async (name: string): Promise<boolean> => {
    const rule = rules.get(name) as FieldAccess | undefined;
    return !rule || (await rule({ req }));
  };
  return { ...args, where: await narrowed(args.where, mayRead) } as typeof args;
};

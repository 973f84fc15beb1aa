import { type PayloadRequest } from 'payload';

const STAFF = /^staff:([0-9a-f]{24})$/;

/**
 * Names of the colleagues among these actors. Any colleague may know who did something; the accounts stay the
 * owner's.
 */
export async function staffNames(
  req: Pick<PayloadRequest, 'payload'>,
  actors: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const ids = [...new Set(actors.flatMap((actor) => STAFF.exec(actor ?? '')?.[1] ?? []))];
  if (ids.length === 0) return new Map();
  const found = await req.payload.find({
    collection: 'staff',
    where: { id: { in: ids } },
    select: { firstName: true, lastName: true },
    depth: 0,
    pagination: false,
    overrideAccess: true,
  });
  return new Map(
    found.docs.map((colleague) => [colleague.id, `${colleague.firstName} ${colleague.lastName}`]),
  );
}

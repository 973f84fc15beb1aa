import { type PayloadRequest } from 'payload';

import { recordPath } from '@/components/admin/ui/adminPath';
import { utcInstant } from '@/components/admin/ui/instant';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { hasRole } from '@/collections/access/roles';
import { refId } from '@/platform/refs';

import { asUser } from '../asUser';
import { clientPerson } from '../people';

/** The latest ratings. The words that came with them are for the office. */
export async function FeedbackTable({ req, consultant }: { req: PayloadRequest; consultant: string }) {
  const readsComments = hasRole(req, ['owner', 'ops']);
  const given = await req.payload.find({
    collection: 'session-feedback',
    where: { consultant: { equals: consultant } },
    sort: '-createdAt',
    limit: 8,
    depth: 1,
    pagination: false,
    ...asUser(req),
  });
  const rows = given.docs.map(({ id, createdAt, client, consultation, rating, comment }) => ({
    id,
    cells: [
      <a key="when" href={recordPath('consultations', refId(consultation))}>
        {utcInstant(createdAt)}
      </a>,
      clientPerson(client).name,
      `${rating} of 5`,
      ...(readsComments
        ? [
            <span key="comment" className="adm-words">
              {comment ?? '–'}
            </span>,
          ]
        : []),
    ],
  }));
  return (
    <RelatedTable
      caption="Latest feedback"
      columns={['Given', 'Client', 'Rating', ...(readsComments ? ['Words'] : [])]}
      rows={rows}
      empty=""
    />
  );
}

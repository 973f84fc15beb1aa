import { type PayloadRequest } from 'payload';

import { listPath, recordPath } from '@/components/admin/ui/adminPath';
import { utcInstant } from '@/components/admin/ui/instant';
import { Panel } from '@/components/admin/ui/Panel';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { templateTitle } from '@/emails/catalog';

import { asUser } from '../asUser';

/** The templates edited last. */
export async function RecentTemplates({ req }: { req: PayloadRequest }) {
  const templates = await req.payload.find({
    collection: 'email-templates',
    sort: '-updatedAt',
    limit: 6,
    depth: 0,
    pagination: false,
    ...asUser(req),
  });
  const rows = templates.docs.map((template) => ({
    id: template.id,
    cells: [
      <a key="template" href={recordPath('email-templates', template.id)}>
        {templateTitle(template.key)}
      </a>,
      template.subject,
      utcInstant(template.updatedAt),
    ],
  }));
  return (
    <Panel title="Templates edited last" aside={<a href={listPath('email-templates')}>All templates</a>}>
      <RelatedTable
        caption="E-mail templates"
        columns={['Mail', 'Subject', 'Edited']}
        rows={rows}
        empty="No templates yet."
      />
    </Panel>
  );
}

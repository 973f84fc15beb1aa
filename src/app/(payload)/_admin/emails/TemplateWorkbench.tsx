import { TemplatePreview } from '@/components/admin/emails/TemplatePreview';
import { VariableTable } from '@/components/admin/emails/VariableTable';
import { Panel } from '@/components/admin/ui/Panel';
import { hasRole } from '@/collections/access/roles';
import { isTemplateKey } from '@/emails/catalog';
import { variableList } from '@/emails/variableList';

import { type OfRecord } from '../ofRecord';

interface Props extends OfRecord {
  data?: { key?: unknown };
}

/** Below the words of a template: how the mail looks now, and what may be written in it. */
export function TemplatePanel({ data, req }: Props) {
  const key = typeof data?.key === 'string' ? data.key : '';
  if (!isTemplateKey(key)) return null;
  return (
    <div className="adm-record">
      {hasRole(req, ['owner', 'ops', 'editor']) && <TemplatePreview templateKey={key} />}
      <Panel title="Variables">
        <VariableTable variables={variableList(key)} />
      </Panel>
    </div>
  );
}

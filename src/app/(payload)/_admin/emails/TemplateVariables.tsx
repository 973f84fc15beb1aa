import { VariableTable } from '@/components/admin/emails/VariableTable';
import { Panel } from '@/components/admin/ui/Panel';
import { isTemplateKey } from '@/emails/catalog';
import { variableList } from '@/emails/variableList';

interface Props {
  data?: { key?: unknown };
}

/** Below the words of a template: what may be written in them. */
export function TemplateVariables({ data }: Props) {
  const key = typeof data?.key === 'string' ? data.key : '';
  if (!isTemplateKey(key)) return null;
  return (
    <Panel title="Variables">
      <VariableTable variables={variableList(key)} />
    </Panel>
  );
}

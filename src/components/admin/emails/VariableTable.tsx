import { RelatedTable } from '../ui/RelatedTable';
import { type VariableRow } from './views';

/** The variables of a template, to copy into subject and body. */
export function VariableTable({ variables }: { variables: VariableRow[] }) {
  const rows = variables.map(({ name, meaning, isLink, isOptional }) => ({
    id: name,
    cells: [
      <code key="name">{`{{${name}}}`}</code>,
      meaning,
      <span key="use" className="adm-muted">
        {[isLink ? 'a link, for href' : '', isOptional ? `may be empty: {{#if ${name}}}` : '']
          .filter(Boolean)
          .join('; ')}
      </span>,
    ],
  }));
  return (
    <RelatedTable
      caption="Variables"
      columns={['Variable', 'Meaning', 'Use']}
      rows={rows}
      empty="This template has no variables."
    />
  );
}

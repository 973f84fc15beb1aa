'use client';
import { useField } from '@payloadcms/ui';

interface Props {
  path: string;
  field: { label?: unknown };
}

/** Stored facts, indented. For looking at, never for editing. */
export function FactsField({ path, field }: Props) {
  const { value } = useField<unknown>({ path });
  const isEmpty = value === null || value === undefined;
  return (
    <div className="field-type adm-shown">
      <span className="field-label">{typeof field.label === 'string' ? field.label : 'Facts'}</span>
      {isEmpty ? (
        <span className="adm-muted">–</span>
      ) : (
        <pre className="adm-mail-text">{JSON.stringify(value, null, 2)}</pre>
      )}
    </div>
  );
}

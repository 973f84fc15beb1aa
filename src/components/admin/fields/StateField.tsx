'use client';
import { useField } from '@payloadcms/ui';

import { StatePill } from '../ui/StatePill';

interface Props {
  path: string;
  field: { label?: unknown; name?: string };
}

/** A state on a form: shown, never set by hand. Actions and the product change it. */
export function StateField({ path, field }: Props) {
  const { value } = useField<string>({ path });
  const label = typeof field.label === 'string' ? field.label : 'State';
  return (
    <div className="field-type adm-shown">
      <span className="field-label">{label}</span>
      <div>{value ? <StatePill state={value} /> : <span className="adm-muted">–</span>}</div>
    </div>
  );
}

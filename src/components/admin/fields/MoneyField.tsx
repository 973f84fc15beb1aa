'use client';
import { useField, useFormFields } from '@payloadcms/ui';

import { formatMoney } from '@/components/portal/format/money';

interface Props {
  path: string;
  field: { label?: unknown };
}

/** An amount on a record, as money. The stored number is minor units. */
export function MoneyField({ path, field }: Props) {
  const { value } = useField<number>({ path });
  const currency = useFormFields(([fields]) => fields.currency?.value);
  const code = typeof currency === 'string' && currency ? currency : 'usd';
  return (
    <div className="field-type adm-shown">
      <span className="field-label">{typeof field.label === 'string' ? field.label : 'Amount'}</span>
      <div className="adm-number">
        {typeof value === 'number' ? formatMoney(value, code) : <span className="adm-muted">–</span>}
      </div>
    </div>
  );
}

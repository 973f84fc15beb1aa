'use client';
import { useField, useFormFields } from '@payloadcms/ui';

import { formatMoney } from '@/components/portal/format/money';

const isCurrency = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z]{3}$/i.test(value);

/** Beside an input of minor units: the same as money, so that nobody sells for a hundredth. */
export function MoneyBeside({ path }: { path: string }) {
  const { value } = useField<number>({ path });
  const currency = useFormFields(([fields]) => fields.currency?.value);
  if (typeof value !== 'number' || !isCurrency(currency)) return null;
  return (
    <p className="adm-beside" aria-live="polite">
      = {formatMoney(value, currency)}
    </p>
  );
}

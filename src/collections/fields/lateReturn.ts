import { type SelectField } from 'payload';

import { LATE_RETURNS } from '@/consultations/policy';

const LABELS: Record<(typeof LATE_RETURNS)[number], string> = { never: 'Never', once: 'Once per package' };

/** Whether a late cancellation gives the credits back: in the settings, and in a type that says otherwise. */
export const lateReturn = (
  description: string,
  more: Pick<SelectField, 'defaultValue'> = {},
): SelectField => ({
  name: 'lateReturn',
  type: 'select',
  label: 'Credits back after a late cancellation',
  options: LATE_RETURNS.map((value) => ({ value, label: LABELS[value] })),
  ...more,
  admin: { description },
});

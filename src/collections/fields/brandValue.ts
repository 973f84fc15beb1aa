import { type EmailField, type TextField } from 'payload';

import { brandProblem, type EmailBrand } from '@/emails/brand';

/** A part of the brand: nothing is saved that a mail could not show. Empty, where that is allowed, is the default. */
export function brandValue<T extends TextField | EmailField>(field: T & { name: keyof EmailBrand }): T {
  const validate = (value: unknown): string | true => {
    const isEmpty = value === null || value === undefined || value === '';
    if (isEmpty && !field.required) return true;
    const problem = brandProblem(field.name, isEmpty ? '' : value);
    return problem === null || `This ${problem}.`;
  };
  return { ...field, validate };
}

'use client';
import { useFormFields } from '@payloadcms/ui';

import { type TemplateWords } from './views';

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The words as they stand on the form, saved or not. */
export function useWords(): TemplateWords {
  const subject = useFormFields(([fields]) => words(fields.subject?.value));
  const preheader = useFormFields(([fields]) => words(fields.preheader?.value));
  const body = useFormFields(([fields]) => words(fields.body?.value));
  return { subject, preheader, body };
}

import { z } from 'zod';

import { TEMPLATE_KEYS } from '@/emails/catalog';
import { SAMPLE_KINDS } from '@/emails/samples';

import { id } from './inputs';

/**
 * Words that need not be saved, and what they are shown with. The limits of a template are told by its check,
 * in words; these only bound the work.
 */
export const templateWords = z.strictObject({
  key: z.enum(TEMPLATE_KEYS),
  subject: z.string().max(2000),
  preheader: z.string().max(2000),
  body: z.string().max(62_000),
  sample: z.enum(SAMPLE_KINDS).default('usual'),
  consultationId: id.optional(),
});

import { type TemplateKey } from '@/emails/catalog';
import { type TemplateSource } from '@/emails/defaults';
import { TemplateError, type TemplateProblem } from '@/emails/problems';
import { type RenderedEmail, renderEmail } from '@/emails/render';
import { sampleOf, type SampleKind } from '@/emails/samples';
import { readSettings } from '@/platform/settings';

import { mailBrand } from '../mailBrand';
import { type Asker } from './asker';
import { sessionSample } from './sessionSample';

export interface PreviewRequest extends TemplateSource {
  key: TemplateKey;
  sample: SampleKind;
  /** A real session instead of the sample. */
  consultationId?: string;
}

export type TemplatePreview =
  { rendered: RenderedEmail; problems: [] } | { rendered: null; problems: TemplateProblem[] };

/**
 * A mail as these words make it, with sample values or a session the asker may read, and our own brand; or what is
 * wrong with the words.
 * @throws DomainError NOT_FOUND, VALIDATION of the session asked for
 */
export async function previewTemplate(
  asker: Asker,
  { key, sample, consultationId, ...template }: PreviewRequest,
): Promise<TemplatePreview> {
  const brand = mailBrand(await readSettings(asker.payload));
  const variables = consultationId ? await sessionSample(asker, key, consultationId) : sampleOf(key, sample);
  try {
    return { rendered: await renderEmail({ key, template, variables, brand }), problems: [] };
  } catch (error) {
    if (error instanceof TemplateError) return { rendered: null, problems: error.problems };
    throw error;
  }
}

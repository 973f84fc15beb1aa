import { type Payload } from 'payload';

import { catalog, type TemplateKey } from '@/emails/catalog';
import { type TemplateSource } from '@/emails/defaults';
import { TemplateError, type TemplateProblem } from '@/emails/problems';
import { type RenderedEmail, renderEmail } from '@/emails/render';
import { readSettings } from '@/platform/settings';

import { mailBrand } from './mailBrand';

export type TemplatePreview = { rendered: RenderedEmail; problems: [] } | { rendered: null; problems: TemplateProblem[] };

/** A mail as these words make it, with the template's sample values and our own brand; or what is wrong with them. */
export async function previewTemplate(payload: Payload, { key, ...template }: TemplateSource & { key: TemplateKey }): Promise<TemplatePreview> {
  const brand = mailBrand(await readSettings(payload));
  try {
    return { rendered: await renderEmail({ key, template, variables: catalog[key].sample, brand }), problems: [] };
  } catch (error) {
    if (error instanceof TemplateError) return { rendered: null, problems: error.problems };
    throw error;
  }
}

import { catalog, type TemplateKey } from './catalog';
import { templateBody } from './files';

/** What staff may edit: subject and preheader as text with variables, the body as MJML of the content part. */
export interface TemplateSource {
  subject: string;
  preheader: string;
  body: string;
}

/** The template the product comes with. */
export function defaultTemplate(key: TemplateKey): TemplateSource {
  const { subject, preheader } = catalog[key];
  return { subject, preheader, body: templateBody(key) };
}

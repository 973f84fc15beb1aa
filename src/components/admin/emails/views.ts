/** A variable a template may use. */
export interface VariableRow {
  name: string;
  meaning: string;
  isOptional: boolean;
  isLink: boolean;
}

/** What staff type. */
export interface TemplateWords {
  subject: string;
  preheader: string;
  body: string;
}

/** What the mail is shown with: a sample, or a real session. */
export interface ShownWith {
  sample: 'usual' | 'full' | 'bare';
  consultationId?: string;
}

/** What a preview and a test are asked with. */
export type TemplateDraft = TemplateWords & ShownWith & { key: string };

/** A session that a mail can be shown with. */
export interface SessionChoice {
  id: string;
  title: string;
}

/** One thing wrong with a template, with its line in the body where it has one. */
export interface TemplateProblemView {
  line?: number;
  message: string;
}

export interface RenderedView {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}

/** The answer of POST /api/emails/preview: the mail, or what keeps it from being rendered. */
export type PreviewAnswer =
  { rendered: RenderedView; problems: [] } | { rendered: null; problems: TemplateProblemView[] };

import { type z } from 'zod';

type Audience = 'client' | 'consultant' | 'both';

/** The variables of one template: strings in, cleaned strings out. */
export type VariableSchema = z.ZodObject<Record<string, z.ZodType<string, string | undefined>>>;

export interface TemplateDefinition<Variables extends VariableSchema = VariableSchema> {
  key: string;
  audience: Audience;
  /** What staff see in lists. */
  title: string;
  /** When the message is sent. */
  description: string;
  variables: Variables;
  /** A believable message, for previews, test sends and tests. */
  sample: Record<string, string>;
  subject: string;
  preheader: string;
  /** Why the reader gets this mail; the footer says so. */
  reason: string;
  /** Links without which the mail is useless; a body that drops one cannot be published. */
  actions: readonly string[];
  /** The mail holds a one-time link: its rendered text must not be kept or shown to staff. */
  secret: boolean;
  /** The mail carries a calendar part. */
  calendar: boolean;
}

/** Declares a template; the sample's type is checked against its variables. */
export function template<Variables extends VariableSchema>(
  definition: Omit<TemplateDefinition<Variables>, 'secret' | 'calendar' | 'sample'> & {
    sample: z.input<Variables>;
    secret?: boolean;
    calendar?: boolean;
  },
): TemplateDefinition<Variables> {
  const sample = Object.fromEntries(
    Object.entries(definition.sample).map(([key, value]) => [key, value ?? '']),
  );
  return { secret: false, calendar: false, ...definition, sample };
}

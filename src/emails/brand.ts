import { z } from 'zod';
import { cleanText, isWebLink, oneLine } from './values';

const color = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour as #rrggbb');
const words = z
  .string()
  .overwrite((value) => oneLine(value))
  .refine((value) => value !== '', 'must not be empty');

/** Who the mail is from: frame, colours and footer. Comes from the settings. */
export const brandSchema = z.object({
  companyName: words,
  companyAddress: z.string().overwrite((value) => cleanText(value)),
  primaryColor: color,
  accentColor: color,
  /** The wordmark in the header. */
  logoText: words,
  supportEmail: z.email('must be an e-mail address'),
  portalUrl: z.string().refine(isWebLink, 'must be an http or https link'),
});

export type EmailBrand = z.infer<typeof brandSchema>;

/** The brand the product comes with: what stands in for a value that is empty or that no mail can show. */
export const DEFAULT_BRAND = {
  companyName: 'Insight Serenity',
  companyAddress: '1 Harbour Street, London, United Kingdom',
  primaryColor: '#1b5a4a',
  accentColor: '#2c7a67',
} as const satisfies Partial<EmailBrand>;

/** Why a value cannot stand in a mail, or null. */
export function brandProblem(name: keyof EmailBrand, value: unknown): string | null {
  const { error } = brandSchema.shape[name].safeParse(value);
  return error ? (error.issues[0]?.message ?? 'is not usable') : null;
}

/** Variables that every template has besides its own. */
export const COMMON_VARIABLES: Readonly<Record<string, string>> = {
  companyName: 'Name of the company',
  supportEmail: 'Address for questions',
  portalUrl: "The portal's start page",
};

/** A believable brand, for previews, checks and tests. */
export const sampleBrand: EmailBrand = {
  companyName: 'Insight Serenity Ltd',
  companyAddress: '12 Harbour Lane, London EC2A 4NE, United Kingdom',
  primaryColor: '#1b5a4a',
  accentColor: '#2c7a67',
  logoText: 'Insight Serenity',
  supportEmail: 'support@insightserenity.example',
  portalUrl: 'https://portal.insightserenity.example',
};

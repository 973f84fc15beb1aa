import { brandProblem, DEFAULT_BRAND, type EmailBrand } from '@/emails/brand';
import { type Setting } from '@/payload-types';
import { env } from '@/platform/env';
import { logger } from '@/platform/logger';

/**
 * Who our mails are from, as the settings say. The settings refuse what a mail cannot show; should such a value be
 * stored all the same, the default stands in for it: a mail in the wrong colour is better than none.
 */
export function mailBrand({ brand }: { brand?: Partial<Setting['brand']> }): EmailBrand {
  const { MAIL_FROM, SERVER_URL } = env();
  const standIn: EmailBrand = {
    ...DEFAULT_BRAND,
    logoText: DEFAULT_BRAND.companyName,
    supportEmail: MAIL_FROM,
    portalUrl: SERVER_URL,
  };
  const stored: EmailBrand = {
    companyName: brand?.companyName || standIn.companyName,
    companyAddress: brand?.companyAddress ?? '',
    primaryColor: brand?.primaryColor || standIn.primaryColor,
    accentColor: brand?.accentColor || standIn.accentColor,
    logoText: brand?.companyName || standIn.logoText,
    supportEmail: brand?.supportEmail || standIn.supportEmail,
    portalUrl: SERVER_URL,
  };
  const unusable = (Object.keys(stored) as (keyof EmailBrand)[]).filter(
    (name) => brandProblem(name, stored[name]) !== null,
  );
  if (unusable.length === 0) return stored;
  logger.error({ unusable }, 'the settings hold a brand that mails cannot show; the default stands in');
  return { ...stored, ...Object.fromEntries(unusable.map((name) => [name, standIn[name]])) };
}

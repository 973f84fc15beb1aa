import { type EmailBrand } from '@/emails/brand';
import { type Setting } from '@/payload-types';
import { env } from '@/platform/env';

/** Who our mails are from, as the settings say. */
export const mailBrand = ({ brand }: Pick<Setting, 'brand'>): EmailBrand => ({
  companyName: brand.companyName,
  companyAddress: brand.companyAddress ?? '',
  primaryColor: brand.primaryColor ?? '#1b5a4a',
  accentColor: brand.accentColor ?? '#2c7a67',
  logoText: brand.companyName,
  supportEmail: brand.supportEmail ?? env().MAIL_FROM,
  portalUrl: env().SERVER_URL,
});

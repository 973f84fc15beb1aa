import { type GlobalConfig } from 'payload';

import { DEFAULT_BRAND } from '@/emails/brand';
import { onSettingsChanged } from '@/hooks/settings/onSettingsChanged';

import { hasRole } from './access/roles';
import { brandValue } from './fields/brandValue';
import { whole } from './fields/builders';
import { lateReturn } from './fields/lateReturn';

/** What the owner may set for the whole business. */
export const Settings: GlobalConfig = {
  slug: 'settings',
  admin: { group: 'Set-up', hideAPIURL: true },
  access: {
    read: ({ req }) => hasRole(req, ['owner']),
    update: ({ req }) => hasRole(req, ['owner']),
  },
  hooks: { afterChange: [onSettingsChanged] },
  fields: [
    whole(
      'feeRate',
      { min: 0, max: 10000 },
      {
        defaultValue: 1500,
        required: true,
        admin: {
          description:
            'Platform fee in hundredths of a per cent: 1500 is 15 %. Applies to payments started from now on.',
        },
      },
    ),
    whole('trialCredits', { min: 0, max: 10 }, { defaultValue: 1, required: true }),
    whole('trialDays', { min: 1, max: 365 }, { defaultValue: 30, required: true }),
    whole(
      'opsDailyLimit',
      { min: 0, max: 1000 },
      {
        defaultValue: 10,
        required: true,
        admin: { description: 'Most credits ops may assign to one client in a day.' },
      },
    ),
    whole(
      'lowBalanceThreshold',
      { min: 0, max: 100 },
      {
        defaultValue: 2,
        required: true,
        admin: { description: 'At this many credits or fewer a client is warned.' },
      },
    ),
    whole(
      'cancellationNoticeHours',
      { min: 0, max: 720 },
      {
        defaultValue: 24,
        required: true,
        admin: {
          description:
            'A client who cancels at least this long before the start gets the credits back. A ' +
            'consultation type may say otherwise.',
        },
      },
    ),
    lateReturn(
      'Whether a client who cancels later, but before the start, gets the credits back once per package. ' +
        'A consultation type may say otherwise. Applies to sessions booked from now on.',
      { defaultValue: 'never' },
    ),
    {
      name: 'tax',
      type: 'group',
      admin: { description: 'For the invoices issued from now on. Prices contain the tax.' },
      fields: [
        {
          name: 'number',
          type: 'text',
          maxLength: 60,
          admin: { description: 'The tax number of the company, such as GB 123 4567 89.' },
        },
        {
          name: 'label',
          type: 'text',
          maxLength: 120,
          admin: {
            description: 'The tax line: VAT, or a remark such as VAT reverse charge. Empty: no line.',
          },
        },
        whole(
          'rate',
          { min: 0, max: 10000 },
          {
            defaultValue: 0,
            admin: {
              description: 'In hundredths of a per cent: 2000 is 20 %. 0 prints the line without an amount.',
            },
          },
        ),
      ],
    },
    {
      name: 'brand',
      type: 'group',
      fields: [
        brandValue({
          name: 'companyName',
          type: 'text',
          required: true,
          defaultValue: DEFAULT_BRAND.companyName,
        }),
        brandValue({ name: 'companyAddress', type: 'text', defaultValue: DEFAULT_BRAND.companyAddress }),
        brandValue({
          name: 'supportEmail',
          type: 'email',
          defaultValue: 'support@insight-serenity.example',
          admin: { description: 'Empty: the address our mails come from.' },
        }),
        brandValue({
          name: 'primaryColor',
          type: 'text',
          defaultValue: DEFAULT_BRAND.primaryColor,
          admin: { description: 'As #rrggbb. Empty: the colour the product comes with.' },
        }),
        brandValue({
          name: 'accentColor',
          type: 'text',
          defaultValue: DEFAULT_BRAND.accentColor,
          admin: { description: 'As #rrggbb. Empty: the colour the product comes with.' },
        }),
      ],
    },
  ],
};

import { newId, randomText, seconds } from '../ids';
import { type Metadata, type Resource } from '../types';

export interface CustomerFields {
  email: string | null;
  name: string | null;
  phone: string | null;
  description: string | null;
  metadata: Metadata;
}

export const newCustomer = (fields: CustomerFields): Resource => ({
  id: newId('cus').slice(0, 18),
  object: 'customer',
  address: null,
  balance: 0,
  created: seconds(),
  currency: null,
  default_source: null,
  delinquent: false,
  discount: null,
  invoice_prefix: randomText(8).toUpperCase(),
  invoice_settings: {
    custom_fields: null,
    default_payment_method: null,
    footer: null,
    rendering_options: null,
  },
  livemode: false,
  next_invoice_sequence: 1,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
  ...fields,
});

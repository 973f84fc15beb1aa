import { brandOf } from '../cards';
import { newId, seconds } from '../ids';
import { type Resource } from '../types';

export interface CardInput {
  number: string;
  expMonth: number;
  expYear: number;
}

export const BILLING_DETAILS = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

/** What a card looks like to anyone but its holder. */
export interface CardFacts {
  brand: string;
  country: string;
  exp_month: number;
  exp_year: number;
  fingerprint: string;
  funding: string;
  last4: string;
}

function cardFacts({ number, expMonth, expYear }: CardInput): CardFacts {
  return {
    brand: brandOf(number),
    country: 'US',
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: `sim${number.slice(-8)}${number.length}`,
    funding: 'credit',
    last4: number.slice(-4),
  };
}

export function newPaymentMethod(card: CardInput): Resource & { card: CardFacts } {
  const facts = cardFacts(card);
  return {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: BILLING_DETAILS,
    card: {
      ...facts,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      display_brand: facts.brand,
      generated_from: null,
      networks: { available: [facts.brand], preferred: null },
      three_d_secure_usage: { supported: true },
      wallet: null,
      regulated_status: null,
    },
    created: seconds(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  } as Resource & { card: CardFacts };
}

import { passesLuhn, TEST_METHODS } from '../cards';
import { ApiError, invalid } from '../errors';
import { type CardInput } from '../objects/paymentMethod';
import { type Params } from '../params';
import { type Sim } from '../sim';

/** The card of a confirmation: typed in the browser, or one of Stripe's named test methods. */
export function readCard(sim: Sim, params: Params): CardInput {
  const method = params.payment_method;
  if (typeof method === 'string') return namedCard(sim, method);
  const card = (params.payment_method_data as { card?: Record<string, string> } | undefined)?.card;
  if (!card) {
    throw invalid(
      'You cannot confirm this PaymentIntent because it is missing a payment method. Update the ' +
        'PaymentIntent with a payment method and then confirm it again.',
      { code: 'payment_intent_unexpected_state' },
    );
  }
  const number = String(card.number ?? '').replace(/\s/g, '');
  if (!passesLuhn(number)) throw cardError('incorrect_number', 'Your card number is incorrect.', 'number');
  if (!/^\d{3,4}$/.test(card.cvc ?? '')) {
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  return { number, ...expiry(Number(card.exp_month), Number(card.exp_year)) };
}

function namedCard(sim: Sim, name: string): CardInput {
  const number = TEST_METHODS[name] ?? sim.store.data.cardNumbers[name];
  if (!number)
    throw invalid(`No such PaymentMethod: '${name}'`, { code: 'resource_missing', param: 'payment_method' });
  return testCard(number);
}

/** A test card that is good until long after today. */
export const testCard = (number: string): CardInput => ({
  number: number.replace(/\s/g, ''),
  expMonth: 12,
  expYear: new Date().getUTCFullYear() + 4,
});

function expiry(month: number, shortYear: number): Pick<CardInput, 'expMonth' | 'expYear'> {
  const year = shortYear < 100 ? 2000 + shortYear : shortYear;
  if (!(month >= 1 && month <= 12)) {
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  }
  const today = new Date();
  const past =
    year < today.getUTCFullYear() || (year === today.getUTCFullYear() && month < today.getUTCMonth() + 1);
  if (!Number.isInteger(year) || past) {
    throw cardError('invalid_expiry_year', "Your card's expiration year is in the past.", 'exp_year');
  }
  return { expMonth: month, expYear: year };
}

const cardError = (code: string, message: string, param: string): ApiError =>
  new ApiError(402, { type: 'card_error', code, message, param });

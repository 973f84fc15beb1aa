import { type NoticeTone } from '@/components/ui/Notice';
import { creditCount } from '../format/credits';
import { formatDate } from '../format/dates';
import { formatMoney } from '../format/money';
import { type PaymentView, type ReversalView } from '../types';

export interface Told {
  tone: NoticeTone;
  title: string;
  text: string;
}

const day = (instant: string | null, zone: string): string =>
  instant ? ` on ${formatDate(instant, zone)}` : '';
const wasOrWere = (credits: number): string => `${creditCount(credits)} ${credits === 1 ? 'was' : 'were'}`;

function refundWords(
  { amount, state, credits, at }: ReversalView,
  { currency }: Pick<PaymentView, 'currency'>,
  zone: string,
): Told {
  const money = formatMoney(amount, currency);
  if (state === 'failed') {
    return {
      tone: 'warn',
      title: `A refund of ${money} did not go through`,
      text:
        'Your bank sent it back. Credits taken for it are yours again, and our team will be in touch about ' +
        'the money.',
    };
  }
  const taken =
    credits > 0 ? ` ${wasOrWere(credits)} taken back with it.` : ' No credits were taken back for it.';
  return {
    tone: 'info',
    title: `${money} refunded${day(at, zone)}`,
    text: `Banks take 5 to 10 days to show it.${taken}`,
  };
}

function disputeWords(
  { amount, state, credits, at, endedAt }: ReversalView,
  { currency }: Pick<PaymentView, 'currency'>,
  zone: string,
): Told {
  const money = formatMoney(amount, currency);
  const raised = `Your bank questioned this payment${day(at, zone)}.`;
  if (state === 'won') {
    return {
      tone: 'good',
      title: `The payment stands`,
      text: `${raised} It decided${day(endedAt, zone)}, and credits set aside meanwhile are yours again.`,
    };
  }
  if (state === 'lost') {
    const taken = credits > 0 ? ` ${wasOrWere(credits)} still unused and taken back.` : '';
    return {
      tone: 'info',
      title: `${money} went back to you${day(endedAt, zone)}`,
      text: `${raised} It decided that the money is yours.${taken}`,
    };
  }
  const aside =
    credits > 0
      ? ` ${creditCount(credits)} not used yet ${credits === 1 ? 'is' : 'are'} set aside until then.`
      : '';
  return {
    tone: 'warn',
    title: 'Your bank is looking into this payment',
    text:
      `${raised} It decides within some weeks.${aside} You need not do anything here; if the question was ` +
      'a mistake, please tell your bank.',
  };
}

/** What became of a part of a payment's money, calmly and in full. */
export const reversalWords = (
  reversal: ReversalView,
  payment: Pick<PaymentView, 'currency'>,
  zone: string,
): Told =>
  reversal.kind === 'refund' ? refundWords(reversal, payment, zone) : disputeWords(reversal, payment, zone);

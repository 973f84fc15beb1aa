import { type Settled } from '@/credits/settled';

import { type Outcome } from './policy';

type Lost = 'expired' | 'withdrawn' | 'takenBack';
const LOST: readonly Lost[] = ['expired', 'withdrawn', 'takenBack'];

/** Why credits that the rule returns do not come back. */
const ALL: Record<Lost, string> = {
  expired: 'they have expired',
  withdrawn: 'they were withdrawn meanwhile',
  takenBack: 'the payment for them was refunded or is disputed',
};
const SOME: Record<Lost, (count: number) => string> = {
  expired: (count) => `${count} ${count === 1 ? 'has' : 'have'} expired`,
  withdrawn: (count) => `${count} ${count === 1 ? 'was' : 'were'} withdrawn meanwhile`,
  takenBack: (count) =>
    `${count} ${count === 1 ? 'is' : 'are'} taken back, because the payment was refunded or is disputed`,
};

/**
 * What an ending does to the credits, in a sentence for client and staff: the dialog before, the record, the mails.
 * `settled` is where the credits come to lie; null when the rule uses them. Pure.
 */
export function explainEffect(
  { because, explanation }: Pick<Outcome, 'because' | 'explanation'>,
  settled: Settled | null,
): string {
  if (!settled) return explanation;
  const { returned, byGrace } = settled;
  const lost = LOST.filter((kind) => settled[kind] > 0);
  const [only, ...others] = lost;
  const grace = byGrace > 0 ? ' What had expired meanwhile can be used for 30 days more.' : '';
  if (!only) return `${explanation}${grace}`;
  if (returned === 0 && others.length === 0)
    return `${because}: the credits are not returned, because ${ALL[only]}.`;
  const total = lost.reduce((sum, kind) => sum + settled[kind], returned);
  const back = `${returned === 0 ? 'none' : returned} of the ${total} credits ${returned > 1 ? 'are' : 'is'} returned`;
  return `${because}: ${back}; ${lost.map((kind) => SOME[kind](settled[kind])).join(', ')}.${grace}`;
}

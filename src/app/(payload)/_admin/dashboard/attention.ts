import { type PayloadRequest, type Where } from 'payload';

import { type AttentionCard } from '@/components/admin/dashboard/views';
import { type Condition, listPath } from '@/components/admin/ui/adminPath';
import { hasRole } from '@/collections/access/roles';

import { asUser } from '../asUser';
import { type Check, CHECKS } from './checks';

const DAY_MS = 86_400_000;

const valueOf = ({ operator, value }: Condition): unknown => {
  if (operator === 'in') return value.split(',');
  if (operator === 'exists') return value === 'true';
  return value;
};

const whereOf = (conditions: readonly Condition[]): Where => ({
  and: conditions.map(
    (condition) => ({ [condition.field]: { [condition.operator]: valueOf(condition) } }) as Where,
  ),
});

/**
 * What waits for the one who looks: one count a check, under their own rights; checks that found nothing say
 * nothing.
 */
export async function attentionOf(
  req: PayloadRequest,
  now: Date,
): Promise<{ cards: AttentionCard[]; looked: number }> {
  const checks = CHECKS.filter(({ roles }) => hasRole(req, roles));
  const at = { now: now.toISOString(), weekAgo: new Date(now.getTime() - 7 * DAY_MS).toISOString() };
  const cards = await Promise.all(checks.map((check) => cardOf(req, check, check.conditions(at))));
  return { cards: cards.filter(({ count }) => count > 0), looked: checks.length };
}

async function cardOf(
  req: PayloadRequest,
  { key, collection, label, advice, tone }: Check,
  conditions: Condition[],
): Promise<AttentionCard> {
  const { totalDocs: count } = await req.payload.count({
    collection,
    where: whereOf(conditions),
    ...asUser(req),
  });
  return { key, count, label: label(count), advice, tone, href: listPath(collection, conditions) };
}

import { Badge } from '@/components/ui/Badge';
import { Progress } from '@/components/ui/Progress';
import { formatDate } from '../format/dates';
import { type LotView } from '../types';
import { expiryText, leftOf, leftText, placesText, urgencyOf } from './lotWords';

const URGENCY = { day: 'bad', week: 'gold', none: 'neutral' } as const;

/** One package of credits: how much is left, what became of the rest, until when. */
export function LotCard({ lot, zone, asOf }: { lot: LotView; zone: string; asOf: string }) {
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold">{lot.packageName}</h3>
        <p className="text-sm">{leftText(lot)}</p>
      </div>
      <Progress value={leftOf(lot)} max={lot.total} label={`${lot.packageName}: ${leftText(lot)}`} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm text-muted">
        <p>{placesText(lot)}</p>
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={URGENCY[urgencyOf(lot, asOf)]}>{expiryText(lot, zone, asOf)}</Badge>
          <time dateTime={lot.expiresAt}>{formatDate(lot.expiresAt, zone)}</time>
        </p>
      </div>
    </div>
  );
}

import { type ReactNode } from 'react';
import { cx } from './cx';

export type BadgeTone = 'neutral' | 'good' | 'bad' | 'gold' | 'info';

const TONES: Record<BadgeTone, string> = {
  neutral: 'bg-sunken text-muted',
  good: 'bg-good-soft text-good-ink',
  bad: 'bg-bad-soft text-bad-ink',
  gold: 'bg-gold-soft text-gold-ink',
  info: 'bg-info-soft text-info-ink',
};

export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-block rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}

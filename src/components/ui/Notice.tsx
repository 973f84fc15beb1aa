import { type ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './Icon';

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad';

const TONES: Record<NoticeTone, { look: string; icon: IconName }> = {
  info: { look: 'bg-info-soft text-info-ink', icon: 'info' },
  good: { look: 'bg-good-soft text-good-ink', icon: 'check' },
  warn: { look: 'bg-gold-soft text-gold-ink', icon: 'clock' },
  bad: { look: 'bg-bad-soft text-bad-ink', icon: 'alert' },
};

interface Props {
  tone?: NoticeTone;
  title?: string;
  children?: ReactNode;
  /** Appeared because of something the reader did: read out at once for `bad`, politely otherwise. */
  live?: boolean;
  className?: string;
}

export function Notice({ tone = 'info', title, children, live = false, className }: Props) {
  const { look, icon } = TONES[tone];
  const role = tone === 'bad' ? 'alert' : 'status';
  return (
    <div
      role={live ? role : undefined}
      className={cx('flex gap-3 rounded-control px-4 py-3.5 text-sm', look, className)}
    >
      <Icon name={icon} className="mt-0.5 size-5" />
      <div className="min-w-0 flex-1 [&_a]:font-semibold [&_a]:underline [&_a]:underline-offset-2">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}

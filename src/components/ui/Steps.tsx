import { cx } from './cx';
import { Icon } from './Icon';

/** Where one is in a short sequence. */
export function Steps({ names, current, label }: { names: string[]; current: number; label: string }) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {names.map((name, index) => (
          <li
            key={name}
            aria-current={index === current ? 'step' : undefined}
            className={cx(
              'flex items-center gap-2',
              index === current ? 'font-semibold text-ink' : 'text-muted',
            )}
          >
            <span
              className={cx(
                'grid size-6 place-items-center rounded-full text-xs font-semibold',
                index === current && 'bg-brand text-on-brand',
                index < current && 'bg-brand-soft text-brand-ink',
                index > current && 'border border-line-strong text-muted',
              )}
            >
              {index < current ? <Icon name="check" className="size-4" /> : index + 1}
            </span>
            {name}
            {index < current ? <span className="sr-only"> (done)</span> : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

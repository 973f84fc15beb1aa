import { type ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

interface Props {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div
      className={
        'flex flex-col items-center gap-3 rounded-card border border-dashed border-line-strong/60 px-6 py-12 ' +
        'text-center'
      }
    >
      <span className="grid size-12 place-items-center rounded-full bg-brand-soft text-brand-ink">
        <Icon name={icon} className="size-6" />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {children ? <div className="max-w-prose text-sm text-muted">{children}</div> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}

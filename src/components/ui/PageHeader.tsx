import { type ReactNode } from 'react';

interface Props {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
}

export function PageHeader({ title, lead, action }: Props) {
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-4">
      <div className="min-w-0">
        <h1 className="text-2xl">{title}</h1>
        {lead ? <p className="mt-2 max-w-prose text-muted">{lead}</p> : null}
      </div>
      {action}
    </header>
  );
}

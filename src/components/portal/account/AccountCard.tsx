import { type ReactNode } from 'react';
import { Card } from '@/components/ui/Card';

interface Props {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** Below the card: where else one may want to go. */
  after?: ReactNode;
}

/** The frame of every page around signing in. */
export function AccountCard({ title, lead, children, after }: Props) {
  return (
    <div className="page grid max-w-xl justify-items-stretch gap-5 py-10 sm:py-16">
      <Card className="sm:p-9">
        <h1 className="text-2xl">{title}</h1>
        {lead ? <div className="mt-2 text-muted">{lead}</div> : null}
        <div className="mt-7">{children}</div>
      </Card>
      {after ? <div className="px-1 text-sm text-muted">{after}</div> : null}
    </div>
  );
}

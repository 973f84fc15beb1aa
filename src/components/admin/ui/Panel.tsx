import { type ReactNode } from 'react';

interface Props {
  title: string;
  /** What stands at the right of the title: a link or buttons. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled box on a record or on the dashboard. */
export function Panel({ title, aside, children }: Props) {
  return (
    <section className="adm-panel" aria-label={title}>
      <header className="adm-panel__head">
        <h3>{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}

import { type ReactNode } from 'react';

export interface Fact {
  label: string;
  value: ReactNode;
  /** Takes a row of its own: for longer text. */
  isWide?: boolean;
}

/** Labelled facts in columns. Facts without a value are left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== '');
  return (
    <dl className="adm-facts">
      {known.map(({ label, value, isWide }) => (
        <div key={label} className={isWide ? 'adm-facts__wide' : undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import { type CreditsView } from './views';

/** The balance in figures. */
export function CreditFigures({ credits }: { credits: CreditsView }) {
  const figures = [
    { label: 'available', value: credits.available, isLow: credits.isLow },
    { label: 'held', value: credits.held },
    { label: 'used', value: credits.used },
    { label: 'expired', value: credits.expired },
    { label: 'expiring in 7 days', value: credits.within7Days },
  ];
  return (
    <ul className="adm-figures">
      {figures.map(({ label, value, isLow }) => (
        <li key={label} className={isLow ? 'adm-figures__low' : undefined}>
          <strong>{value}</strong> {label}
        </li>
      ))}
    </ul>
  );
}

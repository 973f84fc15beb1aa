import { type BalanceView } from '../types';

/** The balance in one line of figures. */
export function CreditFigures({ balance }: { balance: BalanceView }) {
  const figures = [
    { name: 'Available', value: balance.available },
    { name: 'Set aside', value: balance.held },
    { name: 'Used', value: balance.used },
    { name: 'Expired', value: balance.expired },
  ];
  return (
    <dl
      className={
        'grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line shadow-rest ' +
        'sm:grid-cols-4'
      }
    >
      {figures.map(({ name, value }) => (
        <div key={name} className="flex flex-col-reverse justify-end gap-0.5 bg-surface px-5 py-4">
          <dt className="text-sm text-muted">{name}</dt>
          <dd className="font-display text-xl font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

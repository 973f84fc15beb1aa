interface Props {
  lot: {
    total: number;
    available: number;
    held: number;
    used: number;
    expired: number;
    voided: number;
    clawedBack: number;
  };
}

/** Where the credits of a lot are now. Together they are what was issued. */
export function LotFigures({ lot }: Props) {
  const figures = [
    { label: `of ${lot.total} available`, value: lot.available },
    { label: 'held', value: lot.held },
    { label: 'used', value: lot.used },
    { label: 'expired', value: lot.expired },
    { label: 'voided', value: lot.voided },
    { label: 'taken back', value: lot.clawedBack },
  ];
  return (
    <ul className="adm-figures">
      {figures.map(({ label, value }) => (
        <li key={label}>
          <strong>{value}</strong> {label}
        </li>
      ))}
    </ul>
  );
}

import { type AttentionCard } from './views';

/** What waits for a person, the worst first; or the good news that nothing does. */
export function AttentionGrid({ cards, looked }: { cards: AttentionCard[]; looked: number }) {
  if (cards.length === 0) {
    return (
      <p className="adm-all-well">
        <strong>Nothing needs you right now.</strong>{' '}
        {looked === 1 ? 'One check was' : `${looked} checks were`} made just now.
      </p>
    );
  }
  return (
    <ul className="adm-attention">
      {cards.map(({ key, count, label, advice, tone, href }) => (
        <li key={key}>
          <a href={href} className={`adm-attention__card adm-attention__card--${tone}`}>
            <strong>{count}</strong>
            <span>{label}</span>
            <small>{advice}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

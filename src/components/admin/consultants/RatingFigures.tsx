import { type RatingView } from './views';

/** Average, count and spread, in figures and words. */
export function RatingFigures({ rating }: { rating: RatingView }) {
  if (rating.average === null)
    return <p className="adm-empty">No client has rated a session yet. They are asked a day after it.</p>;
  const figures = [
    { label: 'average of 5', value: rating.average.toFixed(2) },
    { label: rating.count === 1 ? 'rating' : 'ratings', value: rating.count },
    ...[...rating.spread].map((value, index) => ({ label: `gave ${index + 1}`, value })).reverse(),
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

import { useId } from 'react';

/** From the worst to the best: 1 to 5. */
const WORDS = ['Poor', 'Fair', 'Good', 'Very good', 'Excellent'];

/** Five radio buttons that look like a scale. The number is never alone: each says in words what it means. */
export function RatingField({ error }: { error?: string }) {
  const id = useId();
  return (
    <fieldset
      role="radiogroup"
      aria-labelledby={`${id}-name`}
      aria-describedby={error ? `${id}-error` : undefined}
      aria-invalid={error ? true : undefined}
      aria-required
      tabIndex={-1}
      className="grid gap-2"
    >
      <legend id={`${id}-name`} className="mb-2 text-sm font-semibold">
        Your rating
      </legend>
      <div className="grid grid-cols-5 gap-1.5 sm:gap-2">
        {WORDS.map((word, index) => (
          <label
            key={word}
            className={
              'relative grid min-h-19 content-center justify-items-center gap-0.5 rounded-control border ' +
              'border-line-strong bg-surface px-0.5 py-2 text-center hover:border-brand ' +
              'has-checked:border-brand has-checked:bg-brand has-checked:text-on-brand ' +
              'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 ' +
              'has-focus-visible:outline-focus'
            }
          >
            <input
              type="radio"
              name="rating"
              value={index + 1}
              required
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            <span className="font-display text-xl font-semibold">{index + 1}</span>
            <span className="text-[0.6875rem] leading-tight sm:text-xs">{word}</span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="text-sm font-medium text-bad-ink">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

'use client';
import { cx } from './cx';
import { useHydrated } from './useHydrated';

interface Props<Choice extends { name: string }> {
  label: string;
  choices: readonly Choice[];
  chosen: Choice;
  onChoose: (choice: Choice) => void;
}

/** A row of small buttons of which one is pressed. */
export function Chips<Choice extends { name: string }>({ label, choices, chosen, onChoose }: Props<Choice>) {
  const isHydrated = useHydrated();
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-2">
      {choices.map((choice) => {
        const isChosen = choice.name === chosen.name;
        return (
          <button
            key={choice.name}
            type="button"
            aria-pressed={isChosen}
            disabled={!isHydrated}
            onClick={() => onChoose(choice)}
            className={cx(
              'min-h-9 rounded-full border px-3.5 text-sm font-semibold transition-colors duration-150',
              isChosen
                ? 'border-brand bg-brand text-on-brand'
                : 'border-line-strong bg-surface hover:border-brand hover:bg-brand-soft',
            )}
          >
            {choice.name}
          </button>
        );
      })}
    </div>
  );
}

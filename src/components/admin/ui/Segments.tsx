'use client';
interface Props<Value extends string> {
  label: string;
  choices: { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

/** A row of buttons of which one is pressed. */
export function Segments<Value extends string>({ label, choices, chosen, onChoose }: Props<Value>) {
  return (
    <div className="adm-segments" role="group" aria-label={label}>
      {choices.map(({ value, label: words }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {words}
        </button>
      ))}
    </div>
  );
}

interface Props {
  value: number;
  max: number;
  /** What the bar measures, for those who cannot see it. */
  label: string;
}

/** A measured bar. The native element, so that it needs no style attribute and reads out by itself. */
export function Progress({ value, max, label }: Props) {
  return (
    <progress
      value={value}
      max={Math.max(max, 1)}
      aria-label={label}
      className={
        'block h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken ' +
        '[&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-sunken ' +
        '[&::-webkit-progress-value]:bg-brand'
      }
    />
  );
}

import { stateWords, toneOf } from './tone';

interface Props {
  state: string;
  /** Other words than the state's own. */
  label?: string;
}

/** A state as a coloured word. The word says it; the colour only helps. */
export function StatePill({ state, label }: Props) {
  return <span className={`adm-pill adm-pill--${toneOf(state)}`}>{label ?? stateWords(state)}</span>;
}

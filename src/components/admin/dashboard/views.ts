import { type Tone } from '../ui/tone';

/** Something that waits for a person, with the list that holds it. */
export interface AttentionCard {
  key: string;
  count: number;
  label: string;
  /** What to do about it. */
  advice: string;
  tone: Tone;
  href: string;
}

export interface QuickLink {
  label: string;
  href: string;
}

const DAY_MS = 86_400_000;

/** Within the longest window the API answers, 62 days. */
const WINDOW_DAYS = 61;

export interface SlotWindow {
  from: string;
  to: string;
}

/** The windows one looks through follow each other without a gap, from the moment the page was opened. */
export function windowAt(openedAt: Date, index: number): SlotWindow {
  const from = openedAt.getTime() + index * WINDOW_DAYS * DAY_MS;
  return { from: new Date(from).toISOString(), to: new Date(from + WINDOW_DAYS * DAY_MS).toISOString() };
}

/** Whether there can be free times after a window. */
export const hasLater = ({ to }: SlotWindow, bookableUntil: string): boolean =>
  Date.parse(to) < Date.parse(bookableUntil);

/** The last moment looked at: the window's end, or where booking ends before that. */
export const endOf = (shown: SlotWindow, bookableUntil: string): string =>
  hasLater(shown, bookableUntil) || !bookableUntil ? shown.to : bookableUntil;

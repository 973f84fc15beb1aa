/** A consultant's figures from what clients gave. */
export interface RatingView {
  count: number;
  average: number | null;
  /** How many gave 1 to 5. */
  spread: readonly number[];
}

/** The consultant's own calendar link; the link itself is shown once, when it is made. */
export interface FeedView {
  createdAt: string;
  readAt: string | null;
}

/** The message cannot be composed, now or later: staff must look. */
export class NotComposable extends Error {}

/** What decided how much chance was played with, for the summary. */
export const volumes = () =>
  `Seeds: cases ${process.env.CASE_SEED ?? 'fixed'}, properties ${process.env.PROPERTY_SEED ?? 'fixed'}`;

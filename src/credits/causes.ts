/** The cause of the entries that a version of a booking made. Pure. */
export const bookingCause = ({
  consultationId,
  version,
}: {
  consultationId: string;
  version: number;
}): string => `consultation:${consultationId}:v${version}`;

/** The cause of the entry by which a lot came to be. Pure. */
export const grantCause = ({ id, payment }: { id: string; payment: string | null }): string =>
  payment ? `payment:${payment}` : `grant:${id}`;

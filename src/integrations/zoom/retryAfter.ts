const nextUtcMidnight = (now: Date): number =>
  Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);

const secondsUntil = (instant: number, now: Date): number =>
  Math.max(1, Math.ceil((instant - now.getTime()) / 1000));

/**
 * How long Zoom wants us to wait, in seconds. It sends a number, an HTTP date or an ISO date, and nothing at
 * all for a host's daily cap (100 creates and updates), which its message says ends at midnight UTC.
 */
export function retryAfterSeconds(input: {
  header: string | null;
  message: string | null | undefined;
  now: Date;
}): number | undefined {
  const header = input.header?.trim();
  if (header && /^\d+$/.test(header)) return Number(header);
  const date = header ? Date.parse(header) : NaN;
  if (!Number.isNaN(date)) return secondsUntil(date, input.now);
  if (isDailyLimit(input.message)) return secondsUntil(nextUtcMidnight(input.now), input.now);
  return undefined;
}

export const isDailyLimit = (message: string | null | undefined): boolean => /daily/i.test(message ?? '');

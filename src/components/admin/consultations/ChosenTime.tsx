'use client';
import { localTime, utcInstant } from '../ui/instant';

/** The chosen start in UTC and for the client: the picker itself shows the browser's own time. */
export function ChosenTime({ startsAt, zone }: { startsAt: string; zone: string }) {
  return (
    <p className="adm-chosen" aria-live="polite">
      Chosen: <strong>{utcInstant(startsAt)}</strong>
      {zone !== 'UTC' && <> · for the client {localTime(startsAt, zone)}</>}
    </p>
  );
}

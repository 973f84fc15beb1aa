'use client';
import { useEffect, useState } from 'react';

import { getJson } from '../api';
import { type Slot } from './slotWeek';

interface Availability {
  timezone: string;
  slots: Slot[];
}

interface Week {
  consultant: string;
  type: string;
  from: string;
  to: string;
  /** A session that is to be moved does not stand in its own way. */
  moving?: string;
}

export interface FreeTimes {
  availability: Availability | null;
  problem: string | null;
}

const UNKNOWN: FreeTimes = { availability: null, problem: null };

/** The slots of a consultant and type in a week; asked again whenever one of them changes. */
export function useFreeSlots({ consultant, type, from, to, moving }: Week): FreeTimes {
  const [known, setKnown] = useState<{ path: string; times: FreeTimes }>({ path: '', times: UNKNOWN });
  const asked = new URLSearchParams({
    consultantId: consultant,
    typeId: type,
    from,
    to,
    ...(moving ? { consultationId: moving } : {}),
  });
  const path = consultant && type ? `/api/consultations/availability?${asked.toString()}` : '';

  useEffect(() => {
    if (!path) return undefined;
    const stop = new AbortController();
    getJson<Availability>(path, stop.signal).then(
      (called) =>
        setKnown({
          path,
          times: called.ok
            ? { availability: called.data, problem: null }
            : { availability: null, problem: called.message },
        }),
      () => undefined, // Aborted: another week, consultant or type was chosen.
    );
    return () => stop.abort();
  }, [path]);
  return known.path === path ? known.times : UNKNOWN;
}

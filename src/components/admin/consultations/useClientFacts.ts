'use client';
import { useEffect, useState } from 'react';

import { getJson } from '../api';

interface Balance {
  available: number;
  held: number;
  expiring: { within7Days: number };
}

interface ClientRecord {
  firstName: string;
  lastName: string;
  timezone: string;
  _verified?: boolean | null;
}

export interface ClientFacts {
  client: ClientRecord | null;
  balance: Balance | null;
  problem: string | null;
}

const NONE: ClientFacts = { client: null, balance: null, problem: null };

/** Name, zone and balance of the chosen client; nothing while they are on their way. */
export function useClientFacts(client: string): ClientFacts {
  const [known, setKnown] = useState<{ of: string; facts: ClientFacts }>({ of: '', facts: NONE });

  useEffect(() => {
    if (!client) return undefined;
    const stop = new AbortController();
    Promise.all([
      getJson<Balance>(`/api/credits/balance?clientId=${client}`, stop.signal),
      getJson<ClientRecord>(`/api/clients/${client}?depth=0`, stop.signal),
    ]).then(
      ([balance, record]) =>
        setKnown({
          of: client,
          facts: {
            balance: balance.ok ? balance.data : null,
            client: record.ok ? record.data : null,
            problem: balance.ok ? null : balance.message,
          },
        }),
      () => undefined, // Aborted: another client was chosen.
    );
    return () => stop.abort();
  }, [client]);
  return known.of === client ? known.facts : NONE;
}

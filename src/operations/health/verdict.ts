/** What one check found, and how long it took. */
export interface Check {
  name: string;
  state: 'ok' | 'degraded' | 'down';
  message: string;
  latencyMs: number;
}

export type Verdict = Pick<Check, 'state' | 'message'>;

export const ok = (message: string): Verdict => ({ state: 'ok', message });
export const degraded = (message: string): Verdict => ({ state: 'degraded', message });
export const down = (message: string): Verdict => ({ state: 'down', message });

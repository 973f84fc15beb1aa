import { createHash } from 'node:crypto';
import { zoomErrors } from './errors';
import { type Reply } from './http';
import { type Sim } from './sim';

const DEMO_DOMAIN = 'insight-serenity.example';

export interface Host {
  id: string;
  email: string;
}

const hostId = (email: string): string => createHash('sha256').update(email).digest('base64url').slice(0, 22);

/**
 * The user a path names, by address or id, or Zoom's refusal.
 * An address whose local part starts with `nohost` is unknown, with `unlicensed` may not host.
 */
export function findHost(sim: Sim, segment: string): { host: Host } | { refusal: Reply } {
  const user = decodeURIComponent(segment);
  const email = (sim.store.state.hosts[user] ?? user).toLowerCase();
  if (!isKnown(sim, email)) return { refusal: zoomErrors.noUser(user) };
  if (email.startsWith('unlicensed')) return { refusal: zoomErrors.notAllowedToHost() };
  const host = { id: hostId(email), email };
  sim.store.state.hosts[host.id] = email;
  return { host };
}

function isKnown(sim: Sim, email: string): boolean {
  if (sim.hosts) return sim.hosts.includes(email);
  return email.endsWith(DEMO_DOMAIN) && email.includes('@') && !email.startsWith('nohost');
}

/** Counts one create or update of this host's UTC day. @returns false when the day's budget is spent */
export function spendDailyCall(sim: Sim, host: string): boolean {
  const key = `${host} ${sim.now().toISOString().slice(0, 10)}`;
  const spent = sim.store.state.dailyCalls[key] ?? 0;
  if (spent >= sim.dailyLimit) return false;
  sim.store.state.dailyCalls[key] = spent + 1;
  return true;
}

import { type Role } from './attendance';

export interface People {
  /** Who holds the meeting: an address, and whether it is the consultant's own. */
  host: string;
  hasOwnHost: boolean;
  consultant: { name: string; emails: readonly string[] };
  client: { name: string; email: string };
}

const plain = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/**
 * In which part somebody at a meeting is there. Signed in as its host, or with the consultant's address: the
 * consultant. With their own host, everybody else is the client's side. Under a host that many share, a guest
 * is told by address or name, or not at all: evidence, not proof. Pure.
 */
export function roleOf(who: { name: string; email: string | null; isHost?: boolean }, people: People): Role {
  const email = plain(who.email ?? '');
  const name = plain(who.name);
  const { consultant, client } = people;
  if (who.isHost || (email && [people.host, ...consultant.emails].map(plain).includes(email)))
    return 'consultant';
  if (email && email === plain(client.email)) return 'client';
  if (name === plain(consultant.name)) return people.hasOwnHost ? 'unknown' : 'consultant';
  return people.hasOwnHost || name === plain(client.name) ? 'client' : 'unknown';
}

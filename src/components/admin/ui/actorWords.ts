/**
 * Who did something, as people say it. Actors are stored as `staff:<id>`, `client:<id>`, `stripe:<event>` or
 * `system:<part>`.
 * @param names of staff by id; one who is gone stays "A colleague"
 */
export function actorWords(actor: string, names: ReadonlyMap<string, string>): string {
  const at = actor.indexOf(':');
  if (at < 0) return actor;
  const [kind, who] = [actor.slice(0, at), actor.slice(at + 1)];
  if (kind === 'client') return 'The client';
  if (kind === 'stripe') return 'Stripe';
  if (kind === 'staff') return names.get(who) ?? 'A colleague';
  return kind === 'system' ? `Automatic (${who})` : actor;
}

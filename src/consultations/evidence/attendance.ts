export type Role = 'consultant' | 'client' | 'unknown';
type Place = 'meeting' | 'waiting_room';

/** One stay of one person, as far as it is known. Times are ISO instants. */
export interface Presence {
  /** Tells people of one meeting apart. */
  key: string;
  role: Role;
  name: string;
  place: Place;
  joinedAt: string | null;
  leftAt: string | null;
}

/** Somebody seen coming or going. */
export interface Sighting extends Pick<Presence, 'key' | 'role' | 'name' | 'place'> {
  kind: 'joined' | 'left';
  at: Date;
}

const RANK: readonly Role[] = ['consultant', 'client', 'unknown'];
const isOf =
  (seen: Sighting) =>
  (row: Presence): boolean =>
    row.key === seen.key && row.place === seen.place;
const instants = (values: (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort();
const inOrder = (a: Presence, b: Presence): number =>
  (a.joinedAt ?? a.leftAt ?? '').localeCompare(b.joinedAt ?? b.leftAt ?? '') ||
  a.key.localeCompare(b.key) ||
  a.place.localeCompare(b.place);

/**
 * The attendance with one more sighting. What comes out depends on what was seen, not on the order or number
 * of times it was told: each coming is paired with the first going after it, and what has no partner yet is
 * kept for it. Pure.
 */
export function withSighting(rows: readonly Presence[], seen: Sighting): Presence[] {
  const own = rows.filter(isOf(seen));
  const at = seen.at.toISOString();
  const joins = instants([...own.map(({ joinedAt }) => joinedAt), ...(seen.kind === 'joined' ? [at] : [])]);
  const leaves = instants([...own.map(({ leftAt }) => leftAt), ...(seen.kind === 'left' ? [at] : [])]);
  const person = {
    key: seen.key,
    place: seen.place,
    role: RANK.find((role) => [seen, ...own].some((row) => row.role === role)) ?? 'unknown',
    name: [seen.name, ...own.map(({ name }) => name)].filter(Boolean).sort()[0] ?? '',
  };
  const stays = pairs(joins, leaves).map((stay) => ({ ...person, ...stay }));
  return [...rows.filter((row) => !isOf(seen)(row)), ...stays].sort(inOrder);
}

function pairs(joins: string[], leaves: string[]): Pick<Presence, 'joinedAt' | 'leftAt'>[] {
  const used = new Set<string>();
  const stays = joins.map((joinedAt, index) => {
    const next = joins[index + 1];
    const leftAt =
      leaves.find(
        (leave) => leave >= joinedAt && (next === undefined || leave <= next) && !used.has(leave),
      ) ?? null;
    if (leftAt) used.add(leftAt);
    return { joinedAt, leftAt };
  });
  return [
    ...stays,
    ...leaves.filter((leave) => !used.has(leave)).map((leftAt) => ({ joinedAt: null, leftAt })),
  ];
}

/** Whether somebody in this role is there now, in the meeting or in front of it. */
export const isThere = (rows: readonly Presence[], role: Role): boolean =>
  rows.some((row) => row.role === role && row.joinedAt !== null && row.leftAt === null);

import { COLLECTION_DOORS, type Door, GLOBAL_DOORS, hasDoor, UNREACHED } from '@/collections/doors';

type Act =
  | 'list'
  | 'count'
  | 'create'
  | 'read'
  | 'change'
  | 'remove'
  | 'bulk-change'
  | 'bulk-remove'
  | 'versions'
  | 'restore'
  | 'access'
  | 'duplicate'
  | 'rights'
  | 'init'
  | 'me'
  | 'login'
  | 'logout'
  | 'refresh'
  | 'reset'
  | 'own-key';

/** A door of Payload's REST API that is open, and what it leads to. */
export interface Asked {
  act: Act;
  /** The collection or global. Empty for the rights of who asks. */
  slug: string;
  isGlobal: boolean;
  id?: string;
}

type Verb = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type Row = readonly [act: Act, needs?: Door];

/** Addresses of a collection with nothing behind its name. */
const WHOLE: Record<Verb, Row> = {
  GET: ['list'],
  POST: ['create'],
  PATCH: ['bulk-change', 'bulk-change'],
  DELETE: ['bulk-remove', 'bulk-remove'],
};
/** One word behind the name that is no id. */
const WORDS: Partial<Record<Verb, Readonly<Record<string, Row>>>> = {
  GET: {
    count: ['count'],
    versions: ['versions', 'versions'],
    init: ['init', 'init'],
    me: ['me', 'session'],
  },
  POST: {
    login: ['login', 'session'],
    logout: ['logout', 'session'],
    'refresh-token': ['refresh', 'session'],
    'reset-password': ['reset', 'session'],
  },
};
const ONE: Partial<Record<Verb, Row>> = { GET: ['read'], PATCH: ['change'], DELETE: ['remove'] };
/** A word and then an id. */
const OF_ONE: Partial<Record<Verb, Readonly<Record<string, Row>>>> = {
  GET: { versions: ['versions', 'versions'] },
  POST: { access: ['access', 'access'], versions: ['restore', 'versions'] },
};
/** Words that mean no record where they stand for an id: Payload's router answers them by another door. */
const NO_ID = /^(access|versions|count|init|me|login|logout|unlock|verify)$/;

const own = <T>(table: Readonly<Record<string, T>> | undefined, word: string): T | undefined =>
  table && Object.hasOwn(table, word) ? table[word] : undefined;

/** Payload's router takes any case of its own words, and a slash at the end; a name of a collection as it is. */
const wordOf = (segment: string): string => segment.toLowerCase();

function inCollection(verb: Verb, slug: string, rest: readonly string[]): Asked | null {
  const open = (row: Row | undefined, id?: string): Asked | null =>
    row && (!row[1] || hasDoor(COLLECTION_DOORS, slug, row[1]))
      ? { act: row[0], slug, isGlobal: false, ...(id === undefined ? {} : { id }) }
      : null;
  const [first, second] = rest;
  if (first === undefined) return open(WHOLE[verb]);
  if (rest.length > 2) return null;
  if (second !== undefined)
    return verb === 'POST' && wordOf(second) === 'duplicate'
      ? open(['duplicate', 'duplicate'], first)
      : open(own(OF_ONE[verb], wordOf(first)), second);
  if (hasDoor(COLLECTION_DOORS, slug, 'own-key'))
    return verb === 'PATCH' ? null : open(['own-key', 'own-key'], first);
  const word = own(WORDS[verb], wordOf(first));
  if (word) return open(word);
  return NO_ID.test(wordOf(first)) ? null : open(ONE[verb], first);
}

function inGlobal(verb: Verb, slug: string, rest: readonly string[]): Asked | null {
  if (rest.length > 1) return null;
  const [word] = rest;
  const global = { slug, isGlobal: true } as const;
  if (word !== undefined)
    return verb === 'POST' && wordOf(word) === 'access' && hasDoor(GLOBAL_DOORS, slug, 'access')
      ? { act: 'access', ...global }
      : null;
  if (verb === 'GET') return { act: 'read', ...global };
  return verb === 'POST' ? { act: 'change', ...global } : null;
}

const VERBS: ReadonlySet<string> = new Set<Verb>(['GET', 'POST', 'PATCH', 'DELETE']);

/**
 * The door of Payload that an address and verb are, or null for one that is not there.
 * @param segments of the address behind `/api`, decoded
 */
export function doorOf(method: string, segments: readonly string[]): Asked | null {
  if (!VERBS.has(method)) return null;
  const verb = method as Verb;
  const [name, ...rest] = segments.at(-1) === '' ? segments.slice(0, -1) : segments;
  if (name === undefined || rest.includes('')) return null;
  if (name === 'globals') {
    const [slug, ...more] = rest;
    return slug !== undefined && Object.hasOwn(GLOBAL_DOORS, slug) ? inGlobal(verb, slug, more) : null;
  }
  if (verb === 'GET' && rest.length === 0 && wordOf(name) === 'access')
    return { act: 'rights', slug: '', isGlobal: false };
  if (!Object.hasOwn(COLLECTION_DOORS, name) || UNREACHED.has(name)) return null;
  return inCollection(verb, name, rest);
}

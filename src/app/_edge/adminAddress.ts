import { COLLECTION_DOORS, GLOBAL_DOORS, UNREACHED } from '@/collections/doors';

/** Pages of Payload's admin that stand behind one word. */
const PAGES: ReadonlySet<string> = new Set([
  ...[
    'account',
    'login',
    'logout',
    'logout-inactivity',
    'forgot',
    'reset',
    'unauthorized',
    'create-first-user',
  ],
]);
/** A record, its versions, and two of them compared. */
const MAX_WORDS = 6;

const isRecordPage = (kind: string, slug: string | undefined): boolean => {
  if (slug === undefined) return false;
  if (kind === 'globals') return Object.hasOwn(GLOBAL_DOORS, slug);
  return kind === 'collections' && Object.hasOwn(COLLECTION_DOORS, slug) && !UNREACHED.has(slug);
};

/**
 * Whether there may be a page of the admin at this address. Payload sends whoever is signed out to the sign-in from
 * every address, and answers with 200.
 */
export function isAdminAddress(pathname: string): boolean {
  const [admin, first, second, ...rest] = pathname.split('/').filter(Boolean);
  if (admin !== 'admin') return false;
  if (first === undefined) return true;
  if (rest.length + 2 > MAX_WORDS) return false;
  if (PAGES.has(first)) return rest.length === 0 && (second === undefined || first === 'reset');
  return isRecordPage(first, second);
}

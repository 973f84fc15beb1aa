import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

import { newSecret } from '@/platform/ids';

/**
 * The work of hashing a password (Payload: PBKDF2, 600,000 rounds of SHA-256, 32 bytes), on a throw-away one.
 * Done where an address is unknown, so that the answer takes as long as for a known one.
 */
export const spendPasswordWork = async (): Promise<unknown> =>
  promisify(pbkdf2)(newSecret(), newSecret(), 600_000, 32, 'sha256');

import { randomBytes, randomUUID } from 'node:crypto';
import { ObjectId } from 'mongodb';

type IdSource = () => string;

const random: IdSource = () => new ObjectId().toHexString();
let source: IdSource = random;

/** A new document id (24 hex characters). Made before writing, so a retried command writes the same record. */
export const newId = (): string => source();

/** Replaces the source of ids, for tests that need to foresee them. */
export function setIds(next: IdSource): void {
  source = next;
}

export function resetIds(): void {
  source = random;
}

export const newCorrelationId = (): string => randomUUID();

/** A secret for a link in a mail: 256 bits, safe in a URL. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

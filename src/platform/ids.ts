import { randomBytes, randomUUID } from 'node:crypto';
import { ObjectId } from 'mongodb';

/** A new document id (24 hex characters). Made before writing, so a retried command writes the same record. */
export const newId = (): string => new ObjectId().toHexString();

export const newCorrelationId = (): string => randomUUID();

/** A secret for a link in a mail: 256 bits, safe in a URL. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

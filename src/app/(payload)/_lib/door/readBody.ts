import { readBytes } from '@/platform/http';

import { measure } from './measure';
import { Misfit } from './refusal';

/** A mail template of 60,000 characters, none of them Latin, with room to spare. */
const MAX_BYTES = 256 * 1024;

export type Body = Record<string, unknown>;

/** As Payload reads it: what stands behind the first semicolon says nothing about the kind. */
const kindOf = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** The form of the admin sends its values as one part of that name. */
async function formText(bytes: Buffer, type: string): Promise<string> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const part = form.get('_payload');
    return typeof part === 'string' ? part : '';
  } catch {
    throw new Misfit('The body is not a form that can be read.');
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Misfit('The body is not JSON.');
  }
}

/**
 * The body of a request to Payload, as the object that it must be. Nothing is {}.
 * @throws Misfit, DomainError VALIDATION when it is too large, too deep or has too many keys
 */
export async function readBody(request: Request): Promise<Body> {
  const bytes = await readBytes(request, MAX_BYTES);
  if (bytes.length === 0) return {};
  const kind = kindOf(request);
  const isForm = kind.includes('multipart/');
  if (!isForm && kind !== 'application/json') throw new Misfit('The body must be JSON, and say so.');
  const type = request.headers.get('content-type') ?? '';
  const body = parsed(isForm ? await formText(bytes, type) : bytes.toString('utf8'));
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Misfit('The body must be an object.');
  measure(body);
  return body as Body;
}

const MAX_QUERY_BYTES = 64 * 1024;

/** Conditions that are too long for an address: a choice of records sends them as the body of a POST. */
export async function readQueryBody(request: Request): Promise<string> {
  const bytes = await readBytes(request, MAX_QUERY_BYTES);
  if (bytes.length > 0 && kindOf(request) !== 'application/x-www-form-urlencoded')
    throw new Misfit('Conditions in a body are url-encoded.');
  return bytes.toString('utf8');
}

import qs from 'qs';
import { z } from 'zod';

/** What the product relies on in one call to a provider. A request holds nothing else; an answer may hold more. */
interface StatedCall {
  query?: z.ZodType;
  body?: z.ZodType;
  status: number;
  /** Not there where the product reads nothing of the answer. */
  answer?: z.ZodType;
}

export interface StatedProvider {
  /** By method and path, such as `GET /v1/refunds`; a part in braces stands for any value. */
  calls: Record<string, StatedCall>;
  /** What is read of a refusal. */
  refusal: z.ZodType;
  /** By type, every webhook the product acts on. */
  webhooks: Record<string, z.ZodType>;
}

export interface Exchange {
  method: string;
  url: string;
  body: string;
  contentType: string;
  /** Null when no answer came. */
  status: number | null;
  answer: unknown;
}

/** In forms and queries every value arrives as a string. */
export const number = z.coerce.number().int();
export const flag = z.preprocess((value) => value === 'true', z.boolean());

export const complaintsAbout = (schema: z.ZodType, value: unknown): string[] => {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `/${path.join('/')} ${message}`);
};

export function statedCall(provider: StatedProvider, method: string, url: string): StatedCall | undefined {
  const asked = `${method} ${url.split('?')[0]}`;
  const isAsked = (key: string) => new RegExp(`^${key.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(asked);
  return Object.entries(provider.calls).find(([key]) => isAsked(key))?.[1];
}

/** Where a request of ours is not the one that is stated. */
export function requestComplaints(provider: StatedProvider, exchange: Exchange): string[] {
  const { method, url, body, contentType } = exchange;
  const call = statedCall(provider, method, url);
  if (!call) return ['is not stated'];
  const isForm = contentType.includes('form-urlencoded');
  const sent = body === '' ? undefined : isForm ? qs.parse(body, { depth: 9 }) : JSON.parse(body);
  const none = z.union([z.undefined(), z.strictObject({})]);
  return [
    ...complaintsAbout(call.query ?? none, qs.parse(url.split('?')[1] ?? '', { depth: 9 })),
    ...complaintsAbout(call.body ?? none, sent),
  ];
}

/** Where an answer lacks what is stated. Calls that the product does not make have nothing stated. */
export function answerComplaints(provider: StatedProvider, exchange: Exchange): string[] {
  const { method, url, status, answer } = exchange;
  const call = statedCall(provider, method, url);
  // An injected error of a server may hold anything.
  if (!call || status === null || status >= 500) return [];
  if (status >= 400) return complaintsAbout(provider.refusal, answer);
  if (status !== call.status) return [`answers ${status}, not ${call.status}`];
  return call.answer ? complaintsAbout(call.answer, answer) : [];
}

/** Every field of a stated shape, as `data.object.id`; `[]` stands for each item. */
export function fieldsOf(schema: z.ZodType): Set<string> {
  const found = new Set<string>();
  const walk = (node: JsonSchema, at: string): void => {
    for (const branch of node.anyOf ?? node.oneOf ?? []) walk(branch, at);
    if (node.items) walk(node.items, `${at}[]`);
    for (const [name, inner] of Object.entries(node.properties ?? {})) {
      const path = at ? `${at}.${name}` : name;
      found.add(path);
      walk(inner, path);
    }
  };
  walk(jsonSchemaOf(schema), '');
  return found;
}

export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
}

export const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as JsonSchema;

/** The fields that some work reads of a value, named as `fieldsOf` names them. */
export function fieldsRead(value: unknown, work: (value: never) => unknown): Set<string> {
  const read = new Set<string>();
  const watched = (inner: unknown, at: string): unknown => {
    if (typeof inner !== 'object' || inner === null) return inner;
    return new Proxy(inner, {
      get(target, name, receiver) {
        const found: unknown = Reflect.get(target, name, receiver);
        if (typeof name === 'symbol' || typeof found === 'function') return found;
        if (Array.isArray(target)) return watched(found, `${at}[]`);
        const path = at ? `${at}.${name}` : name;
        read.add(path);
        return watched(found, path);
      },
    });
  };
  work(watched(value, '') as never);
  return read;
}

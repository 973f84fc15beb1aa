import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import formatsModule, { type FormatsPlugin } from 'ajv-formats';
import qs from 'qs';

type Json = Record<string, unknown>;

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content?: Record<string, unknown> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}

interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, unknown>;
  components: { schemas: Record<string, unknown> };
}

/** Each check answers a list of complaints, empty when what was sent is valid. */
export interface SpecValidator {
  doc: OpenApi;
  /** `body` is the raw text that was sent. */
  request(method: string, url: string, body?: string, contentType?: string): string[];
  /** `data` is the parsed answer, undefined or '' when there was none. */
  response(method: string, url: string, status: number, data: unknown): string[];
  webhook(name: string, data: unknown): string[];
  schema(name: string, data: unknown): string[];
}

export interface LoadOptions {
  /** Makes the fields a simulator should always send required. */
  recommended?: boolean;
  /** Prefix of real paths that the document does not have, such as `/v2`. */
  base?: string;
}

const addFormats = ((formatsModule as unknown as { default?: FormatsPlugin }).default ??
  formatsModule) as unknown as FormatsPlugin;
const QS = { depth: 20, arrayLimit: 1000, parameterLimit: 10000 };

/** Folder of the providers' specifications, or null on a machine that does not have them. */
export function specsDir(): string | null {
  const dir = process.env.SPECS_DIR ?? resolve(process.cwd(), '../shared/specs');
  return existsSync(dir) ? dir : null;
}

/** Loads an OpenAPI 3.1 document once; the first check of each schema takes about a second. */
export function loadSpec(
  file: string,
  id: string,
  { recommended = false, base = '' }: LoadOptions = {},
): SpecValidator {
  const doc = JSON.parse(readFileSync(file, 'utf8')) as OpenApi;
  if (recommended) promote(doc.paths);
  // JSON bodies are checked as they are; in forms and queries every value arrives as a string.
  const json = compiler(doc, id, false);
  const form = compiler(doc, id, true);
  const find = operationFinder(doc, base);

  const request: SpecValidator['request'] = (method, url, body = '', contentType = '') => {
    const { path, verb, operation } = find(method, url);
    const errors = form(
      `query ${verb} ${path}`,
      querySchema(operation, id, path, verb),
      qs.parse(url.split('?')[1] ?? '', QS),
    );
    return [
      ...errors.map((error) => `query ${error}`),
      ...bodyErrors(operation, ['paths', path, verb], body, contentType),
    ];
  };

  function bodyErrors(operation: Operation, at: string[], body: string, contentType: string): string[] {
    const type = Object.keys(operation.requestBody?.content ?? {})[0];
    if (!type) return body ? ['body not allowed'] : [];
    if (!body) return operation.requestBody?.required ? ['body required'] : [];
    const errors = contentType.startsWith(type) ? [] : [`content type is ${contentType}, not ${type}`];
    const isForm = type.includes('form-urlencoded');
    const data: unknown = isForm ? qs.parse(body, QS) : JSON.parse(body);
    const schema = pointer(...at, 'requestBody', 'content', type, 'schema');
    return [...errors, ...(isForm ? form : json)(schema, { $ref: id + schema }, data)];
  }

  const byRef = (ref: string, data: unknown): string[] => json(ref, { $ref: id + ref }, data);

  return {
    doc,
    request,
    response(method, url, status, data) {
      const { path, verb, operation } = find(method, url);
      const key = operation.responses[status] ? String(status) : 'default';
      const answer = operation.responses[key];
      if (!answer || (key === 'default' && status < 400)) return [`status ${status} is not in the spec`];
      const type = Object.keys(answer.content ?? {})[0];
      if (!type) return data === undefined || data === '' ? [] : ['body not allowed'];
      return byRef(pointer('paths', path, verb, 'responses', key, 'content', type, 'schema'), data);
    },
    webhook(name, data) {
      if (!doc.webhooks[name]) return [`webhook not in the spec: ${name}`];
      return byRef(
        pointer('webhooks', name, 'post', 'requestBody', 'content', 'application/json', 'schema'),
        data,
      );
    },
    schema: (name, data) => byRef(pointer('components', 'schemas', name), data),
  };
}

function promote(node: unknown): void {
  if (Array.isArray(node)) return node.forEach(promote);
  if (!node || typeof node !== 'object') return;
  const schema = node as Json & { required?: string[] };
  const extra = schema['x-recommended-required'] as string[] | undefined;
  if (extra) schema.required = [...new Set([...(schema.required ?? []), ...extra])];
  Object.values(schema).forEach(promote);
}

function compiler(doc: OpenApi, id: string, coerceTypes: boolean) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes });
  addFormats(ajv as unknown as Parameters<FormatsPlugin>[0]);
  ajv.addSchema(doc as unknown as AnySchema, id);
  const cache = new Map<string, ValidateFunction>();
  return (key: string, schema: AnySchema, data: unknown): string[] => {
    const validate = cache.get(key) ?? ajv.compile(schema);
    cache.set(key, validate);
    if (validate(data)) return [];
    return (validate.errors ?? []).map(
      (e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`,
    );
  };
}

function operationFinder(doc: OpenApi, base: string) {
  const routes = Object.keys(doc.paths)
    .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  return (method: string, url: string) => {
    const verb = method.toLowerCase();
    const full = url.split('?')[0] ?? '';
    const wanted = base && full.startsWith(`${base}/`) ? full.slice(base.length) : full;
    for (const { path, pattern } of routes) {
      const operation = doc.paths[path]?.[verb];
      if (operation && pattern.test(wanted)) return { path, verb, operation };
    }
    throw new Error(`not in the spec: ${method} ${wanted}`);
  };
}

function querySchema(operation: Operation, id: string, path: string, verb: string): AnySchema {
  const params = (operation.parameters ?? []).map((p, i) => ({ ...p, i })).filter((p) => p.in === 'query');
  const ref = (i: number) => ({ $ref: id + pointer('paths', path, verb, 'parameters', String(i), 'schema') });
  return {
    type: 'object',
    additionalProperties: false,
    required: params.filter((p) => p.required).map((p) => p.name),
    properties: Object.fromEntries(params.map((p) => [p.name, ref(p.i)])),
  };
}

const pointer = (...parts: string[]): string =>
  `#/${parts.map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')}`;

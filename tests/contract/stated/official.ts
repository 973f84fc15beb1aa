import { type SpecValidator } from '../../support/specValidator';
import { type JsonSchema, jsonSchemaOf, type StatedProvider } from './form';

/** `sent`: theirs must take all of ours. `read`: ours must take all of theirs. */
type Direction = 'sent' | 'read';

/** Where what is stated of a provider is not what its own description says. */
export function disagreements(provider: StatedProvider, spec: SpecValidator, base = ''): string[] {
  const compare = comparing(spec.doc);
  const calls = Object.entries(provider.calls).flatMap(([name, call]) => {
    const [verb = '', path = ''] = name.split(' ');
    const known = path.startsWith(`${base}/`) ? path.slice(base.length) : path;
    const operation = spec.doc.paths[known]?.[verb.toLowerCase()];
    if (!operation) return [`${name} is not described`];
    const answer = contentOf(operation.responses[call.status]?.content);
    return [
      ...(operation.responses[call.status] ? [] : [`${name} never answers ${call.status}`]),
      ...(call.query ? compare(jsonSchemaOf(call.query), queryOf(operation), 'sent', `${name} query`) : []),
      ...(call.body
        ? compare(jsonSchemaOf(call.body), contentOf(operation.requestBody?.content), 'sent', `${name} body`)
        : []),
      ...(call.answer ? compare(jsonSchemaOf(call.answer), answer, 'read', `${name} answer`) : []),
    ];
  });
  const webhooks = Object.entries(provider.webhooks).flatMap(([type, stated]) => {
    const described = spec.doc.webhooks[type] as
      { post: { requestBody: { content: Record<string, unknown> } } } | undefined;
    return described
      ? compare(jsonSchemaOf(stated), contentOf(described.post.requestBody.content), 'read', type)
      : [];
  });
  return [...calls, ...webhooks];
}

const contentOf = (content: Record<string, unknown> | undefined): JsonSchema =>
  (Object.values(content ?? {})[0] as { schema?: JsonSchema } | undefined)?.schema ?? {};

function queryOf(operation: { parameters?: unknown[] }): JsonSchema {
  const parameters = (operation.parameters ?? []) as {
    name: string;
    in: string;
    required?: boolean;
    schema: JsonSchema;
  }[];
  const asked = parameters.filter((parameter) => parameter.in === 'query');
  return {
    type: 'object',
    properties: Object.fromEntries(asked.map(({ name, schema }) => [name, schema])),
    required: asked.filter(({ required }) => required).map(({ name }) => name),
  };
}

function comparing(doc: unknown) {
  const resolved = (schema: JsonSchema): JsonSchema =>
    schema.$ref
      ? resolved(
          schema.$ref
            .slice(2)
            .split('/')
            .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], doc) as JsonSchema,
        )
      : schema;
  /** The shapes a value may have, each without choices. */
  const branches = (schema: JsonSchema): JsonSchema[] => {
    const node = resolved(schema);
    const choices = node.anyOf ?? node.oneOf ?? node.allOf;
    return choices ? choices.flatMap(branches) : [node];
  };
  const typesOf = (schema: JsonSchema): Set<string> =>
    new Set(
      branches(schema).flatMap((node) => (Number.isInteger(node.const) ? 'integer' : (node.type ?? []))),
    );
  const valuesOf = (schema: JsonSchema): unknown[] | null => {
    const each = branches(schema).map((node) => node.enum ?? ('const' in node ? [node.const] : null));
    return each.every((values) => values !== null) ? each.flat() : null;
  };

  return function compare(ours: JsonSchema, theirs: JsonSchema, direction: Direction, at: string): string[] {
    const [narrow, wide] = direction === 'sent' ? [ours, theirs] : [theirs, ours];
    return [
      ...typeTrouble(typesOf(narrow), typesOf(wide), at),
      ...valueTrouble(valuesOf(ours), valuesOf(theirs), direction, at),
      ...itemTrouble(ours, theirs, direction, at),
      ...fieldTrouble(ours, theirs, direction, at),
    ];
  };

  function typeTrouble(narrow: Set<string>, wide: Set<string>, at: string): string[] {
    if (narrow.size === 0 || wide.size === 0) return [];
    const isTaken = (type: string) => wide.has(type) || (type === 'integer' && wide.has('number'));
    return [...narrow].filter((type) => !isTaken(type)).map((type) => `${at}: ${type} is not foreseen`);
  }

  function valueTrouble(
    ours: unknown[] | null,
    theirs: unknown[] | null,
    direction: Direction,
    at: string,
  ): string[] {
    if (!ours || (!theirs && direction === 'sent')) return [];
    // What we read as one of some values must be among theirs; others of theirs may be met elsewhere.
    return ours
      .filter((value) => theirs && !theirs.includes(value))
      .map((value) => `${at}: never ${String(value)}`);
  }

  function itemTrouble(ours: JsonSchema, theirs: JsonSchema, direction: Direction, at: string): string[] {
    const [own, other] = [ours, theirs].map((schema) => branches(schema).find(({ items }) => items)?.items);
    return own && other ? comparing(doc)(own, other, direction, `${at}[]`) : [];
  }

  function fieldTrouble(ours: JsonSchema, theirs: JsonSchema, direction: Direction, at: string): string[] {
    const own = objectOf(ours);
    const other = objectOf(theirs);
    if (!own || !other) return [];
    const named = Object.entries(own.properties ?? {}).flatMap(([name, inner]) => {
      const path = `${at}.${name}`;
      const described = other.properties?.[name];
      if (described) return comparing(doc)(inner, described, direction, path);
      const any = other.additionalProperties;
      if (typeof any === 'object') return comparing(doc)(inner, any, direction, path);
      return any === true ? [] : [`${path} is not described`];
    });
    const [mustHave, has] = direction === 'sent' ? [other, own] : [own, other];
    const missing = (mustHave.required ?? []).filter((name) => !(has.required ?? []).includes(name));
    return [...named, ...missing.map((name) => `${at}.${name} is not always there`)];
  }

  /** The fields of all shapes that are objects, together; required is what every one of them has. */
  function objectOf(schema: JsonSchema): JsonSchema | null {
    const objects = branches(schema).filter(
      ({ properties, additionalProperties }) => properties ?? additionalProperties,
    );
    if (objects.length === 0) return null;
    return {
      properties: Object.assign({}, ...objects.map(({ properties }) => properties)) as Record<
        string,
        JsonSchema
      >,
      required: objects
        .map(({ required }) => required ?? [])
        .reduce((all, some) => all.filter((name) => some.includes(name))),
      additionalProperties: objects.find(({ additionalProperties }) => additionalProperties)
        ?.additionalProperties,
    };
  }
}

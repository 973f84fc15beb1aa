import { invalid } from './errors';

export type Params = Record<string, unknown>;
type Kind = 'text' | 'integer' | 'boolean' | 'hash' | 'list' | 'range';

/** A call's parameters, checked in Stripe's words: unknown names, wrong types, missing values. */
export class Reader {
  constructor(
    private readonly params: Params,
    private readonly known: Record<string, Kind>,
  ) {
    for (const name of Object.keys(params)) {
      if (known[name]) this.check(name, known[name]);
      else throw invalid(`Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });
    }
  }

  private check(name: string, kind: Kind): void {
    const value = this.params[name];
    const bad = (message: string, code?: string) =>
      invalid(message, { param: name, ...(code ? { code } : {}) });
    const isHash = value !== null && typeof value === 'object' && !Array.isArray(value);
    if (kind === 'integer' && !/^-?\d+$/.test(String(value))) {
      throw bad(`Invalid integer: ${String(value)}`, 'parameter_invalid_integer');
    }
    if (kind === 'boolean' && !['true', 'false'].includes(String(value)))
      throw bad(`Invalid boolean: ${String(value)}`);
    if (kind === 'text' && typeof value !== 'string') throw bad('Invalid string');
    if (kind === 'hash' && !isHash && value !== '') throw bad('Invalid object');
    if (kind === 'list' && !Array.isArray(value)) throw bad('Invalid array');
  }

  text(name: string): string | null {
    const value = this.params[name];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  integer(name: string): number | undefined {
    return this.params[name] === undefined ? undefined : Number(this.params[name]);
  }

  hash(name: string): Params {
    const value = this.params[name];
    return typeof value === 'object' && value !== null ? (value as Params) : {};
  }

  list(name: string): string[] {
    return (this.params[name] as string[] | undefined) ?? [];
  }

  required(name: string): string {
    const value = this.text(name);
    if (value !== null) return value;
    throw invalid(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name });
  }

  metadata(): Record<string, string> {
    const entries = Object.entries(this.hash('metadata')).map(
      ([key, value]) => [key, String(value)] as const,
    );
    if (entries.length > 50) throw invalid('Metadata can have up to 50 keys.', { param: 'metadata' });
    for (const [key, value] of entries) {
      if (key.length > 40)
        throw invalid(`Metadata keys can have up to 40 characters: ${key}`, { param: 'metadata' });
      if (value.length > 500)
        throw invalid(`Metadata values can have up to 500 characters (${key}).`, { param: 'metadata' });
    }
    return Object.fromEntries(entries.filter(([, value]) => value !== ''));
  }

  /** Both a single instant and `{gt, gte, lt, lte}`, in seconds. */
  createdFilter(): (created: number) => boolean {
    const value = this.params.created;
    if (value === undefined) return () => true;
    if (typeof value !== 'object') return (created) => created === Number(value);
    const {
      gt = -Infinity,
      gte = -Infinity,
      lt = Infinity,
      lte = Infinity,
    } = value as Record<string, string | number>;
    return (created) =>
      created > Number(gt) && created >= Number(gte) && created < Number(lt) && created <= Number(lte);
  }
}

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Settlement } from './cards';
import { ApiError, missing } from './errors';
import { type Resource, type StripeEvent } from './types';

export interface Delivery {
  id: string;
  eventId: string;
  state: 'pending' | 'delivered' | 'failed' | 'dropped';
  attempts: { at: string; result: number | string }[];
}

export interface SavedAnswer {
  fingerprint: string;
  status: number;
  body: unknown;
}

export interface Data {
  /** Every object but events, by id, in the order they were made. */
  resources: Record<string, Resource>;
  events: StripeEvent[];
  deliveries: Delivery[];
  /** Intents whose money is on its way. */
  settlements: Record<string, Settlement>;
  /** The number behind each payment method; test cards only. */
  cardNumbers: Record<string, string>;
  answers: Record<string, SavedAnswer>;
  webhooks: { enabled: boolean; copies: number; delayMs: number };
}

const empty = (): Data => ({
  resources: {},
  events: [],
  deliveries: [],
  settlements: {},
  cardNumbers: {},
  answers: {},
  webhooks: { enabled: true, copies: 1, delayMs: 0 },
});

/** The simulator's memory; with a file it outlives the process. */
export class Store {
  data: Data;

  constructor(private readonly file?: string) {
    this.data =
      file && existsSync(file)
        ? { ...empty(), ...(JSON.parse(readFileSync(file, 'utf8')) as Data) }
        : empty();
  }

  reset(): void {
    this.data = empty();
    this.save();
  }

  /** Called after each change, before the answer. A rename leaves the old file whole if the process dies. */
  save(): void {
    if (!this.file) return;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, JSON.stringify(this.data));
    renameSync(`${this.file}.new`, this.file);
  }

  add<T extends Resource>(resource: T): T {
    this.data.resources[resource.id] = resource;
    return resource;
  }

  /** @throws ApiError 404 in Stripe's words. */
  get<T extends Resource>(kind: T['object'], id: string, param?: string): T {
    const found = this.data.resources[id];
    if (found?.object !== kind) throw missing(kind, id, param);
    return found as T;
  }

  /** @throws ApiError 400 when an object that was named in a parameter does not exist. */
  require<T extends Resource>(kind: T['object'], id: string, param: string): T {
    const found = this.data.resources[id];
    if (found?.object === kind) return found as T;
    throw new ApiError(400, missing(kind, id, param).fields);
  }

  /** Newest first, as Stripe lists. */
  all<T extends Resource>(kind: T['object']): T[] {
    return Object.values(this.data.resources)
      .filter((resource): resource is T => resource.object === kind)
      .reverse();
  }
}

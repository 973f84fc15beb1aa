import { createHash } from 'node:crypto';
import { ApiError } from './errors';
import { type SavedAnswer, type Store } from './store';

/** Stripe's idempotency: a key belongs to one account and one set of parameters, and replays its first answer. */
export class Idempotency {
  private readonly running = new Set<string>();

  constructor(private readonly store: Store) {}

  static fingerprint(method: string, path: string, body: string): string {
    return createHash('sha256').update(`${method} ${path}\n${body}`).digest('hex');
  }

  /** The saved answer, or null after marking the key as in use: then `finish` must be called. */
  begin(key: string, fingerprint: string): SavedAnswer | null {
    const saved = this.store.data.answers[key];
    if (saved && saved.fingerprint !== fingerprint) {
      throw new ApiError(400, {
        type: 'idempotency_error',
        message:
          'Keys for idempotent requests can only be used with the same parameters they were first used ' +
          `with. Try using a key other than '${key}' if you meant to execute a different request.`,
      });
    }
    if (saved) return saved;
    if (this.running.has(key)) {
      throw new ApiError(409, {
        type: 'idempotency_error',
        code: 'idempotency_key_in_use',
        message:
          `There is currently another in-progress request using this Idempotent Key: ${key}. Please try ` +
          'again later.',
      });
    }
    this.running.add(key);
    return null;
  }

  /** Keeps the answer unless the call never began to work (refused parameters). */
  finish(key: string, answer: SavedAnswer | null): void {
    this.running.delete(key);
    if (!answer || [400, 401, 403, 404, 409, 429].includes(answer.status)) return;
    this.store.data.answers[key] = structuredClone(answer);
  }
}

/** A trouble the next matching calls run into. */
export interface Fault {
  /** Such as `POST /v1/payment_intents`; `*` stands for anything, the method may be left out. */
  match: string;
  /** Answer with this status instead. */
  status?: number;
  /** Never answer: true until the caller gives up, or milliseconds until the connection is cut. */
  timeout?: boolean | number;
  /** Do what was asked first; alone, the connection is then cut without an answer. */
  afterEffect?: boolean;
  /** Work only after so long; the idempotency key stays in use meanwhile. */
  delayMs?: number;
  /** How many calls meet it; 1 unless said. */
  times: number;
}

export class Faults {
  private rules: Fault[] = [];

  add(rule: Omit<Fault, 'times'> & { times?: number }): void {
    this.rules.push({ ...rule, times: rule.times ?? 1 });
  }

  clear(): void {
    this.rules = [];
  }

  list(): Fault[] {
    return this.rules;
  }

  /** The fault this call meets, counted down. */
  take(method: string, path: string): Fault | null {
    const rule = this.rules.find(({ match }) => matches(match, method, path));
    if (!rule) return null;
    rule.times -= 1;
    this.rules = this.rules.filter(({ times }) => times > 0);
    return rule;
  }
}

function matches(match: string, method: string, path: string): boolean {
  const pattern = match.includes(' ') ? match : `* ${match}`;
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(`${method} ${path}`);
}

import { type World } from '../support/world';
import { type Cast, weekday } from './cast';

export interface Samples {
  /** A body that would make a record, if one may. Each call another. */
  toCreate(collection: string): Record<string, unknown>;
  /** A change that anybody who may change the record at all may make. Each call another. */
  toUpdate(collection: string): Record<string, unknown>;
}

/** Bodies that are in order but for the right to send them: a refusal can then only be about that right. */
export function samplesOf(world: World, { otto, colleague }: Cast): Samples {
  let count = 0;
  const next = (): number => (count += 1);
  const create: Record<string, (n: number) => Record<string, unknown>> = {
    clients: (n) => ({
      email: `new-${n}@example.com`,
      password: 'Serenity-test-1',
      firstName: 'New',
      lastName: 'Client',
      timezone: 'UTC',
    }),
    staff: (n) => ({
      email: `new-${n}@insight-serenity.example`,
      password: 'Serenity-test-1',
      firstName: 'New',
      lastName: 'Colleague',
      role: 'editor',
    }),
    consultants: (n) => ({
      name: `Consultant ${n}`,
      email: `consultant-${n}@insight-serenity.example`,
      timezone: 'UTC',
      horizonDays: 30,
    }),
    'consultation-types': (n) => ({
      name: `Type ${n}`,
      minutes: 60,
      credits: 1,
      modes: ['remote'],
      bufferBefore: 0,
      bufferAfter: 0,
      minNoticeHours: 1,
      cancellationNoticeHours: 24,
    }),
    packages: (n) => ({
      name: `Package ${n}`,
      slug: `package-${n}`,
      description: 'New.',
      credits: 1,
      price: 100,
      currency: 'usd',
      validityDays: 10,
      burnPriority: 100,
    }),
    consultations: (n) => ({
      client: otto.id,
      consultant: world.consultants.amelia,
      type: world.types.sixty,
      startsAt: weekday(20 + 3 * (n % 20), '20:00'),
      mode: 'remote',
    }),
    'session-feedback': () => ({
      consultation: otto.id,
      client: otto.id,
      consultant: world.consultants.kenji,
      rating: 1,
      comment: 'Made up',
    }),
    payments: () => ({
      client: otto.id,
      packageName: 'Made up',
      credits: 5,
      amount: 1,
      currency: 'usd',
      status: 'succeeded',
      validityDays: 30,
      burnPriority: 1,
      feeRate: 0,
    }),
    'credit-grants': () => ({
      client: otto.id,
      credits: 1,
      validityDays: 30,
      reasonCode: 'goodwill',
      note: 'A sample.',
    }),
    transactions: () => ({ client: otto.id, kind: 'grant', from: 'issued', to: 'available', quantity: 5 }),
    wallets: () => ({ client: otto.id, available: 100 }),
    messages: () => ({ template: 'low-credit-warning', client: otto.id, state: 'queued' }),
    'email-templates': () => ({ key: 'made-up', subject: 'Made up', body: '<mj-text>Made up</mj-text>' }),
    cases: (n) => ({ title: 'Made up', kind: 'made.up', key: `made-up-${n}`, state: 'open' }),
    'inbox-events': (n) => ({ provider: 'stripe', eventId: `evt_${n}` }),
    outbox: (n) => ({ key: `made-up-${n}`, kind: 'meeting.sync' }),
    'slot-claims': (n) => ({ key: `made-up-${n}` }),
    'audit-log': () => ({ actor: 'nobody', action: 'made.up' }),
    'payload-preferences': (n) => ({ key: `made-up-${n}`, value: { n } }),
    'payload-locked-documents': () => ({
      globalSlug: 'nothing',
      user: { relationTo: 'staff', value: colleague.id },
    }),
    'payload-migrations': () => ({ name: 'made up', batch: 2 }),
    'payload-kv': (n) => ({ key: `made-up-${n}`, data: { n } }),
  };
  const update: Record<string, (n: number) => Record<string, unknown>> = {
    clients: (n) => ({ lastName: `Changed ${n}` }),
    staff: (n) => ({ lastName: `Changed ${n}` }),
    consultants: (n) => ({ headline: `Changed ${n}` }),
    'consultation-types': (n) => ({ description: `Changed ${n}` }),
    packages: (n) => ({ description: `Changed ${n}` }),
    consultations: (n) => ({ reason: `Changed ${n}` }),
    cases: (n) => ({ resolution: `Changed ${n}` }),
    'email-templates': (n) => ({ preheader: `Changed ${n}` }),
    'payload-preferences': (n) => ({ value: { changed: n } }),
    'payload-locked-documents': (n) => ({ globalSlug: `changed-${n}` }),
  };
  return {
    toCreate: (collection) => create[collection]?.(next()) ?? {},
    toUpdate: (collection) => (update[collection] ?? create[collection])?.(next()) ?? {},
  };
}

import { ObjectId } from 'mongodb';

import { type Person, type World } from '../support/world';
import { type Actor } from './rules';

type Ids = Partial<Record<string, string>>;

/** Everybody who asks, and one record of each collection that is theirs and one that is somebody else's. */
export interface Cast {
  people: Record<Actor, Person | undefined>;
  /** Another client and a colleague, who never ask: what is theirs must stay out of sight. */
  otto: Person;
  colleague: Person;
  /** A completed session nobody has given feedback on. */
  unrated: string;
  own(actor: Actor, collection: string): string | undefined;
  others(collection: string): string;
}

const DAY_MS = 86_400_000;

/** A weekday, so many days from now, at this hour UTC: inside the hours of the seeded consultants. */
export function weekday(days: number, hour: string): string {
  const day = new Date(Date.now() + days * DAY_MS);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return `${day.toISOString().slice(0, 10)}T${hour}:00.000Z`;
}

/** Somebody whose address is not confirmed yet holds a token all the same: choosing a new password hands one out. */
export async function unverified(world: World): Promise<Person> {
  const person = await world.client({ verified: false });
  const token = await world.payload.forgotPassword({
    collection: 'clients',
    data: { email: person.email },
    disableEmail: true,
  });
  const reset = await world.api<{ token?: string }>('POST', '/api/clients/reset-password', {
    body: { token, password: 'Another-password-1' },
  });
  return { ...person, token: reset.body.token ?? 'none' };
}

async function bookAndBuy(
  world: World,
  client: Person,
  consultantId: string,
  startsAt: string,
): Promise<Ids> {
  const booked = await world.api<{ consultation: { id: string } }>('POST', '/api/consultations/book', {
    as: client,
    key: `book-${client.id}`,
    body: {
      consultantId,
      typeId: world.types.sixty,
      startsAt,
      mode: 'remote',
      topic: `Topic of ${client.email}`,
    },
  });
  const started = await world.api<{ paymentId: string }>('POST', '/api/payments/create-payment-intent', {
    as: client,
    key: `buy-${client.id}`,
    body: { packageId: Object.values(world.packages)[0] },
  });
  const payment = await world.payload.findByID({
    collection: 'payments',
    id: started.body.paymentId,
    depth: 0,
  });
  await world.control('stripe', `/_sim/payment_intents/${payment.intentId}/pay`, {
    card: '4242424242424242',
  });
  await world.work();
  const theirs = {
    where: { client: { equals: client.id } },
    limit: 1,
    depth: 0,
    overrideAccess: true,
  } as const;
  const { payload } = world;
  const first = (found: { docs: { id: string }[] }): string => found.docs[0]?.id ?? '';
  return {
    clients: client.id,
    consultations: booked.body.consultation.id,
    payments: payment.id,
    'credit-grants': first(await payload.find({ collection: 'credit-grants', ...theirs })),
    transactions: first(await payload.find({ collection: 'transactions', ...theirs })),
    wallets: first(await payload.find({ collection: 'wallets', ...theirs })),
    messages: first(await payload.find({ collection: 'messages', ...theirs })),
  };
}

const messageTo = async (world: World, consultant: string): Promise<string> => {
  const found = await world.payload.find({
    collection: 'messages',
    where: { consultant: { equals: consultant } },
    limit: 1,
    depth: 0,
  });
  return found.docs[0]?.id ?? '';
};

async function anyOf(
  world: World,
  collection:
    'inbox-events' | 'outbox' | 'slot-claims' | 'audit-log' | 'email-templates' | 'consultation-types',
): Promise<string> {
  const found = await world.payload.find({ collection, limit: 1, depth: 0, overrideAccess: true });
  const [record] = found.docs;
  if (!record) throw new Error(`There is nothing in ${collection} to be kept from anyone.`);
  return record.id;
}

async function preferenceOf(world: World, person: Person): Promise<string> {
  const user = { relationTo: person.user.collection, value: person.id };
  const made = await world.payload.db.create({
    collection: 'payload-preferences',
    data: { key: `key-${person.id}`, user, value: { of: person.id } },
    req: {},
  });
  return String(made.id);
}

async function completedCopyOf(world: World, id: string | undefined): Promise<string> {
  const { nativeCollection } = await import('../../src/platform/store');
  const sessions = nativeCollection(world.payload, 'consultations');
  const { insertedId } = await sessions.insertOne({
    ...(await sessions.findOne({ _id: new ObjectId(id) })),
    _id: new ObjectId(),
    status: 'completed',
  });
  return insertedId.toHexString();
}

export async function castOf(world: World): Promise<Cast> {
  const { payload, consultants } = world;
  // Few: they count towards what ops may still assign today.
  const [cleo, otto] = [await world.client({ credits: 5 }), await world.client({ credits: 5 })];
  const people: Cast['people'] = {
    stranger: undefined,
    unverified: await unverified(world),
    client: cleo,
    consultant: await world.staff('consultant', { consultant: consultants.amelia }),
    editor: await world.staff('editor'),
    finance: await world.staff('finance'),
    ops: await world.staff('ops'),
    owner: await world.staff('owner'),
  };
  const colleague = await world.staff('editor');
  const cleos = await bookAndBuy(world, cleo, consultants.amelia, weekday(7, '14:00'));
  const ottos = await bookAndBuy(world, otto, consultants.kenji, weekday(9, '03:00'));
  await world.api('POST', '/api/credits/assign', {
    as: people.finance,
    key: 'an-audit-entry',
    body: {
      clientId: otto.id,
      credits: 1,
      validityDays: 30,
      reasonCode: 'goodwill',
      note: 'For the audit log.',
    },
  });
  const offOffer = await payload.create({
    collection: 'packages',
    data: {
      name: 'Not on offer',
      slug: 'not-on-offer',
      description: 'Kept back.',
      credits: 1,
      price: 100,
      currency: 'usd',
      validityDays: 10,
      burnPriority: 100,
      onOffer: false,
    },
  });
  const open = await payload.create({
    collection: 'cases',
    data: { title: 'To be decided', kind: 'test', key: 'case:test', client: otto.id, state: 'open' },
  });
  const lock = await payload.create({
    collection: 'payload-locked-documents',
    // Of nothing real: a record that somebody has open refuses everybody else's change.
    data: { globalSlug: 'nothing', user: { relationTo: 'staff', value: colleague.id } },
  });
  const migration = await payload.db.create({
    collection: 'payload-migrations',
    data: { name: 'first', batch: 1 },
    req: {},
  });
  const kept = await payload.db.create({
    collection: 'payload-kv',
    data: { key: 'k', data: { of: 'nobody' } },
    req: {},
  });

  const feedbackOn = (client: string, consultation: string | undefined, consultant: string) =>
    payload.create({
      collection: 'session-feedback',
      data: {
        client,
        consultation: consultation ?? '',
        consultant,
        rating: 2,
        comment: 'For the office alone.',
      },
    });
  const cleosFeedback = await feedbackOn(cleo.id, cleos.consultations, consultants.amelia);
  const ottosFeedback = await feedbackOn(otto.id, ottos.consultations, consultants.kenji);

  const others: Ids = {
    ...ottos,
    'session-feedback': ottosFeedback.id,
    staff: colleague.id,
    consultants: consultants.kenji,
    packages: offOffer.id,
    cases: open.id,
    'consultation-types': await anyOf(world, 'consultation-types'),
    'email-templates': await anyOf(world, 'email-templates'),
    'inbox-events': await anyOf(world, 'inbox-events'),
    outbox: await anyOf(world, 'outbox'),
    'slot-claims': await anyOf(world, 'slot-claims'),
    'audit-log': await anyOf(world, 'audit-log'),
    'payload-preferences': await preferenceOf(world, colleague),
    'payload-locked-documents': lock.id,
    'payload-migrations': String(migration.id),
    'payload-kv': String(kept.id),
  };
  const onOffer = { packages: Object.values(world.packages)[0] };
  const ownOf: Record<Actor, Ids> = {
    stranger: onOffer,
    unverified: onOffer,
    client: { ...onOffer, ...cleos, 'payload-preferences': await preferenceOf(world, cleo) },
    consultant: {
      ...onOffer,
      clients: cleo.id,
      consultations: cleos.consultations,
      consultants: consultants.amelia,
      messages: await messageTo(world, consultants.amelia),
      'session-feedback': cleosFeedback.id,
    },
    editor: {},
    finance: {},
    ops: {},
    owner: {},
  };
  for (const actor of ['consultant', 'editor', 'finance', 'ops', 'owner'] as const) {
    const person = people[actor] as Person;
    Object.assign(ownOf[actor], {
      staff: person.id,
      'payload-preferences': await preferenceOf(world, person),
    });
  }
  return {
    people,
    otto,
    colleague,
    unrated: await completedCopyOf(world, ottos.consultations),
    own: (actor, collection) => ownOf[actor][collection],
    others: (collection) => {
      const id = others[collection];
      if (!id) throw new Error(`The cast has no record of ${collection} that is somebody else's.`);
      return id;
    },
  };
}

import { auditText } from '../../src/operations/audit/auditText';
import { runAudit } from '../../src/operations/audit/runAudit';
import { openWallet } from '../../src/credits/openWallet';
import { freezeClock } from '../../src/platform/clock';
import { newCorrelationId } from '../../src/platform/ids';
import { withCorrelation } from '../../src/platform/logger';
import { nativeCollection } from '../../src/platform/store';
import { inTransaction } from '../../src/platform/transaction';
import { MONDAY } from '../support/steps';
import { type World } from '../support/world';
import { checkStep } from './check/checkStep';
import { OFFERS } from './commands/buying';
import { workReal } from './commands/events';
import { reconcileBoth } from './commands/time';
import { expectSame } from './compare';
import { learnStripe } from './learnStripe';
import { LEASE_MS, type Model, newModel } from './model/model';
import { workAll } from './model/work';
import { type Real } from './real';

export { sequences } from './commands/all';

const START = Date.parse(`${MONDAY}T09:00:00.000Z`);
const DAY_MS = 86_400_000;

/** The people of all runs, and a catalogue that lets more go wrong: short validity, long sessions on the spot. */
export async function startReal(world: World): Promise<Real> {
  const { payload } = world;
  for (const { slug, amount, validityDays, bookBeforeExpiry } of OFFERS) {
    await payload.update({
      collection: 'packages',
      id: world.packages[slug] ?? '',
      data: { price: amount, validityDays, bookBeforeExpiry },
      overrideAccess: true,
    });
  }
  await payload.update({
    collection: 'consultation-types',
    id: world.types.ninety,
    data: { modes: ['remote', 'in_person'], address: '1 Harbour Street, London' },
    overrideAccess: true,
  });
  const clients = [await world.client(), await world.client()];
  const [owner, ops] = [await world.staff('owner'), await world.staff('ops')];
  return {
    world,
    clients,
    owner,
    ops,
    consultant: await world.staff('consultant', { consultant: world.consultants.amelia }),
    seen: new Map(),
  };
}

const BOOKS = [
  'wallets',
  'transactions',
  'credit-grants',
  'payments',
  'consultations',
  'slot-claims',
  'inbox-events',
  'outbox',
  'messages',
  'cases',
  'audit-log',
  '_counters',
];

/** Empty books, an empty Stripe and the same first moment for each run: so one run can be told again. */
export async function begin(real: Real, limit: number): Promise<{ model: Model; real: Real }> {
  const { world } = real;
  for (const name of BOOKS) await nativeCollection(world.payload, name).deleteMany({});
  await world.control('stripe', '/_sim/reset', {});
  await world.control('stripe', '/_sim/webhooks', { enabled: false });
  freezeClock(new Date(START));
  for (const { id } of real.clients)
    await inTransaction({ payload: world.payload }, (req) => openWallet(req, id));
  return { model: newModel(START, limit), real: { ...real, seen: new Map() } };
}

/**
 * The end of a run: time passes, what was lost is found, all work is done. Then the product stands where Stripe does,
 * and its own audit finds no difference in the credits, the payments and the bookings. (No mail is sent here, so what
 * the audit says of I6 is left out.)
 */
export async function finish(model: Model, real: Real): Promise<void> {
  await withCorrelation(newCorrelationId(), async () => {
    model.now += 2 * DAY_MS;
    freezeClock(new Date(model.now));
    await reconcileBoth(model, real.world);
    await learnStripe(model, real.world);
    model.now += LEASE_MS;
    freezeClock(new Date(model.now));
    await workReal(real.world);
    workAll(model);
  });
  await learnStripe(model, real.world);
  await checkStep(model, real);
  expectSame(
    'what is left to do',
    model.payments.flatMap(({ pending }) => pending),
    [],
  );
  const findings = await runAudit(real.world.payload);
  if (findings.broken().some((invariant) => invariant !== 'I6')) throw new Error(auditText(findings));
}

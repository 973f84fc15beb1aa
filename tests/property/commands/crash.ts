import fc from 'fast-check';

import { setStripeProvider, stripeProvider } from '../../../src/integrations/stripe/provider';
import { dispatchOutbox, processInbox } from '../../../src/jobs/queues';
import { applyStripeEvent } from '../../../src/payments/applyStripeEvent';
import { finishRefund } from '../../../src/payments/refundPayment';
import { freezeClock } from '../../../src/platform/clock';
import { type InboxRow, inboxQueue } from '../../../src/platform/inbox';
import { type OutboxRow, outboxQueue } from '../../../src/platform/outbox';
import { lease, LeaseLost } from '../../../src/platform/queue';
import { nativeCollection } from '../../../src/platform/store';
import { type World } from '../../support/world';
import { type Play } from '../command';
import { expectSame } from '../compare';
import { dieBeforeCommit } from '../crash/dying';
import { LEASE_MS, type Model, nextRow } from '../model/model';
import { askStripe, workAll, workEvent, workRefund } from '../model/work';
import { workReal } from './events';

type QueueName = 'inbox' | 'outbox';
type Step = 'after the lease' | 'after asking Stripe' | 'before the commit';

const isDue = (model: Model, queue: QueueName): boolean =>
  nextRow<Model['inbox'][number] | Model['outbox'][number]>(model[queue], model.now) !== undefined;

/** One row, and no more: the process is gone. */
function workOne({ payload }: World, queue: QueueName): Promise<number> {
  let rows = 0;
  const shouldStop = (): boolean => (rows += 1) > 1;
  return queue === 'inbox' ? processInbox(payload, shouldStop) : dispatchOutbox(payload, shouldStop);
}

async function dieAfterAsking(work: () => Promise<unknown>): Promise<void> {
  const real = stripeProvider();
  setStripeProvider({
    ...real,
    async retrieveIntent(id) {
      await real.retrieveIntent(id);
      throw new LeaseLost();
    },
  });
  await work().finally(() => setStripeProvider(real));
}

/** A worker that dies over a row: what it held is free again when its lease has run out. */
export const workerDies: Play<{ queue: QueueName; step: Step }> = {
  name: 'worker dies',
  args: fc.record({
    queue: fc.constantFrom('inbox', 'outbox'),
    step: fc.constantFrom('after the lease', 'after asking Stripe', 'before the commit'),
  }),
  weight: 8,
  isJob: true,
  touchesStripe: true,
  isPossible: (model, { queue }) => isDue(model, queue),
  async run(model, { world }, { queue, step }) {
    if (step === 'after the lease') await lease(world.payload, queue === 'inbox' ? inboxQueue : outboxQueue);
    if (step === 'after asking Stripe') await dieAfterAsking(() => workOne(world, queue));
    if (step === 'before the commit') await dieBeforeCommit(world, () => workOne(world, queue));
    if (queue === 'inbox') lostOverEvent(model, step);
    else lostOverRefund(model, step);
  },
};

function lostOverEvent(model: Model, step: Step): void {
  const row = nextRow(model.inbox, model.now);
  // What is of no use is put aside in one write, without Stripe and without a transaction.
  if (row && !row.event.isOfUse && step !== 'after the lease') workEvent(model, row);
  else if (row) row.leasedUntil = model.now + LEASE_MS;
}

function lostOverRefund(model: Model, step: Step): void {
  const row = nextRow(model.outbox, model.now);
  if (!row) return;
  const request = row.payment.pending.find(({ id }) => id === row.requestId);
  const stands = step !== 'after the lease' && request && askStripe(row.payment, request);
  // A refusal is written down without asking for the intent.
  if (step === 'after asking Stripe' && !stands) workRefund(model, row);
  else row.leasedUntil = model.now + LEASE_MS;
}

/**
 * A worker so slow that its lease runs out and others do its work: what it writes in the end is refused. Where an event
 * told of its refund meanwhile, nobody took the row: then it finds nothing left to do.
 */
export const workerIsSlow: Play<{ queue: QueueName }> = {
  name: 'worker is slow',
  args: fc.record({ queue: fc.constantFrom('inbox', 'outbox') }),
  weight: 3,
  isJob: true,
  touchesStripe: true,
  isPossible: (model, { queue }) => isDue(model, queue),
  async run(model, { world }, { queue }) {
    const { payload } = world;
    const row = await lease(payload, queue === 'inbox' ? inboxQueue : outboxQueue);
    model.now += LEASE_MS;
    freezeClock(new Date(model.now));
    await workReal(world);
    workAll(model);
    const stored = await nativeCollection(payload, queue === 'inbox' ? 'inbox-events' : 'outbox').findOne({
      _id: row?._id,
    });
    const wasToldMeanwhile = queue === 'outbox' && stored?.leaseToken === row?.leaseToken;
    const late =
      queue === 'inbox'
        ? applyStripeEvent(payload, row as InboxRow)
        : finishRefund(payload, row as OutboxRow);
    const outcome = await late.then(
      () => 'done',
      (error: Error) => error.constructor.name,
    );
    expectSame('the slow worker', outcome, wasToldMeanwhile ? 'done' : 'LeaseLost');
  },
};

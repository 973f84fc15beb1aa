import fc from 'fast-check';

import { dispatchOutbox, processInbox } from '../../../src/jobs/queues';
import { type World } from '../../support/world';
import { type Play } from '../command';
import { expectSame } from '../compare';
import { type Model, pick } from '../model/model';
import { hear, workAll } from '../model/work';

export async function workReal({ payload }: World): Promise<void> {
  await processInbox(payload);
  await dispatchOutbox(payload);
}

/** The webhook, signed, through the product's own route. */
export async function tell(world: World, eventId: string, times: number): Promise<void> {
  const { results } = await world.control('stripe', '/_sim/deliver', { eventId, times });
  expectSame('answers to the webhook', results, Array(times).fill({ status: 200 }));
}

const unheard = ({ events }: Model) => events.filter(({ isHeard }) => !isHeard);

/** Any event that waits at Stripe: so they come in any order, and the same one several times at once. */
export const deliver: Play<{ event: number; times: number }> = {
  name: 'deliver',
  args: fc.record({ event: fc.nat(), times: fc.integer({ min: 1, max: 3 }) }),
  weight: 7,
  isPossible: (model) => unheard(model).length > 0,
  async run(model, { world }, { event: number, times }) {
    const event = pick(unheard(model), number);
    if (!event) return;
    await tell(world, event.id, times);
    hear(model, event);
  },
};

export const deliverAll: Play<{ isBackwards: boolean }> = {
  name: 'deliver all',
  args: fc.record({ isBackwards: fc.boolean() }),
  weight: 3,
  isPossible: (model) => unheard(model).length > 0,
  async run(model, { world }, { isBackwards }) {
    const waiting = unheard(model);
    for (const event of isBackwards ? waiting.reverse() : waiting) {
      await tell(world, event.id, 1);
      hear(model, event);
    }
  },
};

export const repeat: Play<{ event: number }> = {
  name: 'deliver again',
  args: fc.record({ event: fc.nat() }),
  weight: 2,
  isPossible: ({ events }) => events.some(({ isHeard }) => isHeard),
  async run(model, { world }, { event: number }) {
    const event = pick(
      model.events.filter(({ isHeard }) => isHeard),
      number,
    );
    if (event) await tell(world, event.id, 1);
  },
};

export const work: Play<null> = {
  name: 'work',
  args: fc.constant(null),
  weight: 7,
  isJob: true,
  touchesStripe: true,
  isPossible: ({ inbox, outbox }) => [...inbox, ...outbox].some(({ isDone }) => !isDone),
  async run(model, { world }) {
    await workReal(world);
    workAll(model);
  },
};

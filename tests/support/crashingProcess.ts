/**
 * A process of the product that dies by SIGKILL at a chosen step. It starts as workers do, says "ready", reads one
 * order from its input, and does it with the product's own code; the database's events and the providers' calls tell
 * where it is.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type CommandStartedEvent, type CommandSucceededEvent, type MongoClient } from 'mongodb';
import { getPayload } from 'payload';

import config from '../../payload.config';
import { mailTransport, setMailTransport } from '../../src/integrations/mail/provider';
import { setStripeProvider, stripeProvider } from '../../src/integrations/stripe/provider';
import { setZoomProvider, zoomProvider } from '../../src/integrations/zoom/provider';
import { deliverMessages, dispatchOutbox, processInbox } from '../../src/jobs/queues';
import { freezeClock } from '../../src/platform/clock';
import { type Order } from './crash';
import { serve } from './routes';

const payload = await getPayload({ config });
let killAt: string | null = null;

/** Written at once and not buffered: the last step is known although the process is gone. */
function step(name: string): void {
  writeSync(1, `step ${name}\n`);
  if (name === killAt) process.kill(process.pid, 'SIGKILL');
}

const QUEUES = new Set(['inbox-events', 'outbox', 'messages']);
const started = new Map<number, { name: string; collection: string; inTransaction: boolean }>();
let commits = 0;

function onStarted({ commandName, command, requestId }: CommandStartedEvent): void {
  started.set(requestId, {
    name: commandName,
    collection: String(command[commandName]),
    inTransaction: command.autocommit === false,
  });
  if (commandName !== 'commitTransaction') return;
  commits += 1;
  step(`before commit ${commits}`);
}

function onSucceeded({ requestId, reply }: CommandSucceededEvent): void {
  const command = started.get(requestId);
  started.delete(requestId);
  if (command?.name === 'commitTransaction') step(`after commit ${commits}`);
  if (!command || command.inTransaction || !QUEUES.has(command.collection)) return;
  const { value, n } = reply as { value?: unknown; n?: number };
  if (command.name === 'findAndModify' && value) step(`after lease of ${command.collection}`);
  if (command.name === 'update' && n) step(`after settling in ${command.collection}`);
}

/** The same provider, telling before and after each call. */
function watched<T extends object>(name: string, provider: T, calls: readonly string[]): T {
  return new Proxy(provider, {
    get(target, property) {
      const value = Reflect.get(target, property) as unknown;
      if (typeof value !== 'function' || !calls.includes(String(property))) return value;
      return async (...given: unknown[]) => {
        step(`before ${name} ${String(property)}`);
        const answer: unknown = await value.apply(target, given);
        step(`after ${name} ${String(property)}`);
        return answer;
      };
    },
  });
}

async function work(): Promise<void> {
  for (let done = 1; done > 0;)
    done = (await processInbox(payload)) + (await dispatchOutbox(payload)) + (await deliverMessages(payload));
}

async function ask({ path, headers, body }: NonNullable<Order['request']>): Promise<void> {
  const request = new Request(`http://127.0.0.1:3999${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const response = await serve(request, config);
  writeSync(1, `answer ${response.status} ${await response.text()}\n`);
}

setStripeProvider(watched('Stripe', stripeProvider(), ['createIntent', 'retrieveIntent']));
setZoomProvider(watched('Zoom', zoomProvider(), ['createMeeting', 'deleteMeeting']));
setMailTransport(watched('mail', mailTransport(), ['send']));
const client = (payload.db as unknown as { connection: { getClient(): MongoClient } }).connection.getClient();
client.on('commandStarted', onStarted);
client.on('commandSucceeded', onSucceeded);

writeSync(1, 'ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  freezeClock(order.now);
  killAt = order.killAt;
  commits = 0;
  await (order.request ? ask(order.request) : work());
  writeSync(1, 'done\n');
  process.exit(0);
}
// The test that started it has ended without an order.
process.exit(0);

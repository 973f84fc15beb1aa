import { type Payload } from 'payload';

import { nativeCollection } from '@/platform/store';

import { DEAD } from '../deadLetters/states';
import { readJobs } from '../jobs/readJobs';
import { BACKLOG_LATE_MS, backlogWords, readBacklog } from '../queues/readBacklog';
import { degraded, ok, type Verdict } from './verdict';

export async function checkJobs(payload: Payload): Promise<Verdict> {
  const states = await readJobs(payload);
  const problems = states.filter(({ problem }) => problem).map(({ name, problem }) => `${name} ${problem}`);
  return problems.length === 0 ? ok(`${states.length} on time`) : degraded(problems.join('; '));
}

/** Work that is due and that nobody comes to. */
export async function checkBacklog(payload: Payload): Promise<Verdict> {
  const late = (await readBacklog(payload)).filter(({ waitsMs }) => waitsMs > BACKLOG_LATE_MS);
  return late.length === 0
    ? ok('nothing has been due for long')
    : degraded(late.map(backlogWords).join('; '));
}

/** What was given up and nobody has looked at. What staff set aside is not counted. */
export async function checkDeadLetters(payload: Payload): Promise<Verdict> {
  const count = (queue: keyof typeof DEAD): Promise<number> =>
    nativeCollection(payload, queue).countDocuments({ state: { $in: [...DEAD[queue].dead] } });
  const [inbox, outbox, messages] = await Promise.all([
    count('inbox-events'),
    count('outbox'),
    count('messages'),
  ]);
  return inbox + outbox + messages === 0
    ? ok('none')
    : degraded(`${inbox} webhooks, ${outbox} effects, ${messages} messages wait for staff`);
}

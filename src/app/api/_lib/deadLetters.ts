import { z } from 'zod';

import { line } from './inputs';

/** What is asked about dead letters, whatever is to become of them. */
export const deadLetters = {
  queue: z.enum(['inbox-events', 'outbox', 'messages']),
  reason: line(500).min(1, 'Please say why.'),
  /** Also those of the queue that were given up for the same reason as the first: after an outage. */
  alike: z.boolean().default(false),
};

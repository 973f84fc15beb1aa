import { type FaultList } from './faults';
import { type Store } from './state';
import { type TokenDesk } from './tokens';
import { type WebhookSender } from './webhooks';

/** What every route of the simulator works with. */
export interface Sim {
  store: Store;
  tokens: TokenDesk;
  faults: FaultList;
  webhooks: WebhookSender;
  now(): Date;
  /** Where this simulator answers, without a slash at the end; join links are built from it. */
  url(): string;
  accountId: string;
  /** The only hosts there are; without it, addresses of the demo's domain. */
  hosts: string[] | null;
  dailyLimit: number;
}

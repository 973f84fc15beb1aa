import { type Params } from '../params';
import { type Sim } from '../sim';

/** One call on the API, past authentication. */
export interface Call {
  sim: Sim;
  params: Params;
  /** What stands for `:id` in the path. */
  id: string;
  /** A browser shows a publishable key and the intent's client secret; a server its secret key. */
  caller: 'server' | 'browser';
}

export type Handler = (call: Call) => unknown;

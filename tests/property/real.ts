import { type Person, type World } from '../support/world';

/** The product on its database, and who acts in a run. */
export interface Real {
  world: World;
  clients: Person[];
  owner: Person;
  ops: Person;
  consultant: Person;
  /** The rows of ledger and audit log after the step before: they only grow. */
  seen: Map<string, string>;
}

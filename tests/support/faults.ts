import { isDeepStrictEqual } from 'node:util';

import { type Fault, type Wire } from './wire';
import { type Command } from './wireMessages';

/** What the server says when it refuses. Codes and labels are MongoDB's own. */
const CONFLICT = { errorCode: 112, errorLabels: ['TransientTransactionError'] };
const STEPPING_DOWN = { errorCode: 10107 };
/** Committed, but not yet on a majority: the driver calls the result unknown. */
const NOT_ON_A_MAJORITY = { writeConcernError: { code: 91, errmsg: 'Replication is being shut down' } };

/** The driver tries a commit twice and the product five times more: after that the whole command runs again. */
const TO_THE_END = 12;

/** The driver and the product hear nothing of a commit that was done, however often they ask. */
export const UNHEARD: Fault = {
  name: 'commit done, unknown to the end',
  how: 'reply lost',
  times: TO_THE_END,
};

const IN_TRANSACTION: readonly Fault[] = [
  { name: 'write conflict', how: { refuse: CONFLICT }, times: 1 },
  { name: 'connection cut before', how: 'cut', times: 1 },
  { name: 'reply lost', how: 'reply lost', times: 1 },
];
const COMMIT: readonly Fault[] = [
  { name: 'commit refused by a conflict', how: { refuse: CONFLICT }, times: 1 },
  { name: 'commit cut off before', how: 'cut', times: 2 },
  { name: 'commit done, reply lost', how: 'reply lost', times: 1 },
  { name: 'commit done, replies lost twice', how: 'reply lost', times: 2 },
  UNHEARD,
  { name: 'commit cut off to the end', how: 'cut', times: TO_THE_END },
  { name: 'commit done, not on a majority', how: { refuse: NOT_ON_A_MAJORITY }, times: 1 },
];
/** The driver tries once more by itself: one fault is its own affair, two are the product's. */
const ALONE: readonly Fault[] = [
  { name: 'primary steps down', how: { refuse: STEPPING_DOWN }, times: 2 },
  { name: 'connection cut before, twice', how: 'cut', times: 2 },
  { name: 'reply lost twice', how: 'reply lost', times: 2 },
  { name: 'reply lost', how: 'reply lost', times: 1 },
];

/** A run strikes every second command. Two seeds that follow each other strike all, fourteen all with every fault. */
const HALVES = 2;

function faultFor(command: Command, seed: number): Fault {
  const kinds =
    command.name === 'commitTransaction' ? COMMIT : command.inTransaction ? IN_TRANSACTION : ALONE;
  return kinds[Math.floor(seed / HALVES) % kinds.length] as Fault;
}

export interface Path<T> {
  prepare(): Promise<T>;
  /** Asks for the effect. @returns the answer in words */
  act(subject: T): Promise<string>;
  /** The answer that promises the effect; a worker makes no promise. */
  promise?: string;
  /** The answers that promise nothing. */
  otherwise: RegExp;
  /** Time passes, so that what failed may be tried again. */
  later(): Promise<void>;
  /** Workers do all that is owed. */
  settle(subject: T): Promise<void>;
  /** What there is of the effect, as one value. */
  outcome(subject: T): Promise<unknown>;
  /** What there may be after a refusal, from nothing to what must be there in the end. */
  stages: unknown[];
}

/**
 * Runs a path once unharmed to count its commands, then once for each that is this seed's, with a fault on it: what is
 * there then must be whole or nothing, and the same request again must end in exactly one effect.
 * @returns the commands struck, and what was answered
 */
export async function strikeEverywhere<T>(wire: Wire, path: Path<T>, seed: number): Promise<string[]> {
  const whole = path.stages.at(-1);
  const clean = await path.prepare();
  const { commands } = await wire.during(() => path.act(clean));
  expect(await path.outcome(clean)).toEqual(whole);
  const struck: string[] = [];
  for (const at of commands.keys()) {
    if (at % HALVES === seed % HALVES) struck.push(await strikeOnce(wire, path, { at: at + 1, seed, whole }));
  }
  return struck;
}

async function strikeOnce<T>(
  wire: Wire,
  path: Path<T>,
  { at, seed, whole }: { at: number; seed: number; whole: unknown },
): Promise<string> {
  const subject = await path.prepare();
  let answer = '';
  const met = await wire.during(async () => void (answer = await path.act(subject)), {
    at,
    with: (command) => faultFor(command, seed),
  });
  const hit = met.commands[at - 1];
  const where = `${at}. ${hit?.name} ${hit?.collection}: ${met.fault?.name}; answered: ${answer}`;
  expect({
    where,
    struck: met.struck > 0,
    known: answer === path.promise || path.otherwise.test(answer),
  }).toEqual({ where, struck: true, known: true });
  const outcome = await path.outcome(subject);
  const allowed = answer === path.promise ? [whole] : path.stages;
  expect({ where, outcome }).toEqual({
    where,
    outcome: allowed.find((stage) => isDeepStrictEqual(stage, outcome)) ?? allowed,
  });
  await path.later();
  const again = await path.act(subject);
  expect({ where, again }).toEqual({ where, again: path.promise ?? again });
  await path.settle(subject);
  expect({ where, outcome: await path.outcome(subject) }).toEqual({ where, outcome: whole });
  return where;
}

import { type Document, ObjectId } from 'mongodb';
import {
  AuthenticationError,
  type CollectionSlug,
  type DatabaseAdapterObj,
  Forbidden,
  type PayloadRequest,
  type UpdateOne,
} from 'payload';

import { nativeCollection, sessionOf } from '@/platform/store';

import { stepOf } from './sessionStep';

interface Session {
  id: string;
  createdAt: Date | string;
  expiresAt: Date | string;
}

interface Account {
  id: string;
  email: string;
  hash?: string;
  salt?: string;
  sessions?: Session[];
  [field: string]: unknown;
}

interface Write {
  req: PayloadRequest;
  collection: CollectionSlug;
  account: Account;
}

/** Of a new password by mail, what Payload has decided. The rest of what it hands on is what it read before. */
const OF_RESET = ['hash', 'salt', 'resetPasswordExpiration', 'sessions', 'updatedAt'];

/**
 * A database in which signing in, staying, leaving and a new password by mail change sessions and password only.
 * Payload reads the whole account, works for a tenth of a second, and writes the whole account back: a role, a
 * password or a verified mark that was changed meanwhile would be undone. Here each of these writes changes the stored
 * account in place. `hooks/auth/onSessionStep` says which one it is.
 * Source: docs/decisions/0027-sessions-are-written-alone.md
 */
export function withSessionSteps(database: DatabaseAdapterObj): DatabaseAdapterObj {
  return {
    ...database,
    init: (args) => {
      const adapter = database.init(args);
      const whole: UpdateOne = adapter.updateOne.bind(adapter);
      const updateOne: UpdateOne = async (call) => {
        const { sessionStep } = stepOf(call.req?.context);
        if (!sessionStep || call.id === undefined || !('sessions' in call.data)) return whole(call);
        const write = {
          req: call.req as PayloadRequest,
          collection: call.collection,
          account: call.data as Account,
        };
        const isEmpty = (write.account.sessions ?? []).length === 0;
        if (sessionStep === 'resetPassword' && isEmpty)
          return whole({ ...call, data: onlyOfReset(call.data) });
        if (sessionStep === 'refresh') await prolong(write);
        else if (sessionStep === 'logoutEverywhere') await change(write, { $set: { sessions: [] } });
        else if (sessionStep === 'logout') await end(write, sidOf(write.req));
        else await beginOrTakeBack(write);
        return null as never;
      };
      return Object.assign(adapter, { updateOne });
    },
  };
}

/** The session that a request belongs to. */
const sidOf = ({ user }: PayloadRequest): string | undefined => (user as { _sid?: string } | null)?._sid;

const onlyOfReset = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([field]) => OF_RESET.includes(field)));

/** Changes the sessions of the account that `proof` finds. Returns whether there is one. */
async function change(
  { req, collection, account }: Write,
  update: Document | Document[],
  proof: Document = {},
): Promise<boolean> {
  const { matchedCount } = await nativeCollection(req.payload, collection).updateOne(
    { _id: new ObjectId(account.id), ...proof },
    update,
    { session: sessionOf(req) },
  );
  return matchedCount > 0;
}

/** Payload takes a session that it has just begun back when what follows fails. */
async function beginOrTakeBack(write: Write): Promise<void> {
  const context = stepOf(write.req.context);
  const begun = context.sessionBegun;
  if (begun !== undefined && !write.account.sessions?.some(({ id }) => id === begun))
    return end(write, begun);
  const session = write.account.sessions?.at(-1);
  if (!session) throw new Error('Somebody signs in without a session.');
  await begin(write, session);
  context.sessionBegun = session.id;
}

/**
 * The account must be the one whose password was proven: the same password, address and verified mark.
 * What else has changed meanwhile is what the answer tells.
 */
async function begin(write: Write, session: Session): Promise<void> {
  const { account, req, collection } = write;
  const { hash, salt, email, _verified } = account;
  const proof = { hash, salt, email, ...(_verified === undefined ? {} : { _verified }) };
  const update = [{ $set: { sessions: { $concatArrays: [inForce(new Date()), [asStored(session)]] } } }];
  if (!(await change(write, update, proof))) throw new AuthenticationError(req.t);
  const stored = await req.payload.db.findOne({
    collection,
    where: { id: { equals: account.id } },
    req,
  });
  Object.assign(account, stored);
}

async function prolong(write: Write): Promise<void> {
  const { account, req } = write;
  const sid = sidOf(req);
  const session = account.sessions?.find(({ id }) => id === sid);
  const isThere =
    session &&
    (await change(
      write,
      { $set: { 'sessions.$.expiresAt': asStored(session).expiresAt } },
      { sessions: { $elemMatch: { id: session.id } } },
    ));
  if (!isThere) throw new Forbidden(req.t);
}

async function end(write: Write, sid: string | undefined): Promise<void> {
  if (sid) await change(write, { $pull: { sessions: { id: sid } } as Document });
}

const inForce = (at: Date): Document => ({
  $filter: { input: { $ifNull: ['$sessions', []] }, cond: { $gt: ['$$this.expiresAt', at] } },
});

const asStored = ({ id, createdAt, expiresAt }: Session) => ({
  id,
  createdAt: new Date(createdAt),
  expiresAt: new Date(expiresAt),
});

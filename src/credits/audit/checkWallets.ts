import { type ClientSession, type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type Findings } from '@/platform/findings';
import { eachPage } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { type LedgerEntry } from '../ledger';
import { addEntry, endReplay, type Replay, type ReplayEntry, startReplay } from '../replay';
import { fromDocument, type WalletDocument } from '../walletDocument';
import { compareTerms, type Terms } from './compareTerms';
import { compareWallet } from './compareWallet';
import { unnamed } from './unnamed';

const FIELDS: (keyof WalletDocument & string)[] = [
  'client',
  'version',
  'seq',
  'available',
  'held',
  'lots',
  'holds',
];

/** I1, and what of I2 and I5 shows in the entries: each wallet against its ledger told again from the start. */
export async function checkWallets(payload: Payload, findings: Findings): Promise<void> {
  await eachPage<WalletDocument>(
    payload,
    { collection: 'wallets', fields: FIELDS },
    async (page, session) => {
      const clients = page.map((wallet) => wallet.client);
      const grants = await grantsOf(payload, clients, session);
      const told = await tellAgain({ payload, findings, clients, grants, session });
      for (const wallet of page) {
        findings.checked('I1', 'wallets');
        const subject = `wallets:${wallet._id.toHexString()}`;
        const ledger = told.get(wallet.client.toHexString()) ?? startReplay();
        for (const fault of ledger.faults)
          findings.differs(
            fault.invariant,
            subject,
            `entry ${fault.seq} of client ${wallet.client.toHexString()}: ${fault.what}`,
          );
        const stored = { ...fromDocument(wallet), available: wallet.available, held: wallet.held };
        for (const difference of [...compareWallet(stored, ledger), ...compareTerms(stored.lots, grants)])
          findings.differs('I1', subject, difference);
      }
    },
  );
  await findWithoutWallet(payload, findings);
}

type Granted = ReadonlyMap<string, Terms & { expiresAt: Date }>;

async function grantsOf(payload: Payload, clients: ObjectId[], session: ClientSession): Promise<Granted> {
  const grants = await nativeCollection<Partial<Terms> & { expiresAt: Date }>(payload, 'credit-grants')
    .find(
      { client: { $in: clients } },
      { session, projection: { expiresAt: 1, source: 1, priority: 1, bookBeforeExpiry: 1 } },
    )
    .toArray();
  return new Map(
    grants.map(({ _id, expiresAt, source, priority, bookBeforeExpiry }) => [
      _id.toHexString(),
      {
        source: source ?? 'manual',
        priority: priority ?? 0,
        bookBeforeExpiry: bookBeforeExpiry ?? false,
        expiresAt: new Date(expiresAt),
      },
    ]),
  );
}

interface Page {
  payload: Payload;
  findings: Findings;
  clients: ObjectId[];
  grants: Granted;
  session: ClientSession;
}

/** The ledgers of a page of clients, read as a stream: only where each stands is kept. */
async function tellAgain({
  payload,
  findings,
  clients,
  grants,
  session,
}: Page): Promise<Map<string, Replay>> {
  const told = new Map(clients.map((client) => [client.toHexString(), startReplay()]));
  const entries = nativeCollection<LedgerEntry>(payload, 'transactions')
    .find({ client: { $in: clients } }, { session })
    .sort({ client: 1, seq: 1 });
  for await (const entry of entries) {
    findings.checked('I1', 'ledger entries');
    findings.checked('I5', 'ledger entries');
    const state = told.get(entry.client.toHexString());
    if (state) addEntry(state, entryOf(entry), (grant) => grants.get(grant)?.expiresAt);
    for (const what of unnamed(entry))
      findings.differs('I5', `transactions:${entry._id.toHexString()}`, what);
  }
  for (const state of told.values()) endReplay(state);
  return told;
}

function entryOf(entry: LedgerEntry): ReplayEntry {
  const { seq, kind, from, to, quantity, cause, at, balanceAfter, newExpiresAt } = entry;
  return {
    seq,
    kind,
    from,
    to,
    quantity,
    cause,
    at: new Date(at),
    balanceAfter,
    newExpiresAt,
    grant: String(entry.grant),
    consultation: entry.consultation?.toHexString(),
  };
}

/** Every client has a wallet from the start, and no ledger is without one. */
async function findWithoutWallet(payload: Payload, findings: Findings): Promise<void> {
  const lookup: Document[] = [
    {
      $lookup: {
        from: 'wallets',
        localField: 'client',
        foreignField: 'client',
        pipeline: [{ $project: { _id: 1 } }],
        as: 'wallets',
      },
    },
    { $match: { wallets: { $size: 0 } } },
  ];
  const clients = nativeCollection(payload, 'clients').aggregate([
    { $project: { client: '$_id' } },
    ...lookup,
  ]);
  for await (const { client } of clients)
    findings.differs('I1', `clients:${String(client)}`, 'the client has no wallet');
  const ledgers = nativeCollection(payload, 'transactions').aggregate([
    { $group: { _id: '$client' } },
    { $project: { client: '$_id' } },
    ...lookup,
  ]);
  for await (const { client } of ledgers)
    findings.differs('I1', `clients:${String(client)}`, 'there are ledger entries and no wallet');
}

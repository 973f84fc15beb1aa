import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type TemplateSource } from '@/emails/defaults';
import { type Client, type CreditGrant, type Payment, type Staff } from '@/payload-types';
import { asRecord } from '@/platform/asRecord';
import { nativeCollection } from '@/platform/store';

import { join, joinedRecord, joinWords } from './join';
import { type MessageRow } from './message';
import { type BookingFound, findBooking } from './readBooking';

/** What is known of the credits of a mail's reader. */
export interface WalletFound {
  id: string;
  lowBalanceArmed?: boolean;
  lowBalanceSeq?: number | null;
  lots: { grant: string; available: number; expiresAt: string; isVoid?: boolean }[];
}

export interface PersonFound {
  person: Client | Staff;
  grant: CreditGrant | null;
  payment: Payment | null;
  wallet: WalletFound | null;
}

/** The records a mail is made of, as they are now, and the published words of its template. */
export interface MailRecords {
  words: TemplateSource | null;
  /** Of a mail about a session; null when it is gone. */
  session: BookingFound | null;
  /** Of any other mail; null when the recipient is gone. */
  reader: PersonFound | null;
}

const aboutCredits = ({ template }: MessageRow): boolean =>
  template === 'low-credit-warning' || template.startsWith('expiration-warning');

const walletOf = (client: ObjectId): Document => ({
  $lookup: {
    from: 'wallets',
    pipeline: [{ $match: { client } }, { $project: { lowBalanceArmed: 1, lowBalanceSeq: 1, lots: 1 } }],
    as: 'wallet',
  },
});

/** One command: it is read for every mail. */
async function findReader(
  payload: Payload,
  row: MessageRow,
): Promise<{ words: TemplateSource | null; reader: PersonFound | null }> {
  const { client, staff, grant, payment } = row;
  const stages = [
    { $match: { _id: client ?? staff } },
    { $project: { hash: 0, salt: 0, sessions: 0 } },
    joinWords(row.template),
    ...(grant ? [join('grant', 'credit-grants', { id: grant })] : []),
    ...(payment ? [join('payment', 'payments', { id: payment })] : []),
    ...(client && aboutCredits(row) ? [walletOf(client)] : []),
  ];
  const [found] = await nativeCollection(payload, client ? 'clients' : 'staff')
    .aggregate(stages)
    .toArray();
  if (!found) return { words: null, reader: null };
  const { words, grant: _grant, payment: _payment, wallet: _wallet, ...person } = found;
  return {
    words: (words as TemplateSource[])[0] ?? null,
    reader: {
      person: asRecord<Client | Staff>(person),
      grant: joinedRecord<CreditGrant>(found, 'grant'),
      payment: joinedRecord<Payment>(found, 'payment'),
      wallet: joinedRecord<WalletFound>(found, 'wallet'),
    },
  };
}

/** What the facts of a mail name of a session. */
export const askedOf = ({ consultant, facts }: MessageRow) => ({
  consultant,
  previousConsultant: facts.previousConsultant,
  handedTo: facts.handedTo,
});

/** Everything a mail is judged and made by. A test needs nothing: it goes out as it is kept. */
export async function readRecords(payload: Payload, row: MessageRow): Promise<MailRecords> {
  if (row.isTest) return { words: null, session: null, reader: null };
  if (!row.consultation) return { session: null, ...(await findReader(payload, row)) };
  const session = await findBooking(payload, row.consultation.toHexString(), {
    ...askedOf(row),
    template: row.template,
  });
  return { words: session?.words ?? null, session, reader: null };
}

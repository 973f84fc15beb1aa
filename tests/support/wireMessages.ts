import { BSON } from 'mongodb';

/** MongoDB's wire protocol, as far as a wire must read it: messages in a stream, and the command in a message. */
export interface Command {
  name: string;
  collection: string;
  inTransaction: boolean;
}

export interface Message {
  id: number;
  bytes: Buffer;
  /** Absent for the first greeting, which is of an older kind. */
  command?: Command;
}

const OP_MSG = 2013;
/** Header (16 bytes), flags (4), the kind of the first section (1). */
const BODY_AT = 21;

/** Hears a stream in pieces and tells each whole message. */
export function frames(tell: (message: Buffer) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      tell(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}

const bodyOf = (bytes: Buffer): Record<string, unknown> =>
  BSON.deserialize(bytes.subarray(BODY_AT, BODY_AT + bytes.readInt32LE(BODY_AT)));

/** The server did not do it, or did not say that it will last. */
export function isRefusal(reply: Buffer): boolean {
  const { ok, writeConcernError } = bodyOf(reply);
  return ok !== 1 || writeConcernError !== undefined;
}

export function messageOf(bytes: Buffer): Message {
  const id = bytes.readInt32LE(4);
  if (bytes.readInt32LE(12) !== OP_MSG) return { id, bytes };
  const body = bodyOf(bytes);
  const [name = ''] = Object.keys(body);
  const collection = name === 'getMore' ? body.collection : body[name];
  return {
    id,
    bytes,
    command: { name, collection: String(collection), inTransaction: body.autocommit === false },
  };
}

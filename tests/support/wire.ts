import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { MongoClient } from 'mongodb';

import { failPointOf } from './failPoint';
import { type Command, frames, isRefusal, type Message, messageOf } from './wireMessages';

/**
 * What happens to a command on the wire: the server refuses it (through its fail point `failCommand`, so that it does
 * to the transaction what it would do), the connection breaks before it arrives, or after it was done.
 */
export interface Fault {
  name: string;
  how: { refuse: Record<string, unknown> } | 'cut' | 'reply lost';
  /** The command and its repetitions, so many in all. */
  times: number;
}

export interface Wire {
  /** The address of a database, by way of this wire. */
  uriOf(databaseUri: string): string;
  /**
   * Lets work pass, with the fault on its nth command if there is one.
   * @returns the commands it came to, and how many were struck
   */
  during(
    work: () => Promise<unknown>,
    strike?: { at: number; with: (command: Command) => Fault },
  ): Promise<{ commands: Command[]; struck: number; fault: Fault | null }>;
  close(): Promise<void>;
}

/** The driver's keeping of its connections, and what follows from a fault. */
const NOT_COUNTED = new Set([
  'hello',
  'ismaster',
  'isMaster',
  'ping',
  'endSessions',
  'killCursors',
  'abortTransaction',
]);

interface Watch {
  commands: Command[];
  at: number;
  choose: ((command: Command) => Fault) | null;
  fault: Fault | null;
  name: string;
  left: number;
  struck: number;
}

/**
 * A wire between the product and MongoDB that breaks at a chosen command. The product's own driver stands at one end
 * and a real server at the other, so labels, retries and rollbacks are the real ones.
 */
export async function openWire(serverUri: string): Promise<Wire> {
  const admin = await MongoClient.connect(serverUri);
  const [host, port] = String((await admin.db('admin').command({ hello: 1 })).primary).split(':');
  const appName = `wire-${process.pid}-${Date.now()}`;
  const open = new Set<Socket>();
  let watch: Watch | null = null;

  const failPoint = failPointOf(admin, appName);

  /** The fault this command meets, if any. */
  function meets(command: Command): Fault | null {
    if (!watch || NOT_COUNTED.has(command.name)) return null;
    watch.commands.push(command);
    if (watch.commands.length === watch.at && watch.choose) {
      watch.fault = watch.choose(command);
      watch.name = command.name;
      watch.left = watch.fault.times;
    }
    if (!watch.fault || watch.left === 0 || command.name !== watch.name) return null;
    watch.left -= 1;
    // What the server is to refuse counts when it has.
    if (typeof watch.fault.how === 'string') watch.struck += 1;
    return watch.fault;
  }

  function join(product: Socket): void {
    const server = connect(Number(port), host);
    const toLose = new Set<number>();
    const toBeRefused = new Set<number>();
    const part = (): void => {
      open.delete(product);
      if (toBeRefused.size > 0) void failPoint.disarm().catch(() => undefined);
      product.destroy();
      server.destroy();
    };
    open.add(product);
    for (const end of [product, server]) end.on('close', part).on('error', part).setNoDelay(true);
    async function forward(message: Message): Promise<void> {
      const fault = message.command ? meets(message.command) : null;
      if (fault?.how === 'cut') return part();
      if (fault?.how === 'reply lost') toLose.add(message.id);
      else if (fault) {
        toBeRefused.add(message.id);
        await failPoint.arm(message.command?.name ?? '', fault.how.refuse);
      }
      server.write(message.bytes);
    }
    function answer(bytes: Buffer): void {
      const to = bytes.readInt32LE(8);
      if (toLose.has(to)) return part();
      if (!toBeRefused.delete(to)) return void product.write(bytes);
      if (watch && isRefusal(bytes)) watch.struck += 1;
      // The product goes on when others may use the fail point again.
      void failPoint.disarm().then(() => product.write(bytes), part);
    }
    let last: Promise<void> = Promise.resolve();
    product.on(
      'data',
      frames((bytes) => void (last = last.then(() => forward(messageOf(bytes))).catch(part))),
    );
    server.on('data', frames(answer));
  }

  const listener = createServer(join);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    uriOf(databaseUri) {
      const [, database, options] = /^mongodb:\/\/[^/]+\/([^?]+)\??(.*)$/.exec(databaseUri) ?? [];
      // Straight to the wire, not to the address the replica set names; and looked at again soon after it broke.
      const more = `directConnection=true&appName=${appName}&minHeartbeatFrequencyMS=10`;
      return `mongodb://127.0.0.1:${(listener.address() as AddressInfo).port}/${database}?${options}&${more}`;
    },
    async during(work, strike) {
      const own: Watch = {
        commands: [],
        at: strike?.at ?? 0,
        choose: strike?.with ?? null,
        fault: null,
        name: '',
        left: 0,
        struck: 0,
      };
      watch = own;
      try {
        await work();
      } finally {
        watch = null;
      }
      return { commands: own.commands, struck: own.struck, fault: own.fault };
    },
    async close() {
      await failPoint.disarm();
      await admin.close();
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

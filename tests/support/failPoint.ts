import { type MongoClient, MongoServerError } from 'mongodb';

/** The server's fail point `failCommand`, armed for one command of one application. */
export interface FailPoint {
  /** Waits until nobody else uses it. The next such command of the application is refused. */
  arm(command: string, data: Record<string, unknown>): Promise<void>;
  /** Others may use it. Does nothing when it is not armed from here. */
  disarm(): Promise<void>;
}

interface Lock {
  _id: string;
  pid: number;
}

const NAME = 'failCommand';
const DUPLICATE_KEY = 11000;
const AGAIN_MS = 20;

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process lives too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * A server has one fail point of this name, whoever sets it: two files that arm it at once would each take the other's.
 * A document on that server is the lock; whoever holds it and has died loses it.
 */
export function failPointOf(server: MongoClient, appName: string): FailPoint {
  const admin = server.db('admin');
  const locks = server.db('test-locks').collection<Lock>('locks');
  const own: Lock = { _id: NAME, pid: process.pid };
  let isHeld = false;
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  async function take(): Promise<void> {
    for (;;) {
      try {
        await locks.insertOne(own);
        return;
      } catch (error) {
        if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) throw error;
      }
      const holder = await locks.findOne({ _id: NAME });
      if (holder && !isRunning(holder.pid)) await locks.deleteOne(holder);
      else await new Promise((again) => setTimeout(again, AGAIN_MS));
    }
  }

  return {
    arm: (command, data) =>
      inTurn(async () => {
        if (!isHeld) await take();
        isHeld = true;
        await admin.command({
          configureFailPoint: NAME,
          mode: { times: 1 },
          data: { failCommands: [command], appName, ...data },
        });
      }),
    disarm: () =>
      inTurn(async () => {
        if (!isHeld) return;
        await admin.command({ configureFailPoint: NAME, mode: 'off' });
        await locks.deleteOne(own);
        isHeld = false;
      }),
  };
}

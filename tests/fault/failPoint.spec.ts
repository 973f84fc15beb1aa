import { spawnSync } from 'node:child_process';
import { MongoClient } from 'mongodb';

import { failPointOf } from '../support/failPoint';

const STEPPING_DOWN = { errorCode: 10107 };
const open: MongoClient[] = [];
const connect = async (appName: string): Promise<MongoClient> => {
  const client = await MongoClient.connect(process.env.TEST_MONGO_URI ?? '', { appName, retryReads: false });
  open.push(client);
  return client;
};
afterAll(() => Promise.all(open.map((client) => client.close())));

const names = ['first', 'second'].map((name) => `fail-point-${name}-${process.pid}`) as [string, string];
const refused = (client: MongoClient): Promise<boolean> =>
  client
    .db('test-locks')
    .collection('anything')
    .findOne()
    .then(
      () => false,
      () => true,
    );

describe('the fail point of the server, which all files share', () => {
  it('is one holder’s until it is disarmed: whoever comes second waits', async () => {
    const [first, second] = await Promise.all(names.map(connect));
    const [one, other] = [
      failPointOf(first as MongoClient, names[0]),
      failPointOf(second as MongoClient, names[1]),
    ];
    await one.arm('find', STEPPING_DOWN);
    let isOthers = false;
    const waiting = other.arm('find', STEPPING_DOWN).then(() => (isOthers = true));
    // Long enough for whoever does not wait: arming is one command.
    for (let turn = 0; turn < 10; turn += 1) await (second as MongoClient).db('admin').command({ ping: 1 });
    expect([await refused(first as MongoClient), isOthers]).toEqual([true, false]);
    await one.disarm();
    await waiting;
    expect(await refused(second as MongoClient)).toBe(true);
    await other.disarm();
    expect(await refused(second as MongoClient)).toBe(false);
  });

  it('is taken from a holder that has died', async () => {
    const client = await connect(names[1]);
    const { pid } = spawnSync(process.execPath, ['--version']);
    const one = failPointOf(client, names[0]);
    await one.arm('find', STEPPING_DOWN);
    await client.db('test-locks').collection('locks').updateOne({ pid: process.pid }, { $set: { pid } });
    const other = failPointOf(client, names[1]);
    await other.arm('ping', STEPPING_DOWN);
    await other.disarm();
  });
});

// node scripts/worker-alive.mjs: exit code 0 while the worker of this machine or container shows signs of life.
// The container's health check; the whole picture is `npm run health-check`.
import './lib/newEnough.mjs';
import { hostname } from 'node:os';
import { MongoClient } from 'mongodb';

/** Three heartbeats, and a little more. */
const SILENT_MS = 35_000;

const client = new MongoClient(process.env.DATABASE_URI, { serverSelectionTimeoutMS: 3000 });
try {
  const workers = client.db().collection('_workers');
  const own = {
    _id: { $gte: `${hostname()}:`, $lt: `${hostname()};` },
    // By the database's clock, as the beats are.
    $expr: { $and: [{ $gt: ['$at', { $subtract: ['$$NOW', SILENT_MS] }] }, { $lte: ['$at', '$$NOW'] }] },
  };
  if (!(await workers.findOne(own))) throw new Error('no heartbeat');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await client.close();
}

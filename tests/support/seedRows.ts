import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { BSON } from 'mongodb';
import { type Payload } from 'payload';

/**
 * Packages, session types, consultants and mail templates of a new world, as rows.
 *
 * The first world of a run makes them by the product's own commands and keeps what was stored in SEED_ROWS_FILE; every
 * other world stores the same rows. Publishing twenty templates, each tried with all its samples, costs more than a
 * second of a core. Several first worlds at once each make their own: the file is put in place whole.
 */
export async function seedRows(payload: Payload): Promise<void> {
  const file = process.env.SEED_ROWS_FILE;
  const database = (await import('../../src/platform/store')).databaseOf(payload);
  if (file && existsSync(file)) {
    const kept = BSON.deserialize(await readFile(file)) as Record<string, BSON.Document[]>;
    await Promise.all(Object.entries(kept).map(([name, rows]) => database.collection(name).insertMany(rows)));
    return;
  }
  await seedByCommands(payload);
  if (!file) return;
  const kept: Record<string, BSON.Document[]> = {};
  for (const { name } of await database.listCollections({}, { nameOnly: true }).toArray()) {
    const rows = await database.collection(name).find().toArray();
    if (rows.length > 0) kept[name] = rows;
  }
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, BSON.serialize(kept));
  await rename(draft, file);
}

async function seedByCommands(payload: Payload): Promise<void> {
  const { seedCatalogue } = await import('../../scripts/seed/seedCatalogue');
  const { consultants } = await import('../../scripts/seed/people');
  await seedCatalogue(payload);
  for (const data of consultants)
    await payload.create({ collection: 'consultants', data, overrideAccess: true });
}

import { type Payload } from 'payload';

import { TEMPLATE_KEYS } from '../../src/emails/catalog';
import { defaultTemplate } from '../../src/emails/defaults';
import { consultationTypes, packages } from './catalogue';

const unseen = async (
  payload: Payload,
  collection: 'packages' | 'consultation-types' | 'email-templates',
  field: string,
  value: string,
): Promise<boolean> => {
  const { totalDocs } = await payload.count({
    collection,
    where: { [field]: { equals: value } },
    overrideAccess: true,
  });
  return totalDocs === 0;
};

/**
 * Templates stored before they had versions: the words as they are become the first, or lists of drafts would
 * not name them.
 */
async function keepFirstVersions(payload: Payload): Promise<void> {
  const found = await payload.find({
    collection: 'email-templates',
    where: { _status: { exists: false } },
    pagination: false,
    depth: 0,
    overrideAccess: true,
  });
  for (const { id, ...words } of found.docs) {
    const at = { createdAt: words.updatedAt, updatedAt: words.updatedAt };
    await payload.db.createVersion({
      collectionSlug: 'email-templates',
      parent: id,
      autosave: false,
      ...at,
      versionData: { ...words, _status: 'published' },
    });
    await payload.db.updateOne({ collection: 'email-templates', id, data: { _status: 'published' } });
  }
}

/** Packages, session types and mail templates. What is there already is left as staff have made it. */
export async function seedCatalogue(payload: Payload): Promise<void> {
  for (const data of packages) {
    if (await unseen(payload, 'packages', 'slug', data.slug))
      await payload.create({ collection: 'packages', data, overrideAccess: true });
  }
  for (const data of consultationTypes) {
    if (await unseen(payload, 'consultation-types', 'name', data.name))
      await payload.create({ collection: 'consultation-types', data, overrideAccess: true });
  }
  await keepFirstVersions(payload);
  for (const key of TEMPLATE_KEYS) {
    if (await unseen(payload, 'email-templates', 'key', key))
      await payload.create({
        collection: 'email-templates',
        data: { key, ...defaultTemplate(key) },
        overrideAccess: true,
      });
  }
}

import { type TemplateKey } from '@/emails/catalog';
import { defaultTemplate, type TemplateSource } from '@/emails/defaults';
import { DomainError } from '@/platform/errors';
import { type Keep } from '@/platform/idempotency';
import { inTransaction } from '@/platform/transaction';

import { type Asker } from './asker';

/**
 * Publishes the words the product comes with, as a new version: those it replaces can be restored. Under the rights
 * of the one who asks.
 * @throws DomainError NOT_FOUND
 */
export async function backToDefault(
  { payload, user }: Asker,
  key: TemplateKey,
  keep?: Keep,
): Promise<{ id: string } & TemplateSource> {
  const words = defaultTemplate(key);
  return inTransaction({ payload, user }, async (req) => {
    const found = await payload.find({
      collection: 'email-templates',
      where: { key: { equals: key } },
      limit: 1,
      pagination: false,
      depth: 0,
      overrideAccess: false,
      user,
      req,
    });
    const [record] = found.docs;
    if (!record) throw new DomainError('NOT_FOUND');
    await payload.update({
      collection: 'email-templates',
      id: record.id,
      data: { ...words, _status: 'published' },
      overrideAccess: false,
      user,
      req,
    });
    const answer = { id: record.id, ...words };
    await keep?.(req, { status: 200, body: answer });
    return answer;
  });
}

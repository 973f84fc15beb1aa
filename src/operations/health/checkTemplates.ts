import { type Payload } from 'payload';

import { isTemplateKey } from '@/emails/catalog';
import { checkTemplate } from '@/emails/checkTemplate';

import { degraded, ok, type Verdict } from './verdict';

/**
 * Whether every published mail still renders with its sample: a later release may know other variables than
 * its words do.
 */
export async function checkTemplates(payload: Payload): Promise<Verdict> {
  const { docs } = await payload.find({
    collection: 'email-templates',
    where: { _status: { not_equals: 'draft' } },
    pagination: false,
    depth: 0,
    overrideAccess: true,
  });
  const problems: string[] = [];
  for (const { key, subject, preheader, body } of docs) {
    if (!isTemplateKey(key)) continue;
    const [first] = await checkTemplate({ key, subject, preheader: preheader ?? '', body });
    if (first) problems.push(`${key}: ${first.message}`);
  }
  return problems.length === 0 ? ok(`${docs.length} render`) : degraded(problems.join('; '));
}

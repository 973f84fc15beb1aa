import { Workbench } from '@/components/admin/emails/Workbench';
import { hasRole } from '@/collections/access/roles';
import { isTemplateKey } from '@/emails/catalog';
import { defaultTemplate } from '@/emails/defaults';
import { isAboutSession } from '@/emails/samples';

import { type OfRecord } from '../ofRecord';

interface Props extends OfRecord {
  data?: { key?: unknown };
}

/** Beside the words of a template: how the mail looks with them, a test to oneself, and the way back to the default. */
export function TemplateWorkbench({ data, req }: Props) {
  const key = typeof data?.key === 'string' ? data.key : '';
  if (!isTemplateKey(key) || !hasRole(req, ['owner', 'ops', 'editor'])) return null;
  return (
    <Workbench
      templateKey={key}
      canUseSessions={isAboutSession(key) && hasRole(req, ['owner', 'ops'])}
      defaults={hasRole(req, ['owner', 'editor']) ? defaultTemplate(key) : null}
    />
  );
}

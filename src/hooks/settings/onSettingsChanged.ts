import { type GlobalAfterChangeHook } from 'payload';

import { recordAudit } from '@/platform/audit';
import { forgetSettings } from '@/platform/settings';

/** What the owner sets applies at once here, within seconds elsewhere, and is on record. */
export const onSettingsChanged: GlobalAfterChangeHook = async ({ doc, previousDoc, req }) => {
  forgetSettings(req.payload);
  const changed = Object.keys(doc).filter(
    (key) => key !== 'updatedAt' && JSON.stringify(doc[key]) !== JSON.stringify(previousDoc?.[key]),
  );
  await recordAudit(req, { action: 'settings.change', subject: 'settings', facts: { changed } });
  return doc;
};

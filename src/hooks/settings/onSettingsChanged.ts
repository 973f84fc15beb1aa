import { type GlobalAfterChangeHook } from 'payload';

import { recordAudit } from '@/platform/audit';
import { differences } from '@/platform/differences';
import { forgetSettings } from '@/platform/settings';

/** What the owner sets applies at once here, within seconds elsewhere, and is on record. */
export const onSettingsChanged: GlobalAfterChangeHook = async ({ doc, previousDoc, req }) => {
  forgetSettings(req.payload);
  const facts = differences(previousDoc, doc);
  if (Object.keys(facts).length > 0)
    await recordAudit(req, { action: 'settings.change', subject: 'settings', facts });
  return doc;
};

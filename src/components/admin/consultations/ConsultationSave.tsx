'use client';
import { SaveButton, useDocumentInfo } from '@payloadcms/ui';

/** Saving a new session books it. One that is booked is changed by its actions, so there is nothing to save. */
export function ConsultationSave() {
  const { id } = useDocumentInfo();
  return id ? null : <SaveButton label="Book session" />;
}

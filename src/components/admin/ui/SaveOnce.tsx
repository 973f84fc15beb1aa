'use client';
import { useState } from 'react';
import { FormSubmit, useDocumentInfo, useForm, useHotkey, useEditDepth } from '@payloadcms/ui';

/** An id as MongoDB makes them, of chance only. */
const newRecordId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/**
 * In the place of Payload's Save, on a record that is made here once and never edited. The open form keeps one id for
 * it: saved again, because no answer came, it ends at the same record and makes no second one.
 */
export function SaveOnce({ label = 'Save' }: { label?: string }) {
  const { id } = useDocumentInfo();
  const { submit } = useForm();
  const editDepth = useEditDepth();
  const [own] = useState(newRecordId);
  const save = () => void submit({ overrides: { id: own } });
  useHotkey({ cmdCtrlKey: true, editDepth, keyCodes: ['s'] }, (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (!id) save();
  });
  if (id) return null;
  return (
    <FormSubmit buttonId="action-save" size="medium" type="button" onClick={save}>
      {label}
    </FormSubmit>
  );
}

'use client';
import { toast } from '@payloadcms/ui';
import { useState } from 'react';

import { postJson } from '../api';
import { type TemplateDraft } from './views';

/** Sends the mail as it is shown to the one who presses. Each press is a mail of its own. */
export function SendTest({ draft }: { draft: TemplateDraft }) {
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    const called = await postJson<{ to: string }>('/api/emails/test-send', draft);
    setBusy(false);
    if (called.ok) toast.success(`A test is on its way to ${called.data.to}.`);
    else toast.error(called.message);
  };
  return (
    <button
      type="button"
      className="adm-button adm-button--plain"
      disabled={isBusy}
      onClick={() => void send()}
    >
      Send me a test
    </button>
  );
}

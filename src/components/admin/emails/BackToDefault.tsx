'use client';
import { toast, useDocumentInfo, useForm, useFormModified } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useCommand } from '../useCommand';
import { type TemplateWords } from './views';

interface Props {
  templateKey: string;
  words: TemplateWords;
  defaults: TemplateWords;
}

const isSame = (one: TemplateWords, other: TemplateWords): boolean =>
  one.subject === other.subject && one.preheader === other.preheader && one.body === other.body;

/**
 * Publishes the words the product comes with. What was saved stays among the versions; only unsaved words are
 * asked about.
 */
export function BackToDefault({ templateKey, words, defaults }: Props) {
  const router = useRouter();
  const { getData, reset } = useForm();
  const isModified = useFormModified();
  const { incrementVersionCount, setUnpublishedVersionCount } = useDocumentInfo();
  const { isBusy, problem, run } = useCommand();
  const [asks, setAsks] = useState(false);
  const goBack = async (): Promise<void> => {
    const published = await run<TemplateWords>('/api/emails/restore-default', { key: templateKey });
    if (!published) return;
    const { subject, preheader, body } = published;
    await reset({ ...getData(), subject, preheader, body, _status: 'published' });
    incrementVersionCount();
    setUnpublishedVersionCount(0);
    setAsks(false);
    toast.success('The default words are published. Those before are under Versions.');
    router.refresh();
  };
  const isDefault = isSame(words, defaults);
  return (
    <div className="adm-actions">
      <button
        type="button"
        className="adm-button adm-button--plain"
        disabled={isBusy}
        onClick={() => (isModified && !isDefault ? setAsks(true) : void goBack())}
      >
        Back to the default
      </button>
      <p className="adm-actions__hint">
        {isDefault
          ? 'These are the words the product comes with.'
          : 'Publishes the words the product comes with. Yours stay under Versions.'}
      </p>
      {problem && <Notice tone="bad">{problem}</Notice>}
      {asks && (
        <AdminDialog
          title="Leave the unsaved words?"
          onClose={() => setAsks(false)}
          onSubmit={() => void goBack()}
        >
          <Notice tone="info">What you have typed is not saved, not even as a draft.</Notice>
          <DialogButtons
            confirm="Back to the default"
            isBusy={isBusy}
            isBlocked={false}
            onClose={() => setAsks(false)}
          />
        </AdminDialog>
      )}
    </div>
  );
}

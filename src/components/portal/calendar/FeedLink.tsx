'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Field } from '@/components/ui/Field';
import { fieldClass } from '@/components/ui/fieldClass';
import { Notice } from '@/components/ui/Notice';
import { subscribeLinks } from './subscribeLinks';

/** A link just made, the only time it is shown. */
export function FeedLink({ url }: { url: string }) {
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const { app, google } = subscribeLinks(url);
  const copy = () => {
    // Browsers keep the clipboard from pages served without TLS: then it is marked for the reader to copy.
    const written = navigator.clipboard?.writeText(url) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  };
  return (
    <>
      <Notice tone="warn" title="Copy your link now">
        It is shown this once. Whoever has it sees your sessions, so keep it to yourself.
      </Notice>
      <Field
        label="Link for your calendar"
        hint={copied === 'no' ? 'Please copy it by hand: select it and press Ctrl or ⌘ and C.' : undefined}
      >
        {(control) => (
          <div className="flex flex-wrap gap-2">
            <input
              {...control}
              readOnly
              value={url}
              onFocus={(event) => event.currentTarget.select()}
              className={`${fieldClass} min-w-0 flex-1 basis-60 font-mono text-sm`}
            />
            <Button variant="secondary" onClick={copy}>
              {copied === 'yes' ? 'Copied' : 'Copy'}
            </Button>
          </div>
        )}
      </Field>
      <ul className="flex flex-wrap gap-2" aria-label="Follow it with">
        <li>
          <ButtonLink href={google} external variant="secondary" size="sm" className="min-h-11">
            Google Calendar
          </ButtonLink>
        </li>
        <li>
          <a href={app} className="inline-flex min-h-11 items-center px-3 text-sm link">
            Calendar app on this device
          </a>
        </li>
      </ul>
      <p className="text-xs text-muted">
        In Outlook: Add calendar, then Subscribe from web, and paste the link. Calendars look for changes
        every few hours; our mails are quicker.
      </p>
    </>
  );
}

'use client';
import { useState } from 'react';

import { MailFrame } from '../emails/MailFrame';
import { Segments } from '../ui/Segments';

interface Props {
  html: string | null;
  text: string | null;
}

/** The mail as it went out: as the reader saw it, or its plain text. */
export function AsSent({ html, text }: Props) {
  const [view, setView] = useState<'mail' | 'text'>(html ? 'mail' : 'text');
  if (!html && !text) return <p className="adm-empty">Not sent yet: there is nothing to show.</p>;
  const choices = [
    ...(html ? [{ value: 'mail' as const, label: 'Mail' }] : []),
    ...(text ? [{ value: 'text' as const, label: 'Text' }] : []),
  ];
  return (
    <>
      {choices.length > 1 && <Segments label="Show" choices={choices} chosen={view} onChoose={setView} />}
      {view === 'mail' && html ? (
        <MailFrame title="The mail as sent" html={html} />
      ) : (
        <pre className="adm-mail-text">{text}</pre>
      )}
    </>
  );
}

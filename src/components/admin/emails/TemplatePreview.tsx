'use client';
import { useState } from 'react';

import { Notice } from '../ui/Notice';
import { Segments } from '../ui/Segments';
import { type Scheme } from './forceScheme';
import { MailFrame } from './MailFrame';
import { Problems } from './Problems';
import { usePreview } from './usePreview';
import { type TemplateDraft } from './views';

type Width = 'desktop' | 'phone' | 'text';

const WIDTHS: { value: Width; label: string }[] = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'phone', label: 'Phone' },
  { value: 'text', label: 'Plain text' },
];
const SCHEMES: { value: Scheme; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** The mail as the words on the form make it, before anything is saved. */
export function TemplatePreview({ draft }: { draft: TemplateDraft }) {
  const { rendered, problems, refusal } = usePreview(draft);
  const [width, setWidth] = useState<Width>('desktop');
  const [scheme, setScheme] = useState<Scheme>('light');
  return (
    <>
      <div className="adm-inline">
        <Segments label="Width" choices={WIDTHS} chosen={width} onChoose={setWidth} />
        {width !== 'text' && (
          <Segments label="Colours" choices={SCHEMES} chosen={scheme} onChoose={setScheme} />
        )}
      </div>
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      {problems.length > 0 && <Problems problems={problems} />}
      {!rendered && !refusal && problems.length === 0 && <p className="adm-muted">Rendering…</p>}
      {rendered && (
        <>
          <p className="adm-subject">
            <span className="adm-muted">Inbox</span> <strong>{rendered.subject}</strong>{' '}
            <span className="adm-muted">{rendered.preheader}</span>
          </p>
          {width === 'text' ? (
            <pre className="adm-mail-text">{rendered.text}</pre>
          ) : (
            <MailFrame
              title="Preview of the mail"
              html={rendered.html}
              scheme={scheme}
              isPhone={width === 'phone'}
            />
          )}
        </>
      )}
    </>
  );
}

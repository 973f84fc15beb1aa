'use client';
import { useFormFields } from '@payloadcms/ui';
import { useState } from 'react';

import { Notice } from '../ui/Notice';
import { Panel } from '../ui/Panel';
import { Segments } from '../ui/Segments';
import { type Scheme } from './forceScheme';
import { MailFrame } from './MailFrame';
import { Problems } from './Problems';
import { usePreview } from './usePreview';

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

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The mail as the words on the form make it, before anything is saved. */
export function TemplatePreview({ templateKey }: { templateKey: string }) {
  const subject = useFormFields(([fields]) => words(fields.subject?.value));
  const preheader = useFormFields(([fields]) => words(fields.preheader?.value));
  const body = useFormFields(([fields]) => words(fields.body?.value));
  const { rendered, problems, refusal } = usePreview({ key: templateKey, subject, preheader, body });
  const [width, setWidth] = useState<Width>('desktop');
  const [scheme, setScheme] = useState<Scheme>('light');
  return (
    <Panel
      title="Preview"
      aside={
        <div className="adm-inline">
          <Segments label="Width" choices={WIDTHS} chosen={width} onChoose={setWidth} />
          {width !== 'text' && <Segments label="Colours" choices={SCHEMES} chosen={scheme} onChoose={setScheme} />}
        </div>
      }
    >
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      {problems.length > 0 && <Problems problems={problems} />}
      {!rendered && !refusal && problems.length === 0 && <p className="adm-muted">Rendering…</p>}
      {rendered && (
        <>
          <p className="adm-subject">
            <span className="adm-muted">Subject</span> {rendered.subject}
          </p>
          {width === 'text' ? (
            <pre className="adm-mail-text">{rendered.text}</pre>
          ) : (
            <MailFrame title="Preview of the mail" html={rendered.html} scheme={scheme} isPhone={width === 'phone'} />
          )}
        </>
      )}
    </Panel>
  );
}

'use client';
import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui';
import { useRef } from 'react';

import { lineNumbers } from './lineNumbers';

interface Props {
  path: string;
  readOnly?: boolean;
  field: { label?: string; required?: boolean; admin?: { description?: string } };
}

/**
 * Text with numbered lines, for sources whose errors name a line. Payload's own editor fetches itself from another
 * site, which our policy forbids and a server without internet cannot do.
 */
export function SourceField({ path, readOnly = false, field }: Props) {
  const { value, setValue, showError } = useField<string>({ path });
  const gutter = useRef<HTMLPreElement>(null);
  const text = typeof value === 'string' ? value : '';
  const id = `field-${path.replaceAll('.', '__')}`;
  return (
    <div className={`field-type adm-source${showError ? ' error' : ''}`}>
      <FieldLabel htmlFor={id} label={field.label} required={field.required} path={path} />
      <div className="adm-source__frame">
        <FieldError path={path} showError={showError} />
        <pre ref={gutter} aria-hidden="true">
          {lineNumbers(text)}
        </pre>
        <textarea
          id={id}
          value={text}
          readOnly={readOnly}
          wrap="off"
          spellCheck={false}
          rows={24}
          onChange={(event) => setValue(event.target.value)}
          onScroll={(event) => gutter.current?.scrollTo({ top: event.currentTarget.scrollTop })}
        />
      </div>
      <FieldDescription path={path} description={field.admin?.description} />
    </div>
  );
}

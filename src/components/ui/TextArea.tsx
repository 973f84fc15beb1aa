import { type ReactNode, type TextareaHTMLAttributes } from 'react';
import { Field } from './Field';
import { fieldClass } from './fieldClass';

interface Props extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className'> {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string;
}

export function TextArea({ label, hint, error, ...input }: Props) {
  return (
    <Field label={label} hint={hint} error={error} optional={!input.required}>
      {(control) => <textarea rows={3} {...input} {...control} className={fieldClass} />}
    </Field>
  );
}

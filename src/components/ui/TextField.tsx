import { type InputHTMLAttributes, type ReactNode } from 'react';
import { Field } from './Field';
import { fieldClass } from './fieldClass';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'> {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string;
}

export function TextField({ label, hint, error, ...input }: Props) {
  return (
    <Field label={label} hint={hint} error={error} optional={!input.required}>
      {(control) => <input type="text" {...input} {...control} className={fieldClass} />}
    </Field>
  );
}

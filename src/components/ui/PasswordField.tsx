'use client';
import { useState, type ReactNode } from 'react';
import { Field } from './Field';
import { fieldClass } from './fieldClass';
import { useHydrated } from './useHydrated';

interface Props {
  name: string;
  label: string;
  autoComplete: 'current-password' | 'new-password';
  hint?: ReactNode;
  error?: string;
  aside?: ReactNode;
  minLength?: number;
}

/** A password that can be pasted, filled by a manager, and looked at. */
export function PasswordField({ label, hint, error, aside, ...input }: Props) {
  const [isShown, setShown] = useState(false);
  const hydrated = useHydrated();
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="relative">
          <input
            {...input}
            {...control}
            required
            type={isShown ? 'text' : 'password'}
            className={`${fieldClass} pr-20`}
          />
          <button
            type="button"
            disabled={!hydrated}
            aria-controls={control.id}
            onClick={() => setShown(!isShown)}
            className={
              'absolute inset-y-1.5 right-1.5 rounded-md px-3 text-sm font-semibold text-brand-ink ' +
              'hover:bg-brand-soft'
            }
          >
            {isShown ? 'Hide' : 'Show'}
            <span className="sr-only"> {label.toLowerCase()}</span>
          </button>
        </div>
      )}
    </Field>
  );
}

'use client';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Field } from './Field';
import { fieldClass } from './fieldClass';

interface Props {
  label: string;
  value: string;
  onChange: (zone: string) => void;
  name?: string;
  hint?: ReactNode;
  error?: string;
}

let zones: string[] | undefined;
const NONE: string[] = [];

function allZones(): string[] {
  zones ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
  return zones;
}
const never = () => () => undefined;

/** All IANA zones the browser knows. On the server only the chosen one, as its list may differ. */
export function TimezoneSelect({ label, value, onChange, name, hint, error }: Props) {
  const known = useSyncExternalStore(never, allZones, () => NONE);
  const options = known.includes(value) ? known : [value, ...known];
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select
          {...control}
          name={name}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={fieldClass}
        >
          {options.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

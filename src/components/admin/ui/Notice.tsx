import { type ReactNode } from 'react';

import { type Tone } from './tone';

interface Props {
  tone: Tone;
  children: ReactNode;
}

/** A sentence that must not be missed. What went wrong is read out at once. */
export function Notice({ tone, children }: Props) {
  return (
    <div className={`adm-notice adm-notice--${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

'use client';
import { useState } from 'react';

import { AssignDialog } from './AssignDialog';
import { type AssignOptions } from './views';

interface Props {
  clientId: string;
  clientName: string;
  options: AssignOptions;
}

/** The button that opens the assignment of credits by hand. */
export function AssignCredits({ clientId, clientName, options }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="adm-button adm-button--plain" onClick={() => setOpen(true)}>
        Assign credits…
      </button>
      {isOpen && (
        <AssignDialog
          clientId={clientId}
          clientName={clientName}
          options={options}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

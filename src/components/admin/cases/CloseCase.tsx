'use client';
import { useState } from 'react';

import { CloseCaseDialog } from './CloseCaseDialog';

/** The button that closes a case. */
export function CloseCase({ caseId }: { caseId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="adm-button adm-button--main" onClick={() => setOpen(true)}>
        Close case…
      </button>
      {isOpen && <CloseCaseDialog caseId={caseId} onClose={() => setOpen(false)} />}
    </>
  );
}

'use client';
import { useState } from 'react';

import { ChangePasswordDialog } from './ChangePasswordDialog';

/** The button that opens the change of one's own password. */
export function ChangePassword() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="adm-button adm-button--plain" onClick={() => setOpen(true)}>
        Change my password…
      </button>
      {isOpen && <ChangePasswordDialog onClose={() => setOpen(false)} />}
    </>
  );
}

'use client';
import { useState } from 'react';

import { SendResetLinkDialog, type Addressee } from './SendResetLinkDialog';

/** The button that lets somebody choose a new password by a link in a mail. */
export function SendResetLink(addressee: Addressee) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="adm-button adm-button--plain" onClick={() => setOpen(true)}>
        Send a password link…
      </button>
      {isOpen && <SendResetLinkDialog {...addressee} onClose={() => setOpen(false)} />}
    </>
  );
}

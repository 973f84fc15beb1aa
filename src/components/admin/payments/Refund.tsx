'use client';
import { useState } from 'react';

import { RefundDialog } from './RefundDialog';
import { type RefundView } from './views';

/** The button that opens a refund. */
export function Refund({ view }: { view: RefundView }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="adm-button adm-button--plain-danger" onClick={() => setOpen(true)}>
        Refund…
      </button>
      {isOpen && <RefundDialog view={view} onClose={() => setOpen(false)} />}
    </>
  );
}

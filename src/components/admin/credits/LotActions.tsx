'use client';
import { useState } from 'react';

import { ExtendDialog } from './ExtendDialog';
import { type LotActionsView } from './views';
import { VoidDialog } from './VoidDialog';

/** Corrections of a lot: entries in the ledger, never an edit. */
export function LotActions({ view }: { view: LotActionsView }) {
  const [open, setOpen] = useState<'extend' | 'void' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="adm-actions">
      {view.canExtend && (
        <button type="button" className="adm-button adm-button--plain" onClick={() => setOpen('extend')}>
          Extend…
        </button>
      )}
      {view.canVoid && (
        <button type="button" className="adm-button adm-button--plain-danger" onClick={() => setOpen('void')}>
          Void…
        </button>
      )}
      {open === 'extend' && <ExtendDialog view={view} onClose={close} />}
      {open === 'void' && <VoidDialog view={view} onClose={close} />}
    </div>
  );
}

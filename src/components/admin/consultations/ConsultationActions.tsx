'use client';
import { useState } from 'react';

import { utcInstant } from '../ui/instant';
import { CancelDialog } from './CancelDialog';
import { CompleteDialog } from './CompleteDialog';
import { MoveDialog } from './MoveDialog';
import { NoShowDialog } from './NoShowDialog';
import { type ActionsView } from './views';

type Open = 'cancel' | 'complete' | 'no-show' | 'move' | null;

/** The actions on a session that has not ended. Each opens a dialog that says first what it will do. */
export function ConsultationActions({ actions }: { actions: ActionsView }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const lateOnly = actions.isBeforeStart;
  return (
    <div className="adm-actions">
      <button
        type="button"
        className="adm-button adm-button--main"
        disabled={lateOnly}
        onClick={() => setOpen('complete')}
      >
        Complete…
      </button>
      <button
        type="button"
        className="adm-button adm-button--plain"
        disabled={lateOnly}
        onClick={() => setOpen('no-show')}
      >
        No-show…
      </button>
      {actions.move && (
        <button type="button" className="adm-button adm-button--plain" onClick={() => setOpen('move')}>
          Move or reassign…
        </button>
      )}
      {actions.canCancel && (
        <button
          type="button"
          className="adm-button adm-button--plain-danger"
          onClick={() => setOpen('cancel')}
        >
          Cancel…
        </button>
      )}
      {lateOnly && (
        <p className="adm-actions__hint">
          Complete and no-show open when the session has started, {utcInstant(actions.startsAt)}.
        </p>
      )}
      {open === 'move' && actions.move && (
        <MoveDialog actions={actions} move={actions.move} onClose={close} />
      )}
      {open === 'cancel' && <CancelDialog id={actions.id} version={actions.version} onClose={close} />}
      {open === 'complete' && <CompleteDialog actions={actions} onClose={close} />}
      {open === 'no-show' && <NoShowDialog actions={actions} onClose={close} />}
    </div>
  );
}

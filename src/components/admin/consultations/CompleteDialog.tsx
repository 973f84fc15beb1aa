'use client';
import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useEnding } from './useEnding';
import { type ActionsView } from './views';

interface Props {
  actions: ActionsView;
  onClose: () => void;
}

/** Says what completing means for the credits, and completes. */
export function CompleteDialog({ actions, onClose }: Props) {
  const { isBusy, problem, end } = useEnding(actions.id, onClose);
  const explanation = actions.endings.find(({ to }) => to === 'completed')?.explanation;
  const submit = () =>
    void end('complete', { expectedVersion: actions.version }, 'The session is completed.');
  return (
    <AdminDialog title="Complete this session?" onClose={onClose} onSubmit={submit}>
      <Notice tone="info">{explanation}</Notice>
      <p className="adm-muted">
        Client and consultant get a summary by mail; the client is asked for feedback a day later.
      </p>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons confirm="Complete session" isBusy={isBusy} onClose={onClose} />
    </AdminDialog>
  );
}

'use client';
import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useCommand } from '../useCommand';
import { ChosenTime } from './ChosenTime';
import { FreeSlots } from './FreeSlots';
import { TimeByHand } from './TimeByHand';
import { type ActionsView, type MoveView } from './views';

interface Props {
  actions: ActionsView;
  move: MoveView;
  onClose: () => void;
}

/** Another time, another consultant, or both. Says who is told before it is done. */
export function MoveDialog({ actions, move, onClose }: Props) {
  const router = useRouter();
  const { isBusy, problem, run } = useCommand();
  const [consultant, setConsultant] = useState(move.consultant);
  /** Empty while what is typed by hand is no time. */
  const [startsAt, setStartsAt] = useState(actions.startsAt);
  const [isByHand, setByHand] = useState(false);
  const [reason, setReason] = useState('');
  const isOther = consultant !== move.consultant;
  const isLater = startsAt !== actions.startsAt;

  const choose = (instant: string, byHand: boolean): void => {
    setStartsAt(instant);
    setByHand(byHand);
  };

  const submit = async (): Promise<void> => {
    const change = { ...(isLater ? { startsAt } : {}), ...(isOther ? { consultantId: consultant } : {}) };
    const moved = await run(`/api/consultations/${actions.id}/reschedule`, {
      expectedVersion: actions.version,
      reason: reason.trim(),
      ...change,
    });
    if (!moved) return;
    toast.success('The session has moved; everyone concerned is told.');
    onClose();
    router.refresh();
  };

  return (
    <AdminDialog title="Move this session" onClose={onClose} onSubmit={() => void submit()}>
      <label className="adm-input">
        <span>Consultant</span>
        <select name="consultant" value={consultant} onChange={(event) => setConsultant(event.target.value)}>
          {move.consultants.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {startsAt && <ChosenTime startsAt={startsAt} zone={move.zone} />}
      <FreeSlots
        consultant={consultant}
        type={move.type}
        startsAt={startsAt}
        zone={move.zone}
        moving={actions.id}
        onChoose={(instant) => choose(instant, false)}
      />
      <TimeByHand startsAt={startsAt} zone={move.zone} onType={(instant) => choose(instant, true)} />
      {isByHand && startsAt && (
        <Notice tone="warn">
          Chosen by hand: working hours, notice, horizon and the daily limit do not count. A time that is
          already taken is refused.
        </Notice>
      )}
      <label className="adm-input">
        <span>Reason, for the mails</span>
        <textarea
          name="reason"
          required
          maxLength={500}
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <Notice tone="info">
        No credit moves. The client gets the new entry by mail
        {isOther
          ? ', the present consultant a cancellation, the new one an invitation'
          : ', and so does the consultant'}
        .
      </Notice>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons
        confirm="Move session"
        isBusy={isBusy}
        isBlocked={startsAt === '' || (!isOther && !isLater) || reason.trim() === ''}
        onClose={onClose}
      />
    </AdminDialog>
  );
}

'use client';
interface Props {
  confirm: string;
  isDanger?: boolean;
  isBusy: boolean;
  isBlocked?: boolean;
  onClose: () => void;
}

/** The two ways out of a dialog's form: leave everything as it is, or go through with it. */
export function DialogButtons({ confirm, isDanger = false, isBusy, isBlocked = false, onClose }: Props) {
  return (
    <div className="adm-dialog__buttons">
      <button type="button" className="adm-button adm-button--plain" onClick={onClose} disabled={isBusy}>
        Back
      </button>
      <button
        type="submit"
        className={`adm-button ${isDanger ? 'adm-button--danger' : 'adm-button--main'}`}
        disabled={isBusy || isBlocked}
        aria-busy={isBusy}
      >
        {isBusy ? 'One moment…' : confirm}
      </button>
    </div>
  );
}

'use client';
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog on the native element: focus stays inside, Escape closes, the opener gets the focus back. */
export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={onClose}
      className={
        'm-auto w-[min(34rem,calc(100vw-2rem))] rounded-panel border border-line bg-surface p-6 text-ink ' +
        'shadow-raised sm:p-8'
      }
    >
      <h2 id={titleId} className="text-xl">
        {title}
      </h2>
      <div className="mt-4 grid gap-4">{children}</div>
    </dialog>
  );
}

'use client';
import { type FormEvent, useEffect, useId, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface Props {
  title: string;
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}

/**
 * A form in a modal dialog on the native element: focus stays inside, Escape closes, the opener gets the focus back.
 * It lives outside the record's own form and keeps its submit to itself: React would pass the event on to that form.
 */
export function AdminDialog({ title, onClose, onSubmit, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onSubmit();
  };
  return createPortal(
    <dialog ref={dialog} aria-labelledby={titleId} onCancel={onClose} className="adm-dialog">
      <form onSubmit={submit}>
        <h2 id={titleId}>{title}</h2>
        {children}
      </form>
    </dialog>,
    document.body,
  );
}

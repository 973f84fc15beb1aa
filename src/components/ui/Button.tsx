'use client';
import { type ButtonHTMLAttributes, type MouseEvent } from 'react';
import { buttonClass, type ButtonSize, type ButtonVariant } from './buttonClass';
import { Spinner } from './Spinner';
import { useHydrated } from './useHydrated';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: keeps the focus and its place, but does nothing when pressed again. */
  busy?: boolean;
  /** Cannot be used now, but stays reachable so that its reason can be read. */
  unavailable?: boolean;
}

/** A button that cannot be pressed before its script is there, nor a second time while it works. */
export function Button({
  variant,
  size,
  busy = false,
  unavailable = false,
  className,
  onClick,
  children,
  ...rest
}: Props) {
  const hydrated = useHydrated();
  const isOff = busy || unavailable;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isOff) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || !hydrated}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      onClick={press}
      className={buttonClass(variant, size, className)}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  );
}

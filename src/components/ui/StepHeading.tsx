'use client';
import { useEffect, useRef, type ReactNode } from 'react';

/**
 * The heading of a step. Takes the focus when the step appears because of a choice, so it is read out; a page that
 * has just opened takes it from nobody.
 */
export function StepHeading({ children, takesFocus = true }: { children: ReactNode; takesFocus?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <h2 ref={heading} tabIndex={-1} className="text-xl">
      {children}
    </h2>
  );
}

import Link from 'next/link';
import { type ReactNode } from 'react';
import { buttonClass, type ButtonSize, type ButtonVariant } from './buttonClass';

interface Props {
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
  /** Opens beside this page, e.g. the meeting. */
  external?: boolean;
  children: ReactNode;
}

export function ButtonLink({ href, variant, size, className, external = false, children }: Props) {
  const look = buttonClass(variant, size, className);
  if (external) {
    return (
      <a href={href} className={look} target="_blank" rel="noopener noreferrer">
        {children}
        <span className="sr-only"> (opens in a new tab)</span>
      </a>
    );
  }
  return (
    <Link href={href} className={look}>
      {children}
    </Link>
  );
}

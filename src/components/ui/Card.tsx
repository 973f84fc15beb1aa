import { type ReactNode } from 'react';
import { cx } from './cx';

export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cx('rounded-card border border-line bg-surface p-5 shadow-rest sm:p-6', className)}>
      {children}
    </div>
  );
}

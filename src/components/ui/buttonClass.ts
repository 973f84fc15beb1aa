import { cx } from './cx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'lg' | 'sm';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-brand text-on-brand shadow-rest hover:bg-brand-hover',
  secondary: 'border border-line-strong bg-surface text-ink hover:border-brand hover:bg-brand-soft',
  quiet: 'text-brand-ink hover:bg-brand-soft',
  danger: 'border border-bad bg-surface text-bad-ink hover:bg-bad-soft',
};

const SIZES: Record<ButtonSize, string> = {
  sm: 'min-h-9 px-3 text-sm',
  md: 'min-h-11 px-5 text-base',
  lg: 'min-h-13 px-7 text-lg',
};

/** The look of a button, for buttons and for links that act like one. */
export function buttonClass(
  variant: ButtonVariant = 'primary',
  size: ButtonSize = 'md',
  extra?: string,
): string {
  return cx(
    'inline-flex items-center justify-center gap-2 rounded-control text-center font-semibold no-underline',
    'transition-colors duration-150 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    VARIANTS[variant],
    SIZES[size],
    extra,
  );
}

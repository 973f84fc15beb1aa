/** The look shared by every control one types or chooses in. */
export const fieldClass =
  'block min-h-11 w-full rounded-control border border-line-strong bg-surface px-3.5 py-2.5 text-base text-ink ' +
  'transition-colors hover:border-brand aria-invalid:border-bad aria-invalid:bg-bad-soft';

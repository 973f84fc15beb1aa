/** The mark (a sun over still water) and the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 sm:gap-2.5">
      <svg viewBox="0 0 32 32" className="size-8" aria-hidden="true">
        <circle cx="16" cy="16" r="16" className="fill-brand" />
        <circle cx="16" cy="12.2" r="4.2" className="fill-gold-soft" />
        <g className="stroke-on-brand" fill="none" strokeWidth="1.9" strokeLinecap="round">
          <path d="M4.8 19.6c3.7-2.5 7.5-2.5 11.2 0s7.5 2.5 11.2 0" />
          <path d="M8.2 24.4c2.6-1.7 5.2-1.7 7.8 0s5.2 1.7 7.8 0" opacity="0.7" />
        </g>
      </svg>
      <span className="font-display text-base leading-none sm:text-lg font-semibold tracking-tight whitespace-nowrap">
        Insight Serenity
      </span>
    </span>
  );
}

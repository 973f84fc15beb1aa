/** The mark: a sun over still water. Small, in the corner of the admin. */
export function AdminIcon() {
  return (
    <svg viewBox="0 0 32 32" className="adm-mark" role="img" aria-label="Insight Serenity">
      <circle cx="16" cy="16" r="16" className="adm-mark__disc" />
      <circle cx="16" cy="12.2" r="4.2" className="adm-mark__sun" />
      <g className="adm-mark__water" fill="none" strokeWidth="1.9" strokeLinecap="round">
        <path d="M4.8 19.6c3.7-2.5 7.5-2.5 11.2 0s7.5 2.5 11.2 0" />
        <path d="M8.2 24.4c2.6-1.7 5.2-1.7 7.8 0s5.2 1.7 7.8 0" opacity="0.7" />
      </g>
    </svg>
  );
}

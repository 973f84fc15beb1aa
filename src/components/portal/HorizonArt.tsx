/** Hills over still water at first light: the brand's picture, drawn in its tokens. Decoration. */
export function HorizonArt({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 480 420" className={className} aria-hidden="true" preserveAspectRatio="xMidYMid slice">
      <rect width="480" height="420" className="fill-brand-soft" />
      <circle cx="318" cy="150" r="92" className="fill-gold" opacity="0.2" />
      <circle cx="318" cy="150" r="54" className="fill-gold" opacity="0.7" />
      <path
        d="M0 236c52-40 96-62 140-62 56 0 86 44 140 50 62 8 112-52 200-58v124H0Z"
        className="fill-scene"
        opacity="0.28"
      />
      <path
        d="M0 262c70-34 122-36 178-14 62 24 112 20 168-8 52-26 92-30 134-22v82H0Z"
        className="fill-scene"
        opacity="0.55"
      />
      <rect y="282" width="480" height="138" className="fill-scene" />
      <g stroke="#fff" fill="none" strokeWidth="2.5" strokeLinecap="round">
        <path d="M62 314c30-12 60-12 90 0s60 12 90 0 60-12 90 0 60 12 90 0" opacity="0.5" />
        <path d="M22 346c34-12 68-12 102 0s68 12 102 0 68-12 102 0 68 12 102 0" opacity="0.32" />
        <path d="M92 378c28-10 56-10 84 0s56 10 84 0 56-10 84 0" opacity="0.2" />
      </g>
    </svg>
  );
}

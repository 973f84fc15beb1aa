/** Colours of a mail, made from the two of the brand so that every text keeps WCAG AA contrast. Pure. */

type Rgb = [number, number, number];

const WHITE = '#ffffff';
const INK = '#12211d';
const CARD_DARK = '#14201d';
const AA = 4.5;

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
const format = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** `share` of the way from one colour to another. */
function mix(from: string, to: string, share: number): string {
  const target = parse(to);
  return format(parse(from).map((part, at) => part + ((target[at] ?? 0) - part) * share) as Rgb);
}

function luminance(hex: string): number {
  const [red, green, blue] = parse(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG contrast ratio, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour, moved no further than needed towards black or white to reach the ratio against a ground. */
function readable(color: string, ground: string, ratio = AA): string {
  const towards = luminance(ground) > 0.18 ? '#000000' : WHITE;
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(color, towards, share);
    if (contrast(candidate, ground) >= ratio) return candidate;
  }
  return towards;
}

/** Values for the layout, by placeholder name. */
export function palette({ primaryColor, accentColor }: { primaryColor: string; accentColor: string }) {
  const tint = mix(primaryColor, WHITE, 0.9);
  const tintDark = mix(primaryColor, CARD_DARK, 0.72);
  return {
    headerFrom: readable(primaryColor, WHITE),
    headerTo: readable(accentColor, WHITE),
    button: readable(primaryColor, WHITE),
    link: readable(primaryColor, '#f3f6f3'),
    tint,
    tintText: readable(mix(primaryColor, INK, 0.15), tint),
    cardDark: CARD_DARK,
    linkDark: readable(primaryColor, '#1b2925', 5.5),
    buttonDark: readable(mix(primaryColor, WHITE, 0.12), WHITE),
    tintDark,
    tintTextDark: readable(mix(primaryColor, WHITE, 0.6), tintDark),
  };
}

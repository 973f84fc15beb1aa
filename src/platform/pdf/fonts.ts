import path from 'node:path';
import { Font } from '@react-pdf/renderer';
import { type Font as Glyphs, openSync } from 'fontkit';

/**
 * What a PDF is written in. The first that has a letter for a character draws it. All are free to ship (Apache 2.0 or
 * SIL Open Font License), come from npm, and keep their dots and marks in one glyph with the letter, so that the text
 * can be found and copied. Roboto comes with Payload.
 */
const FILES = {
  Roboto: '@payloadcms/next/dist/routes/rest/og/roboto-regular.woff',
  Vazirmatn: '@fontsource/vazirmatn/files/vazirmatn-arabic-400-normal.woff',
  'Noto Sans Hebrew': '@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-400-normal.woff',
  'Noto Sans Thai': '@fontsource/noto-sans-thai/files/noto-sans-thai-thai-400-normal.woff',
  'Noto Sans Devanagari':
    '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff',
  // Japanese, simplified and traditional Chinese.
  'Chocolate Classical Sans':
    '@expo-google-fonts/chocolate-classical-sans/400Regular/ChocolateClassicalSans_400Regular.ttf',
  'Nanum Gothic': '@expo-google-fonts/nanum-gothic/400Regular/NanumGothic_400Regular.ttf',
  'Noto Emoji': '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
} as const;

type Family = keyof typeof FILES;
const FAMILIES = Object.keys(FILES) as Family[];
const place = (family: Family): string =>
  path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', FILES[family]);

const opened = new Map<Family, Glyphs>();

/** The glyphs of a font, opened when first asked for. */
function glyphsOf(family: Family): Glyphs {
  const known = opened.get(family);
  if (known) return known;
  const font = openSync(place(family)) as Glyphs;
  opened.set(family, font);
  // Words are broken by ourselves: a hyphen that is not there would change an address.
  Font.registerHyphenationCallback((word) => [word]);
  Font.register({ family, src: place(family) });
  return font;
}

/** The font that draws a character, or none. */
export const familyOf = (point: number): Family | undefined =>
  FAMILIES.find((family) => glyphsOf(family).hasGlyphForCodePoint(point));

/** The fonts a text needs, in the order in which they are asked. */
export function familiesOf(text: string): Family[] {
  const needed = new Set([...text].map((letter) => familyOf(letter.codePointAt(0) ?? 0)));
  return FAMILIES.filter((family) => family === 'Roboto' || needed.has(family));
}

/** How wide a letter is, in points, at a size of one. */
export function widthOf(letter: string): number {
  const point = letter.codePointAt(0) ?? 0;
  const font = glyphsOf(familyOf(point) ?? 'Roboto');
  return font.glyphForCodePoint(point).advanceWidth / font.unitsPerEm;
}

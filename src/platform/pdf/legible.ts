import { familyOf, widthOf } from './fonts';

/** Joiners and marks of direction, which no font draws and which are not missed. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
/** Lines keep; any other sign of control is a gap. */
const CONTROL = /(?!\n)\p{Cc}/gu;

/** A text of which each character can be drawn: what no font knows is a question mark, never a box. */
export const legible = (text: string): string =>
  [...text.normalize('NFC').replaceAll(CONTROL, ' ')]
    .filter((letter) => !INVISIBLE.test(letter))
    .map((letter) => (letter === '\n' || familyOf(letter.codePointAt(0) ?? 0) ? letter : '?'))
    .join('');

/** Breaks words that are wider than their place, so that no text runs over another. `width` and `size` in points. */
export function fitted(text: string, { width, size }: { width: number; size: number }): string {
  return legible(text)
    .split(/(\s)/)
    .map((word) => broken(word, width / size))
    .join('');
}

function broken(word: string, width: number): string {
  let line = 0;
  let pieces = '';
  for (const letter of word) {
    const wide = widthOf(letter);
    if (line > 0 && line + wide > width) {
      pieces += '\n';
      line = 0;
    }
    pieces += letter;
    line += wide;
  }
  return pieces;
}

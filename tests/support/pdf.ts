import { getDocumentProxy } from 'unpdf';

interface Piece {
  text: string;
  page: number;
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** What a PDF says, as a search would find it, and the pieces of text that lie over one another. */
export async function readPdf(
  file: Uint8Array,
): Promise<{ text: string; pages: number; overlaps: string[] }> {
  const pdf = await getDocumentProxy(new Uint8Array(file));
  const pieces: Piece[] = [];
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [, , , , left = 0, bottom = 0] = item.transform as number[];
      // Letters fill most of their size; what touches at the edges does not overlap.
      const height = item.height * 0.7;
      pieces.push({ text: item.str, page, left, right: left + item.width, bottom, top: bottom + height });
    }
  }
  const overlaps = pieces.flatMap((one, index) =>
    pieces
      .slice(index + 1)
      .filter((other) => isOver(one, other))
      .map((other) => `${one.text} / ${other.text}`),
  );
  return { text: pieces.map(({ text }) => text).join('\n'), pages: pdf.numPages, overlaps };
}

const isOver = (one: Piece, other: Piece): boolean =>
  one.page === other.page &&
  one.left < other.right - 0.5 &&
  other.left < one.right - 0.5 &&
  one.bottom < other.top &&
  other.bottom < one.top;

import path from 'node:path';
import type PDFDocument from 'pdfkit';

/**
 * PDF's own fonts know Western European letters only: "Łukasz" came out as something else. Roboto (Apache License 2.0)
 * comes with Payload and knows Latin, Greek and Cyrillic. What it has no letter for, such as Japanese, is a box.
 */
const ROBOTO = path.join(
  /* turbopackIgnore: true */ process.cwd(),
  'node_modules/@payloadcms/next/dist/routes/rest/og/roboto-regular.woff',
);

/**
 * Makes the fonts `Text` and `Strong` of a document. There is one weight: what is strong stands out by size
 * and ink.
 */
export function useTextFont(pdf: InstanceType<typeof PDFDocument>): void {
  pdf.registerFont('Text', ROBOTO);
  pdf.registerFont('Strong', ROBOTO);
}

import PDFDocument from 'pdfkit';

import { type Statement } from './buildStatement';

const INK = '#14212f';
const QUIET = '#5b6875';
const LEFT = 56;
const RIGHT = 539;
const BOTTOM = 770;
const ROW = 18;

type Pdf = InstanceType<typeof PDFDocument>;

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));

function row(pdf: Pdf, y: number, [when, what, from, amount]: [string, string, string, string], font = 'Helvetica'): void {
  pdf.font(font).fontSize(9).fillColor(QUIET).text(when, LEFT, y, { width: 95, lineBreak: false });
  pdf.fillColor(INK).text(what, LEFT + 100, y, { width: 170, height: ROW, ellipsis: true });
  pdf.fillColor(QUIET).text(from, LEFT + 275, y, { width: 140, height: ROW, ellipsis: true });
  pdf.fillColor(INK).text(amount, RIGHT - 60, y, { width: 60, align: 'right', lineBreak: false });
}

/** The statement as a PDF, as many pages as it takes. Times are UTC. */
export function statementPdf(statement: Statement, of: { company: string; client: string }): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: LEFT, info: { Title: `Credit statement ${statement.from.slice(0, 10)} to ${statement.to.slice(0, 10)}`, Author: of.company } });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.font('Helvetica-Bold').fontSize(20).fillColor(INK).text(of.company, LEFT, LEFT);
  pdf.fontSize(13).text('Credit statement', LEFT, 96);
  pdf.font('Helvetica').fontSize(10).fillColor(QUIET).text(`${of.client}, ${statement.from.slice(0, 10)} to ${statement.to.slice(0, 10)} (UTC)`, LEFT, 116);
  let y = 150;
  const put = (cells: [string, string, string, string], font?: string): void => {
    if (y > BOTTOM) {
      pdf.addPage();
      y = LEFT;
    }
    row(pdf, y, cells, font);
    y += ROW;
  };
  put(['', 'Opening balance', '', String(statement.opening)], 'Helvetica-Bold');
  for (const line of statement.lines) put([line.at.slice(0, 16).replace('T', ' '), line.what, line.packageName, signed(line.change)]);
  if (statement.lapse !== 0) put(['', 'Expiry recorded in another period', '', signed(statement.lapse)]);
  put(['', 'Closing balance', '', String(statement.closing)], 'Helvetica-Bold');
  pdf.end();
  return done;
}

import PDFDocument from 'pdfkit';

import { shortDay, shortMoment } from '@/notifications/zonedTime';
import { useTextFont } from '@/platform/pdfFont';

import { lapseWords, type Statement } from './buildStatement';

const INK = '#12211d';
const QUIET = '#4a5b55';
const LINE = '#d8dfda';
const LEFT = 56;
const RIGHT = 539;
const BOTTOM = 760;
const COLUMNS = {
  when: { x: LEFT, width: 100 },
  what: { x: 164, width: 200 },
  from: { x: 372, width: 80 },
  change: { x: 455, width: 36 },
  balance: { x: 495, width: 44 },
} as const;

type Pdf = InstanceType<typeof PDFDocument>;
type Cells = Record<keyof typeof COLUMNS, string> & { why: string };

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));
const cells = (some: Partial<Cells>): Cells => ({
  when: '',
  what: '',
  why: '',
  from: '',
  change: '',
  balance: '',
  ...some,
});

/** Draws a row at `y`. @returns where the next one starts */
function drawRow(pdf: Pdf, y: number, row: Cells, isStrong = false): number {
  const put = (
    name: keyof typeof COLUMNS,
    font: string,
    color: string,
    align: 'left' | 'right' = 'left',
  ): void => {
    const { x, width } = COLUMNS[name];
    pdf.font(font).fontSize(9).fillColor(color).text(row[name], x, y, { width, align });
  };
  put('when', 'Text', QUIET);
  put('from', 'Text', QUIET);
  put('change', isStrong ? 'Strong' : 'Text', INK, 'right');
  put('balance', 'Strong', INK, 'right');
  put('what', 'Strong', INK);
  if (row.why)
    pdf
      .font('Text')
      .fontSize(8.5)
      .fillColor(QUIET)
      .text(row.why, COLUMNS.what.x, pdf.y + 1, { width: COLUMNS.what.width });
  const end = Math.max(pdf.y, y + 11, y + heightOf(pdf, row.from)) + 6;
  pdf.moveTo(LEFT, end).lineTo(RIGHT, end).lineWidth(0.5).strokeColor(LINE).stroke();
  return end + 7;
}

const heightOf = (pdf: Pdf, text: string): number =>
  pdf.font('Text').fontSize(9).heightOfString(text, { width: COLUMNS.from.width });

function rowsOf({
  from,
  to,
  zone,
  opening,
  closing,
  lines,
  lapse,
}: Statement): { row: Cells; isStrong?: boolean }[] {
  return [
    {
      row: cells({
        when: 'When',
        what: 'What and why',
        from: 'Package',
        change: 'Change',
        balance: 'Balance',
      }),
      isStrong: true,
    },
    { row: cells({ when: shortMoment(from, zone), what: 'Opening balance', balance: String(opening) }) },
    ...lines.map(({ at, what, why, packageName, change, balance }) => ({
      row: cells({
        when: shortMoment(at, zone),
        what,
        why,
        from: packageName,
        change: signed(change),
        balance: String(balance),
      }),
    })),
    ...(lapse === 0
      ? []
      : [{ row: cells({ when: shortMoment(to, zone), what: lapseWords(lapse), change: signed(lapse) }) }]),
    { row: cells({ when: shortMoment(to, zone), what: 'Closing balance', balance: String(closing) }) },
  ];
}

function heading(pdf: Pdf, statement: Statement, of: { company: string; client: string }): void {
  const { from, to, zone } = statement;
  const lastDay = new Date(Date.parse(to) - 1);
  pdf.font('Strong').fontSize(20).fillColor(INK).text(of.company, LEFT, LEFT);
  pdf.fontSize(13).text('Credit statement', LEFT, 96);
  pdf
    .font('Text')
    .fontSize(10)
    .fillColor(QUIET)
    .text(`${of.client}, ${shortDay(from, zone)} to ${shortDay(lastDay, zone)}`, LEFT, 116);
  pdf
    .fontSize(9)
    .text(`Balances are credits that can be booked with. Times are in the zone ${zone}.`, LEFT, 132);
}

/** The statement as a PDF, as many pages as it takes. */
export function statementPdf(statement: Statement, of: { company: string; client: string }): Promise<Buffer> {
  const title = `Credit statement ${statement.from.slice(0, 10)} to ${statement.to.slice(0, 10)}`;
  const pdf = new PDFDocument({
    size: 'A4',
    margin: LEFT,
    bufferPages: true,
    info: { Title: title, Author: of.company },
  });
  useTextFont(pdf);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  heading(pdf, statement, of);
  let y = 164;
  for (const { row, isStrong } of rowsOf(statement)) {
    const height = pdf.font('Text').fontSize(8.5).heightOfString(row.why, { width: COLUMNS.what.width }) + 24;
    if (y + height > BOTTOM) {
      pdf.addPage();
      y = LEFT;
    }
    y = drawRow(pdf, y, row, isStrong);
  }
  numberPages(pdf);
  pdf.end();
  return done;
}

function numberPages(pdf: Pdf): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    // In the margin: text below it would begin another page.
    pdf.page.margins.bottom = 0;
    pdf
      .font('Text')
      .fontSize(8)
      .fillColor(QUIET)
      .text(`Page ${page + 1} of ${count}`, LEFT, 800, { width: RIGHT - LEFT, align: 'right' });
  }
}

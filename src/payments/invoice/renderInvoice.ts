import PDFDocument from 'pdfkit';

import { formatMoney } from '@/notifications/zonedTime';
import { useTextFont } from '@/platform/pdfFont';

import { type Invoice } from './invoiceOf';
import { includedTax } from './tax';

const INK = '#12211d';
const QUIET = '#4a5b55';
const LEFT = 56;
const RIGHT = 539;

type Pdf = InstanceType<typeof PDFDocument>;

function rows(pdf: Pdf, top: number, pairs: [string, string][]): number {
  let y = top;
  for (const [label, value] of pairs) {
    pdf.font('Text').fontSize(9).fillColor(QUIET).text(label, LEFT, y, { width: 120 });
    pdf
      .fillColor(INK)
      .fontSize(10)
      .text(value || '–', LEFT + 130, y, { width: RIGHT - LEFT - 130 });
    y = Math.max(pdf.y, y + 14) + 4;
  }
  return y;
}

function item(pdf: Pdf, top: number, invoice: Invoice): void {
  const total = formatMoney(invoice.amount, invoice.currency);
  pdf.moveTo(LEFT, top).lineTo(RIGHT, top).lineWidth(0.7).strokeColor('#d8dfda').stroke();
  pdf
    .font('Strong')
    .fontSize(11)
    .fillColor(INK)
    .text(invoice.line.description, LEFT, top + 12, { width: 340 });
  pdf
    .font('Text')
    .fontSize(9)
    .fillColor(QUIET)
    .text(`${invoice.line.credits} credits, valid ${invoice.line.validityDays} days`, LEFT, pdf.y + 2);
  pdf
    .font('Text')
    .fontSize(11)
    .fillColor(INK)
    .text(total, RIGHT - 140, top + 12, { width: 140, align: 'right' });
  const line = top + 56;
  pdf.moveTo(LEFT, line).lineTo(RIGHT, line).stroke();
  pdf
    .font('Strong')
    .fontSize(12)
    .text('Total paid', LEFT, line + 12);
  pdf.text(total, RIGHT - 140, line + 12, { width: 140, align: 'right' });
  taxLine(pdf, pdf.y + 6, invoice);
}

const percent = (rate: number): string => `${Number((rate / 100).toFixed(2))} %`;

/** The tax that the total contains, or the remark that stands in its place. */
function taxLine(pdf: Pdf, top: number, { tax, amount, currency }: Invoice): void {
  if (!tax.label) return;
  pdf.font('Text').fontSize(9).fillColor(QUIET);
  if (tax.rate === 0) return void pdf.text(tax.label, LEFT, top, { width: RIGHT - LEFT });
  pdf.text(`Contains ${tax.label}, ${percent(tax.rate)}`, LEFT, top, { width: 340 });
  pdf.text(formatMoney(includedTax(amount, tax.rate), currency), RIGHT - 140, top, {
    width: 140,
    align: 'right',
  });
}

/** The invoice as a one-page PDF. */
export function renderInvoice(invoice: Invoice): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: LEFT,
    info: { Title: `Invoice ${invoice.number}`, Author: invoice.seller.name, CreationDate: invoice.paidAt },
  });
  useTextFont(pdf);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.font('Strong').fontSize(20).fillColor(INK).text(invoice.seller.name, LEFT, LEFT);
  pdf.font('Text').fontSize(9).fillColor(QUIET).text(invoice.seller.address).text(invoice.seller.email);
  if (invoice.seller.taxNumber) pdf.text(`Tax number ${invoice.seller.taxNumber}`);
  pdf.font('Strong').fontSize(14).fillColor(INK).text('Invoice', LEFT, 150);
  const end = rows(pdf, 178, [
    ['Number', invoice.number],
    ['Date', invoice.paidAt.toISOString().slice(0, 10)],
    [
      'Billed to',
      [invoice.buyer.name, invoice.buyer.company, invoice.buyer.email].filter(Boolean).join('\n'),
    ],
    ['Paid by', invoice.paidBy],
  ]);
  item(pdf, end + 16, invoice);
  pdf.end();
  return done;
}

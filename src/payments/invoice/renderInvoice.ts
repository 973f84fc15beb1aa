import PDFDocument from 'pdfkit';

import { formatMoney } from '@/notifications/zonedTime';

import { type Invoice } from './invoiceOf';

const INK = '#12211d';
const QUIET = '#4a5b55';
const LEFT = 56;
const RIGHT = 539;

type Pdf = InstanceType<typeof PDFDocument>;

function rows(pdf: Pdf, top: number, pairs: [string, string][]): number {
  let y = top;
  for (const [label, value] of pairs) {
    pdf.font('Helvetica').fontSize(9).fillColor(QUIET).text(label, LEFT, y, { width: 120 });
    pdf.fillColor(INK).fontSize(10).text(value || '–', LEFT + 130, y, { width: RIGHT - LEFT - 130 });
    y = Math.max(pdf.y, y + 14) + 4;
  }
  return y;
}

function item(pdf: Pdf, top: number, invoice: Invoice): void {
  const total = formatMoney(invoice.amount, invoice.currency);
  pdf.moveTo(LEFT, top).lineTo(RIGHT, top).lineWidth(0.7).strokeColor('#d8dfda').stroke();
  pdf.font('Helvetica-Bold').fontSize(11).fillColor(INK).text(invoice.line.description, LEFT, top + 12, { width: 340 });
  pdf.font('Helvetica').fontSize(9).fillColor(QUIET).text(`${invoice.line.credits} credits, valid ${invoice.line.validityDays} days`, LEFT, pdf.y + 2);
  pdf.font('Helvetica').fontSize(11).fillColor(INK).text(total, RIGHT - 140, top + 12, { width: 140, align: 'right' });
  const line = top + 56;
  pdf.moveTo(LEFT, line).lineTo(RIGHT, line).stroke();
  pdf.font('Helvetica-Bold').fontSize(12).text('Total paid', LEFT, line + 12);
  pdf.text(total, RIGHT - 140, line + 12, { width: 140, align: 'right' });
}

/** The invoice as a one-page PDF. */
export function renderInvoice(invoice: Invoice): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: LEFT, info: { Title: `Invoice ${invoice.number}`, Author: invoice.seller.name, CreationDate: invoice.paidAt } });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.font('Helvetica-Bold').fontSize(20).fillColor(INK).text(invoice.seller.name, LEFT, LEFT);
  pdf.font('Helvetica').fontSize(9).fillColor(QUIET).text(invoice.seller.address).text(invoice.seller.email);
  pdf.font('Helvetica-Bold').fontSize(14).fillColor(INK).text('Invoice', LEFT, 150);
  const end = rows(pdf, 178, [
    ['Number', invoice.number],
    ['Date', invoice.paidAt.toISOString().slice(0, 10)],
    ['Billed to', [invoice.buyer.name, invoice.buyer.company, invoice.buyer.email].filter(Boolean).join('\n')],
    ['Paid by', invoice.paidBy.replaceAll('•', '*')],
  ]);
  item(pdf, end + 16, invoice);
  pdf.end();
  return done;
}

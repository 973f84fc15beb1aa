import { type Statement } from '../../src/credits/statement/buildStatement';
import { statementPdf } from '../../src/credits/statement/statementPdf';
import { type Invoice } from '../../src/payments/invoice/invoiceOf';
import { renderInvoice } from '../../src/payments/invoice/renderInvoice';
import { readPdf } from '../support/pdf';

const LONG = 'A very long name of a company that goes on and on, and then on again '.repeat(4).trim();
const WIDE = `${'W'.repeat(90)}@example.com`;
const NAMES = [
  'محمد عبد الرحمن',
  'חברת שלום',
  '山田太郎 株式会社',
  '김철수',
  '龙书公司',
  'Nguyễn Thị Ánh',
  '🚀 Rocket',
];

const invoice = (some: Partial<Invoice> = {}): Invoice => ({
  number: 'IS-2026-000001',
  paidAt: new Date('2026-12-01T10:00:00.000Z'),
  line: { description: 'Growth', credits: 10, validityDays: 180 },
  amount: 450_000,
  currency: 'usd',
  paidBy: 'Card ending 4242',
  seller: { name: 'Insight Serenity', address: '1 Quiet Street', email: 'a@example.com', taxNumber: '' },
  buyer: { name: 'Cleo Client', company: 'Client Ltd', email: 'cleo@example.com' },
  tax: { label: '', rate: 0 },
  ...some,
});

const line = (index: number, words: string) => ({
  at: new Date(Date.UTC(2026, 10, 1, 0, index)).toISOString(),
  what: words,
  why: words,
  packageName: words,
  change: -1,
  balance: 1_000_000 - index,
});
const statement = (lines: Statement['lines']): Statement => ({
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-12-01T00:00:00.000Z',
  zone: 'America/Argentina/ComodRivadavia',
  opening: 0,
  closing: 0,
  lines,
  lapse: -3,
});
const OF = { company: 'Insight Serenity', client: 'Cleo Client' };

describe('an invoice', () => {
  it('lets no text run over another, however long names and addresses are', async () => {
    const file = await renderInvoice(
      invoice({
        seller: { name: LONG, address: LONG, email: WIDE, taxNumber: 'GB 123 4567 89' },
        buyer: { name: LONG, company: `${LONG} ${WIDE}`, email: WIDE },
        line: { description: `${LONG} ${WIDE}`, credits: 1000, validityDays: 3650 },
        tax: { label: LONG, rate: 2000 },
        paidBy: WIDE,
      }),
    );
    const { text, overlaps } = await readPdf(file);
    expect(overlaps).toEqual([]);
    expect(text.replaceAll('\n', '')).toContain(WIDE);
    expect(text).toContain('Total paid');
  });

  it.each(NAMES)('says %s, to be read and to be found', async (name) => {
    const { text, overlaps } = await readPdf(
      await renderInvoice(invoice({ buyer: { name, company: name, email: 'a@example.com' } })),
    );
    // What is written from the right is kept in the order in which it is drawn: readers put words in order.
    for (const word of name.split(' ')) expect(text).toContain(word);
    expect(overlaps).toEqual([]);
  });
});

describe('a credit statement', () => {
  it('lets no text run over another, on as many pages as it takes', async () => {
    const lines = [LONG, WIDE, ...NAMES].flatMap((words, index) => [line(index, words), line(index, LONG)]);
    const { text, pages, overlaps } = await readPdf(
      await statementPdf(statement(lines), { company: LONG, client: WIDE }),
    );
    expect(overlaps).toEqual([]);
    expect(pages).toBeGreaterThan(2);
    expect(text).toContain(`Page ${pages} of ${pages}`);
    expect(text).toContain('Closing balance');
  });

  it('refuses more lines than a page process should make, and says what to do', async () => {
    const many = Array.from({ length: 501 }, (_, index) => line(index, 'Booked'));
    await expect(statementPdf(statement(many), OF)).rejects.toMatchObject({
      code: 'VALIDATION',
      facts: { fields: [{ path: 'format', message: expect.stringContaining('CSV') }] },
    });
  });
});

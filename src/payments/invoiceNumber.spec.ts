import { formatInvoiceNumber } from './invoiceNumber';

describe('an invoice number', () => {
  it('has the year and six digits, so that numbers sort as text', () => {
    expect(formatInvoiceNumber(2026, 123)).toBe('IS-2026-000123');
    expect([formatInvoiceNumber(2026, 10), formatInvoiceNumber(2026, 9)].sort()).toEqual([
      'IS-2026-000009',
      'IS-2026-000010',
    ]);
  });

  it('grows longer rather than repeat itself', () => {
    expect(formatInvoiceNumber(2026, 1_000_000)).toBe('IS-2026-1000000');
  });
});

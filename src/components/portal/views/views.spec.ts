import { toBalanceView } from './balanceView';
import { toConsultantView, toConsultationTypeView } from './catalogViews';
import { toConsultationView } from './consultationView';
import { toPackageView } from './packageView';
import { toPaymentView } from './paymentView';

describe('what comes over the wire', () => {
  it('never breaks a page, whatever is missing', () => {
    expect(toBalanceView(null)).toMatchObject({ available: 0, lots: [], lowBalance: false });
    expect(toConsultationView(undefined)).toMatchObject({
      status: 'booked',
      meeting: { state: 'none', joinUrl: null, passcode: null },
    });
    expect(toPackageView('nonsense')).toMatchObject({ name: '', savingsPercent: null });
  });
  it('shows savings in whole per cent, and none where there are none', () => {
    expect(toPackageView({ savings: 50.6 }).savingsPercent).toBe(50);
    expect(toPackageView({ savings: { percent: 23 } }).savingsPercent).toBe(23);
    expect(toPackageView({ savings: 0 }).savingsPercent).toBeNull();
    expect(toPackageView({ savings: null }).savingsPercent).toBeNull();
  });
  it('reads lists of texts stored plainly or as rows', () => {
    expect(toConsultantView({ specialisms: ['Pricing', { id: '1', name: 'Growth' }] }).specialisms).toEqual([
      'Pricing',
      'Growth',
    ]);
  });
  it('offers a remote session when a type names no mode', () => {
    expect(toConsultationTypeView({}).modes).toEqual(['remote']);
    expect(toConsultationTypeView({ modes: ['in_person', 'odd'] }).modes).toEqual(['in_person']);
  });
  it('links an invoice only to a web page', () => {
    expect(toPaymentView({ invoiceUrl: '/api/payments/1/invoice.pdf' }).invoiceUrl).toBe(
      '/api/payments/1/invoice.pdf',
    );
    expect(toPaymentView({ invoiceUrl: 'javascript:alert(1)' }).invoiceUrl).toBeNull();
  });
  it('joins a meeting only at a web address', () => {
    expect(
      toConsultationView({ meeting: { state: 'ready', joinUrl: 'https://zoom.us/j/1' } }).meeting.joinUrl,
    ).toBe('https://zoom.us/j/1');
    expect(
      toConsultationView({ meeting: { state: 'ready', joinUrl: 'data:text/html,x' } }).meeting.joinUrl,
    ).toBeNull();
  });
  it('takes a payment as granted when its grant is there, populated or not', () => {
    expect(toPaymentView({ grant: 'g1' }).granted).toBe(true);
    expect(toPaymentView({ grant: { id: 'g1' } }).granted).toBe(true);
    expect(toPaymentView({ grant: null }).granted).toBe(false);
  });
});

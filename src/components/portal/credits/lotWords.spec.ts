import { type BalanceView, type LotView } from '../types';
import { toBalanceView } from '../views/balanceView';
import { expiryText, leftText, placesText, urgencyOf, warningsOf } from './lotWords';

const asOf = '2026-11-22T10:00:00.000Z';
const lot = (facts: Partial<LotView>): LotView => ({
  grantId: 'g',
  packageName: 'Discovery',
  source: 'purchase',
  total: 4,
  available: 4,
  held: 0,
  used: 0,
  expiresAt: '2027-05-21T10:00:00.000Z',
  ...facts,
});
const balance = (facts: Partial<BalanceView>): BalanceView => ({
  ...toBalanceView({}),
  asOf,
  lots: [lot({})],
  available: 4,
  ...facts,
});

describe('a lot in words', () => {
  it('counts what is set aside as left', () => {
    expect(leftText(lot({ available: 1, held: 1, used: 2 }))).toBe('2 of 4 credits left');
  });
  it('says where all of its credits are', () => {
    expect(placesText(lot({ available: 1, held: 1, used: 2 }))).toBe('1 available · 1 set aside · 2 used');
    expect(placesText(lot({ available: 0, held: 1, used: 0 }))).toBe(
      '0 available · 1 set aside · 0 used · 3 taken back',
    );
  });
  it('is urgent in its last week and day, while there is something to lose', () => {
    expect(urgencyOf(lot({ expiresAt: '2026-11-23T10:00:00.000Z' }), asOf)).toBe('day');
    expect(urgencyOf(lot({ expiresAt: '2026-11-29T10:00:00.000Z' }), asOf)).toBe('week');
    expect(urgencyOf(lot({ expiresAt: '2026-11-29T10:00:00.001Z' }), asOf)).toBe('none');
    expect(urgencyOf(lot({ available: 0, held: 2, expiresAt: '2026-11-23T10:00:00.000Z' }), asOf)).toBe(
      'none',
    );
  });
  it('says when it expires by the calendar of the client’s zone', () => {
    expect(expiryText(lot({ expiresAt: '2026-11-23T00:30:00.000Z' }), 'America/New_York', asOf)).toBe(
      'Expires today',
    );
    expect(expiryText(lot({ expiresAt: '2026-11-23T00:30:00.000Z' }), 'Europe/Vienna', asOf)).toBe(
      'Expires tomorrow',
    );
    expect(expiryText(lot({ expiresAt: asOf }), 'UTC', asOf)).toBe('Expired today');
  });
});

describe('the warnings of a balance', () => {
  it('are none while there is enough for long enough', () => {
    expect(warningsOf(balance({}))).toEqual([]);
  });
  it('put the last day before the last week', () => {
    const titles = warningsOf(balance({ expiring: { within1Day: 1, within7Days: 3 } })).map(
      ({ title }) => title,
    );
    expect(titles).toEqual(['1 credit will expire within a day', '3 credits will expire within 7 days']);
  });
  it('do not say the same credits twice', () => {
    expect(warningsOf(balance({ expiring: { within1Day: 2, within7Days: 2 } }))).toHaveLength(1);
  });
  it('tell a low balance, but not to somebody who never had credits', () => {
    expect(warningsOf(balance({ available: 2, lowBalance: true }))[0]?.title).toBe(
      'Only 2 credits available',
    );
    expect(warningsOf(balance({ available: 0, lowBalance: true }))[0]?.title).toBe(
      'You have no credits available',
    );
    expect(warningsOf(balance({ available: 0, lowBalance: true, lots: [] }))).toEqual([]);
  });
});

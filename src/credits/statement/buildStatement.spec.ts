import { type HistoryEntry } from '../readHistory';
import { buildStatement } from './buildStatement';

const entry = (kind: string, from: string, to: string, quantity: number): HistoryEntry => ({
  id: '1',
  at: '2026-11-22T12:00:00.000Z',
  kind,
  what: kind,
  why: 'Because.',
  quantity,
  from,
  to,
  packageName: 'Pack',
  consultationId: null,
  paymentId: null,
  reason: null,
  actor: 'you',
  balanceAfter: 0,
});
const period = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z'), zone: 'UTC' };

describe('a statement', () => {
  it('explains the way from the opening to the closing balance', () => {
    const entries = [
      entry('grant', 'issued', 'available', 4),
      entry('hold', 'available', 'held', 1),
      entry('consume', 'held', 'consumed', 1),
      entry('extend', 'available', 'available', 0),
    ];
    const statement = buildStatement({ ...period, opening: 1, closing: 4, entries });
    expect(statement.lines.map((line) => line.change)).toEqual([4, -1, 0, 0]);
    expect(statement.lapse).toBe(0);
  });
  it('shows what lapsed by the clock without an entry', () => {
    expect(buildStatement({ ...period, opening: 3, closing: 0, entries: [] }).lapse).toBe(-3);
  });
});

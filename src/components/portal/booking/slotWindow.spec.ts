import { endOf, hasLater, windowAt } from './slotWindow';

const openedAt = new Date('2026-11-24T10:20:30.000Z');
const inDays = (days: number): string => new Date(openedAt.getTime() + days * 86_400_000).toISOString();

describe('the windows of free times', () => {
  it('follow each other without a gap, each within what the API answers', () => {
    for (let index = 0; index < 6; index += 1) {
      const { from, to } = windowAt(openedAt, index);
      expect(windowAt(openedAt, index + 1).from).toBe(to);
      expect(Date.parse(to) - Date.parse(from)).toBeLessThanOrEqual(62 * 86_400_000);
    }
  });
  it.each([
    [60, 1],
    [61, 1],
    [62, 2],
    [365, 6],
  ])('reach a horizon of %i days in %i', (days, count) => {
    let index = 0;
    while (hasLater(windowAt(openedAt, index), inDays(days))) index += 1;
    expect(index + 1).toBe(count);
    expect(endOf(windowAt(openedAt, index), inDays(days))).toBe(inDays(days));
  });
  it('end where the window ends when there are later ones, or nobody said how far one may book', () => {
    expect(endOf(windowAt(openedAt, 0), inDays(200))).toBe(inDays(61));
    expect([endOf(windowAt(openedAt, 0), ''), hasLater(windowAt(openedAt, 0), '')]).toEqual([
      inDays(61),
      false,
    ]);
  });
});

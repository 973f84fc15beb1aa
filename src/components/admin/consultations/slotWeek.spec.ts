import { byDay, weekAround } from './slotWeek';

const now = new Date('2026-11-24T15:20:00Z');

describe('the week of free times', () => {
  test('starts on the chosen day', () => {
    expect(weekAround('2026-12-01T09:00:00.000Z', now, 0)).toEqual({
      from: '2026-12-01T00:00:00.000Z',
      to: '2026-12-08T00:00:00.000Z',
    });
  });

  test('starts today when nothing is chosen, and moves by weeks', () => {
    expect(weekAround('', now, 0).from).toBe('2026-11-24T00:00:00.000Z');
    expect(weekAround('', now, 1).from).toBe('2026-12-01T00:00:00.000Z');
  });

  test('slots stand under the day they fall on for the reader', () => {
    const slots = [{ startsAt: '2026-11-24T23:00:00.000Z', endsAt: '2026-11-25T00:00:00.000Z' }];
    expect(byDay(slots, 'UTC').map(({ day }) => day)).toEqual(['2026-11-24']);
    expect(byDay(slots, 'Asia/Tokyo').map(({ day }) => day)).toEqual(['2026-11-25']);
  });
});

import { addMonths, slotsByDay, slotsByPart, weeksOf } from './calendarGrid';

const slot = (startsAt: string) => ({ startsAt, endsAt: startsAt });

describe('slots on the client’s calendar', () => {
  it('fall on the day of the client’s zone', () => {
    const slots = [slot('2026-11-24T23:30:00Z'), slot('2026-11-25T09:00:00Z')];
    expect([...slotsByDay(slots, 'Asia/Tokyo').keys()]).toEqual(['2026-11-25']);
    expect([...slotsByDay(slots, 'America/New_York').keys()]).toEqual(['2026-11-24', '2026-11-25']);
  });
  it('are sorted into the parts of that day', () => {
    const slots = [slot('2026-11-24T08:00:00Z'), slot('2026-11-24T12:00:00Z'), slot('2026-11-24T18:00:00Z')];
    expect(slotsByPart(slots, 'UTC').map(([part]) => part)).toEqual(['Morning', 'Afternoon', 'Evening']);
    expect(slotsByPart(slots.slice(0, 1), 'Asia/Tokyo').map(([part]) => part)).toEqual(['Afternoon']);
  });
});

describe('a month’s grid', () => {
  it('starts on Monday and holds each day once', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeks.flat().filter(Boolean)).toHaveLength(30);
  });
  it('fits a February that starts on a Monday into four weeks', () => {
    expect(weeksOf('2027-02')).toHaveLength(4);
  });
  it('turns the year', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(weeksOf('2026-12').flat().filter(Boolean)).toHaveLength(31);
  });
});

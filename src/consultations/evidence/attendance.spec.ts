import fc from '../../../tests/support/properties';

import { isThere, type Presence, type Sighting, withSighting } from './attendance';

const seen = (kind: Sighting['kind'], minute: number, over: Partial<Sighting> = {}): Sighting => ({
  kind,
  at: new Date(Date.UTC(2031, 2, 4, 9, minute)),
  key: 'noor',
  role: 'client',
  name: 'Noor',
  place: 'meeting',
  ...over,
});
const after = (...sightings: Sighting[]): Presence[] => sightings.reduce<Presence[]>(withSighting, []);
const stays = (rows: readonly Presence[]) =>
  rows.map(({ joinedAt, leftAt }) => [joinedAt?.slice(14, 16) ?? null, leftAt?.slice(14, 16) ?? null]);

describe('who was there', () => {
  it('is one stay from coming to going', () => {
    expect(after(seen('joined', 1), seen('left', 40))).toEqual([
      {
        key: 'noor',
        role: 'client',
        name: 'Noor',
        place: 'meeting',
        joinedAt: '2031-03-04T09:01:00.000Z',
        leftAt: '2031-03-04T09:40:00.000Z',
      },
    ]);
  });

  it('comes back', () => {
    expect(stays(after(seen('joined', 1), seen('left', 10), seen('joined', 12), seen('left', 40)))).toEqual([
      ['01', '10'],
      ['12', '40'],
    ]);
  });

  it('is not lost when the going is told first', () => {
    expect(stays(after(seen('left', 40)))).toEqual([[null, '40']]);
    expect(stays(after(seen('left', 40), seen('joined', 1)))).toEqual([['01', '40']]);
  });

  it('keeps people, and the waiting room, apart', () => {
    const rows = after(
      seen('joined', 1, { place: 'waiting_room' }),
      seen('left', 3, { place: 'waiting_room' }),
      seen('joined', 3),
      seen('joined', 2, { key: 'amelia', role: 'consultant', name: 'Amelia' }),
    );
    expect(rows.map(({ key, place }) => [key, place])).toEqual([
      ['noor', 'waiting_room'],
      ['amelia', 'meeting'],
      ['noor', 'meeting'],
    ]);
    expect([isThere(rows, 'client'), isThere(rows, 'consultant'), isThere(rows, 'unknown')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(isThere(after(seen('joined', 1), seen('left', 2)), 'client')).toBe(false);
  });

  it('is known by the best that was said', () => {
    expect(after(seen('joined', 1, { role: 'unknown', name: '' }), seen('left', 9))).toMatchObject([
      { role: 'client', name: 'Noor' },
    ]);
  });

  it('does not depend on the order, nor on how often it is told', () => {
    const sighting = fc.record({
      kind: fc.constantFrom('joined' as const, 'left' as const),
      minute: fc.integer({ min: 0, max: 12 }),
      key: fc.constantFrom('a', 'b'),
      place: fc.constantFrom('meeting' as const, 'waiting_room' as const),
    });
    const histories = fc
      .array(sighting, { maxLength: 14 })
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length }),
          fc.shuffledSubarray(all),
        ),
      );
    fc.assert(
      fc.property(histories, ([all, shuffled, again]) => {
        const tell = (list: typeof all) =>
          after(...list.map(({ kind, minute, ...more }) => seen(kind, minute, more)));
        expect(tell([...shuffled, ...again])).toEqual(tell(all));
      }),
      { numRuns: 500 },
    );
  });
});

import { isLive, mayMove, type Party, STATUSES, type Status, TRANSITIONS } from './status';

const PARTIES: readonly Party[] = ['client', 'consultant', 'staff', 'system'];
const movesOf = (party: Party): string[] =>
  STATUSES.flatMap((from) =>
    STATUSES.filter((to) => mayMove(from, to, party)).map((to) => `${from} → ${to}`),
  );

describe('the life of a consultation', () => {
  it('lets a client only cancel what is booked', () => {
    expect(movesOf('client')).toEqual(['booked → cancelled']);
  });

  it('lets consultant and staff start, end and cancel; a session that runs is not cancelled', () => {
    const ours = [
      'booked → in_progress',
      'booked → completed',
      'booked → cancelled',
      'booked → client_no_show',
      'booked → consultant_no_show',
      'booked → technical_failure',
      'in_progress → completed',
      'in_progress → client_no_show',
      'in_progress → consultant_no_show',
      'in_progress → technical_failure',
    ];
    expect(movesOf('staff')).toEqual(ours);
    expect(movesOf('consultant')).toEqual(ours);
  });

  it('never cancels by the clock or the meeting provider', () => {
    expect(movesOf('system').some((move) => move.endsWith('cancelled'))).toBe(false);
  });

  it.each(STATUSES.filter((status) => !isLive(status)))('has no way out of %s', (status) => {
    expect(TRANSITIONS.filter(({ from }) => from === status)).toEqual([]);
  });

  it('names each transition once, and none to where it already is', () => {
    const named = TRANSITIONS.map(({ from, to }) => `${from} → ${to}`);
    expect(new Set(named).size).toBe(named.length);
    for (const party of PARTIES)
      for (const status of STATUSES) expect(mayMove(status, status, party)).toBe(false);
  });

  it('holds credit and slot while booked or in progress, and then no more', () => {
    const live: Status[] = STATUSES.filter(isLive);
    expect(live).toEqual(['booked', 'in_progress']);
  });
});

import { type Presence, type Role } from './attendance';
import { type HeldSession, proposeOutcome } from './proposeOutcome';

const at = (minute: number): Date => new Date(Date.UTC(2031, 2, 4, 9, minute));
const session: HeldSession = { startsAt: at(0), endsAt: at(60), startedAt: at(-1), endedAt: at(58) };
let people = 0;
const stay = (
  role: Role,
  from: number | null,
  to: number | null,
  over: Partial<Presence> = {},
): Presence => ({
  key: `${role}-${(people += 1)}`,
  role,
  name: role,
  place: 'meeting',
  joinedAt: from === null ? null : at(from).toISOString(),
  leftAt: to === null ? null : at(to).toISOString(),
  ...over,
});
const waits = { place: 'waiting_room' } as const;

describe('what the attendance proposes', () => {
  it.each<[string, Presence[], string, RegExp]>([
    [
      'both, nearly all the time',
      [stay('consultant', -1, 58), stay('client', 2, 57)],
      'completed',
      /together for 55 minutes/,
    ],
    [
      'both, one whose going was never told',
      [stay('consultant', -1, null), stay('client', 2, null)],
      'completed',
      /together for 56 minutes/,
    ],
    [
      'both, one whose coming was never told',
      [stay('consultant', null, 58), stay('client', 2, 50)],
      'completed',
      /48 minutes/,
    ],
    [
      'both, in pieces',
      [stay('consultant', 0, 5), stay('consultant', 10, 18), stay('client', 0, 60)],
      'completed',
      /13 minutes/,
    ],
    [
      'both, for a moment',
      [stay('consultant', 0, 20), stay('client', 17, 19)],
      'unclear',
      /together for 2 minutes only/,
    ],
    [
      'both, one after the other',
      [stay('consultant', 0, 20), stay('client', 25, 40)],
      'unclear',
      /0 minutes only/,
    ],
    [
      'the consultant alone',
      [stay('consultant', -2, 20)],
      'client_no_show',
      /consultant was there for 20 minutes.*client was not seen/,
    ],
    [
      'the consultant, who did not wait',
      [stay('consultant', -10, 2)],
      'unclear',
      /2 minutes of the session only/,
    ],
    ['the client alone', [stay('client', 0, 12)], 'consultant_no_show', /client was there for 12 minutes/],
    [
      'the client in front of a meeting nobody opened',
      [stay('client', 1, 16, waits)],
      'consultant_no_show',
      /15 minutes/,
    ],
    [
      'the client, never let in',
      [stay('consultant', 0, 50), stay('client', 1, 16, waits)],
      'unclear',
      /waited for 15 minutes and was not let in/,
    ],
    [
      'the client, let in after a while',
      [stay('consultant', 0, 50), stay('client', 1, 16, waits), stay('client', 16, 50)],
      'completed',
      /34 minutes/,
    ],
    [
      'the consultant and somebody',
      [stay('consultant', 0, 50), stay('unknown', 5, 45)],
      'completed',
      /guest whom Zoom does not name.*40 minutes/,
    ],
    [
      'the client and somebody: it may have been anyone',
      [stay('client', 0, 50), stay('unknown', 5, 45)],
      'unclear',
      /does not name/,
    ],
    ['two nobody can name', [stay('unknown', 0, 50), stay('unknown', 5, 45)], 'unclear', /does not name/],
    ['one nobody can name', [stay('unknown', 0, 50)], 'unclear', /does not name/],
    [
      'a trial of the day before',
      [stay('consultant', -1500, -1490), stay('client', 0, 30)],
      'consultant_no_show',
      /client was there/,
    ],
  ])('%s', (_who, attendance, status, because) => {
    expect(proposeOutcome(attendance, session)).toEqual({ status, because: expect.stringMatching(because) });
  });

  it('that a short session was held by half of it', () => {
    const short = { ...session, endsAt: at(15), endedAt: at(15) };
    expect(proposeOutcome([stay('consultant', 0, 15), stay('client', 7, 15)], short)?.status).toBe(
      'completed',
    );
    expect(proposeOutcome([stay('consultant', 0, 15), stay('client', 8, 15)], short)?.status).toBe('unclear');
  });

  it('that a meeting was held, where only that is known', () => {
    expect(proposeOutcome([], session)).toEqual({
      status: 'completed',
      because: 'The meeting was held from 08:59 until 09:58 UTC; Zoom has not said who was there.',
    });
    expect(proposeOutcome([], { ...session, startedAt: null })?.because).toMatch(/held until 09:58/);
  });

  it('nothing, where nothing is known, or only of a trial before the session', () => {
    expect(proposeOutcome([], { ...session, startedAt: null, endedAt: null })).toBeNull();
    expect(proposeOutcome([], { ...session, startedAt: at(-60), endedAt: at(-50) })).toBeNull();
  });
});

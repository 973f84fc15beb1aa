import { judgeMeeting } from './judgeMeeting';

const booking = (over: object = {}, meeting: object = {}) => ({
  status: 'booked' as const,
  meeting: { state: 'ready', meetingId: '1', ...meeting },
  ...over,
});

describe('a meeting with our mark is one too many', () => {
  it.each([
    ['when its booking does not exist', null, false, /no such booking/],
    [
      'when its booking is cancelled',
      booking({ status: 'cancelled' }, { state: 'deleted' }),
      false,
      /cancelled/,
    ],
    ['when its booking has another one', booking({}, { meetingId: '2' }), false, /another meeting, 2/],
    [
      'when its completed booking has another one',
      booking({ status: 'completed' }, { meetingId: '2' }),
      false,
      /another/,
    ],
  ] as const)('%s', (_when, record, isOwed, why) => {
    expect(judgeMeeting('1', record, isOwed)).toMatch(why);
  });

  it.each([
    ["when it is its booking's own", booking(), false],
    ['when its booking waits for a link', booking({}, { state: 'pending', meetingId: null }), false],
    [
      'when its booking is being given to another host',
      booking({}, { state: 'pending', meetingId: '2' }),
      false,
    ],
    ['when its booking was given up', booking({}, { state: 'failed', meetingId: null }), false],
    ['when something is still owed for its cancelled booking', booking({ status: 'cancelled' }), true],
    ['when something is still owed for its booking', booking({}, { meetingId: '2' }), true],
    ['when its session is over', booking({ status: 'completed' }), false],
  ] as const)('and not %s', (_when, record, isOwed) => {
    expect(judgeMeeting('1', record, isOwed)).toBeNull();
  });
});

import { type MeetingFacts, planMeeting } from './planMeeting';

const HOSTS = ['amelia@example.com', 'fallback@example.com'];
const KENJI = { host: 'fallback@example.com', firstHost: 'kenji@example.com' };
const ready = {
  state: 'ready',
  joinUrl: 'https://zoom/j/1',
  meetingId: '1',
  host: 'amelia@example.com',
  startsAt: '2031-03-04T09:00:00.000Z',
  minutes: 60,
};
const booking = (
  over: Partial<MeetingFacts> = {},
  meeting: Partial<typeof ready & { firstHost: string }> | null = {},
): MeetingFacts => ({
  mode: 'remote',
  status: 'booked',
  startsAt: '2031-03-04T09:00:00.000Z',
  endsAt: '2031-03-04T10:00:00.000Z',
  ...(meeting ? { meeting: { ...ready, ...meeting } } : {}),
  ...over,
});

describe('what brings Zoom to where a booking is', () => {
  it.each([
    ['a session in person', booking({ mode: 'in_person' }), 'nothing'],
    ['a live session without a meeting', booking({}, null), 'make'],
    ['a meeting whose link is not known', booking({}, { joinUrl: undefined }), 'make'],
    ['a meeting that was deleted', booking({}, { state: 'deleted' }), 'make'],
    ['a meeting as booked', booking(), 'nothing'],
    ['one whose state was put back', booking({}, { state: 'pending' }), 'tell'],
    ['one that was given up', booking({}, { state: 'failed' }), 'tell'],
    [
      'another time',
      booking({ startsAt: '2031-03-05T09:00:00.000Z', endsAt: '2031-03-05T10:00:00.000Z' }),
      'move',
    ],
    ['another length', booking({ endsAt: '2031-03-04T10:30:00.000Z' }), 'move'],
    ['a meeting made before its time was kept', booking({}, { startsAt: undefined }), 'move'],
    ['the fallback host', booking({}, { host: 'Fallback@Example.com' }), 'nothing'],
    [
      'the fallback host that stepped in',
      booking({}, { host: 'fallback@example.com', firstHost: 'Amelia@example.com' }),
      'nothing',
    ],
    [
      'the fallback host of a consultant who had none',
      booking({}, { host: 'fallback@example.com', firstHost: 'fallback@example.com' }),
      'prefer',
    ],
    ['the fallback host that stepped in for another consultant', booking({}, KENJI), 'prefer'],
    ['the same, and another time', booking({ endsAt: '2031-03-04T10:30:00.000Z' }, KENJI), 'prefer'],
    ['the same, in progress', booking({ status: 'in_progress' }, KENJI), 'nothing'],
    ['the same, completed', booking({ status: 'completed' }, KENJI), 'nothing'],
    ['the own host, whoever came first before', booking({}, { firstHost: 'kenji@example.com' }), 'nothing'],
    ['a host of another consultant', booking({}, { host: 'kenji@example.com' }), 'replace'],
    [
      'another host and another time',
      booking({ endsAt: '2031-03-04T10:30:00.000Z' }, { host: 'kenji@example.com' }),
      'replace',
    ],
    ['a session in progress', booking({ status: 'in_progress' }), 'nothing'],
    ['a session in progress whose link never came', booking({ status: 'in_progress' }, null), 'make'],
    ['a completed session', booking({ status: 'completed' }, null), 'nothing'],
    ['a no-show', booking({ status: 'client_no_show' }), 'nothing'],
    ['a cancelled session', booking({ status: 'cancelled' }), 'remove'],
    ['a cancelled session whose meeting is not known', booking({ status: 'cancelled' }, null), 'remove'],
  ] as const)('%s', (_what, facts, plan) => {
    expect(planMeeting(facts, HOSTS)).toBe(plan);
  });
});

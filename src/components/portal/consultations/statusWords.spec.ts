import { joinState, policyText } from './statusWords';

describe('what a client can do with a session', () => {
  const ready = { state: 'ready', joinUrl: 'https://zoom.us/j/1', passcode: null } as const;
  const pending = { state: 'pending', joinUrl: null, passcode: null } as const;

  it('joins once the meeting is there, and is told that the link follows until then', () => {
    expect(joinState({ status: 'booked', mode: 'remote', meeting: ready })).toBe('join');
    expect(joinState({ status: 'booked', mode: 'remote', meeting: pending })).toBe('link-follows');
    expect(joinState({ status: 'booked', mode: 'remote', meeting: { ...pending, state: 'failed' } })).toBe(
      'link-follows',
    );
  });
  it('cannot join what is over, even while its link is still known', () => {
    expect(joinState({ status: 'cancelled', mode: 'remote', meeting: ready })).toBe('over');
  });
  it('goes there when it is in person', () => {
    expect(joinState({ status: 'booked', mode: 'in_person', meeting: pending })).toBe('in-person');
  });
});

describe('the cancellation policy', () => {
  it('is one plain sentence for one credit and for several', () => {
    expect(policyText({ noticeHours: 24, isForgivenOnce: false, credits: 1 })).toBe(
      'Cancel at least 24 hours before the start and your credit comes back. Cancel later and it is used.',
    );
    expect(policyText({ noticeHours: 1, isForgivenOnce: false, credits: 2 })).toContain(
      'at least an hour before the start and your credits come back',
    );
    expect(policyText({ noticeHours: 24, isForgivenOnce: true, credits: 2 })).toBe(
      'Cancel at least 24 hours before the start and your credits come back. Cancel later and we give ' +
        'them back once per package; after that they are used.',
    );
    expect(policyText({ noticeHours: 0, isForgivenOnce: true, credits: 1 })).toBe(
      'You can cancel until the start, and your credit comes back.',
    );
  });
});

import { explainEffect } from './explainEffect';

const ruled = {
  because: 'Cancelled by our staff',
  explanation: 'Cancelled by our staff: the credits are returned.',
};
const NONE = { returned: 0, expired: 0, withdrawn: 0, takenBack: 0, byGrace: 0 };

describe('the effect of an ending on the credits is told', () => {
  it.each([
    [
      'as the rule has it, when the rule uses them',
      null,
      'Cancelled by our staff: the credits are returned.',
    ],
    [
      'as the rule has it, when all come back',
      { ...NONE, returned: 2 },
      'Cancelled by our staff: the credits are returned.',
    ],
    [
      'with the grace',
      { ...NONE, returned: 1, byGrace: 1 },
      'Cancelled by our staff: the credits are returned. What had expired meanwhile can be used for 30 days more.',
    ],
    [
      'when they expire at once',
      { ...NONE, expired: 1 },
      'Cancelled by our staff: the credits are not returned, because they have expired.',
    ],
    [
      'when they were withdrawn',
      { ...NONE, withdrawn: 2 },
      'Cancelled by our staff: the credits are not returned, because they were withdrawn meanwhile.',
    ],
    [
      'when their money went back',
      { ...NONE, takenBack: 1 },
      'Cancelled by our staff: the credits are not returned, because the payment for them was refunded or is disputed.',
    ],
    [
      'when one of two comes back',
      { ...NONE, returned: 1, expired: 1 },
      'Cancelled by our staff: 1 of the 2 credits is returned; 1 has expired.',
    ],
    [
      'when none comes back, for two reasons',
      { ...NONE, expired: 2, withdrawn: 1 },
      'Cancelled by our staff: none of the 3 credits is returned; 2 have expired, 1 was withdrawn meanwhile.',
    ],
  ])('%s', (_when, settled, words) => {
    expect(explainEffect(ruled, settled)).toBe(words);
  });
});

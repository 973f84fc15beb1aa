import { sessionPriceSentence, sessionPriceWords } from './sessionPrices';

describe('what credits pay for', () => {
  it('is said by length, each kind once', () => {
    const prices = [
      { minutes: 90, credits: 2 },
      { minutes: 60, credits: 1 },
      { minutes: 60, credits: 1 },
    ];
    expect(sessionPriceWords(prices)).toBe('one credit for 60 minutes, two for 90 minutes');
    expect(sessionPriceSentence(prices)).toBe('One credit for 60 minutes, two for 90 minutes.');
  });
  it('counts in figures beyond ten', () => {
    expect(sessionPriceWords([{ minutes: 480, credits: 12 }])).toBe('12 credits for 480 minutes');
  });
  it('is nothing when there are no kinds of session', () => {
    expect(sessionPriceSentence([])).toBe('');
  });
});

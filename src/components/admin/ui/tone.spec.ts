import { stateWords, toneOf } from './tone';

describe('the look of a state', () => {
  test('what went wrong is told apart from what is over', () => {
    expect(toneOf('failed')).toBe('bad');
    expect(toneOf('cancelled')).toBe('quiet');
  });

  test('a state nobody listed is shown without alarm', () => {
    expect(toneOf('something_new')).toBe('quiet');
  });

  test('states read as words', () => {
    expect(stateWords('consultant_no_show')).toBe('Consultant no-show');
    expect(stateWords('partially_refunded')).toBe('Partially refunded');
  });
});

import { nextRun, waitsLongerThan } from './nextRun';

const AT = new Date('2031-03-03T08:00:00Z');
const MINUTE_MS = 60_000;

describe('when a job runs next', () => {
  it.each([
    ['0 9 * * *', '2031-03-03T09:00:00.000Z'],
    ['*/15 * * * *', '2031-03-03T08:15:00.000Z'],
    ['3-59/5 * * * *', '2031-03-03T08:03:00.000Z'],
    ['0 9 * * FRI', '2031-03-07T09:00:00.000Z'],
    ['5 seconds', '2031-03-03T08:00:05.000Z'],
  ])('is told of %s', (every, next) => {
    expect(nextRun(every, AT).toISOString()).toBe(next);
  });

  it.each(['0 25 * * *', '60 9 * * *', '*/0 * * * *', '0 9 * * FOO', '0 9 31 4 *', 'often'])(
    'is refused of %s, with what is wrong',
    (every) => {
      expect(() => nextRun(every, AT)).toThrow(/\w{3}/);
    },
  );
});

describe('a timetable that comes too seldom', () => {
  it.each([
    ['*/20 * * * *', false],
    ['*/2 * * * *', false],
    ['0 * * * *', true],
    ['*/15 8-18 * * *', true],
    ['*/15 * * * 1-5', true],
  ])('for work that waits twenty minutes: %s is %s', (every, isSo) => {
    expect(waitsLongerThan(every, 20 * MINUTE_MS, AT)).toBe(isSo);
  });
});

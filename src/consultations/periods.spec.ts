import { exceptionsProblem, joined, periodProblem, travelsProblem } from './periods';

const period = (text: string) => {
  const [from = '', to = ''] = text.split('–');
  return { from, to };
};

describe('working periods', () => {
  it.each([
    [['09:00–12:00', '12:00–15:00'], ['09:00–15:00']],
    [
      ['13:00–15:00', '09:00–12:00'],
      ['09:00–12:00', '13:00–15:00'],
    ],
    [['09:00–17:00', '10:00–11:00'], ['09:00–17:00']],
    [['20:00–24:00', '18:00–21:00'], ['18:00–24:00']],
    [[], []],
  ])('%j are %j', (given, whole) => {
    expect(joined(given.map(period)).map(({ from, to }) => `${from}–${to}`)).toEqual(whole);
  });

  it.each([
    ['22:00–02:00', '22:00–24:00 here and 00:00–02:00'],
    ['24:00–24:00', 'gives no time'],
    ['09:00–09:00', 'gives no time'],
    ['24:00–02:00', '00:00 on the next day'],
    ['20:00–00:00', 'Write 20:00–24:00'],
    ['09:10–17:00', 'write 09:15 instead of 09:10'],
    ['09:00–16:59', 'write 17:00 instead of 16:59'],
  ])('%s is refused: %s', (given, words) => {
    expect(periodProblem(period(given))).toContain(words);
  });

  it.each(['00:00–24:00', '09:15–09:30', '20:00–24:00', '00:00–03:00'])('%s is one', (given) => {
    expect(periodProblem(period(given))).toBeNull();
  });
});

it('a day has one entry, whose hours are judged', () => {
  expect(
    exceptionsProblem([
      { date: '2026-12-24', hours: [] },
      { date: '2026-12-24', hours: [] },
    ]),
  ).toContain('twice');
  expect(exceptionsProblem([{ date: '2026-12-24', hours: [period('12:00–11:00')] }])).toContain(
    'crosses midnight',
  );
  expect(exceptionsProblem([{ date: '2026-12-24' }, { date: '2026-12-25', hours: null }])).toBeNull();
});

it('travels run forwards and do not overlap, in whatever order they stand', () => {
  const [early, late] = [
    { from: '2026-12-01', to: '2026-12-05' },
    { from: '2026-12-06', to: '2026-12-09' },
  ];
  expect(travelsProblem([late, early])).toBeNull();
  expect(travelsProblem([late, { ...early, to: '2026-12-06' }])).toContain('overlap');
  expect(travelsProblem([{ from: '2026-12-05', to: '2026-12-01' }])).toContain('backwards');
});

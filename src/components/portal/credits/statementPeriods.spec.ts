import { periodProblem, statementHref, statementPeriods } from './statementPeriods';

describe('the periods of a statement', () => {
  it('are calendar months and years up to today', () => {
    expect(statementPeriods('2026-03-15', '2025-06-20')).toEqual([
      { name: 'This month', from: '2026-03-01', to: '2026-03-15' },
      { name: 'Last month', from: '2026-02-01', to: '2026-02-28' },
      { name: 'This year', from: '2026-01-01', to: '2026-03-15' },
      { name: 'Last year', from: '2025-01-01', to: '2025-12-31' },
      { name: 'Since the beginning', from: '2025-06-20', to: '2026-03-15' },
    ]);
  });
  it('cross the turn of the year', () => {
    expect(statementPeriods('2026-01-02', '2025-12-30')[1]).toEqual({
      name: 'Last month',
      from: '2025-12-01',
      to: '2025-12-31',
    });
  });
  it('do not reach back before the account was there', () => {
    expect(statementPeriods('2026-03-15', '2026-03-15').map(({ name }) => name)).toEqual([
      'This month',
      'This year',
      'Since the beginning',
    ]);
  });
  it('are refused when they are empty, turned round or to come', () => {
    expect(periodProblem({ from: '2026-03-01', to: '' }, '2026-03-15')).toMatch(/Choose/);
    expect(periodProblem({ from: '2026-03-05', to: '2026-03-04' }, '2026-03-15')).toMatch(/before the first/);
    expect(periodProblem({ from: '2026-03-16', to: '2026-03-20' }, '2026-03-15')).toMatch(/to come/);
    expect(periodProblem({ from: '2026-03-15', to: '2026-03-15' }, '2026-03-15')).toBeNull();
  });
  it('lead to the file', () => {
    expect(statementHref({ from: '2026-03-01', to: '2026-03-15' }, 'csv')).toBe(
      '/api/credits/statement?from=2026-03-01&to=2026-03-15&format=csv',
    );
  });
});

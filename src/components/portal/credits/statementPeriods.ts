/** Calendar days of the client's zone, `2026-11-24`; the last one is meant whole. */
export interface StatementPeriod {
  name: string;
  from: string;
  to: string;
}

const day = (year: number, month: number, dayOfMonth: number): string =>
  new Date(Date.UTC(year, month, dayOfMonth)).toISOString().slice(0, 10);

/** The periods people ask statements for, as of `today`. Those before the account's first day are left out. */
export function statementPeriods(today: string, since: string): StatementPeriod[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const periods = [
    { name: 'This month', from: day(year, month - 1, 1), to: today },
    { name: 'Last month', from: day(year, month - 2, 1), to: day(year, month - 1, 0) },
    { name: 'This year', from: day(year, 0, 1), to: today },
    { name: 'Last year', from: day(year - 1, 0, 1), to: day(year, 0, 0) },
  ];
  return [
    ...periods.filter(({ to }) => to >= since),
    { name: 'Since the beginning', from: since, to: today },
  ];
}

/** Why no statement can be made of these days; null when one can. */
export function periodProblem(
  { from, to }: Pick<StatementPeriod, 'from' | 'to'>,
  today: string,
): string | null {
  if (!from || !to) return 'Choose a first and a last day.';
  if (from > today) return 'The first day is still to come.';
  return to < from ? 'The last day is before the first.' : null;
}

/** Where the statement is. */
export const statementHref = (
  { from, to }: Pick<StatementPeriod, 'from' | 'to'>,
  format: 'pdf' | 'csv',
): string => `/api/credits/statement?${new URLSearchParams({ from, to, format }).toString()}`;

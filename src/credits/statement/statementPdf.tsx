import { shortDay, shortMoment } from '@/notifications/zonedTime';
import { DomainError } from '@/platform/errors';
import { Column, Gap, PAGE_WIDTH, Row, toPdf, Words } from '@/platform/pdf/Sheet';

import { lapseWords, type Statement } from './buildStatement';

/** Making a page takes time of the web process: who wants more lines takes the CSV file. */
const MAX_LINES = 500;

const WIDTH = { when: 106, what: 206, from: 84, change: 40, balance: 47 } as const;

type Cells = Record<keyof typeof WIDTH, string> & { why: string };

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));
const cells = (some: Partial<Cells>): Cells => ({
  when: '',
  what: '',
  why: '',
  from: '',
  change: '',
  balance: '',
  ...some,
});

const Line = ({ row }: { row: Cells }) => (
  <Row rule>
    <Words width={WIDTH.when} quiet>
      {row.when}
    </Words>
    <What row={row} />
    <Column width={WIDTH.from}>
      <Words width={WIDTH.from - 8} quiet>
        {row.from}
      </Words>
    </Column>
    <Words width={WIDTH.change} align="right">
      {row.change}
    </Words>
    <Words width={WIDTH.balance} align="right">
      {row.balance}
    </Words>
  </Row>
);

const What = ({ row }: { row: Cells }) => (
  <Column width={WIDTH.what}>
    <Words width={WIDTH.what - 8}>{row.what}</Words>
    {row.why && (
      <Words width={WIDTH.what - 8} size={8.5} quiet>
        {row.why}
      </Words>
    )}
  </Column>
);

function rowsOf({ from, to, zone, opening, closing, lines, lapse }: Statement): Cells[] {
  const end = shortMoment(to, zone);
  return [
    cells({ when: 'When', what: 'What and why', from: 'Package', change: 'Change', balance: 'Balance' }),
    cells({ when: shortMoment(from, zone), what: 'Opening balance', balance: String(opening) }),
    ...lines.map(({ at, what, why, packageName, change, balance }) =>
      cells({
        when: shortMoment(at, zone),
        what,
        why,
        from: packageName,
        change: signed(change),
        balance: String(balance),
      }),
    ),
    ...(lapse === 0 ? [] : [cells({ when: end, what: lapseWords(lapse), change: signed(lapse) })]),
    cells({ when: end, what: 'Closing balance', balance: String(closing) }),
  ];
}

interface Of {
  company: string;
  client: string;
}

function Heading({ statement: { from, to, zone }, of }: { statement: Statement; of: Of }) {
  const lastDay = new Date(Date.parse(to) - 1);
  return (
    <>
      <Words width={PAGE_WIDTH} size={20}>
        {of.company}
      </Words>
      <Words width={PAGE_WIDTH} size={13}>
        Credit statement
      </Words>
      <Words width={PAGE_WIDTH} size={10} quiet>
        {`${of.client}, ${shortDay(from, zone)} to ${shortDay(lastDay, zone)}`}
      </Words>
      <Words width={PAGE_WIDTH} quiet>
        {`Balances are credits that can be booked with. Times are in the zone ${zone}.`}
      </Words>
    </>
  );
}

/**
 * The statement as a PDF, as many pages as it takes.
 * @throws DomainError VALIDATION when it has more lines than a PDF takes; a CSV file takes any
 */
export async function statementPdf(statement: Statement, of: Of): Promise<Buffer> {
  if (statement.lines.length > MAX_LINES)
    throw new DomainError('VALIDATION', {
      fields: [
        {
          path: 'format',
          message: `A PDF takes ${MAX_LINES} lines: choose a shorter period, or the CSV file, which takes all.`,
        },
      ],
    });
  const rows = rowsOf(statement);
  const paper = {
    title: `Credit statement ${statement.from.slice(0, 10)} to ${statement.to.slice(0, 10)}`,
    author: of.company,
    children: (
      <>
        <Heading statement={statement} of={of} />
        <Gap height={12} />
        {rows.map((row, index) => (
          // Lines are never moved or taken out.
          <Line key={index} row={row} />
        ))}
      </>
    ),
  };
  return toPdf(paper, JSON.stringify([of, rows]));
}

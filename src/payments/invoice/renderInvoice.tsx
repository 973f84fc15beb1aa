import { formatMoney } from '@/notifications/zonedTime';
import { Gap, PAGE_WIDTH, Row, toPdf, Words } from '@/platform/pdf/Sheet';

import { type Invoice } from './invoiceOf';
import { includedTax } from './tax';

const LABEL = 130;
const PRICE = 140;

const percent = (rate: number): string => `${Number((rate / 100).toFixed(2))} %`;

/** The lines of the letterhead, those below the name. */
const sellerLines = ({ seller }: Invoice): string[] =>
  [seller.address, seller.email, seller.taxNumber && `Tax number ${seller.taxNumber}`].filter(Boolean);

const factsOf = (invoice: Invoice): [string, string][] => [
  ['Number', invoice.number],
  ['Date', invoice.paidAt.toISOString().slice(0, 10)],
  ['Billed to', [invoice.buyer.name, invoice.buyer.company, invoice.buyer.email].filter(Boolean).join('\n')],
  ['Paid by', invoice.paidBy],
];

/** The tax that the total contains, or the remark that stands in its place. */
function taxLine({ tax, amount, currency }: Invoice): [string, string] | null {
  if (!tax.label) return null;
  if (tax.rate === 0) return [tax.label, ''];
  return [
    `Contains ${tax.label}, ${percent(tax.rate)}`,
    formatMoney(includedTax(amount, tax.rate), currency),
  ];
}

const Priced = ({
  what,
  price,
  size,
  quiet,
}: {
  what: string;
  price: string;
  size: number;
  quiet?: boolean;
}) => (
  <Row>
    <Words width={PAGE_WIDTH - PRICE} size={size} quiet={quiet}>
      {what}
    </Words>
    <Words width={PRICE} size={size} quiet={quiet} align="right">
      {price}
    </Words>
  </Row>
);

const Letterhead = ({ invoice }: { invoice: Invoice }) => (
  <>
    <Words width={PAGE_WIDTH} size={20}>
      {invoice.seller.name}
    </Words>
    {sellerLines(invoice).map((line) => (
      <Words key={line} width={PAGE_WIDTH} quiet>
        {line}
      </Words>
    ))}
  </>
);

const Facts = ({ invoice }: { invoice: Invoice }) =>
  factsOf(invoice).map(([label, value]) => (
    <Row key={label}>
      <Words width={LABEL} quiet>
        {label}
      </Words>
      <Words width={PAGE_WIDTH - LABEL} size={10}>
        {value || '–'}
      </Words>
    </Row>
  ));

function Lines({ invoice }: { invoice: Invoice }) {
  const total = formatMoney(invoice.amount, invoice.currency);
  const tax = taxLine(invoice);
  return (
    <>
      <Priced what={invoice.line.description} price={total} size={11} />
      <Words width={PAGE_WIDTH} quiet>
        {`${invoice.line.credits} credits, valid ${invoice.line.validityDays} days`}
      </Words>
      <Row rule>{null}</Row>
      <Gap height={8} />
      <Priced what="Total paid" price={total} size={12} />
      {tax && <Priced what={tax[0]} price={tax[1]} size={9} quiet />}
    </>
  );
}

/** The invoice as a PDF: one page, or more where names and addresses are long. */
export function renderInvoice(invoice: Invoice): Promise<Buffer> {
  const paper = {
    title: `Invoice ${invoice.number}`,
    author: invoice.seller.name,
    madeAt: invoice.paidAt,
    children: (
      <>
        <Letterhead invoice={invoice} />
        <Gap height={28} />
        <Words width={PAGE_WIDTH} size={14}>
          Invoice
        </Words>
        <Gap height={8} />
        <Facts invoice={invoice} />
        <Row rule>{null}</Row>
        <Gap height={8} />
        <Lines invoice={invoice} />
      </>
    ),
  };
  return toPdf(paper, JSON.stringify(invoice) + formatMoney(invoice.amount, invoice.currency));
}

const WITHOUT_MINOR = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const IN_THOUSANDTHS = new Set('bhd jod kwd omr tnd'.split(' '));

/** How many digits of an amount are behind the point, as Stripe counts: 2 for US dollars, 0 for yen. Pure. */
export function minorDigits(currency: string): number {
  const code = currency.toLowerCase();
  if (WITHOUT_MINOR.has(code)) return 0;
  return IN_THOUSANDTHS.has(code) ? 3 : 2;
}

import { minorDigits } from '@/platform/minorDigits';

/**
 * What Stripe takes as an amount: which currencies, in which units, from how little to how much.
 * Source: docs/domain.md#payments
 */
const CURRENCIES = new Set(
  (
    'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf ' +
    'clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils ' +
    'inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk ' +
    'mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp ' +
    'sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw'
  ).split(' '),
);

/** Without a minor unit by now, but written in hundredths of which the last two are zero. */
const WHOLE_IN_HUNDREDTHS = new Set(['isk', 'ugx']);

/** In minor units. Of other currencies Stripe asks for what these are worth. */
const LEAST: Record<string, number> = {
  ...{ usd: 50, aud: 50, brl: 50, cad: 50, chf: 50, eur: 50, inr: 50, nzd: 50, sgd: 50, gbp: 30, jpy: 50 },
  ...{
    aed: 200,
    bgn: 100,
    czk: 1500,
    dkk: 250,
    hkd: 400,
    huf: 17500,
    mxn: 1000,
    myr: 200,
    nok: 300,
    pln: 200,
  },
  ...{ ron: 200, sek: 300, thb: 1000 },
};
const LEAST_OF_OTHERS = 50;
/** Stripe takes eight digits. */
const MOST = 99_999_999;

/** The unit below which a currency has no coin, in minor units: 1, 10 or 100. Pure. */
function smallestStep(currency: string): number {
  if (WHOLE_IN_HUNDREDTHS.has(currency)) return 100;
  return minorDigits(currency) === 3 ? 10 : 1;
}

/** Why nothing can be sold in this currency, or null. Pure. */
export function currencyProblem(currency: unknown): string | null {
  if (typeof currency !== 'string' || !/^[a-z]{3}$/.test(currency))
    return 'Three lower-case letters, please.';
  return CURRENCIES.has(currency)
    ? null
    : `Stripe knows no currency ${currency}. Write one such as usd or eur.`;
}

/** Why Stripe would not take this amount, or null. Minor units. Pure. */
export function amountProblem(amount: unknown, currency: unknown): string | null {
  if (!Number.isSafeInteger(amount)) return 'Whole minor units, please: 4500.00 is 450000.';
  if (currencyProblem(currency) !== null) return null;
  const code = String(currency);
  const least = LEAST[code] ?? LEAST_OF_OTHERS;
  if (Number(amount) < least || Number(amount) > MOST)
    return `Stripe takes ${least} to ${MOST} minor units of ${code}.`;
  const step = smallestStep(code);
  return Number(amount) % step === 0 ? null : `In ${code} the amount must be a multiple of ${step}.`;
}

import { type Payload } from 'payload';

import { valueFault } from '@/credits/value';
import { type Findings } from '@/platform/findings';

import { eachValue, type PaidPayment } from '../readValue';
import { amountAway, feeReversed } from '../reversals';

/**
 * I2: of every paid payment earned, deferred, expired and refunded are what was paid; refunded is what its
 * reversals say.
 */
export async function checkValue(payload: Payload, findings: Findings): Promise<void> {
  await eachValue(payload, {}, (value, payment) => {
    findings.checked('I2', 'lots valued');
    const faults = [valueFault(value), ...moneyFaults(payment)];
    for (const fault of faults) if (fault) findings.differs('I2', `payments:${value.payment}`, fault);
  });
}

function moneyFaults({ amount, fee, ...payment }: PaidPayment): (string | null)[] {
  const reversals = payment.reversals ?? [];
  const refunded = amountAway(
    { amount },
    reversals.filter(({ state }) => state !== 'open'),
  );
  const reversed = feeReversed(fee, amount, amountAway({ amount }, reversals));
  return [
    (payment.refundedAmount ?? 0) === refunded
      ? null
      : `it says ${payment.refundedAmount ?? 0} refunded, its refunds and disputes ${refunded}`,
    (payment.feeReversed ?? 0) === reversed
      ? null
      : `it says ${payment.feeReversed ?? 0} of its fee given back, its refunds and disputes ${reversed}`,
  ];
}

import fc from '../../tests/support/properties';

import { type Lot } from './lots';
import { accountsAt, creditsWorth, priceOf, priceOfFirst, type Sold, valueFault, valueOf } from './value';

const NONE = { available: 0, held: 0, used: 0, expired: 0, voided: 0, clawedBack: 0 };
const FOUR: Sold = { paid: 450_000, credits: 4 };
const EIGHT: Sold = { paid: 1_250_001, credits: 8 };

const someSold = fc.record({ paid: fc.nat(5_000_000), credits: fc.integer({ min: 1, max: 60 }) });

describe('the price of a credit', () => {
  it('is the price of the lot by its credits, and the cents left over go to the last', () => {
    const prices = (sold: Sold) =>
      Array.from({ length: sold.credits }, (_, index) => priceOf(sold, index + 1));
    expect(prices({ paid: 100, credits: 3 })).toEqual([33, 33, 34]);
    expect(prices({ paid: 101, credits: 3 })).toEqual([33, 34, 34]);
    expect(prices(FOUR)).toEqual([112_500, 112_500, 112_500, 112_500]);
    expect(prices({ paid: 0, credits: 2 })).toEqual([0, 0]);
  });

  it('adds up to what was paid, and no two credits differ by more than a cent', () => {
    fc.assert(
      fc.property(someSold, (sold) => {
        const prices = Array.from({ length: sold.credits }, (_, index) => priceOf(sold, index + 1));
        expect(prices.reduce((total, price) => total + price, 0)).toBe(sold.paid);
        expect(prices).toEqual([...prices].sort((a, b) => a - b));
        expect((prices.at(-1) ?? 0) - (prices[0] ?? 0)).toBeLessThanOrEqual(1);
        expect(priceOfFirst(sold, sold.credits)).toBe(sold.paid);
      }),
    );
  });
});

describe('the value of a lot', () => {
  it('is deferred until its credits are used, lapse or are voided', () => {
    expect(valueOf(FOUR, { ...NONE, available: 3, held: 1 }, 0)).toMatchObject({
      earned: 0,
      deferred: 450_000,
      expired: 0,
      refunded: 0,
    });
    expect(valueOf(FOUR, { ...NONE, available: 1, held: 1, used: 2 }, 0)).toMatchObject({
      earned: 225_000,
      deferred: 225_000,
    });
    expect(valueOf(FOUR, { ...NONE, used: 1, expired: 2, voided: 1 }, 0)).toMatchObject({
      earned: 112_500,
      deferred: 0,
      expired: 337_500,
    });
  });

  it('gives back with the money the credits that were taken back', () => {
    expect(valueOf(FOUR, { ...NONE, used: 2, clawedBack: 2 }, 225_000)).toEqual({
      paid: 450_000,
      earned: 225_000,
      deferred: 0,
      expired: 0,
      refunded: 225_000,
    });
  });

  it('gives back more than the credits taken back from what is deferred first: what was earned stays earned', () => {
    // 5,000.00 is 3.2 of 8 credits: three are taken back, and the client keeps the fifth part of a credit.
    const value = valueOf(
      { paid: 1_250_000, credits: 8 },
      { ...NONE, used: 3, available: 2, clawedBack: 3 },
      500_000,
    );
    expect(value).toEqual({
      paid: 1_250_000,
      earned: 468_750,
      deferred: 281_250,
      expired: 0,
      refunded: 500_000,
    });
  });

  it('gives back what was lapsed next, and what was earned last', () => {
    expect(valueOf(FOUR, { ...NONE, used: 2, expired: 2 }, 200_000)).toMatchObject({
      earned: 225_000,
      expired: 25_000,
      refunded: 200_000,
    });
    expect(valueOf(FOUR, { ...NONE, used: 2, expired: 2 }, 300_000)).toMatchObject({
      earned: 150_000,
      expired: 0,
      refunded: 300_000,
    });
    expect(valueOf(FOUR, { ...NONE, used: 4 }, 450_000)).toMatchObject({
      earned: 0,
      deferred: 0,
      refunded: 450_000,
    });
  });

  it('stays deferred while a dispute has frozen the credits, and is refunded when it is lost', () => {
    const frozen = { ...NONE, used: 1, clawedBack: 3 };
    expect(valueOf(FOUR, frozen, 0)).toMatchObject({ earned: 112_500, deferred: 337_500, refunded: 0 });
    expect(valueOf(FOUR, frozen, 450_000)).toMatchObject({ earned: 0, deferred: 0, refunded: 450_000 });
  });

  it('is nothing where nothing was paid', () => {
    expect(valueOf({ paid: 0, credits: 1 }, { ...NONE, used: 1 }, 0)).toEqual({
      paid: 0,
      earned: 0,
      deferred: 0,
      expired: 0,
      refunded: 0,
    });
  });

  it('adds up for every division of the credits and every sum of money that went back', () => {
    const division = someSold.chain((sold) =>
      fc.record({
        sold: fc.constant(sold),
        cuts: fc.array(fc.nat(sold.credits), { minLength: 5, maxLength: 5 }),
        refunded: fc.nat(sold.paid),
      }),
    );
    fc.assert(
      fc.property(division, ({ sold, cuts, refunded }) => {
        const edges = [0, ...[...cuts].sort((a, b) => a - b), sold.credits];
        const [available = 0, held = 0, used = 0, expired = 0, voided = 0, rest = 0] = edges
          .slice(1)
          .map((edge, index) => edge - (edges[index] ?? 0));
        const accounts = { available, held, used, expired, voided, clawedBack: rest };
        expect(valueFault(valueOf(sold, accounts, refunded))).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('does not add up when the accounts do not, or when more went back than was paid', () => {
    expect(valueFault(valueOf(EIGHT, { ...NONE, used: 3, available: 4 }, 0))).toMatch(/is not the 1250001/);
    expect(valueFault(valueOf(EIGHT, { ...NONE, used: 9 }, 0))).toMatch(/is not the 1250001/);
    expect(valueFault(valueOf(EIGHT, { ...NONE, used: 8 }, 1_250_002))).toMatch(/-1 earned/);
  });
});

it('a sum of money pays for credits in proportion, rounded down', () => {
  expect([112_499, 112_500, 449_999, 450_000].map((money) => creditsWorth(FOUR, money))).toEqual([
    0, 1, 3, 4,
  ]);
});

it('what has lapsed is expired, recorded or not', () => {
  const lot = {
    ...NONE,
    available: 2,
    held: 1,
    expired: 1,
    expiresAt: new Date('2026-03-01T00:00:00Z'),
  } as Lot;
  expect(accountsAt(lot, new Date('2026-02-28T23:59:59Z'))).toMatchObject({
    available: 2,
    held: 1,
    expired: 1,
  });
  expect(accountsAt(lot, lot.expiresAt)).toMatchObject({ available: 0, held: 1, expired: 3 });
});

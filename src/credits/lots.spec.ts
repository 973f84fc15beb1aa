import { allocate, byBurnOrder, hasExpired, type Lot, spendable } from './lots';

const NOW = new Date('2026-03-10T12:00:00.000Z');
const later = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

let made = 0;
function lot(over: Partial<Lot> = {}): Lot {
  made += 1;
  return {
    grant: `g${made}`,
    packageName: 'Discovery & Assessment',
    source: 'purchase',
    priority: 100,
    grantedAt: later(-1),
    expiresAt: later(90),
    bookBeforeExpiry: false,
    total: 4,
    available: 4,
    held: 0,
    used: 0,
    expired: 0,
    voided: 0,
    clawedBack: 0,
    ...over,
  };
}

describe('the expiry of a lot', () => {
  it('is exclusive: the last millisecond before it is good, the instant itself is not', () => {
    const ending = lot({ expiresAt: NOW });
    expect(hasExpired(ending, new Date(NOW.getTime() - 1))).toBe(false);
    expect(hasExpired(ending, NOW)).toBe(true);
  });

  it('keeps a credit from a session that starts when the lot is over', () => {
    const ending = lot({ expiresAt: later(5) });
    expect(spendable(ending, NOW, new Date(later(5).getTime() - 1))).toBe(4);
    expect(spendable(ending, NOW, later(5))).toBe(0);
  });

  it('asks only for the booking to be in time where the package says so', () => {
    const ending = lot({ expiresAt: later(5), bookBeforeExpiry: true });
    expect(spendable(ending, NOW, later(30))).toBe(4);
    expect(spendable(ending, later(5), later(30))).toBe(0);
  });

  it('leaves what is held or used out of what can be spent', () => {
    expect(spendable(lot({ available: 1, held: 2, used: 1 }), NOW, later(1))).toBe(1);
  });
});

describe('the burn order', () => {
  it('takes the low priority first, whatever its expiry', () => {
    const trial = lot({ priority: 10, expiresAt: later(300) });
    const bought = lot({ priority: 100, expiresAt: later(3) });
    expect([bought, trial].sort(byBurnOrder)).toEqual([trial, bought]);
  });

  it('then the earliest expiry, then the oldest, then the id', () => {
    const soon = lot({ grant: 'd', expiresAt: later(3) });
    const old = lot({ grant: 'c', grantedAt: later(-9) });
    const first = lot({ grant: 'a' });
    const second = lot({ grant: 'b' });
    expect([second, first, old, soon].sort(byBurnOrder).map(({ grant }) => grant)).toEqual([
      'd',
      'c',
      'a',
      'b',
    ]);
  });

  it('is the same however the lots are handed over', () => {
    const lots = [lot({ priority: 10 }), lot({ expiresAt: later(2) }), lot({ grantedAt: later(-5) }), lot()];
    const expected = allocate(lots, 9, NOW, later(1));
    expect(allocate([...lots].reverse(), 9, NOW, later(1))).toEqual(expected);
    expect(allocate([...lots.slice(2), ...lots.slice(0, 2)], 9, NOW, later(1))).toEqual(expected);
  });
});

describe('paying with several lots', () => {
  it('empties one before it touches the next', () => {
    const lots = [
      lot({ grant: 'b', expiresAt: later(9), available: 3 }),
      lot({ grant: 'a', expiresAt: later(2), available: 1 }),
    ];
    expect(allocate(lots, 3, NOW, later(1))).toEqual([
      { grant: 'a', quantity: 1 },
      { grant: 'b', quantity: 2 },
    ]);
  });

  it('takes nothing at all when together they are not enough', () => {
    expect(allocate([lot({ available: 1 }), lot({ available: 1 })], 3, NOW, later(1))).toBeNull();
    expect(allocate([], 1, NOW, later(1))).toBeNull();
  });

  it('passes over lots that are empty, over, or over by the start', () => {
    const lots = [
      lot({ priority: 1, available: 0 }),
      lot({ priority: 2, expiresAt: NOW }),
      lot({ priority: 3, expiresAt: later(1) }),
      lot({ grant: 'good', priority: 4 }),
    ];
    expect(allocate(lots, 2, NOW, later(1))).toEqual([{ grant: 'good', quantity: 2 }]);
  });

  it('does not change the lots it was given', () => {
    const lots = [lot(), lot()];
    const before = structuredClone(lots);
    allocate(lots, 5, NOW, later(1));
    expect(lots).toEqual(before);
  });
});

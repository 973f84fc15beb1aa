import { actorWords } from './actorWords';
import { ledgerWords } from './ledgerWords';
import { reasonWords } from './reasonWords';

describe('stored words as people say them', () => {
  test('an actor is a colleague by name, the client, or the product itself', () => {
    const names = new Map([['a1', 'Oscar Lind']]);
    expect(actorWords('staff:a1', names)).toBe('Oscar Lind');
    expect(actorWords('staff:gone', names)).toBe('A colleague');
    expect(actorWords('client:c1', names)).toBe('The client');
    expect(actorWords('system:audit', names)).toBe('Automatic (audit)');
    expect(actorWords('stripe:evt_1', names)).toBe('Stripe');
  });

  test('a rule is spelled out, and a sentence left alone', () => {
    expect(reasonWords('client-no-show')).toBe('client no-show');
    expect(reasonWords('As agreed by phone.')).toBe('As agreed by phone.');
  });

  test('an entry says what happened to how many credits', () => {
    expect(ledgerWords({ kind: 'hold', quantity: 2 })).toBe('2 credits held');
    expect(ledgerWords({ kind: 'extend', quantity: 0 })).toBe('Expiry moved');
  });
});

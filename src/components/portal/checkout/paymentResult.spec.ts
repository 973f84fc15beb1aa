import { judgeConfirmation } from './paymentResult';

describe('what became of a payment', () => {
  it('is paid when Stripe says so', () => {
    expect(judgeConfirmation({ paymentIntent: { status: 'succeeded' } })).toEqual({ kind: 'paid' });
  });
  it('is on its way for methods that take days', () => {
    expect(judgeConfirmation({ paymentIntent: { status: 'processing' } })).toEqual({ kind: 'processing' });
  });
  it('is paid as well when a second tab was quicker', () => {
    const error = {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      payment_intent: { status: 'succeeded' },
    } as const;
    expect(judgeConfirmation({ error })).toEqual({ kind: 'paid' });
  });
  it('names why a card was declined, and that nothing was charged', () => {
    const error = {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: 'x',
    } as const;
    const result = judgeConfirmation({ error });
    expect(result).toMatchObject({ kind: 'refused', problem: { code: 'insufficient_funds' } });
    expect(result.kind === 'refused' && result.problem.message).toMatch(
      /not enough money.*Nothing was charged/,
    );
  });
  it('does not tell a thief that the card is reported stolen', () => {
    const error = {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'stolen_card',
      message: 'Stolen.',
    } as const;
    const result = judgeConfirmation({ error });
    expect(result.kind === 'refused' && result.problem.message).not.toMatch(/stolen/i);
  });
  it('asks to confirm with the bank when that was missed', () => {
    const error = { type: 'invalid_request_error', code: 'payment_intent_authentication_failure' } as const;
    expect(judgeConfirmation({ error })).toMatchObject({ problem: { code: 'authentication_required' } });
    expect(judgeConfirmation({ paymentIntent: { status: 'requires_action' } })).toMatchObject({
      problem: { code: 'authentication_required' },
    });
  });
  it('reassures when the connection broke', () => {
    const result = judgeConfirmation({ error: { type: 'api_connection_error' } });
    expect(result.kind === 'refused' && result.problem.message).toContain('cannot be charged twice');
  });
});

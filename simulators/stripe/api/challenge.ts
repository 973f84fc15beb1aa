import { invalid } from '../errors';
import { authenticate } from '../payments';
import { type Handler } from './call';
import { intentFor } from './paymentIntents';

/** What the bank's page reports when the payer has decided. */
export const completeChallenge: Handler = ({ sim, params, caller }) => {
  const { payment_intent: id, client_secret: secret, outcome } = params;
  if (outcome !== 'succeed' && outcome !== 'fail')
    throw invalid('outcome must be succeed or fail', { param: 'outcome' });
  const intent = intentFor(sim, String(id), caller, secret);
  authenticate(sim, intent, outcome);
  return intent;
};

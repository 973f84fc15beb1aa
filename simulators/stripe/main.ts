import { startStripeSimulator } from './server';

const {
  STRIPE_SIM_PORT,
  WEBHOOK_URL,
  STRIPE_WEBHOOK_SECRET,
  STRIPE_SIM_STATE,
  STRIPE_SIM_RETRY_MS,
  STRIPE_SIM_SETTLE_MS,
} = process.env;

if (!STRIPE_WEBHOOK_SECRET) throw new Error('STRIPE_WEBHOOK_SECRET is missing');

const simulator = await startStripeSimulator({
  port: Number(STRIPE_SIM_PORT ?? 4010),
  webhookUrl: WEBHOOK_URL ?? null,
  webhookSecret: STRIPE_WEBHOOK_SECRET,
  ...(STRIPE_SIM_STATE ? { stateFile: STRIPE_SIM_STATE } : {}),
  ...(STRIPE_SIM_RETRY_MS ? { retryBaseMs: Number(STRIPE_SIM_RETRY_MS) } : {}),
  ...(STRIPE_SIM_SETTLE_MS ? { settleAfterMs: Number(STRIPE_SIM_SETTLE_MS) } : {}),
});
console.log(
  `Stripe simulator on ${simulator.url}, webhooks to ${WEBHOOK_URL ?? 'nowhere (WEBHOOK_URL is not set)'}`,
);

const stop = (): void => void simulator.close().then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

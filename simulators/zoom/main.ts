import { startZoomSimulator } from './server';

const DEFAULT_PORT = 4020;
const { env } = process;

const credentials =
  env.ZOOM_ACCOUNT_ID && env.ZOOM_CLIENT_ID && env.ZOOM_CLIENT_SECRET
    ? { accountId: env.ZOOM_ACCOUNT_ID, clientId: env.ZOOM_CLIENT_ID, clientSecret: env.ZOOM_CLIENT_SECRET }
    : undefined;

const simulator = await startZoomSimulator({
  port: Number(env.ZOOM_SIM_PORT ?? DEFAULT_PORT),
  stateFile: env.ZOOM_SIM_STATE || undefined,
  hosts: env.ZOOM_SIM_HOSTS ? env.ZOOM_SIM_HOSTS.split(',').map((host) => host.trim()) : undefined,
  credentials,
  webhookUrl: env.ZOOM_WEBHOOK_URL || undefined,
  webhookSecret: env.ZOOM_WEBHOOK_SECRET,
});
console.log(`Zoom simulator on ${simulator.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void simulator.close().then(() => process.exit(0));
  });
}

import { join } from 'node:path';
import { builtProgram, typescript } from '../bundle/programs.mjs';

/** The programs of the demo besides MongoDB: how each is started and the port that shows it is up. */
export function outsideServices({ settings: { root, dataDir, ports, urls }, product }) {
  return [
    {
      name: 'stripe',
      ...typescript(join(root, 'simulators', 'stripe', 'main.ts')),
      port: ports.STRIPE_SIM_PORT,
      env: {
        STRIPE_SIM_PORT: String(ports.STRIPE_SIM_PORT),
        STRIPE_SIM_STATE: join(dataDir, 'stripe.json'),
        STRIPE_WEBHOOK_SECRET: product.STRIPE_WEBHOOK_SECRET,
        WEBHOOK_URL: `${urls.web}/api/payments/webhook`,
      },
    },
    {
      name: 'zoom',
      ...typescript(join(root, 'simulators', 'zoom', 'main.ts')),
      port: ports.ZOOM_SIM_PORT,
      env: {
        ZOOM_SIM_PORT: String(ports.ZOOM_SIM_PORT),
        ZOOM_SIM_STATE: join(dataDir, 'zoom.json'),
        ZOOM_WEBHOOK_URL: `${urls.web}/api/zoom/webhook`,
        ZOOM_WEBHOOK_SECRET: product.ZOOM_WEBHOOK_SECRET,
      },
    },
    {
      name: 'inbox',
      command: process.execPath,
      args: [
        join(root, 'node_modules', 'maildev', 'bin', 'maildev'),
        ...['--ip', '127.0.0.1', '--smtp', String(ports.SMTP_PORT), '--web', String(ports.INBOX_PORT)],
        ...['--mail-directory', join(dataDir, 'mail')],
      ],
      port: ports.INBOX_PORT,
    },
  ];
}

/** The product itself, as it runs in production. */
export function productServices({ root, ports }) {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  return [
    {
      name: 'web',
      command: process.execPath,
      args: [next, 'start', '-H', '127.0.0.1', '-p', String(ports.PORT)],
      port: ports.PORT,
    },
    { name: 'worker', ...builtProgram(root, 'worker') },
  ];
}

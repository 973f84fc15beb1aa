/**
 * One web process of several: the product's routes behind a real HTTP server, on the database and providers of the
 * environment. Prints the address it listens on; ends on SIGTERM as the web does, and prints what it took and answered.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { getPayload } from 'payload';

import { drainOnSignal } from '../../src/app/drain/drainOnSignal';
import { serve } from './routes';

const { default: config } = await import('../../payload.config');
const payload = await getPayload({ config });
const { GET: health } = await import('../../src/app/health/route');

function requestOf(message: IncomingMessage, body: Buffer): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    if (typeof value === 'string') headers.set(name, value);
  const hasBody = message.method !== 'GET' && message.method !== 'HEAD';
  return new Request(`${process.env.SERVER_URL}${message.url}`, {
    method: message.method,
    headers,
    body: hasBody ? new Uint8Array(body) : undefined,
  });
}

const counted = { taken: 0, answered: 0 };
drainOnSignal(
  async () => {
    console.log(`took ${counted.taken}, answered ${counted.answered}`);
    await payload.destroy();
  },
  Number(process.env.LINGER_MS ?? 0),
);

const server = createServer((message, response) => {
  counted.taken += 1;
  response.once('finish', () => (counted.answered += 1));
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => {
    const request = requestOf(message, Buffer.concat(chunks));
    (message.url === '/health' ? health(request) : serve(request, config)).then(
      async (answer) => {
        response
          .writeHead(answer.status, Object.fromEntries(answer.headers))
          .end(Buffer.from(await answer.arrayBuffer()));
      },
      (error: Error) => response.writeHead(599).end(error.message),
    );
  });
});
server.listen(0, '127.0.0.1', () =>
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);

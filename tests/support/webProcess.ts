/**
 * One web process of several: the product's routes behind a real HTTP server, on the database and providers of the
 * environment. Prints the address it listens on.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { getPayload } from 'payload';

import { serve } from './routes';

const { default: config } = await import('../../payload.config');
await getPayload({ config });

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

const server = createServer((message, response) => {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => {
    serve(requestOf(message, Buffer.concat(chunks)), config).then(
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

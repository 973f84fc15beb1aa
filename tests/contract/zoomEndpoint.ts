import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** An endpoint that takes every webhook. */
export async function startEndpoint(
  take: (body: string) => void,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((message, response) => {
    let body = '';
    message.on('data', (chunk: Buffer) => (body += chunk.toString()));
    message.on('end', () => {
      take(body);
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

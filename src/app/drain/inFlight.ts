import { subscribe } from 'node:diagnostics_channel';
import { type Server, type ServerResponse } from 'node:http';
import { type Socket } from 'node:net';

/** What Node tells of each request that a server of this process takes. */
interface Taken {
  response: ServerResponse;
  socket: Socket;
  server: Server;
}

/** The requests a process has taken and not answered yet. */
export interface InFlight {
  count(): number;
  /** From now on each connection ends with the answer to its latest request, and says so in it. */
  closeAfterAnswers(): void;
  /** Takes no new connection, and ends those on which nothing is asked. */
  stopListening(): void;
}

/**
 * Follows the requests of this process. Next gives nobody its server: Node names it with every request.
 */
export function followRequests(): InFlight {
  const open = new Set<ServerResponse>();
  const servers = new Set<Server>();
  const latest = new WeakMap<Socket, ServerResponse>();
  let isClosing = false;

  /** On one connection several may wait for their turn: only the last of them ends it. */
  const markLast = (response: ServerResponse, socket: Socket | null): void => {
    const before = socket && latest.get(socket);
    if (before && before !== response && !before.headersSent) before.shouldKeepAlive = true;
    if (!response.headersSent) response.shouldKeepAlive = false;
  };

  subscribe('http.server.request.start', (message) => {
    const { response, socket, server } = message as Taken;
    open.add(response);
    servers.add(server);
    response.once('close', () => {
      open.delete(response);
      // Whose head had left before it could say so.
      if (isClosing) setImmediate(() => server.closeIdleConnections());
    });
    if (isClosing) markLast(response, socket);
    latest.set(socket, response);
  });

  return {
    count: () => open.size,
    closeAfterAnswers: () => {
      isClosing = true;
      for (const response of open)
        if (!response.socket || latest.get(response.socket) === response) markLast(response, response.socket);
    },
    stopListening: () => {
      for (const server of servers) {
        if (server.listening) server.close();
        server.closeIdleConnections();
      }
    },
  };
}

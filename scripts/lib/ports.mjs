import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** Below what systems give to outgoing connections: what is free now is not taken by chance a moment later. */
const [FIRST_PORT, LAST_PORT] = [20_000, 32_000];

/**
 * @returns {Promise<boolean>} whether a server could listen there now. Both are tried: some systems let one
 *   listen on the loopback address of a port that another program serves on all addresses
 */
async function isFree(port, host = '127.0.0.1') {
  return !(await isAnswering(port, host)) && canListen(port, host);
}

/** @returns {Promise<boolean>} whether somebody accepts connections there */
export function isAnswering(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1000 });
    const answer = (is) => {
      socket.destroy();
      resolve(is);
    };
    socket
      .once('connect', () => answer(true))
      .once('error', () => answer(false))
      .once('timeout', () => answer(false));
  });
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** @returns {Promise<number[]>} as many different free ports as asked for */
export async function freePorts(count) {
  const found = new Set();
  while (found.size < count) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
}

/**
 * Stops before anything is started when a port cannot be had.
 * @param {{variable: string, port: number, what: string}[]} wanted
 * @param {string} command that is tried again with another port
 * @throws {Error} that names each port, what it is for and the variable that changes it
 */
export async function assertPortsFree(wanted, command) {
  const problems = [];
  for (const { variable, port, what } of wanted) {
    const twin = wanted.find((other) => other.port === port && other.variable < variable);
    if (twin)
      problems.push(`${what} and ${twin.what} are both given port ${port}. Set ${variable} to another.`);
    else if (!(await isFree(port))) {
      problems.push(
        `Port ${port} (${what}) is in use. Free it, or choose another: ${variable}=${port + 1} ${command}`,
      );
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

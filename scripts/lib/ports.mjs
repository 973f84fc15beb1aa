import { connect, createServer } from 'node:net';

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
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const server = createServer();
          server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
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

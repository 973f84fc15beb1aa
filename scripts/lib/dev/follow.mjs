import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { prettyFactory } from 'pino-pretty';

const POLL_MS = 200;
const pretty = prettyFactory({
  colorize: process.stdout.isTTY ?? false,
  ignore: 'pid,hostname,service',
  singleLine: true,
});

/**
 * Shows what programs write to their logs from now on, each line with the program's name before it.
 * @param {{logs: {name: string, file: string}[], line: (text: string) => void}} input
 * @returns {() => void} ends it
 */
export function followLogs({ logs, line }) {
  const width = Math.max(...logs.map(({ name }) => name.length));
  const ends = logs.map(({ name, file }) =>
    follow(file, (text) => {
      for (const shown of readable(text).split('\n')) line(`${name.padEnd(width)} | ${shown}`);
    }),
  );
  return () => ends.forEach((end) => end());
}

/** @param {string} file @param {(line: string) => void} tell @returns {() => void} */
function follow(file, tell) {
  let at;
  let rest = '';
  let timer;
  let ended = false;
  const look = async () => {
    const size = await stat(file).then(
      (info) => info.size,
      () => 0, // not started yet
    );
    at ??= size;
    if (size < at) at = 0;
    if (size > at) {
      rest += await readPart(file, at, size);
      at = size;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      lines.filter(Boolean).forEach(tell);
    }
    if (!ended) timer = setTimeout(look, POLL_MS);
  };
  void look();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

async function readPart(file, start, end) {
  const chunks = await createReadStream(file, { start, end: end - 1 }).toArray();
  return Buffer.concat(chunks).toString();
}

const readable = (text) => (text.startsWith('{"level"') ? pretty(text).trimEnd() : text);

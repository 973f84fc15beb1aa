import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { aptInstall, canAptInstall } from './apt.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Said when there is no browser and none can be installed here. */
export const NO_CHROMIUM =
  'No Chromium was found. Install Chromium or Chrome, or set CHROMIUM_PATH to the program.';

/** How it is started: nothing of its own goes out, and no name but this machine's is found. */
export const CHROMIUM_FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * Finds a Chromium for the browser tests, or installs Debian's.
 * @param {{log: (line: string) => void}} input
 * @returns {Promise<string | undefined>} path of the program, or nothing when there is none and none can be had
 */
export async function findChromium({ log }) {
  const own = process.env.CHROMIUM_PATH;
  if (own) {
    if (await isProgram(own)) return own;
    throw new Error(`CHROMIUM_PATH names ${own}, which is not a program.`);
  }
  const found = await search();
  if (found || !canAptInstall()) return found;
  log('Chromium: installing the Debian package');
  await aptInstall(['chromium']);
  return search();
}

async function search() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), MAC];
  for (const place of places) if (await isProgram(place)) return place;
  return undefined;
}

const isProgram = (path) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

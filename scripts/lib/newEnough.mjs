// Imported first by what is run as `node scripts/…`: says so when Node is too old, before anything else fails of it.
import { fileURLToPath } from 'node:url';
import { isAtLeast, pinnedVersion, readManifest, tooOld } from './pinnedNode.mjs';

const wanted = pinnedVersion(readManifest(fileURLToPath(new URL('../..', import.meta.url))));
const version = process.versions.node;
if (!isAtLeast(version, wanted)) {
  console.error(tooOld({ wanted, version, because: 'npm run … uses the one that npm installs. ' }));
  process.exit(1);
}

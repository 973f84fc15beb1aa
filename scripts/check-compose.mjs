// node scripts/check-compose.mjs: as much of the Dockerfile and docker-compose.yml as can be checked without an
// engine: that they fit each other, package.json, .env.example and the files they name.
import './lib/newEnough.mjs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeProblems } from './lib/check/compose.mjs';
import { dockerfileProblems } from './lib/check/dockerfile.mjs';
import { environmentProblems } from './lib/check/environment.mjs';
import { runtimeProblems } from './lib/check/runtime.mjs';
import { pinnedVersion, readManifest } from './lib/pinnedNode.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name) => readFileSync(join(root, name), 'utf8');
const manifest = readManifest(root);
const project = {
  exists: (path) => existsSync(join(root, path)),
  scripts: Object.keys(manifest.scripts),
  node: pinnedVersion(manifest),
  variables: [...read('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]),
};

const problems = [
  ...composeProblems(read('docker-compose.yml'), project),
  ...dockerfileProblems({ dockerfile: read('Dockerfile'), ignore: read('.dockerignore') }, project),
  ...runtimeProblems({ manifest, nvmrc: read('.nvmrc') }),
  ...environmentProblems(read('src/platform/env.ts'), project),
];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

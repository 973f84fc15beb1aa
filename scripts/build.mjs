// npm run build: the production build, of the web and of the programs beside it. It needs no setting and no database,
// and carries none with it.
import './lib/newEnough.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPrograms } from './lib/bundle/programs.mjs';
import { placeholderEnv } from './lib/placeholderEnv.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
const child = spawn(process.execPath, [next, 'build'], {
  cwd: root,
  env: placeholderEnv(root),
  stdio: 'inherit',
});
child.on('exit', (code) => {
  if (code === 0) void buildPrograms(root);
  else process.exit(code ?? 1);
});

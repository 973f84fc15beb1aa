import { join } from 'node:path';

/** Where a debugger finds web and worker; .vscode/launch.json names them too. */
const INSPECT = { web: '127.0.0.1:9329', worker: '127.0.0.1:9330' };

/**
 * How the product runs in the development loop: each program follows the sources by itself.
 * @param {{settings: ReturnType<typeof import('../demo/settings.mjs').demoSettings>, inspect: boolean}} input
 */
export function devServices({ settings: { root, ports }, inspect }) {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  return [
    {
      name: 'web',
      command: process.execPath,
      args: [
        next,
        'dev',
        '-H',
        '127.0.0.1',
        '-p',
        String(ports.PORT),
        ...(inspect ? ['--inspect', INSPECT.web] : []),
      ],
      env: { NODE_ENV: 'development' },
      port: ports.PORT,
    },
    {
      name: 'worker',
      ...watched(root, {
        file: join('src', 'jobs', 'worker.ts'),
        options: inspect ? [`--inspect=${INSPECT.worker}`] : [],
      }),
    },
  ];
}

/** Publishes the words of a mail when its file is saved. Started when the web answers: it asks that. */
export function templatePublisher({ root, dataDir }) {
  return {
    name: 'mails',
    ...watched(root, {
      file: join('scripts', 'lib', 'dev', 'publishTemplates.ts'),
      options: ['--include', 'src/emails/**/*.mjml'],
    }),
    env: { PUBLISHED_TEMPLATES: join(dataDir, 'templates.json') },
  };
}

/** A program that is started anew when a file that it loads is saved. */
function watched(root, { file, options }) {
  return {
    command: process.execPath,
    args: [
      join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
      ...['watch', '--clear-screen=false', ...options],
      // The big packages as one file each: half of a start is gone.
      '--import=./scripts/lib/bundle/register.mjs',
      file,
    ],
  };
}

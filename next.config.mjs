import { withPayload } from '@payloadcms/next/withPayload';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';

/**
 * Plain JavaScript: a server that only starts needs no compiler for it.
 * @param {boolean} isDevServer
 * @returns {import('next').NextConfig}
 */
const settings = (isDevServer) => ({
  poweredByHeader: false,
  // A second server beside the first needs its own folder.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  // These read files beside themselves, or are too dynamic to bundle.
  serverExternalPackages: [
    ...[
      'mjml',
      '@react-pdf/renderer',
      'fontkit',
      'pino',
      'pino-pretty',
      'html-to-text',
      'rate-limiter-flexible',
    ],
    // Bundled, each route would carry a copy of them: twice the time to build, and eight times the size.
    ...['payload', '@payloadcms/db-mongodb', '@payloadcms/email-nodemailer'],
  ],
  // Written into the code: no environment can turn a build into a development server.
  env: { DEV_SERVER: isDevServer ? 'yes' : 'no' },
  // In a build nothing reads the maps: Node is not started with them. A debugger does.
  experimental: { turbopackSourceMaps: isDevServer },
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  // Types, lint and import rules are steps of their own (npm test).
  typescript: { ignoreBuildErrors: true },
});

/** @param {string} phase */
export default (phase) =>
  withPayload(settings(phase === PHASE_DEVELOPMENT_SERVER), { devBundleServerPackages: false });

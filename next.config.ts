import { withPayload } from '@payloadcms/next/withPayload';
import { type NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  // A second server beside the first needs its own folder.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  // These read files beside themselves, or are too dynamic to bundle.
  serverExternalPackages: [
    ...['mjml', 'pdfkit', 'pino', 'pino-pretty', 'html-to-text', 'rate-limiter-flexible'],
    // Bundled, each route would carry a copy of them: twice the time to build, and eight times the size.
    ...['payload', '@payloadcms/db-mongodb', '@payloadcms/email-nodemailer'],
  ],
  // Nothing reads the maps: Node is not started with them.
  experimental: { turbopackSourceMaps: false },
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  // Types, lint and import rules are steps of their own (npm test).
  typescript: { ignoreBuildErrors: true },
};

export default withPayload(config, { devBundleServerPackages: false });

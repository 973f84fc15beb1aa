import { readFileSync } from 'node:fs';
import { type ServerResponse } from 'node:http';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'browser');
const SCRIPT = 'text/javascript; charset=utf-8';
const PAGE = 'text/html; charset=utf-8';

const ASSETS: Record<string, string> = {
  '/stripe.js': SCRIPT,
  '/stripe-frame.html': PAGE,
  '/stripe-frame.js': SCRIPT,
  '/stripe-frame.css': 'text/css; charset=utf-8',
  '/stripe-3ds.html': PAGE,
  '/stripe-3ds.js': SCRIPT,
};

/** The frames load nothing from elsewhere, may be shown by any page, and tell nobody the page they are on. */
const FRAME_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:";

/** Answers one of the browser's files; false when there is none at this path. */
export function serveAsset(path: string, response: ServerResponse): boolean {
  const type = ASSETS[path];
  if (!type) return false;
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    ...(type === PAGE ? { 'content-security-policy': FRAME_POLICY } : {}),
  });
  response.end(readFileSync(join(FOLDER, path)));
  return true;
}

import { subscribe } from 'node:diagnostics_channel';
import { type IncomingMessage } from 'node:http';

import { whyRefused } from './readable';

/**
 * Leads what Next cannot read to the route that refuses it. Next fails on it before any code of ours runs, and the
 * server tells of a request before Next sees it.
 */
export function refuseUnreadable(): void {
  subscribe('http.server.request.start', (told) => {
    const { request } = told as { request: IncomingMessage };
    const why = whyRefused(request.method ?? '', request.url ?? '');
    if (!why) return;
    request.url = `/refused/${why}`;
    request.method = 'GET';
  });
}

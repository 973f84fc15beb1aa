import { type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiError, invalid } from '../errors';
import { expanded } from '../expand';
import { type Fault, type Faults } from '../faults';
import { CORS, parseForm, readBody, sendJson } from '../http';
import { Idempotency } from '../idempotency';
import { newId } from '../ids';
import { publicView } from '../objects/paymentIntent';
import { API_VERSION, type Sim } from '../sim';
import { type PaymentIntent } from '../types';
import { callerOf } from './auth';
import { findRoute } from './routes';

/** What was asked and answered, for tests that hold both sides to the specification. */
export interface Exchange {
  method: string;
  url: string;
  requestHeaders: IncomingMessage['headers'];
  requestBody: string;
  status: number;
  responseBody: unknown;
}

export interface Api {
  sim: Sim;
  faults: Faults;
  idempotency: Idempotency;
  onExchange?: (exchange: Exchange) => void;
}

interface Answer {
  status: number;
  body: unknown;
  replayed?: boolean;
}

/** Answers one call under /v1. */
export async function serveApi(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const path = url.split('?')[0] ?? url;
  const body = await readBody(request);
  const fault = api.faults.take(method, path);
  if (fault && !fault.afterEffect && isFinal(fault)) return meet(fault, response);
  const key = method === 'POST' ? request.headers['idempotency-key'] : undefined;
  const requestId = newId('req').slice(0, 18);
  const answer = await perform(api, {
    request,
    method,
    url,
    path,
    body,
    key: key ? String(key) : null,
    requestId,
    fault,
  });
  if (fault?.afterEffect) return meet(fault, response);
  api.onExchange?.({
    method,
    url,
    requestHeaders: request.headers,
    requestBody: body,
    status: answer.status,
    responseBody: structuredClone(answer.body),
  });
  sendJson(response, answer.status, answer.body, {
    ...CORS,
    'request-id': requestId,
    'stripe-version': API_VERSION,
    ...(key ? { 'idempotency-key': String(key) } : {}),
    ...(answer.replayed ? { 'idempotent-replayed': 'true' } : {}),
  });
}

interface Incoming {
  request: IncomingMessage;
  method: string;
  url: string;
  path: string;
  body: string;
  key: string | null;
  requestId: string;
  fault: Fault | null;
}

async function perform(api: Api, incoming: Incoming): Promise<Answer> {
  try {
    const { key, method, path, body } = incoming;
    const { run, caller } = resolve(api, incoming);
    // Keys belong to an account; a browser's have their own space here.
    const scoped = key ? `${caller}:${key}` : null;
    const fingerprint = Idempotency.fingerprint(method, path, body);
    const saved = scoped ? api.idempotency.begin(scoped, fingerprint) : null;
    if (saved) return { status: saved.status, body: saved.body, replayed: true };
    if (incoming.fault?.delayMs) await wait(incoming.fault.delayMs);
    let answer: Answer | null = null;
    try {
      answer = attempted(run, caller);
      return answer;
    } finally {
      if (scoped) api.idempotency.finish(scoped, answer && { ...answer, fingerprint });
      api.sim.store.save();
    }
  } catch (error) {
    return failed(error);
  }
}

/** Finds the work to do, or throws what is wrong with the call before any work. */
function resolve(api: Api, { request, method, url, path, body, key, requestId }: Incoming) {
  const found = findRoute(method, path);
  const {
    key: shown,
    _stripe_version: _ignored,
    ...params
  } = parseForm(method === 'POST' ? body : (url.split('?')[1] ?? ''));
  const caller = callerOf(request.headers, { key: shown }, found?.route.browser ?? false);
  if (!found) {
    throw new ApiError(404, {
      type: 'invalid_request_error',
      message: `Unrecognized request URL (${method}: ${path}).`,
    });
  }
  const run = (): unknown => {
    api.sim.cause = { id: requestId, idempotency_key: key };
    try {
      const answer = found.route.handler({ sim: api.sim, params, id: found.id, caller });
      if (caller === 'browser') return publicView(answer as PaymentIntent);
      return expanded(api.sim.store, answer, expandPaths(params.expand));
    } finally {
      api.sim.cause = null;
    }
  };
  return { run, caller };
}

const expandPaths = (given: unknown): string[] => {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw invalid('Invalid array', { param: 'expand' });
  return given as string[];
};

function attempted(run: () => unknown, caller: 'server' | 'browser'): Answer {
  try {
    return { status: 200, body: run() };
  } catch (error) {
    const answer = failed(error);
    const { error: facts } = answer.body as { error: Record<string, unknown> };
    if (caller === 'browser' && facts.payment_intent)
      facts.payment_intent = publicView(facts.payment_intent as PaymentIntent);
    return answer;
  }
}

function failed(error: unknown): Answer {
  if (!(error instanceof ApiError)) throw error;
  return { status: error.status, body: structuredClone(error.body) };
}

const isFinal = (fault: Fault): boolean => fault.status !== undefined || fault.timeout !== undefined;

function meet({ status, timeout }: Fault, response: ServerResponse): void {
  if (status !== undefined) {
    const type = status === 429 ? 'invalid_request_error' : 'api_error';
    const code = status === 429 ? { code: 'rate_limit' } : {};
    return sendJson(
      response,
      status,
      { error: { type, ...code, message: 'The simulator was told to fail this call.' } },
      CORS,
    );
  }
  if (timeout === true) return;
  const cut = () => response.destroy();
  if (typeof timeout === 'number') setTimeout(cut, timeout).unref();
  else cut();
}

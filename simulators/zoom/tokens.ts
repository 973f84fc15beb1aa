import { randomBytes } from 'node:crypto';
import { type Reply, type Request } from './http';

export interface Credentials {
  accountId: string;
  clientId: string;
  clientSecret: string;
}

type TokenState = 'valid' | 'expired' | 'unknown';

export interface TokenDesk {
  /** `POST /oauth/token` */
  issue(request: Request): Reply;
  stateOf(authorization: string | undefined): TokenState;
  /** Withdraws every token, as changing the app's secret does. */
  withdraw(): void;
}

const SCOPE =
  'meeting:write:meeting:admin meeting:update:meeting:admin meeting:delete:meeting:admin ' +
  'meeting:read:meeting:admin meeting:read:list_meetings:admin ' +
  'report:read:list_meeting_participants:admin';

const refused = (status: number, error: string, reason: string): Reply => ({
  status,
  json: { reason, error },
});

/** Server-to-Server OAuth. Without `credentials` any client id and secret will do, but there must be some. */
export function createTokenDesk(input: {
  credentials: Credentials | null;
  lifeSeconds: number;
  now(): Date;
  onIssue(): void;
}): TokenDesk {
  const expiry = new Map<string, number>();
  return {
    issue(request) {
      const form = new URLSearchParams(request.body);
      const given = (name: string) => request.query.get(name) ?? form.get(name);
      if (given('grant_type') !== 'account_credentials') {
        return refused(400, 'unsupported_grant_type', 'unsupported grant type');
      }
      const client = basicCredentials(request.headers.authorization);
      if (!client || !isKnown(client, input.credentials)) {
        return refused(401, 'invalid_client', 'Invalid client_id or client_secret');
      }
      const accountId = given('account_id');
      if (!accountId || (input.credentials && accountId !== input.credentials.accountId)) {
        return refused(400, 'invalid_request', 'Bad Request');
      }
      const token = `sim.${randomBytes(24).toString('base64url')}`;
      expiry.set(token, input.now().getTime() + input.lifeSeconds * 1000);
      input.onIssue();
      return {
        status: 200,
        json: {
          access_token: token,
          token_type: 'bearer',
          expires_in: input.lifeSeconds,
          scope: SCOPE,
          api_url: 'https://api.zoom.us',
        },
      };
    },
    stateOf(authorization) {
      const until = expiry.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
      if (until === undefined) return 'unknown';
      return input.now().getTime() < until ? 'valid' : 'expired';
    },
    withdraw: () => expiry.clear(),
  };
}

function basicCredentials(authorization: string | undefined): { id: string; secret: string } | null {
  const encoded = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
  const [id, secret] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  return id && secret ? { id, secret } : null;
}

const isKnown = (client: { id: string; secret: string }, credentials: Credentials | null): boolean =>
  !credentials || (client.id === credentials.clientId && client.secret === credentials.clientSecret);

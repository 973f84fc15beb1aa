import { doorOf } from './doorOf';
import { fitQuery } from './fitQuery';
import { measure } from './measure';

const actOf = (method: string, path: string): string | undefined =>
  doorOf(method, path.split('/').map(decodeURIComponent))?.act;

it.each([
  ['GET', 'clients', 'list'],
  ['GET', 'clients/', 'list'],
  ['POST', 'clients/LOGIN/', 'login'],
  ['GET', 'clients/1', 'read'],
  ['GET', 'clients/a%2Fb', 'read'],
  ['POST', 'clients/access/1', 'access'],
  ['GET', 'email-templates/versions/1', 'versions'],
  ['POST', 'email-templates/versions/1', 'restore'],
  ['DELETE', 'packages', 'bulk-remove'],
  ['GET', 'payload-preferences/count', 'own-key'],
  ['GET', 'globals/settings', 'read'],
  ['POST', 'globals/settings/access', 'access'],
  ['GET', 'access', 'rights'],
])('%s /api/%s is a door: %s', (method, path, act) => {
  expect(actOf(method, path)).toBe(act);
});

it.each([
  ...[
    '',
    'nope',
    'constructor',
    '__proto__',
    'Clients',
    'clients//login',
    'clients/init',
    'clients/versions',
  ],
  ...['globals', 'globals/nope', 'globals/settings/versions', 'globals/settings/access', 'payload-kv', 'og'],
  ...['clients/1/2', 'clients/1/2/3', 'packages/me/x', 'graphql', 'access/1'],
])('GET /api/%s is none', (path) => {
  expect(actOf('GET', path)).toBeUndefined();
});

it.each(['PUT', 'HEAD', 'TRACE', 'get'])('%s opens none', (method) => {
  expect(actOf(method, 'clients')).toBeUndefined();
});

it('a query is bounded in names, levels and length, and says each thing once', () => {
  for (const search of [
    '',
    '?depth=1&limit=0&page=',
    '?where[id][in]=a&where[id][in]=b',
    '?sort=-at,client__name',
  ])
    expect(() => fitQuery(search)).not.toThrow();
  for (const search of [
    ...[
      '?page=1&page=2',
      '?limit=-1',
      '?sort=',
      '?sort[a]=b',
      '?where[or]=x',
      '?where[and][x][id]=1',
      '?a=%00',
    ],
    ...[
      '?where[constructor][equals]=1',
      '?__proto__[a]=1',
      `?where${'[a]'.repeat(20)}=1`,
      `?a=${'x'.repeat(70_000)}`,
    ],
    `?${Array.from({ length: 301 }, (_, n) => `a[${n}]=1`).join('&')}`,
  ])
    expect(() => fitQuery(search)).toThrow();
});

it('a body is measured whatever its shape, also one that holds itself', () => {
  const self: Record<string, unknown> = {};
  self.self = self;
  const wide = Object.fromEntries(Array.from({ length: 3001 }, (_, n) => [`n${n}`, n]));
  for (const body of [self, wide, [wide]]) expect(() => measure(body)).toThrow();
  for (const body of [null, 1, 'x', {}, { a: [{ b: 1 }] }]) expect(() => measure(body)).not.toThrow();
});

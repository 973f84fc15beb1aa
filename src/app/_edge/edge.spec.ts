import { isAdminAddress } from './adminAddress';
import { isDeeper } from './nesting';
import { whyRefused } from './readable';
import { isServerCall } from './serverCall';

it.each([
  ['GET', '/', undefined],
  ['POST', '/api/clients/login?next=%ff', undefined],
  ['GET', '/caf%C3%A9', undefined],
  ['GET', '/%', 'address'],
  ['GET', '/%ff%fe', 'address'],
  ['GET', '/api/%E0%A4%A', 'address'],
  ['TRACE', '/', 'method'],
])('%s %s is refused for %s', (method, address, why) => {
  expect(whyRefused(method, address)).toBe(why);
});

it.each([
  ['/admin', true],
  ['/admin/login', true],
  ['/admin/reset/a-token', true],
  ['/admin/collections/clients', true],
  ['/admin/collections/email-templates/1/versions/2', true],
  ['/admin/globals/settings', true],
  ['/admin/nope', false],
  ['/admin/login/nope', false],
  ['/admin/collections', false],
  ['/admin/collections/constructor', false],
  ['/admin/collections/payload-kv', false],
  ['/admin/collections/clients/1/2/3/4/5', false],
])('%s is an address of the admin: %s', (address, isThere) => {
  expect(isAdminAddress(address)).toBe(isThere);
});

it('levels are counted outside of texts', () => {
  expect(isDeeper('[[1]]', 1)).toBe(true);
  expect(isDeeper('[[1]]', 2)).toBe(false);
  expect(isDeeper('["[[[[\\"[[["]', 1)).toBe(false);
  expect(isDeeper('[1],[2],[3]', 1)).toBe(false);
});

const ONE = `40${'a'.repeat(40)}`;

it.each([
  '[{"name":"form-state","args":{"a":[1,"$$x","$undefined","$D2026-11-24T15:00:00.000Z","$n12","$T"]}}]',
  '[{"a":{"b":1},"c":"$0:0:a"}]',
])('%s is a call that can be read', (text) => {
  expect(isServerCall(ONE, text)).toBe(true);
});

it.each([
  ...['', 'x', '{', '{}', '[]', '[null]', '["x"]', '[{},"en"]', '[{"a":"$F1"}]', '[{"a":"$@0"}]'],
  ...['[{"a":"$0:1"}]', '[{"a":"$0:0:constructor"}]', '[{"a":"$5"}]', '[{"a":"$nx"}]', '[{"a":"$K1"}]'],
])('%s is none', (text) => {
  expect(isServerCall(ONE, text)).toBe(false);
});

it('a function of two arguments is not called', () => {
  expect(isServerCall(`60${'a'.repeat(40)}`, '[{}]')).toBe(false);
});

import { loginPath, safeNextPath } from './nextPath';

describe('the path after signing in', () => {
  it('is followed when it stays on this site', () => {
    expect(safeNextPath('/book?consultant=7#times')).toBe('/book?consultant=7#times');
  });
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    '/./\\/evil.example',
    'javascript:alert(1)',
    'dashboard',
    '',
    undefined,
  ])('%j leads home instead', (wanted) => {
    expect(safeNextPath(wanted)).toBe('/dashboard');
  });
  it('takes nothing from a repeated parameter', () => {
    expect(safeNextPath(['/book', '//evil.example'])).toBe('/dashboard');
  });
  it('does not lead back to signing in, to an API answer or to the admin', () => {
    expect(safeNextPath('/login?next=/login')).toBe('/dashboard');
    expect(safeNextPath('/api/clients/me')).toBe('/dashboard');
    expect(safeNextPath('/admin')).toBe('/dashboard');
  });
  it('survives the round trip through the sign-in page', () => {
    const url = new URL(loginPath('/packages?package=quarterly&x=1'), 'http://portal.invalid');
    expect(safeNextPath(url.searchParams.get('next') ?? undefined)).toBe('/packages?package=quarterly&x=1');
  });
});

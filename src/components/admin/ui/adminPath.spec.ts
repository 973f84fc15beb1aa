import { createPath, listPath } from './adminPath';

describe('links into the admin', () => {
  test('a filtered list carries its conditions', () => {
    const path = listPath('messages', [{ field: 'state', operator: 'in', value: 'failed,parked' }]);
    expect(decodeURIComponent(path)).toBe(
      '/admin/collections/messages?where[or][0][and][0][state][in][0]=failed&where[or][0][and][0][state][in][1]=parked',
    );
  });

  test('without conditions it is the plain list', () => {
    expect(listPath('payments')).toBe('/admin/collections/payments');
  });

  test('a form can be opened with values filled in', () => {
    expect(createPath('consultations', { client: 'abc' })).toBe(
      '/admin/collections/consultations/create?client=abc',
    );
  });
});

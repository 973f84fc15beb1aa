import { differences } from './differences';

describe('the differences of two states of a record', () => {
  it('name each field that changed, before and after', () => {
    expect(differences({ role: 'editor', email: 'a@b.c' }, { role: 'owner', email: 'a@b.c' })).toEqual({
      role: { before: 'editor', after: 'owner' },
    });
  });

  it('see no difference in the way a value is written', () => {
    expect(
      differences(
        { host: undefined, note: '', consultant: { id: 'k', name: 'Kenji' }, rows: [{ id: 'r1', day: 1 }] },
        { host: null, note: null, consultant: 'k', rows: [{ id: 'r2', day: 1 }] },
      ),
    ).toEqual({});
  });

  it('tell what was made and what was removed', () => {
    expect(differences(undefined, { id: '1', price: 100 })).toEqual({ price: { before: null, after: 100 } });
    expect(differences({ id: '1', price: 100 }, undefined)).toEqual({ price: { before: 100, after: null } });
  });

  it('never tell a secret', () => {
    const secret = {
      hash: 'h',
      salt: 's',
      resetPasswordToken: 't',
      _verificationToken: 'v',
      sessions: [{ id: 's' }],
    };
    expect(differences(secret, undefined)).toEqual({});
  });
});

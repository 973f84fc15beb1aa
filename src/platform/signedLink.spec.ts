import { setEnvironment } from '../../tests/support/environment';
import { freezeClock, resetClock } from './clock';
import { readLink, signLink } from './signedLink';

beforeAll(() => {
  setEnvironment({ DATABASE_URI: 'mongodb://127.0.0.1/none?replicaSet=rs0', SMTP_PORT: '25' });
  freezeClock('2031-03-03T08:00:00Z');
});
afterAll(resetClock);

const SUBJECT = '66f0a1b2c3d4e5f601234567';
const END = new Date('2031-04-02T08:00:00Z');
const sign = (): string => signLink('feedback', SUBJECT, END);

describe('a signed link', () => {
  it('says whom it is for, until it ends', () => {
    expect(sign()).toMatch(/^[\w.-]+$/);
    expect(readLink('feedback', sign())).toEqual({ subject: SUBJECT, isExpired: false });
    freezeClock(END);
    expect(readLink('feedback', sign())).toEqual({ subject: SUBJECT, isExpired: true });
    freezeClock('2031-03-03T08:00:00Z');
  });

  it('is nothing when any of it was changed', () => {
    const [subject, end, signature = ''] = sign().split('.');
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    const later = (Number.parseInt(end ?? '', 36) + 1).toString(36);
    for (const token of [
      `66f0a1b2c3d4e5f601234568.${end}.${signature}`,
      `${subject}.${later}.${signature}`,
      `${subject}.${end}.${flipped}`,
      `${subject}.${end}.`,
      `${subject}.${end}`,
      `${sign()}.`,
      ` ${sign()}`,
      '',
      '..',
      'x'.repeat(10_000),
    ]) {
      expect([token.slice(0, 90), readLink('feedback', token)]).toEqual([token.slice(0, 90), null]);
    }
  });

  it('is not the signature of the secret itself, nor of another secret', async () => {
    const { createHmac } = await import('node:crypto');
    const [subject, end, signature] = sign().split('.');
    expect(
      createHmac('sha256', String(process.env.PAYLOAD_SECRET))
        .update(`${subject}.${end}`)
        .digest('base64url'),
    ).not.toBe(signature);
  });
});

import { createHmac } from 'node:crypto';
import { answerUrlValidation, verifyZoomSignature } from './webhook';

const secret = 'secret';
const now = new Date('2026-12-01T10:00:00Z');
const rawBody = '{"event":"meeting.started","payload":{}}';
const stamp = (secondsAgo = 0) => String(now.getTime() / 1000 - secondsAgo);
const sign = (body: string, timestamp: string, key = secret) =>
  `v0=${createHmac('sha256', key).update(`v0:${timestamp}:${body}`).digest('hex')}`;
const verify = (over: Partial<Parameters<typeof verifyZoomSignature>[0]> = {}) =>
  verifyZoomSignature({
    rawBody,
    timestamp: stamp(),
    signature: sign(rawBody, stamp()),
    secret,
    now,
    ...over,
  });

describe('the signature of a Zoom webhook', () => {
  it('is accepted for the very bytes that were signed', () => {
    expect(verify()).toBe(true);
  });

  it('is accepted for the last retry, 85 minutes later, should it carry the first time stamp', () => {
    const timestamp = stamp(85 * 60);
    expect(verify({ timestamp, signature: sign(rawBody, timestamp) })).toBe(true);
  });

  it('is accepted with a time stamp in milliseconds', () => {
    const timestamp = String(now.getTime());
    expect(verify({ timestamp, signature: sign(rawBody, timestamp) })).toBe(true);
  });

  it.each([
    ['the body was written anew', { rawBody: JSON.stringify(JSON.parse(rawBody), null, 1) }],
    ['the time stamp was changed', { timestamp: stamp(1) }],
    ['another secret signed', { signature: sign(rawBody, stamp(), 'other') }],
    ['there is no signature', { signature: undefined }],
    ['there is no time stamp', { timestamp: null }],
    ['the time stamp is not a number', { timestamp: 'NaN', signature: sign(rawBody, 'NaN') }],
    ['it is three hours old', { timestamp: stamp(10_800), signature: sign(rawBody, stamp(10_800)) }],
    ['it comes from the future', { timestamp: stamp(-600), signature: sign(rawBody, stamp(-600)) }],
    ['the signature is cut short', { signature: sign(rawBody, stamp()).slice(0, 20) }],
  ])('is refused when %s', (_name, over) => {
    expect(verify(over)).toBe(false);
  });

  it("answers Zoom's endpoint validation", () => {
    expect(answerUrlValidation('plain', secret)).toEqual({
      plainToken: 'plain',
      encryptedToken: createHmac('sha256', secret).update('plain').digest('hex'),
    });
  });
});

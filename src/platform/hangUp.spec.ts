import { errorResponse, readText } from './http';
import { isHangUp } from './hangUp';
import { logger } from './logger';
import { afterError } from './payloadErrors';

/** As Node says it of a request whose sender has gone. */
const aborted = (): Error => Object.assign(new Error('aborted'), { code: 'ECONNRESET' });

/** A request whose body ends in an error after its first bytes. */
const brokenOff = (error: Error): Request =>
  new Request('http://127.0.0.1/', {
    method: 'POST',
    body: new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('{"email":"')),
      pull: (stream) => stream.error(error),
    }),
    duplex: 'half',
  } as RequestInit);

let lines: [string, unknown][] = [];
const { info, error } = logger;
beforeEach(() => {
  lines = [];
  logger.info = (given: unknown) => void lines.push(['info', given]);
  logger.error = (given: unknown) => void lines.push(['error', given]);
});
afterEach(() => void Object.assign(logger, { info, error }));

describe('a client that hangs up', () => {
  it('in the middle of its body is no failure of ours: not 500, not logged as an error', async () => {
    const answer = await readText(brokenOff(aborted())).then(String, errorResponse);
    expect(answer).toMatchObject({ status: 422 });
    expect(await (answer as Response).json()).toEqual({
      error: { code: 'VALIDATION', message: 'The request did not arrive as a whole.' },
    });
    expect(lines).toEqual([['info', 'a client hung up before its request was whole']]);
  });

  it("is answered 400 by Payload's own routes", async () => {
    expect(await afterError({ error: aborted() } as never)).toMatchObject({ status: 400 });
  });

  it('is told from everything else that breaks, which stays an error', async () => {
    const others = [
      Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
      Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
      new Error('aborted'),
      'aborted',
      null,
    ];
    expect(others.filter(isHangUp)).toEqual([]);
    expect(isHangUp(new Error('fetch failed', { cause: aborted() }))).toBe(true);
    const answer = await readText(brokenOff(new Error('the disk is full'))).then(String, errorResponse);
    expect(answer).toMatchObject({ status: 500 });
    expect(lines.map(([level]) => level)).toEqual(['error']);
  });
});

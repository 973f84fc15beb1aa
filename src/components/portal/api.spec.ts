import { isUncertain, toProblem } from './api';

const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
});

describe('a refused request', () => {
  it('is told in the words of our own routes, field by field', () => {
    const problem = toProblem(answer(422), {
      error: {
        code: 'VALIDATION',
        message: 'Check the form.',
        fields: [{ path: 'email', message: 'Not an address.' }],
      },
    });
    expect(problem).toMatchObject({
      code: 'VALIDATION',
      message: 'Check the form.',
      fields: { email: 'Not an address.' },
    });
  });
  it('is read from Payload’s shape as well', () => {
    const problem = toProblem(answer(400), {
      errors: [{ message: 'Invalid', data: { errors: [{ path: 'timezone', message: 'Unknown zone.' }] } }],
    });
    expect(problem).toMatchObject({
      code: 'VALIDATION',
      message: 'Invalid',
      fields: { timezone: 'Unknown zone.' },
    });
  });
  it('names the wait when there were too many attempts', () => {
    const problem = toProblem(answer(429, { 'retry-after': '150' }), {});
    expect(problem).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 150 });
    expect(problem.message).toContain('3 minutes');
  });
  it('without a readable body still says something plain', () => {
    expect(toProblem(answer(502), {})).toMatchObject({ code: 'INTERNAL' });
    expect(toProblem(answer(401), {}).code).toBe('UNAUTHENTICATED');
  });
  it('leaves open whether it took effect only when no clear answer came', () => {
    expect(isUncertain(toProblem(answer(500), {}))).toBe(true);
    expect(isUncertain(toProblem(answer(409), {}))).toBe(false);
  });
});

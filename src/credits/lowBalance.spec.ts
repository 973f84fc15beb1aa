import { judgeLowBalance } from './lowBalance';

const judge = (armed: boolean, available: number) => judgeLowBalance({ armed, available, threshold: 2 });

describe('the low-balance warning', () => {
  it('comes when the balance falls to the threshold', () => {
    expect(judge(true, 2)).toEqual({ armed: false, warn: true });
    expect(judge(true, 0)).toEqual({ armed: false, warn: true });
  });
  it('does not come again before the balance has been above it', () => {
    expect(judge(false, 1)).toEqual({ armed: false, warn: false });
    expect(judge(false, 3)).toEqual({ armed: true, warn: false });
  });
  it('does not come to a new client who starts below', () => {
    expect(judge(false, 1).warn).toBe(false);
  });
});

import { singleFlight } from './singleFlight';

/** Work that ends when told to. */
function heldWork() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let runs = 0;
  let most = 0;
  let running = 0;
  const work = (): Promise<void> => {
    runs += 1;
    running += 1;
    most = Math.max(most, running);
    return new Promise<void>((resolve, reject) => ends.push({ resolve, reject })).finally(() => {
      running -= 1;
    });
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { work, turn, ends, runs: () => runs, most: () => most };
}

describe('work that runs one at a time', () => {
  it('runs once more, and only once, for all who called while it ran', async () => {
    const held = heldWork();
    const run = singleFlight(held.work);
    const calls = [run(), run(), run(), run()];
    expect(held.runs()).toBe(1);
    held.ends[0]?.resolve();
    await held.turn();
    expect(held.runs()).toBe(2);
    held.ends[1]?.resolve();
    await Promise.all(calls);
    expect([held.runs(), held.most()]).toEqual([2, 1]);
  });

  it('does not end for a caller before the run that began after the call has', async () => {
    const held = heldWork();
    const run = singleFlight(held.work);
    void run();
    let ended = false;
    const second = run().then(() => {
      ended = true;
    });
    held.ends[0]?.resolve();
    await held.turn();
    expect(ended).toBe(false);
    held.ends[1]?.resolve();
    await second;
  });

  it('runs anew when called after it has ended', async () => {
    const held = heldWork();
    const run = singleFlight(held.work);
    const first = run();
    held.ends[0]?.resolve();
    await first;
    const second = run();
    held.ends[1]?.resolve();
    await second;
    expect(held.runs()).toBe(2);
  });

  it('tells a failure to its callers and can be called again', async () => {
    const held = heldWork();
    const run = singleFlight(held.work);
    const first = run();
    held.ends[0]?.reject(new Error('the database is away'));
    await expect(first).rejects.toThrow('the database is away');
    const second = run();
    held.ends[1]?.resolve();
    await expect(second).resolves.toBeUndefined();
  });

  it('does what came while a run failed: nothing is left lying', async () => {
    const held = heldWork();
    const run = singleFlight(held.work);
    const first = run();
    const second = run();
    held.ends[0]?.reject(new Error('the database is away'));
    await held.turn();
    expect(held.runs()).toBe(2);
    held.ends[1]?.resolve();
    await Promise.allSettled([first, second]);
  });
});

import { MustWait, PlaceInLine } from './line';

const settled = async (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    promise.then(() => true),
    new Promise<boolean>((resolve) => setImmediate(() => resolve(false))),
  ]);

describe('a place in line', () => {
  it('is the first when nobody stands there, and refuses the next until it left', async () => {
    const [first, second] = [new PlaceInLine(), new PlaceInLine()];
    first.enter('a day');
    expect(() => second.enter('a day')).toThrow(MustWait);
    const turn = second.wait('a day');
    expect(await settled(turn)).toBe(false);
    first.leave();
    expect(await settled(turn)).toBe(true);
    second.enter('a day');
    second.leave();
    expect(() => new PlaceInLine().enter('a day')).not.toThrow();
  });

  it('keeps the order of coming', async () => {
    const places = Array.from({ length: 5 }, () => new PlaceInLine());
    const came: number[] = [];
    const all = places.map(async (place, index) => {
      await place.wait('a week');
      came.push(index);
      place.leave();
    });
    await Promise.all(all);
    expect(came).toEqual([0, 1, 2, 3, 4]);
  });

  it('does not hold up another thing, and never waits for a second one', () => {
    const [first, second] = [new PlaceInLine(), new PlaceInLine()];
    first.enter('one');
    second.enter('two');
    expect(() => first.enter('two')).not.toThrow();
    first.leave();
    second.leave();
  });
});

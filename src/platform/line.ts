/** Who comes after whom, for each thing that commands of this process decide about one after the other. */
const ends = new Map<string, Promise<void>>();

/**
 * Another command of this process is deciding about the thing. Nothing was done; the transaction is to wait
 * outside.
 */
export class MustWait extends Error {
  constructor(readonly thing: string) {
    super(`Another command is deciding about ${thing}.`);
  }
}

/**
 * The place of one command in a line of this process. Commands that decide about one thing would only make each other
 * run again: in a line each runs once, in the order of coming, and none is overtaken until its attempts run out. What
 * other processes do is left to the database's conflicts.
 */
export class PlaceInLine {
  private leaveLine: (() => void) | null = null;

  /**
   * @throws MustWait when somebody is before it. A second thing is not waited for: two lines could wait for
   * each other.
   */
  enter(thing: string): void {
    if (this.leaveLine) return;
    if (ends.has(thing)) throw new MustWait(thing);
    this.join(thing);
  }

  /** Takes the last place and resolves when it is the first. */
  async wait(thing: string): Promise<void> {
    const before = ends.get(thing);
    this.join(thing);
    await before;
  }

  leave(): void {
    this.leaveLine?.();
    this.leaveLine = null;
  }

  private join(thing: string): void {
    let resolve = (): void => undefined;
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    ends.set(thing, promise);
    this.leaveLine = () => {
      if (ends.get(thing) === promise) ends.delete(thing);
      resolve();
    };
  }
}

import type * as fc from 'fast-check';

import { freezeClock } from '../../src/platform/clock';
import { newCorrelationId } from '../../src/platform/ids';
import { withCorrelation } from '../../src/platform/logger';
import { checkStep } from './check/checkStep';
import { learnStripe } from './learnStripe';
import { type Model } from './model/model';
import { type Real } from './real';

/** One kind of thing that can happen. `run` does it to the product, does it to the model, and compares the answers. */
export interface Play<A> {
  name: string;
  args: fc.Arbitrary<A>;
  /** How often it comes, against the others. */
  weight: number;
  touchesStripe?: true;
  /** Done by a worker of itself: no request gave it an id to be traced by. */
  isJob?: true;
  isPossible?: (model: Model, args: A) => boolean;
  run: (model: Model, real: Real, args: A) => Promise<void>;
}

class Command<A> implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly play: Play<A>,
    private readonly args: A,
  ) {}

  check(model: Readonly<Model>): boolean {
    return model.played.length < model.limit && (this.play.isPossible?.(model as Model, this.args) ?? true);
  }

  async run(model: Model, real: Real): Promise<void> {
    model.played.push(String(this));
    freezeClock(new Date(model.now));
    const work = (): Promise<void> => this.play.run(model, real, this.args);
    await (this.play.isJob ? work() : withCorrelation(newCorrelationId(), work));
    freezeClock(new Date(model.now));
    if (this.play.touchesStripe) await learnStripe(model, real.world);
    await checkStep(model, real);
  }

  toString(): string {
    return `${this.play.name} ${JSON.stringify(this.args)}`;
  }
}

export const commandOf = <A>(play: Play<A>): fc.Arbitrary<fc.AsyncCommand<Model, Real>> =>
  play.args.map((args) => new Command(play, args));

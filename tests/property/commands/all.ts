import fc from 'fast-check';

import { commandOf, type Play } from '../command';
import { type Model } from '../model/model';
import { type Real } from '../real';
import { bookSession, endSession } from './booking';
import { buy, buyAtOnce, settle } from './buying';
import { workerDies, workerIsSlow } from './crash';
import { deliver, deliverAll, repeat, work } from './events';
import { refundByStaff } from './refund';
import { assign, extendLot, voidOne } from './staff';
import { decide, dispute, refundAtStripe, refundFails } from './stripeSide';
import { expire, reconcileAll, wait, waitUntil } from './time';

const weighed = <A>(play: Play<A>) => ({ weight: play.weight, arbitrary: commandOf(play) });

const anyCommand = fc.oneof(
  ...[
    weighed(buy),
    weighed(buyAtOnce),
    weighed(settle),
    weighed(deliver),
    weighed(deliverAll),
    weighed(repeat),
    weighed(work),
  ],
  ...[
    weighed(refundByStaff),
    weighed(refundAtStripe),
    weighed(refundFails),
    weighed(dispute),
    weighed(decide),
  ],
  ...[weighed(assign), weighed(extendLot), weighed(voidOne), weighed(bookSession), weighed(endSession)],
  ...[
    weighed(wait),
    weighed(waitUntil),
    weighed(expire),
    weighed(reconcileAll),
    weighed(workerDies),
    weighed(workerIsSlow),
  ],
);

/** What cannot happen at its turn is passed over, at first most of all; so more are drawn than are run. */
const DRAWN_FOR_ONE = 2.4;
const DRAWN_AT_FIRST = 20;

/**
 * A sequence long enough for `count` commands to be run. Its length is fixed and each may be left out, which only
 * shrinking does: sequences of random length would be half as long on average.
 */
export function sequences(count: number): fc.Arbitrary<fc.AsyncCommand<Model, Real>[]> {
  const length = DRAWN_AT_FIRST + Math.ceil(count * DRAWN_FOR_ONE);
  return fc
    .array(fc.option(anyCommand, { freq: 1_000_000 }), { minLength: length, maxLength: length, size: 'max' })
    .map((drawn) => drawn.filter((command) => command !== null));
}

/**
 * How much of what chance decides is played, and from which seeds. The one place for it.
 *
 * The landing (`npm test`) plays the same each time: a run that is red has a reason in the change. The soak
 * (`npm run test:soak`, which says SOAK=1 and draws the seeds) plays far more, anew each time; what it finds becomes a
 * fixed case of the landing. Each variable can be given by hand, to play something again.
 */
export const IS_SOAK = process.env.SOAK === '1';

const given = (name: string, inLanding: number, inSoak: number): number =>
  Number(process.env[name] ?? (IS_SOAK ? inSoak : inLanding));

/** How often each numbered case of a fault is told. */
export const CASE_REPEATS = given('CASE_REPEATS', 1, 20);
/** How often one that is dear and told in halves: two seeds that follow each other take both. */
export const HALVED_REPEATS = given('CASE_REPEATS', 2, 20);
/** The first seed of the cases; the others follow it. */
export const CASE_SEED = given('CASE_SEED', 500_000, 500_000);

export const PROPERTY_RUNS = given('PROPERTY_RUNS', 25, 500);
export const PROPERTY_COMMANDS = given('PROPERTY_COMMANDS', 40, 100);
export const PROPERTY_SEED = given('PROPERTY_SEED', 184_779_060, 184_779_060);

/** Races of one seed in `race/endings.spec.ts`: enough that each ending wins some. */
export const ENDING_RACES = given('ENDING_RACES', 30, 20);

/** Days of business in `fault/monthOfMail.spec.ts`. */
export const MAIL_DAYS = given('MAIL_DAYS', 10, 30);

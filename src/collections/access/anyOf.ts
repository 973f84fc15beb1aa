import { type Access, type Where } from 'payload';

/** What at least one of the rules allows: everything, the records of all their queries together, or nothing. */
export const anyOf =
  (...rules: Access[]): Access =>
  async (args) => {
    const answers = await Promise.all(rules.map(async (rule) => rule(args)));
    if (answers.includes(true)) return true;
    const queries = answers.filter(
      (answer): answer is Where => typeof answer === 'object' && answer !== null,
    );
    return queries.length > 0 ? { or: queries } : false;
  };

/**
 * Holds .env.example to what the product reads.
 * @param {string} source src/platform/env.ts
 * @param {{variables: string[]}} project
 * @returns {string[]} what is wrong, one sentence each
 */
export function environmentProblems(source, { variables }) {
  const read = [...source.matchAll(/^\s+([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]);
  const unexplained = read.filter((name) => !variables.includes(name));
  const unread = variables.filter((name) => !read.includes(name));
  return [
    ...unexplained.map((name) => `.env.example does not explain ${name}`),
    ...unread.map((name) => `.env.example explains ${name}, which the product does not read`),
  ];
}

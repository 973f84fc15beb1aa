import { isRoute, untypedAnswers } from './answers.mjs';
import { foreignCites, pagesOf } from './cites.mjs';
import { lengthOf, quantile } from './lengths.mjs';
import { decidesNotice } from './notice.mjs';
import { namesRole } from './roles.mjs';
import { isWritten, wideLines } from './wideLines.mjs';

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value
 * @property {number} [goal] not there when the figure is only told
 * @property {boolean} [isDue] whether it fails the command to miss the goal now
 * @property {string[]} [where] the places that count, to be looked at
 */

const isCode = (path) => /^src\/.*\.tsx?$/.test(path) && !/\.spec\.tsx?$/.test(path);

/**
 * What can be read off the tree about how it is kept.
 * @param {Map<string, string>} texts the files of the project, by path
 * @returns {Figure[]}
 */
export function figuresOf(texts) {
  const written = [...texts].filter(([path]) => isWritten(path));
  const code = written.filter(([path]) => isCode(path));
  const pages = pagesOf(texts);
  const places = (files, find) =>
    files.flatMap(([path, text]) => find(path, text).map((place) => `${path}:${place}`));
  const filesThat = (files, test) => files.filter(([path, text]) => test(path, text)).map(([path]) => path);

  const counted = (name, where, goal, isDue = false) => ({ name, value: where.length, goal, isDue, where });
  const lengths = code.map(([, text]) => lengthOf(text));
  return [
    counted('lines over 120 characters', places(written, wideLines), 0, true),
    counted(
      'cites of pages that are not here',
      places(written, (path, text) =>
        foreignCites(path, text, pages).map(({ line, what }) => `${line}: ${what}`),
      ),
      0,
      true,
    ),
    counted('files that name roles', filesThat(code, namesRole), 3),
    counted('files that decide the notice', filesThat(code, decidesNotice), 1),
    counted(
      'untyped answers of routes',
      places(
        code.filter(([path]) => isRoute(path)),
        untypedAnswers,
      ),
      0,
    ),
    { name: 'median length of a source', value: quantile(lengths, 0.5) },
    { name: 'length that nine in ten sources keep', value: quantile(lengths, 0.9) },
  ];
}

import { basename } from 'node:path';

const SPEC = /\.spec\.tsx?$/;
/** What a change of these says of a test: everything and nothing. */
const EVERYWHERE = /(^|\/)(package(-lock)?\.json|payload-types\.ts|world\.ts)$/;

/**
 * Which test files a change touches most directly: those it changes, then those beside a changed file, then those whose
 * text imports it; the shorter first, as many as there is time for. Pure.
 * @param {{changed: string[], specs: {file: string, text: string}[], times: Record<string, number>,
 *   seconds: number}} input files relative to the project; `seconds` in all
 * @returns {{files: string[], left: string[]}} `left`: touched too, but there was no time
 */
export function touched({ changed, specs, times, seconds }) {
  const sources = changed.filter((file) => !SPEC.test(file) && !EVERYWHERE.test(file));
  const modules = sources.map((file) => file.replace(/\.\w+$/, ''));
  const nearness = ({ file, text }) => {
    if (changed.includes(file)) return 0;
    if (modules.includes(file.replace(SPEC, ''))) return 1;
    return modules.some((module) => imports(text, module)) ? 2 : Infinity;
  };
  const near = specs
    .map((spec) => ({ file: spec.file, rank: nearness(spec), takes: times[spec.file] ?? 0 }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank || a.takes - b.takes);
  let used = 0;
  const files = [];
  const left = [];
  for (const { file, rank, takes } of near) {
    const fits = rank === 0 || used + takes <= seconds;
    if (fits) used += takes;
    (fits ? files : left).push(file);
  }
  return { files, left };
}

/** Whether a text imports a module, by a relative path or from the root of src. */
function imports(text, module) {
  const name = basename(module);
  const inSrc = module.replace(/^src\//, '');
  return (
    text.includes(`/${name}'`) &&
    (text.includes(`${module}'`) || text.includes(`@/${inSrc}'`) || text.includes(`./${name}'`))
  );
}

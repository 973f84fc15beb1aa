import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { STEPS, stepOfFile } from './steps.mjs';

/** @returns what was written after `npm test --`; an unknown word is an error */
export function readArguments(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      soak: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      'keep-times': { type: 'boolean', default: false },
      file: { type: 'string', multiple: true },
      testNamePattern: { type: 'string', short: 't' },
    },
  });
  const unknown = positionals.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = STEPS.map(({ name }) => name).join(', ');
    throw new Error(`No such step: ${unknown.join(', ')}. Steps: ${known}`);
  }
  return { ...values, keepTimes: values['keep-times'], steps: positionals, filter: values.testNamePattern };
}

/** @returns {{step: object, options: object}[]} the steps that were named; all when none was */
export const chosenSteps = ({ steps }) =>
  STEPS.filter(({ name }) => steps.length === 0 || steps.includes(name)).map((step) => ({
    step,
    options: {},
  }));

/** @returns {{step: object, options: object}[]} the files that were named, each in its step */
export function chosenFiles({ root, file, filter }) {
  const groups = new Map();
  for (const path of file.map((name) => resolve(process.env.INIT_CWD ?? root, name))) {
    const step = stepOfFile(relative(root, path));
    if (!step) throw new Error(`${relative(root, path)} is in no folder of tests.`);
    groups.set(step, [...(groups.get(step) ?? []), path]);
  }
  return [...groups].map(([step, files]) => ({ step, options: { files, filter } }));
}

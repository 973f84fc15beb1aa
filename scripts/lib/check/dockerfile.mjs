const NEVER_IN_THE_IMAGE = ['.git', '.env', '.data', 'node_modules', '.next'];

/**
 * @param {{dockerfile: string, ignore: string}} texts
 * @param {{scripts: string[], node: string, exists: (path: string) => boolean}} project `node` is the pinned version
 * @returns {string[]} what is wrong, one sentence each
 */
export function dockerfileProblems({ dockerfile, ignore }, project) {
  const steps = instructions(dockerfile);
  const ignored = ignore.split('\n').map((line) => line.trim());
  return [
    ...stageProblems(steps, project),
    ...copyProblems(steps, ignored, project),
    ...packageProblems(steps),
    ...scriptProblems(steps, project),
    ...userProblems(steps),
    ...NEVER_IN_THE_IMAGE.filter((name) => !ignored.includes(name)).map(
      (name) => `.dockerignore does not name ${name}`,
    ),
  ];
}

/** @returns {{word: string, rest: string, stage: number}[]} comments dropped, continued lines joined */
function instructions(text) {
  let stage = -1;
  return text
    .replaceAll(/^\s*#.*$/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [, word, rest] = /^\s*(\S+)\s*(.*)$/.exec(line);
      if (word === 'FROM') stage += 1;
      return { word, rest, stage };
    });
}

function stageProblems(steps, { node }) {
  const known = new Set();
  const problems = [];
  for (const { word, rest } of steps) {
    if (word === 'FROM') {
      const [image, , name] = rest.split(/\s+/);
      if (!known.has(image) && !image.startsWith(`node:${node}-`))
        problems.push(`Dockerfile: ${image} is not an image of Node ${node}, which package.json names`);
      if (name) known.add(name);
    }
    const from = word === 'COPY' && /--from=(\S+)/.exec(rest)?.[1];
    if (from && !known.has(from)) problems.push(`Dockerfile: copies from ${from}, which no stage is called`);
  }
  return problems;
}

function copyProblems(steps, ignored, { exists }) {
  const copies = steps.filter(({ word, rest }) => word === 'COPY' && !rest.includes('--from='));
  const sources = copies.flatMap(({ rest }) =>
    rest
      .split(/\s+/)
      .filter((part) => !part.startsWith('--'))
      .slice(0, -1),
  );
  return sources
    .filter((source) => !exists(source) || ignored.includes(source))
    .map((source) => `Dockerfile: copies ${source}, which is not there`);
}

/** The packages of the image are installed in the stage it copies them from. */
function packageProblems(steps) {
  const stages = steps.filter(({ word }) => word === 'FROM').map(({ rest }) => rest.split(/\s+/)[2]);
  const source = steps.map(({ rest }) => /--from=(\S+) \S*node_modules /.exec(rest)?.[1]).find(Boolean);
  const stage = stages.indexOf(source);
  const install = steps.find((step) => step.stage === stage && step.rest.includes('npm ci'))?.rest ?? '';
  return ['dev', 'optional']
    .filter((kind) => !install.includes(`--omit=${kind}`))
    .map((kind) => `Dockerfile: the image carries packages of the kind ${kind}`);
}

const scriptProblems = (steps, { scripts }) =>
  steps
    .filter(({ word }) => ['RUN', 'CMD'].includes(word))
    .flatMap(({ rest }) => [...rest.replaceAll(/[",[\]]/g, ' ').matchAll(/npm\s+run\s+([\w:-]+)/g)])
    .filter(([, script]) => !scripts.includes(script))
    .map(([, script]) => `Dockerfile: npm run ${script} is no script of package.json`);

function userProblems(steps) {
  const last = Math.max(...steps.map(({ stage }) => stage));
  const user = steps.findLast(({ word, stage }) => word === 'USER' && stage === last)?.rest;
  return user && user !== 'root' && user !== '0' ? [] : ['Dockerfile: the product runs as root'];
}

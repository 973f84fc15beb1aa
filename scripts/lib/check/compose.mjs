import yaml from 'yaml';

const EXPECTED = ['web', 'worker', 'mongo', 'inbox'];

/**
 * @param {string} text docker-compose.yml
 * @param {{variables: string[], scripts: string[], exists: (path: string) => boolean}} project
 * @returns {string[]} what is wrong, one sentence each
 */
export function composeProblems(text, project) {
  let compose;
  try {
    compose = yaml.parse(text, { merge: true });
  } catch (error) {
    return [`docker-compose.yml is not valid YAML: ${error.message}`];
  }
  const services = compose.services ?? {};
  const missing = EXPECTED.filter((name) => !services[name]);
  if (missing.length > 0) return [`docker-compose.yml has no service ${missing.join(', ')}`];
  const each = Object.entries(services).flatMap(([name, service]) => [
    ...healthProblems(name, service),
    ...portProblems(name, service),
    ...dependencyProblems(name, service, services),
    ...volumeProblems(name, service, compose.volumes ?? {}),
    ...commandProblems(name, service, project),
  ]);
  return [...each, ...variableProblems(text, services, project), ...replicaSetProblems(services)];
}

function healthProblems(name, { healthcheck }) {
  const test = healthcheck?.test;
  if (!Array.isArray(test) || !['CMD', 'CMD-SHELL'].includes(test[0]))
    return [`compose: ${name} has no health check`];
  return healthcheck.interval && healthcheck.retries
    ? []
    : [`compose: ${name}'s health check names no interval or retries`];
}

const portProblems = (name, { ports = [] }) =>
  ports
    .filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))
    .map((port) => `compose: ${name} opens ${port} beyond this machine`);

function dependencyProblems(name, { depends_on: needs = {} }, services) {
  return Object.entries(needs).flatMap(([other, { condition }]) => {
    if (!services[other]) return [`compose: ${name} depends on ${other}, which does not exist`];
    return condition === 'service_healthy' ? [] : [`compose: ${name} does not wait for a healthy ${other}`];
  });
}

const volumeProblems = (name, { volumes = [] }, declared) =>
  volumes
    .map((volume) => volume.split(':')[0])
    .filter((source) => !/^[./]/.test(source) && !(source in declared))
    .map((source) => `compose: ${name} uses the volume ${source}, which is not declared`);

function commandProblems(name, { command, healthcheck, build, image }, { scripts, exists }) {
  if (!build && !image?.includes(':')) return [`compose: ${name} names no version of its image`];
  if (!build) return [];
  const [program, verb, script] = command ?? [];
  const isKnown = program === 'npm' && verb === 'run' && scripts.includes(script);
  const file = healthcheck?.test?.find((word) => word.startsWith('scripts/'));
  return [
    ...(isKnown
      ? []
      : [`compose: ${name} runs "${(command ?? []).join(' ')}", which is no script of package.json`]),
    ...(file && !exists(file) ? [`compose: ${name}'s health check runs ${file}, which does not exist`] : []),
  ];
}

/** Of the product's services every name must be one the product knows; all may read only what .env explains. */
function variableProblems(text, services, { variables }) {
  const read = [...text.matchAll(/\$\{([A-Z0-9_]+)/g)].map((match) => match[1]);
  const given = Object.values(services)
    .filter(({ build }) => build)
    .flatMap(({ environment = {} }) => Object.keys(environment));
  const unknown = [...new Set([...read, ...given])].filter((name) => !variables.includes(name));
  return unknown.map((name) => `compose: ${name} is not explained in .env.example`);
}

function replicaSetProblems({ web, worker, mongo }) {
  const set = mongo.command[mongo.command.indexOf('--replSet') + 1];
  const check = mongo.healthcheck.test.join(' ');
  return [
    ...(check.includes('rs.initiate') && check.includes(`_id: '${set}'`)
      ? []
      : [`compose: mongo does not initiate the replica set ${set}`]),
    ...[web, worker]
      .filter(({ environment }) => !environment.DATABASE_URI.endsWith(`replicaSet=${set}`))
      .map(() => `compose: DATABASE_URI does not name the replica set ${set}`),
    ...(web.image === worker.image ? [] : ['compose: web and worker do not run the same image']),
  ];
}

import { NODE_PACKAGES, pinnedVersion } from '../pinnedNode.mjs';

/**
 * Whatever names the version of Node names the same one.
 * @param {{manifest: object, nvmrc: string}} texts `manifest` is package.json
 * @returns {string[]} what is wrong, one sentence each
 */
export function runtimeProblems({ manifest, nvmrc }) {
  const wanted = pinnedVersion(manifest);
  const named = {
    '.nvmrc': nvmrc.trim(),
    ...Object.fromEntries(
      Object.values(NODE_PACKAGES).map((name) => [
        `package.json: ${name}`,
        manifest.optionalDependencies[name],
      ]),
    ),
  };
  return Object.entries(named)
    .filter(([, version]) => version !== wanted)
    .map(([where, version]) => `${where} is ${version}, and the engines of package.json say ${wanted}`);
}

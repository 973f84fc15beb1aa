// ES modules all through: run with NODE_OPTIONS=--experimental-vm-modules (the npm scripts do).
import { vendorFiles } from './scripts/lib/bundle/vendor.mjs';

/** Big packages come as one file each where `npm test` has made them. */
const vendored = Object.entries(vendorFiles(import.meta.dirname)).map(([name, file]) => [`^${name}$`, file]);

export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '\\.(css|scss)$': '<rootDir>/tests/support/emptyModule.ts',
    '^@/(.*)$': '<rootDir>/src/$1',
    ...Object.fromEntries(vendored),
    '^@payload-config$': '<rootDir>/payload.config.ts',
  },
  testMatch: [
    '<rootDir>/src/**/*.spec.ts?(x)',
    '<rootDir>/simulators/**/*.spec.ts',
    '<rootDir>/tests/**/*.spec.ts',
  ],
  testSequencer: '<rootDir>/scripts/lib/test/longestFirst.mjs',
  // A worker keeps what ended files have loaded: one that has grown is replaced, before it spends its time on it.
  workerIdleMemoryLimit: '800MB',
  modulePathIgnorePatterns: ['<rootDir>/.next', '<rootDir>/.data'],
  // Generous: child processes of the product start slowly on a loaded machine.
  testTimeout: 180_000,
};

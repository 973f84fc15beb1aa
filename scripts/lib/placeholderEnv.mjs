import { childEnv, demoSettings, productEnv } from './demo/settings.mjs';

/**
 * A complete environment that opens nothing: for commands that load the configuration without using it, such
 * as the build, which must come out the same wherever it will run.
 */
export function placeholderEnv(root) {
  const product = productEnv({
    settings: demoSettings({ root, env: {} }),
    secrets: { PAYLOAD_SECRET: 'a placeholder: nothing is signed with it' },
    databaseUri: 'mongodb://127.0.0.1:27017/none?replicaSet=rs0',
  });
  return { ...childEnv(product), LOG_LEVEL: 'error' };
}

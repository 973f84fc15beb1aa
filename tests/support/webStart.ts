/** Comes up as the web does before its first answer: configuration, database, start-up checks. */
import { getPayload } from 'payload';

const { default: config } = await import('../../payload.config');
const { startFailure } = await import('../../src/platform/startup');
try {
  await getPayload({ config });
  console.log('serving');
  process.exit(0);
} catch (error) {
  console.error(startFailure(error));
  process.exit(1);
}

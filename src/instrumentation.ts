/**
 * Next calls this once, before the first request. A server that is not fit to serve (environment, replica set,
 * indexes) ends at its start with 1, where whoever starts it is looking, instead of answering every request with 500.
 */
export async function register(): Promise<void> {
  // Next leaves out the block, not what follows a return, where there is no Node.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    try {
      const { startServing } = await import('./app/startServing');
      await startServing();
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    }
  }
}

const CHANNEL = 'insight.paid';

/** Tells the other tabs of this browser that a package was just paid for here. */
export function announcePaid(packageId: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(packageId);
  channel.close();
}

/** Calls back when this package is paid for in another tab. Returns how to stop listening. */
export function onPaidElsewhere(packageId: string, tell: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (event.data === packageId) tell();
  };
  return () => channel.close();
}

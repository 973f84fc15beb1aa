/** Whether the path of an address can be decoded. Next answers one that cannot be with 500. */
function isReadable(address: string): boolean {
  try {
    decodeURIComponent(address.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** Methods that no request object can be made of: Next answers them with 500. */
const UNHEARD: ReadonlySet<string> = new Set(['TRACE', 'TRACK', 'CONNECT']);

/** Why a request cannot be handed to Next, if it cannot. */
export function whyRefused(method: string, address: string): 'address' | 'method' | undefined {
  if (UNHEARD.has(method)) return 'method';
  return isReadable(address) ? undefined : 'address';
}

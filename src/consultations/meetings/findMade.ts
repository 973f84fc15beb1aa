import { HostUnavailable, type Meeting } from '@/integrations/zoom/port';
import { zoomProvider } from '@/integrations/zoom/provider';

/** Meetings that carry our mark on these hosts: what an answer that got lost has left behind. */
export async function findMade(hosts: readonly string[], marker: string): Promise<Meeting[]> {
  const found: Meeting[] = [];
  for (const host of hosts) {
    try {
      found.push(...(await zoomProvider().findMeetings({ host, marker })));
    } catch (error) {
      if (!(error instanceof HostUnavailable)) throw error;
    }
  }
  return found;
}

import { type Payload } from 'payload';

import { HostUnavailable } from '@/integrations/zoom/port';

import { BudgetSpent } from './callBudget';
import { asStored, keepMeeting } from './keepMeeting';
import { makeMeeting, type Wanted } from './makeMeeting';
import { moveMeeting } from './moveMeeting';
import { isAt } from './planMeeting';

/**
 * Gives a session whose meeting the fallback holds to the host who comes first by now. Where that one cannot, the
 * meeting stays as it is; where their day is spent it stays until there are calls again, unless people wait for a link.
 */
export async function preferFirst(payload: Payload, wanted: Wanted): Promise<void> {
  const { booking, hosts } = wanted;
  try {
    await makeMeeting(payload, { ...wanted, hosts: hosts.slice(0, 1) }, booking.meeting?.meetingId);
  } catch (error) {
    const isLater =
      error instanceof BudgetSpent && booking.meeting?.state === 'ready' && isAt(booking, booking.meeting);
    if (isLater || !(error instanceof BudgetSpent || error instanceof HostUnavailable)) throw error;
    await (isAt(booking, booking.meeting ?? {})
      ? keepMeeting(payload, wanted, asStored(booking))
      : moveMeeting(payload, wanted));
  }
}

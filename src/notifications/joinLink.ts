import { type Consultation } from '@/payload-types';

/**
 * The link people may be shown: only while the meeting is ready. Else it is none, or one of a host who has it
 * no more.
 */
export const shownJoinUrl = ({ meeting }: Pick<Consultation, 'meeting'>): string | null =>
  meeting?.state === 'ready' ? (meeting.joinUrl ?? null) : null;

import { type BadgeTone } from '@/components/ui/Badge';
import { type ConsultationStatus, type ConsultationView, type Mode } from '../types';

export const STATUS_WORDS: Record<ConsultationStatus, { name: string; tone: BadgeTone }> = {
  booked: { name: 'Booked', tone: 'good' },
  in_progress: { name: 'In progress', tone: 'info' },
  completed: { name: 'Completed', tone: 'neutral' },
  cancelled: { name: 'Cancelled', tone: 'bad' },
  client_no_show: { name: 'You did not come', tone: 'bad' },
  consultant_no_show: { name: 'Consultant did not come', tone: 'gold' },
  technical_failure: { name: 'Technical failure', tone: 'gold' },
};

export const MODE_WORDS: Record<Mode, string> = { remote: 'Online, by Zoom', in_person: 'In person' };

/** What a client can do with the meeting now. */
export type JoinState = 'join' | 'link-follows' | 'in-person' | 'over';

export function joinState({
  status,
  mode,
  meeting,
}: Pick<ConsultationView, 'status' | 'mode' | 'meeting'>): JoinState {
  if (status !== 'booked' && status !== 'in_progress') return 'over';
  if (mode === 'in_person') return 'in-person';
  return meeting.state === 'ready' && meeting.joinUrl ? 'join' : 'link-follows';
}

const HOUR_MS = 3_600_000;

/** Until when a client may move a session: as long as cancelling returns the credit. */
export const movableUntil = ({
  startsAt,
  noticeHours,
}: Pick<ConsultationView, 'startsAt' | 'noticeHours'>): Date =>
  new Date(new Date(startsAt).getTime() - (noticeHours ?? 0) * HOUR_MS);

/** The cancellation policy in a sentence or two. */
export function policyText({
  noticeHours,
  isForgivenOnce,
  credits,
}: {
  noticeHours: number;
  isForgivenOnce: boolean;
  credits: number;
}): string {
  const [credit, comes] = credits === 1 ? ['credit', 'comes'] : ['credits', 'come'];
  if (noticeHours === 0) return `You can cancel until the start, and your ${credit} ${comes} back.`;
  const [they, them] = credits === 1 ? ['it is', 'it'] : ['they are', 'them'];
  const notice = noticeHours === 1 ? 'an hour' : `${noticeHours} hours`;
  const inTime = `Cancel at least ${notice} before the start and your ${credit} ${comes} back.`;
  return isForgivenOnce
    ? `${inTime} Cancel later and we give ${them} back once per package; after that ${they} used.`
    : `${inTime} Cancel later and ${they} used.`;
}

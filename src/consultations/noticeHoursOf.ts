import { type Payload } from 'payload';

import { type ConsultationType } from '@/payload-types';
import { recentSettings } from '@/platform/settings';

/** Until how many hours before the start a client may cancel a session of this type freely: its own word, else the settings'. */
export const noticeHoursOf = async (payload: Payload, { cancellationNoticeHours }: Pick<ConsultationType, 'cancellationNoticeHours'>): Promise<number> =>
  cancellationNoticeHours ?? (await recentSettings(payload)).cancellationNoticeHours;

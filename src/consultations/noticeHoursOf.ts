import { type Payload } from 'payload';

import { type ConsultationType } from '@/payload-types';
import { recentSettings } from '@/platform/settings';

import { type LateReturn } from './policy';

/**
 * Until how many hours before the start a client may cancel a session of this type freely: its own word, else
 * the settings'.
 */
export const noticeHoursOf = async (
  payload: Payload,
  { cancellationNoticeHours }: Pick<ConsultationType, 'cancellationNoticeHours'>,
): Promise<number> => cancellationNoticeHours ?? (await recentSettings(payload)).cancellationNoticeHours;

/**
 * Whether credits of this type that are cancelled too late come back once per package: its own word, else the
 * settings'.
 */
export const lateReturnOf = async (
  payload: Payload,
  { lateReturn }: Pick<ConsultationType, 'lateReturn'>,
): Promise<LateReturn> => lateReturn ?? (await recentSettings(payload)).lateReturn ?? 'never';

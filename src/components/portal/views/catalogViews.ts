import { type ConsultantView, type ConsultationTypeView, type Mode, type SlotView } from '../types';
import { instant, list, number, optionalText, record, text, texts } from './read';

export function toConsultantView(value: unknown): ConsultantView {
  const it = record(value);
  return {
    id: text(it.id),
    name: text(it.name),
    headline: text(it.headline),
    bio: text(it.bio),
    specialisms: texts(it.specialisms),
    languages: texts(it.languages),
    timezone: text(it.timezone),
  };
}

export function toConsultationTypeView(value: unknown): ConsultationTypeView {
  const it = record(value);
  const modes = texts(it.modes).filter((mode): mode is Mode => mode === 'remote' || mode === 'in_person');
  return {
    id: text(it.id),
    name: text(it.name),
    description: text(it.description),
    minutes: number(it.minutes),
    credits: number(it.credits),
    modes: modes.length > 0 ? modes : ['remote'],
    address: optionalText(it.address),
    noticeHours: number(it.cancellationNoticeHours),
    isForgivenOnce: it.lateReturn === 'once',
  };
}

export function toSlotViews(value: unknown): SlotView[] {
  return list(record(value).slots).map((slot) => ({
    startsAt: instant(record(slot).startsAt),
    endsAt: instant(record(slot).endsAt),
  }));
}

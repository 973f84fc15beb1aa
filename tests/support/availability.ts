/** The path that asks for free times; `more` is what only some may ask besides, e.g. a client or a session to move. */
export const availabilityPath = (
  asked: { consultantId: string; typeId: string; from: string; to: string },
  more: Record<string, string> = {},
): string => `/api/consultations/availability?${new URLSearchParams({ ...asked, ...more }).toString()}`;

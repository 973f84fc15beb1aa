'use client';
/** In the place of Payload's Save, on a record that is changed by its actions only. */
export const NoSave = (): null => null;

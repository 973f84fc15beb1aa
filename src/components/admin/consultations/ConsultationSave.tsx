'use client';
import { SaveOnce } from '../ui/SaveOnce';

/** Saving a new session books it. One that is booked is changed by its actions, so there is nothing to save. */
export const ConsultationSave = () => <SaveOnce label="Book session" />;

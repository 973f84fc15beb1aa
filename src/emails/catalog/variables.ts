import { z } from 'zod';
import { cleanName, cleanText, isWebLink, oneLine, withUnit } from '../values';

/**
 * Builders of template variables. Every value comes in as a string; parsing cleans it, so that what a
 * schema returns is safe to show once escaped. `optional…` may be empty and belongs in an `{{#if}}` block.
 */
const isFilled = (value: string): boolean => value !== '';
const filled = 'must not be empty';
const notALink = 'must be an http or https link';

/** A line or a few lines of text. */
export const text = (meaning: string) =>
  z
    .string()
    .overwrite((value) => cleanText(value))
    .refine(isFilled, filled)
    .describe(meaning);

export const optionalText = (meaning: string) =>
  z
    .string()
    .overwrite((value) => cleanText(value))
    .default('')
    .describe(meaning);

/** One line: a time, an amount, a number. */
export const line = (meaning: string) =>
  z
    .string()
    .overwrite((value) => oneLine(value))
    .refine(isFilled, filled)
    .describe(meaning);

/** The name of a person or thing. */
export const name = (meaning: string) =>
  z.string().overwrite(cleanName).refine(isFilled, filled).describe(meaning);

export const optionalName = (meaning: string) =>
  z.string().overwrite(cleanName).default('').describe(meaning);

/** A number of credits as digits; shown with its unit. */
export const credits = (meaning: string) =>
  z
    .string()
    .overwrite((value) => withUnit(value, 'credit'))
    .refine(isFilled, filled)
    .describe(`${meaning} (digits; shown as "1 credit", "3 credits")`);

/** A number of minutes as digits; shown with its unit. */
export const minutes = (meaning: string) =>
  z
    .string()
    .overwrite((value) => withUnit(value, 'minute'))
    .refine(isFilled, filled)
    .describe(`${meaning} (digits; shown as "60 minutes")`);

const trim = (value: string): string => value.trim();

/** A link: the only kind of variable a template may use in an `href`. */
export const link = (meaning: string) =>
  z.string().overwrite(trim).refine(isWebLink, notALink).meta({ description: meaning, kind: 'link' });

export const optionalLink = (meaning: string) =>
  z
    .string()
    .overwrite(trim)
    .refine((value) => value === '' || isWebLink(value), notALink)
    .default('')
    .meta({ description: meaning, kind: 'link' });

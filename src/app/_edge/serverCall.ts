/** What the client writes for a value that JSON has not. */
const VALUE = /^\$(\$.*|undefined|NaN|-?Infinity|-0|T\w*|D\d{4}-[\dT:.Z-]+|n-?\d{1,40})$/s;
/** A value that stands in the same call already, by its way from the root. */
const SAME = /^\$0(:.+)?$/s;

const stepInto = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function isKnown(text: string, root: unknown): boolean {
  if (!text.startsWith('$') || VALUE.test(text)) return true;
  if (!SAME.test(text)) return false;
  const found = text.split(':').slice(1).reduce(stepInto, root);
  return typeof found === 'object' && found !== null;
}

function areKnown(value: unknown, root: unknown): boolean {
  if (typeof value === 'string') return isKnown(value, root);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((inner) => areKnown(inner, root));
}

/**
 * Next writes into the first two digits of a function's name how many arguments it takes: this is one. The admin's
 * other function takes two and sets the language; we have one language.
 */
const TAKES_ONE = /^40[0-9a-f]{40}$/;

/**
 * Whether a text is the call of the server function of the admin: one object in a list, whose references lead to what
 * is in it. Next answers a call that it cannot read with 500.
 * @param name of the function, as the call names it
 * @param text of few levels
 */
export function isServerCall(name: string, text: string): boolean {
  if (!TAKES_ONE.test(name)) return false;
  try {
    const call: unknown = JSON.parse(text);
    if (!Array.isArray(call) || call.length !== 1) return false;
    const [argument] = call as unknown[];
    return typeof argument === 'object' && argument !== null && areKnown(call, call);
  } catch {
    return false;
  }
}

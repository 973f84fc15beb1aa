/**
 * Whether JSON, or text that holds JSON, is nested deeper than this. Reads the text once and builds nothing: what
 * builds it afterwards does so by recursion.
 */
export function isDeeper(text: string, levels: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\') at += 1;
    else if (sign === '"') inString = !inString;
    else if (!inString && (sign === '[' || sign === '{')) depth += 1;
    else if (!inString && (sign === ']' || sign === '}')) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}

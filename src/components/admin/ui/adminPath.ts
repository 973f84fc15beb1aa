const ADMIN = '/admin/collections';

/** One condition on a field, in Payload's words. */
export interface Condition {
  field: string;
  operator: 'equals' | 'in' | 'less_than' | 'greater_than' | 'greater_than_equal' | 'exists';
  /** For `in`, the values with commas between them. */
  value: string;
}

export const recordPath = (collection: string, id: string): string => `${ADMIN}/${collection}/${id}`;

export const createPath = (collection: string, query: Record<string, string> = {}): string => {
  const asked = new URLSearchParams(query).toString();
  return `${ADMIN}/${collection}/create${asked ? `?${asked}` : ''}`;
};

/** The list of a collection, filtered so that all conditions hold; the filter shows in the list's own controls. */
export function listPath(collection: string, conditions: readonly Condition[] = []): string {
  const query = new URLSearchParams();
  conditions.forEach(({ field, operator, value }, at) => {
    const name = `where[or][0][and][${at}][${field}][${operator}]`;
    if (operator !== 'in') query.set(name, value);
    else value.split(',').forEach((one, index) => query.set(`${name}[${index}]`, one));
  });
  const asked = query.toString();
  return `${ADMIN}/${collection}${asked ? `?${asked}` : ''}`;
}

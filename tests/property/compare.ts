import { isDomainError } from '../../src/platform/errors';

/** `done`, or the code of the refusal. */
export async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}

export function expectSame(what: string, product: unknown, model: unknown): void {
  const [real, due] = [JSON.stringify(product), JSON.stringify(model)];
  if (real !== due) throw new Error(`${what}: the product says ${real}, the model ${due}`);
}

import { cookies } from 'next/headers';

/** The theme the reader chose, or undefined to follow the system. */
export async function chosenTheme(): Promise<'light' | 'dark' | undefined> {
  const value = (await cookies()).get('theme')?.value;
  return value === 'light' || value === 'dark' ? value : undefined;
}

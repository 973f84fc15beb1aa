/** The collections of those who sign in. */
export type Accounts = 'clients' | 'staff';

/** Whose mail it is, as an order of a mail names it. Pure. */
export const recipientIn = (accounts: Accounts, id: string): { client: string } | { staff: string } =>
  accounts === 'clients' ? { client: id } : { staff: id };

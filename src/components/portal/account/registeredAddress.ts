const NAME = 'insight.registered-address';

/** The address just registered, kept in this tab only, so that it never stands in a URL or a log. */
export function rememberRegisteredAddress(email: string): void {
  window.sessionStorage.setItem(NAME, email);
}
export function registeredAddress(): string {
  return window.sessionStorage.getItem(NAME) ?? '';
}

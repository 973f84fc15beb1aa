/** Ways to follow a calendar link: `webcal:` opens the calendar app, Google takes that as a parameter. */
export function subscribeLinks(url: string): { app: string; google: string } {
  const app = url.replace(/^https?:/, 'webcal:');
  return { app, google: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(app)}` };
}

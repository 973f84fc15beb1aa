import { DEMO_PASSWORD, demoAccounts } from '../demoAccounts.mjs';

/** What is said once the demo is ready. */
export async function welcome({ urls, seconds, dataDir }) {
  return `
Insight Serenity is ready (${seconds} s). ${await runtimeWords()}

${addresses(urls)}

What to try
  1. Register in the portal, open the link in the mail inbox: a trial credit is waiting.
  2. Buy a package. Card 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined,
     4000 0025 0000 3155 asks for authentication; any later date, any code.
  3. Book a session; the meeting link and the calendar file arrive in the inbox. Cancel it again.
  4. Sign in to the admin as ops: see the booking, book by hand, assign credits with a reason.
  5. npm run clock -- +24h   moves the demo's time.   npm run audit   checks every credit.

Logs and data are in ${dataDir}. Ctrl-C stops everything; the next start continues with the same data;
npm run demo -- --reset starts anew.
`;
}

/** Where everything is, and who can sign in. */
export function addresses(urls) {
  return `  Portal         ${urls.web}
  Admin          ${urls.admin}
  Mail inbox     ${urls.inbox}
  Stripe, Zoom   ${urls.stripe}  ${urls.zoom}  (simulated)

Accounts, all with the password ${DEMO_PASSWORD}
${demoAccounts.map(account).join('\n')}`;
}

function account({ role, email, timezone }) {
  const where = role === 'client' ? 'portal' : 'admin';
  return `  ${role.padEnd(11)} ${where.padEnd(7)} ${email}${timezone ? `  (${timezone})` : ''}`;
}

/** The product's rule. It is loaded late, so that an older Node comes as far as being told that it is too old. */
async function runtimeWords() {
  const { runtime, zoneDataProblem } = await import('../../../src/platform/zoneData.ts');
  const { node, zoneData } = runtime();
  const problem = zoneDataProblem(zoneData, new Date());
  return `Node ${node}, zone data ${zoneData}.${problem ? `\nTake care: ${problem}.` : ''}`;
}

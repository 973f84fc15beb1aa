/** The password of every seeded account. For the demo only: the seed is refused elsewhere. */
export const DEMO_PASSWORD = 'Serenity-demo-1';

const staff = (role, firstName, lastName, rest = {}) => ({
  role,
  email: `${role}@insight-serenity.example`,
  password: DEMO_PASSWORD,
  firstName,
  lastName,
  ...rest,
});

const consultant = (firstName, lastName, timezone) =>
  staff('consultant', firstName, lastName, {
    email: `${firstName}.${lastName}@insight-serenity.example`.toLowerCase(),
    timezone,
  });

/**
 * The people of the demo. `client` signs in to the portal, all others to the admin.
 * @type {{role: string, email: string, password: string, firstName: string, lastName: string, timezone?: string,
 *   company?: string}[]}
 */
export const demoAccounts = [
  staff('owner', 'Olivia', 'Marsh'),
  staff('ops', 'Oscar', 'Lind'),
  staff('finance', 'Farah', 'Nasser'),
  staff('editor', 'Elena', 'Petrova'),
  consultant('Amelia', 'Hart', 'Europe/London'),
  consultant('Kenji', 'Tanaka', 'Asia/Tokyo'),
  {
    role: 'client',
    email: 'dana.reyes@northwind.example',
    password: DEMO_PASSWORD,
    firstName: 'Dana',
    lastName: 'Reyes',
    timezone: 'America/New_York',
    company: 'Northwind',
  },
];

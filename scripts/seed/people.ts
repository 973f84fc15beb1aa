import { type Consultant } from '../../src/payload-types';

type NewConsultant = Omit<Consultant, 'id' | 'createdAt' | 'updatedAt'>;
type Hours = NonNullable<NewConsultant['weeklyHours']>;

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const everyWeekday = (from: string, to: string): Hours => weekdays.map((day) => ({ day, from, to }));

/** The two consultants of the demo, eight or nine hours apart. */
export const consultants: NewConsultant[] = [
  {
    name: 'Amelia Hart',
    headline: 'Growth and market entry',
    bio:
      'Fifteen years of taking mid-sized companies into new markets, first as an operator, then as an ' +
      'adviser. Plain words, few slides.',
    specialisms: ['Market entry', 'Pricing', 'Go-to-market'],
    languages: ['English', 'French'],
    timezone: 'Europe/London',
    active: true,
    email: 'amelia.hart@insight-serenity.example',
    zoomHost: 'amelia.hart@insight-serenity.example',
    weeklyHours: [...everyWeekday('09:00', '12:30'), ...everyWeekday('13:30', '17:30')],
    exceptions: [],
    travels: [],
    horizonDays: 60,
  },
  {
    name: 'Kenji Tanaka',
    headline: 'Operations and supply chains',
    bio: 'Former head of operations of an industrial group. Helps teams find the two or three constraints that matter.',
    specialisms: ['Operations', 'Supply chain', 'Lean'],
    languages: ['English', 'Japanese'],
    timezone: 'Asia/Tokyo',
    active: true,
    email: 'kenji.tanaka@insight-serenity.example',
    zoomHost: 'kenji.tanaka@insight-serenity.example',
    weeklyHours: everyWeekday('08:00', '18:00'),
    exceptions: [],
    travels: [],
    horizonDays: 60,
    dailyLimit: 6,
  },
];

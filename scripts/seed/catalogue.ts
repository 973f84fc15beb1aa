import { type ConsultationType, type Package } from '../../src/payload-types';

type New<T> = Omit<T, 'id' | 'createdAt' | 'updatedAt'>;

/** The packages on offer on the first day. Prices are cents. */
export const packages: New<Package>[] = [
  {
    slug: 'discovery-assessment',
    name: 'Discovery & Assessment',
    description: 'A clear picture of where you stand and what to do first, from an outside expert.',
    features: [
      '4 sessions of 60 minutes',
      'Written assessment with priorities',
      'Choose your consultant',
      'Valid for 180 days',
    ],
    credits: 4,
    price: 450_000,
    currency: 'usd',
    validityDays: 180,
    burnPriority: 100,
    onOffer: true,
    sortOrder: 1,
  },
  {
    slug: 'strategic-planning',
    name: 'Strategic Planning',
    description:
      'Work through a strategy with one consultant, from options to a plan your board can decide on.',
    features: [
      '8 sessions of 60 minutes',
      'Same consultant throughout',
      'Planning documents reviewed between sessions',
      'Valid for 180 days',
    ],
    credits: 8,
    price: 1_250_000,
    currency: 'usd',
    validityDays: 180,
    burnPriority: 100,
    onOffer: true,
    sortOrder: 2,
  },
  {
    slug: 'quarterly-advisory',
    name: 'Quarterly Advisory',
    description: 'A steady hand for a quarter: regular sessions while decisions are being made.',
    features: [
      '16 sessions of 60 minutes',
      'Any mix of consultants',
      'Priority booking',
      'Valid for 90 days',
    ],
    badge: 'Best value',
    credits: 16,
    price: 890_000,
    currency: 'usd',
    validityDays: 90,
    burnPriority: 100,
    onOffer: true,
    sortOrder: 3,
  },
  {
    slug: 'annual-partnership',
    name: 'Annual Partnership',
    description: 'A year of expertise on call for the whole leadership team.',
    features: [
      '52 sessions of 60 minutes',
      'Any mix of consultants',
      'Priority booking',
      'Quarterly review with a partner',
      'Valid for 365 days',
    ],
    credits: 52,
    price: 4_500_000,
    currency: 'usd',
    validityDays: 365,
    burnPriority: 100,
    onOffer: true,
    sortOrder: 4,
  },
];

export const consultationTypes: New<ConsultationType>[] = [
  {
    name: 'Consultation, 60 minutes',
    description: 'One topic in depth, or a first conversation.',
    minutes: 60,
    credits: 1,
    modes: ['remote', 'in_person'],
    address: '1 Harbour Street, London',
    bufferBefore: 0,
    bufferAfter: 15,
    minNoticeHours: 12,
    active: true,
  },
  {
    name: 'Deep dive, 90 minutes',
    description: 'A working session with documents on the table.',
    minutes: 90,
    credits: 2,
    modes: ['remote'],
    bufferBefore: 0,
    bufferAfter: 15,
    minNoticeHours: 12,
    active: true,
  },
];

// Who may import whom, as docs/architecture.md says. Each row may import what stands below it.

/** Folders of src, top to bottom; those of one line do not import each other. */
const ROWS = [
  ['app', 'jobs'],
  ['operations'],
  ['collections'],
  ['hooks'],
  ['accounts', 'payments', 'consultations'],
  ['credits'],
  ['notifications'],
  ['emails'],
  ['integrations'],
  ['platform'],
];

/** Decisions that take everything they need as arguments: no database, no clock, no network. */
const PURE_FILES = [
  'credits/(lots|wallet|settlement|corrections|balancesAlong|replay|balance|value|reasons)',
  'credits/audit/(compareWallet|unnamed)',
  'consultations/(policy|availability|wallTime|status|buckets|periods)',
  'payments/(fee|status)',
];
const PURE = `^src/(${PURE_FILES.join('|')})(\\.ts$|/)`;
/** Libraries of pure calculation that they may lean on. */
const PURE_LIBRARIES = 'node_modules/(luxon|@types/luxon)/';

const SPECS = '\\.spec\\.tsx?$';

const rowRules = ROWS.flatMap((row, at) =>
  row.map((folder) => {
    const above = ROWS.slice(0, at).flat();
    const beside = row.filter((other) => other !== folder);
    const pages = folder === 'app' ? [] : ['components'];
    return {
      name: `row-${folder}`,
      comment: `${folder} may import the rows below it, none above and none beside it.`,
      severity: 'error',
      from: { path: `^src/${folder}/`, pathNot: SPECS },
      to: { path: `^src/(${[...above, ...beside, ...pages].join('|')})/` },
    };
  }),
);

/** A package with one home: what is special about it stays behind a port of ours. */
const onlyIn = (name, packages, homes) => ({
  name: `${name}-only-there`,
  comment: `${name} is imported only in ${homes}.`,
  severity: 'error',
  from: { path: '^(src|payload\\.config\\.ts)', pathNot: [homes, SPECS] },
  to: { path: `node_modules/(${packages})/` },
});

module.exports = {
  forbidden: [
    ...rowRules,
    {
      name: 'hooks-not-integrations',
      comment: 'A hook runs before the commit: what it did outside could not be taken back.',
      severity: 'error',
      from: { path: '^src/(collections|hooks)/' },
      to: { path: '^src/integrations/' },
    },
    {
      name: 'components-know-views-only',
      comment: 'A document, a rule or a secret never reaches the browser: components import components.',
      severity: 'error',
      from: { path: '^src/components/', pathNot: SPECS },
      to: { path: '^(src/(?!components/)|payload\\.config\\.ts)' },
    },
    {
      name: 'pure-rules',
      comment: 'Pure rules import nothing but each other, and take the time as an argument.',
      severity: 'error',
      from: { path: PURE, pathNot: SPECS },
      to: { pathNot: [PURE, PURE_LIBRARIES], dependencyTypesNot: ['type-only'] },
    },
    onlyIn('stripe', 'stripe', '^src/integrations/stripe/'),
    onlyIn('stripe-elements', '@stripe/[^/]+', '^src/components/'),
    onlyIn('agenda', 'agenda|@agendajs/[^/]+', '^src/jobs/'),
    onlyIn('next', 'next', '^src/(app/|components/|proxy\\.ts|instrumentation\\.ts)'),
    onlyIn('nodemailer', 'nodemailer', '^src/integrations/mail/'),
    onlyIn('mjml', 'mjml', '^src/emails/'),
    {
      name: 'simulators-stand-alone',
      comment: 'A stand-in that shares code with the product would share its mistakes.',
      severity: 'error',
      from: { path: '^simulators/' },
      to: { path: '^(src|scripts)/|^payload\\.config\\.ts' },
    },
    {
      name: 'product-knows-no-simulator',
      comment: 'The product knows of its surroundings nothing but base URLs.',
      severity: 'error',
      from: { path: '^(src/|payload\\.config\\.ts)', pathNot: SPECS },
      to: { path: '^(simulators|scripts|tests|bench)/' },
    },
    {
      name: 'product-needs-no-dev-package',
      comment: 'The image is built without them.',
      severity: 'error',
      from: { path: '^(src/|payload\\.config\\.ts|next\\.config\\.mjs)', pathNot: SPECS },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'no-barrel',
      comment: 'Name the file that holds what is meant.',
      severity: 'error',
      from: {},
      to: { path: '/index\\.(ts|tsx|mjs)$', pathNot: 'node_modules' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|scss)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};

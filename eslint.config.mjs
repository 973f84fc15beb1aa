import tseslint from 'typescript-eslint';

/** The functions of Stripe's library that check a signature. */
const VERIFIERS = '/^(constructEvent|verifyHeader|parseEventNotification)(Async)?$/';

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      '.next/',
      '.next-*/',
      '.data/',
      'src/payload-types.ts',
      'src/app/(payload)/admin/importMap.js',
      'next-env.d.ts',
    ],
  },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always'],
      'max-depth': ['error', 3],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Parsing a Stripe event without checking its signature, or with no age limit, lets anyone mint credits.
      'no-restricted-properties': [
        'error',
        ...[
          'constructEventWithoutVerification',
          'parseEventNotificationWithoutVerification',
          'notificationHandlerWithoutVerification',
          'withoutVerification',
        ].map((property) => ({ property, message: 'Verify the signature of every Stripe event.' })),
      ],
      'no-restricted-syntax': [
        'error',
        ...[
          '[arguments.3.value=0]',
          '[arguments.3.type="UnaryExpression"]',
          '[arguments.3.name="Infinity"]',
        ].map((tolerance) => ({
          selector: `CallExpression[callee.property.name=${VERIFIERS}]${tolerance}`,
          message: 'A tolerance of 0 or below accepts a signature of any age.',
        })),
      ],
      'no-restricted-globals': ['error', { name: 'alert', message: 'Use a message on the page.' }],
    },
  },
  {
    // Rules that need types: what is not awaited is lost when it fails, a new status must be decided everywhere.
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['scripts/**', 'simulators/**', 'bench/**', 'tests/**', 'src/jobs/worker.ts'],
    rules: { 'no-console': 'off' },
  },
);

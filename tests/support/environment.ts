/** The environment a test suite runs the product in. Set before anything of the product is loaded. */
export function setEnvironment(values: Record<string, string>): void {
  Object.assign(process.env, {
    PAYLOAD_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
    SERVER_URL: 'http://127.0.0.1:3999',
    STRIPE_SECRET_KEY: 'sk_test_simulated',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_simulated',
    STRIPE_WEBHOOK_SECRET: 'whsec_simulated',
    ZOOM_ACCOUNT_ID: 'account',
    ZOOM_CLIENT_ID: 'client',
    ZOOM_CLIENT_SECRET: 'secret',
    ZOOM_WEBHOOK_SECRET: 'webhook-secret',
    ZOOM_FALLBACK_HOST: 'meetings@insight-serenity.example',
    SMTP_HOST: '127.0.0.1',
    MAIL_FROM: 'no-reply@insight-serenity.example',
    CLOCK: 'system',
    RATE_LIMIT_FACTOR: '1000',
    LOG_LEVEL: 'silent',
    PAYLOAD_DISABLE_DEPENDENCY_CHECKER: 'true',
    ...values,
  });
}

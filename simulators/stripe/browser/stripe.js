/*
 * The simulator's Stripe.js: as much of window.Stripe as React Stripe elements and a Payment Element need.
 * Card data lives only in a frame of the simulator's own origin; the page talks to it through a message port.
 */
(() => {
  'use strict';
  const ORIGIN = new URL(document.currentScript.src).origin;
  const UNREACHABLE =
    'We are experiencing issues connecting to our payments provider. Please check your internet ' +
    'connection and try again.';

  const FRAME_PATIENCE_MS = 15_000;
  const unreachable = () => ({
    elementType: 'payment',
    error: { type: 'api_connection_error', message: UNREACHABLE },
  });

  class Events {
    listeners = new Map();
    on(name, listener) {
      this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
      return this;
    }
    off(name, listener) {
      const rest = (this.listeners.get(name) ?? []).filter((known) => listener && known !== listener);
      this.listeners.set(name, rest);
      return this;
    }
    once(name, listener) {
      const single = (event) => {
        this.off(name, single);
        listener(event);
      };
      return this.on(name, single);
    }
    emit(name, event) {
      for (const listener of this.listeners.get(name) ?? []) listener(event);
    }
  }

  /** A frame of the simulator's origin, and calls to it. */
  class Frame {
    pending = new Map();
    calls = 0;
    constructor(path, title, onEvent) {
      this.iframe = document.createElement('iframe');
      Object.assign(this.iframe, { src: ORIGIN + path, title });
      this.opened = new Promise((opened) => {
        this.iframe.addEventListener('load', () => opened(this.connect(onEvent)), { once: true });
      });
    }
    connect(onEvent) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (data.event) return onEvent(data.event, data.payload);
        this.pending.get(data.id)?.(data.result);
        this.pending.delete(data.id);
      };
      this.iframe.contentWindow.postMessage('connect', ORIGIN, [port2]);
      return port1;
    }
    async call(method, input) {
      const port = await this.opened;
      const id = (this.calls += 1);
      return new Promise((answered) => {
        this.pending.set(id, answered);
        port.postMessage({ id, method, input });
      });
    }
  }

  class PaymentElement extends Events {
    constructor(parent, options) {
      super();
      Object.assign(this, { parent, options, frame: null });
    }
    mount(target) {
      const place = typeof target === 'string' ? document.querySelector(target) : target;
      if (!place)
        throw integrationError(`The selector you specified (${target}) applies to no DOM elements.`);
      this.unmount();
      this.frame = new Frame('/stripe-frame.html', 'Secure payment input frame', (name, payload) =>
        this.hear(name, payload),
      );
      const { iframe } = this.frame;
      // The frame keeps 4px inside for focus rings; the fields still line up with the page.
      Object.assign(iframe.style, {
        border: '0',
        width: 'calc(100% + 8px)',
        height: '178px',
        margin: '-4px',
        display: 'block',
      });
      this.dress();
      place.replaceChildren(iframe);
      setTimeout(() => this.emit('loaderstart', { elementType: 'payment' }), 0);
      this.late = setTimeout(() => this.emit('loaderror', unreachable()), FRAME_PATIENCE_MS);
      void this.frame.call('init', this.settings()).then(() => clearTimeout(this.late));
    }
    hear(name, payload) {
      if (name === 'resize') this.frame.iframe.style.height = `${payload.height}px`;
      else if (name === 'submit') this.frame.iframe.closest('form')?.requestSubmit();
      else this.emit(name, { elementType: 'payment', ...payload });
    }
    settings() {
      const { key, clientSecret, appearance } = this.parent;
      return { key, clientSecret, appearance };
    }
    /** A frame is see-through only when it and its element agree on light or dark. */
    dress() {
      if (this.frame)
        this.frame.iframe.style.colorScheme = this.parent.appearance.theme === 'night' ? 'dark' : 'light';
    }
    update(options) {
      Object.assign(this.options, options);
      this.dress();
      void this.frame?.call('appearance', this.settings());
    }
    focus() {
      void this.frame?.call('focus');
    }
    blur() {
      this.frame?.iframe.blur();
    }
    clear() {
      void this.frame?.call('clear');
    }
    collapse() {}
    unmount() {
      clearTimeout(this.late);
      this.frame?.iframe.remove();
      this.frame = null;
    }
    destroy() {
      this.unmount();
      this.parent.forget(this);
    }
  }

  class Elements extends Events {
    payment = null;
    constructor(key, { clientSecret = null, appearance = {} } = {}) {
      super();
      Object.assign(this, { key, clientSecret, appearance });
    }
    create(type, options = {}) {
      if (type !== 'payment')
        throw integrationError(`The simulator has a payment element only, not ${type}.`);
      if (this.payment) throw integrationError('Can only create one payment element.');
      this.payment = new PaymentElement(this, options);
      return this.payment;
    }
    getElement(type) {
      const name = typeof type === 'string' ? type : type?.__elementType;
      return name === 'payment' ? this.payment : null;
    }
    update({ appearance } = {}) {
      if (appearance) this.appearance = appearance;
      this.payment?.update({});
    }
    async fetchUpdates() {
      return {};
    }
    async submit() {
      const error = await this.frame().call('validate');
      return error ? { error } : { selectedPaymentMethod: 'card' };
    }
    frame() {
      if (this.payment?.frame) return this.payment.frame;
      throw integrationError('A payment element has to be mounted before the payment can be confirmed.');
    }
    forget(element) {
      if (this.payment === element) this.payment = null;
    }
  }

  class StripeClient {
    constructor(key) {
      this.key = key;
    }
    elements(options) {
      return new Elements(this.key, options);
    }
    async confirmPayment({ elements, clientSecret, confirmParams = {}, redirect = 'always' }) {
      const { error } = await elements.submit();
      if (error) return { error };
      const secret = clientSecret ?? elements.clientSecret;
      if (!secret) throw integrationError('A client secret is needed to confirm a payment.');
      const confirmed = await elements
        .frame()
        .call('confirm', { clientSecret: secret, returnUrl: confirmParams.return_url });
      const result = await this.finish(confirmed, secret);
      if (result.error || redirect !== 'always') return result;
      return leave(confirmParams.return_url, result.paymentIntent);
    }
    async handleNextAction({ clientSecret }) {
      return this.finish(await this.retrievePaymentIntent(clientSecret), clientSecret);
    }
    async retrievePaymentIntent(clientSecret) {
      const query = new URLSearchParams({ key: this.key, client_secret: clientSecret });
      const id = String(clientSecret).split('_secret_')[0];
      try {
        const answer = await fetch(`${ORIGIN}/v1/payment_intents/${encodeURIComponent(id)}?${query}`);
        const body = await answer.json();
        return answer.ok ? { paymentIntent: body } : { error: body.error };
      } catch {
        return { error: unreachable().error };
      }
    }
    /** Lets the payer answer the bank when the intent waits for that. */
    async finish(outcome, clientSecret) {
      if (outcome.paymentIntent?.status !== 'requires_action') return outcome;
      const answered = await challenge(this.key, clientSecret, outcome.paymentIntent);
      const failure = answered.paymentIntent?.last_payment_error;
      return failure ? { error: { ...failure, payment_intent: answered.paymentIntent } } : answered;
    }
    registerAppInfo() {}
    _registerWrapper() {}
  }

  const UNSUPPORTED = [
    'createToken',
    'createPaymentMethod',
    'confirmCardPayment',
    'createConfirmationToken',
    'confirmSetup',
  ];
  for (const name of UNSUPPORTED) {
    StripeClient.prototype[name] = async () => {
      throw integrationError(`The simulator does not offer ${name}; use confirmPayment.`);
    };
  }

  /** Shows the bank's page over everything until the payer has decided. */
  async function challenge(key, clientSecret, paymentIntent) {
    const before = document.activeElement;
    const frame = new Frame('/stripe-3ds.html', 'Authentication of your payment', () => {});
    const overlay = document.createElement('div');
    for (const [name, value] of Object.entries({
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': 'Authentication of your payment',
    })) {
      overlay.setAttribute(name, value);
    }
    Object.assign(overlay.style, {
      position: 'fixed', inset: '0', zIndex: '2147483647', display: 'grid', placeItems: 'center', padding: '16px',
      background: 'rgba(15, 23, 42, 0.6)',
    }); // prettier-ignore
    Object.assign(frame.iframe.style, {
      border: '0', width: 'min(420px, 100%)', height: 'min(390px, 100%)', borderRadius: '12px', background: '#fff',
    }); // prettier-ignore
    overlay.append(frame.iframe);
    document.body.append(overlay);
    const answered = await frame.call('ask', { key, clientSecret, paymentIntent });
    overlay.remove();
    before?.focus?.();
    return answered;
  }

  function leave(returnUrl, paymentIntent) {
    if (!returnUrl)
      throw integrationError('confirmParams.return_url is needed unless redirect is "if_required".');
    const target = new URL(returnUrl);
    target.searchParams.set('payment_intent', paymentIntent.id);
    target.searchParams.set('payment_intent_client_secret', paymentIntent.client_secret);
    target.searchParams.set(
      'redirect_status',
      paymentIntent.status === 'processing' ? 'pending' : 'succeeded',
    );
    window.location.assign(target);
    return new Promise(() => {});
  }

  const integrationError = (message) => Object.assign(new Error(message), { name: 'IntegrationError' });

  window.Stripe = function Stripe(key) {
    if (!/^pk_/.test(String(key))) throw integrationError('Please call Stripe() with your publishable key.');
    return new StripeClient(key);
  };
  window.Stripe.version = 'endive';
})();

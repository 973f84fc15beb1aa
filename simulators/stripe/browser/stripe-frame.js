/* The card form inside the simulator's frame. Nothing typed here is ever sent to the page around it. */
'use strict';

const root = document.documentElement;
const form = document.getElementById('card');
const fields = Object.fromEntries(
  ['number', 'expiry', 'cvc'].map((name) => [name, form.elements.namedItem(name)]),
);
let session = { key: '', clientSecret: null };
let tell = () => {};

const digits = (text) => text.replace(/\D/g, '');

const BRANDS = [
  { name: 'Amex', pattern: /^3[47]/, length: 15, cvc: 4, groups: [4, 6, 5] },
  { name: 'Mastercard', pattern: /^(5[1-5]|2[2-7])/, length: 16, cvc: 3, groups: [4, 4, 4, 4] },
  { name: 'Discover', pattern: /^6(011|5)/, length: 16, cvc: 3, groups: [4, 4, 4, 4] },
  { name: 'JCB', pattern: /^35/, length: 16, cvc: 3, groups: [4, 4, 4, 4] },
  { name: 'Visa', pattern: /^4/, length: 16, cvc: 3, groups: [4, 4, 4, 4] },
];
const UNKNOWN = { name: '', length: 16, cvc: 3, groups: [4, 4, 4, 4] };
const brand = () => BRANDS.find(({ pattern }) => pattern.test(digits(fields.number.value))) ?? UNKNOWN;

function grouped(text, groups) {
  const parts = [];
  let from = 0;
  for (const size of groups) {
    if (from < text.length) parts.push(text.slice(from, from + size));
    from += size;
  }
  return parts.join(' ');
}

function expiryText(typed) {
  const padded = /^[2-9]$/.test(typed) ? `0${typed}` : typed;
  return padded.length > 2 ? `${padded.slice(0, 2)} / ${padded.slice(2, 4)}` : padded;
}

const FORMATS = {
  number: (typed) => grouped(typed.slice(0, brand().length), brand().groups),
  expiry: (typed) => expiryText(typed.slice(0, 4)),
  cvc: (typed) => typed.slice(0, brand().cvc),
};

function luhn(number) {
  let sum = 0;
  [...number].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

/** What is wrong with a field as it stands; null when it is complete. */
const CHECKS = {
  number(typed) {
    if (typed.length < brand().length) return ['incomplete_number', 'Your card number is incomplete.'];
    return luhn(typed) ? null : ['invalid_number', 'Your card number is invalid.'];
  },
  expiry(typed) {
    if (typed.length < 4) return ['incomplete_expiry', "Your card's expiration date is incomplete."];
    const month = Number(typed.slice(0, 2));
    if (month < 1 || month > 12) return ['invalid_expiry_month', "Your card's expiration date is invalid."];
    const ends = new Date(2000 + Number(typed.slice(2)), month, 1);
    return ends > new Date()
      ? null
      : ['invalid_expiry_year_past', "Your card's expiration year is in the past."];
  },
  cvc: (typed) =>
    typed.length < brand().cvc ? ['incomplete_cvc', "Your card's security code is incomplete."] : null,
};
const problem = (name) => CHECKS[name](digits(fields[name].value));
const isWrong = (name) => problem(name) !== null && !problem(name)[0].startsWith('incomplete');

function show(name, found) {
  document.getElementById(`${name}-error`).textContent = found ? found[1] : '';
  if (found) fields[name].setAttribute('aria-invalid', 'true');
  else fields[name].removeAttribute('aria-invalid');
}

function reformat(name) {
  const input = fields[name];
  const before = digits(input.value.slice(0, input.selectionStart)).length;
  const atEnd = input.selectionStart === input.value.length;
  input.value = FORMATS[name](digits(input.value));
  if (atEnd) return;
  let caret = 0;
  for (let seen = 0; seen < before && caret < input.value.length; caret += 1)
    seen += /\d/.test(input.value[caret]) ? 1 : 0;
  input.setSelectionRange(caret, caret);
}

let reported = '';
function report() {
  document.getElementById('brand').textContent = brand().name;
  const names = Object.keys(fields);
  const change = {
    complete: names.every((name) => problem(name) === null),
    empty: names.every((name) => fields[name].value === ''),
    collapsed: false,
    value: { type: 'card' },
  };
  if (JSON.stringify(change) === reported) return;
  reported = JSON.stringify(change);
  tell('change', change);
}

for (const [name, input] of Object.entries(fields)) {
  input.addEventListener('input', () => {
    reformat(name);
    show(name, isWrong(name) ? problem(name) : null);
    if (name === 'number') reformat('cvc');
    report();
  });
  input.addEventListener('focus', () => tell('focus', {}));
  input.addEventListener('blur', () => {
    show(name, input.value === '' ? null : problem(name));
    tell('blur', {});
  });
  input.addEventListener('keydown', (event) => event.key === 'Escape' && tell('escape', {}));
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  tell('submit', {});
});

function fill(card) {
  Object.entries(card).forEach(([name, value]) => (fields[name].value = value));
  Object.keys(fields).forEach((name) => {
    reformat(name);
    show(name, null);
  });
  report();
}

const TEST_CARDS = [
  ['Succeeds', '4242424242424242'],
  ['Asks the bank', '4000002500003155'],
  ['Declined', '4000000000000002'],
  ['No funds', '4000000000009995'],
  ['Arrives later', '4000007770000005'],
  ['Fails later', '4000007770000013'],
];
for (const [label, number] of TEST_CARDS) {
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: label,
    title: number,
  });
  button.addEventListener('click', () => fill({ number, expiry: '1234', cvc: '123' }));
  const item = document.createElement('li');
  item.append(button);
  document.querySelector('#test-cards ul').append(item);
}

const VARIABLES = {
  colorPrimary: '--primary',
  colorBackground: '--background',
  colorText: '--text',
  colorTextSecondary: '--secondary',
  colorTextPlaceholder: '--placeholder',
  colorDanger: '--danger',
  borderRadius: '--radius',
  fontFamily: '--font',
  fontSizeBase: '--size',
};

function dress({ theme = 'stripe', variables = {} } = {}) {
  root.dataset.theme = theme;
  for (const [name, property] of Object.entries(VARIABLES)) {
    if (variables[name]) root.style.setProperty(property, variables[name]);
    else root.style.removeProperty(property);
  }
  // Stripe derives the edges of its fields from the text colour, too.
  if (variables.colorText) {
    root.style.setProperty(
      '--border',
      `color-mix(in srgb, ${variables.colorText} 25%, ${variables.colorBackground ?? 'transparent'})`,
    );
  } else root.style.removeProperty('--border');
}

async function ask(method, path, params) {
  const form = new URLSearchParams({ key: session.key, ...params });
  try {
    const answer = await fetch(
      method === 'GET' ? `${path}?${form}` : path,
      method === 'GET' ? {} : { method, body: form },
    );
    const body = await answer.json();
    return answer.ok ? { paymentIntent: body } : { error: body.error };
  } catch {
    const message = 'We are experiencing issues connecting to our payments provider. Please try again.';
    return { error: { type: 'api_connection_error', message } };
  }
}

const intentPath = (secret) =>
  `/v1/payment_intents/${encodeURIComponent(String(secret).split('_secret_')[0])}`;

const METHODS = {
  async init({ appearance, ...given }) {
    session = given;
    dress(appearance);
    new ResizeObserver(() =>
      tell('resize', { height: Math.ceil(document.body.getBoundingClientRect().height) }),
    ).observe(document.body);
    const { error } = await ask('GET', intentPath(session.clientSecret), {
      client_secret: session.clientSecret,
    });
    if (error) tell('loaderror', { error });
    else tell('ready', {});
  },
  appearance: ({ appearance }) => dress(appearance),
  focus: () => fields.number.focus(),
  clear: () => fill({ number: '', expiry: '', cvc: '' }),
  validate() {
    const wrong = Object.keys(fields).filter((name) => problem(name));
    wrong.forEach((name) => show(name, problem(name)));
    if (!wrong.length) return null;
    fields[wrong[0]].focus();
    const [code, message] = problem(wrong[0]);
    return { type: 'validation_error', code, message };
  },
  confirm({ clientSecret, returnUrl }) {
    const expiry = digits(fields.expiry.value);
    return ask('POST', `${intentPath(clientSecret)}/confirm`, {
      client_secret: clientSecret,
      use_stripe_sdk: 'true',
      ...(returnUrl ? { return_url: returnUrl } : {}),
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': digits(fields.number.value),
      'payment_method_data[card][exp_month]': expiry.slice(0, 2),
      'payment_method_data[card][exp_year]': expiry.slice(2),
      'payment_method_data[card][cvc]': fields.cvc.value,
    });
  },
};

addEventListener('message', ({ data, ports: [port], source }) => {
  if (data !== 'connect' || !port || source !== window.parent) return;
  tell = (event, payload) => port.postMessage({ event, payload });
  port.onmessage = async ({ data: { id, method, input } }) =>
    port.postMessage({ id, result: await METHODS[method](input) });
});

/* The bank's page: asks the payer, reports the answer to the simulator, and hands the page the result. */
'use strict';

const buttons = [...document.querySelectorAll('button')];

function amountText({ amount, currency }) {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

async function report(session, outcome) {
  const body = new URLSearchParams({
    key: session.key,
    client_secret: session.clientSecret,
    payment_intent: session.paymentIntent.id,
    outcome,
  });
  const answer = await fetch('/v1/3ds2/challenge_complete', { method: 'POST', body });
  const result = await answer.json();
  return answer.ok ? { paymentIntent: result } : { error: result.error };
}

const lock = (locked) => buttons.forEach((button) => (button.disabled = locked));

/** Resolves with the payer's decision, once it has reached the simulator. */
function decide(session) {
  document.getElementById('amount').textContent = amountText(session.paymentIntent);
  buttons[0].focus();
  return new Promise((decided) => {
    const choose = async ({ currentTarget }) => {
      lock(true);
      try {
        decided(await report(session, currentTarget.dataset.outcome));
      } catch {
        document.getElementById('problem').textContent = 'The bank cannot be reached. Please try again.';
        lock(false);
      }
    };
    buttons.forEach((button) => button.addEventListener('click', choose));
  });
}

addEventListener('message', ({ data, ports: [port], source }) => {
  if (data !== 'connect' || !port || source !== window.parent) return;
  port.onmessage = async ({ data: { id, input } }) => port.postMessage({ id, result: await decide(input) });
});

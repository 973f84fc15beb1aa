import { StrictMode, useState, type FormEvent } from 'react';
import { createRoot } from 'react-dom/client';
import { loadStripe } from '@stripe/stripe-js/pure';
import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';

/** The smallest page that takes a payment with React Stripe elements; bundled by the browser test. */
function Checkout() {
  const stripe = useStripe();
  const elements = useElements();
  const [state, setState] = useState('loading');
  const [complete, setComplete] = useState(false);

  async function pay(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!stripe || !elements) return;
    setState('paying');
    const { error: wrong } = await elements.submit();
    if (wrong) return setState(`invalid: ${wrong.message}`);
    const { error, paymentIntent } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: `${location.origin}/done` },
      redirect: 'if_required',
    });
    setState(error ? `refused: ${error.decline_code ?? error.code}` : `answered: ${paymentIntent.status}`);
  }

  return (
    <form onSubmit={(event) => void pay(event)}>
      <PaymentElement
        onReady={() => setState('ready')}
        onChange={(change) => setComplete(change.complete)}
        onLoadError={({ error }) => setState(`not loaded: ${error.message}`)}
      />
      <button>{complete ? 'Pay now' : 'Pay'}</button>
      <p role="status">{state}</p>
    </form>
  );
}

const query = new URLSearchParams(location.search);
createRoot(document.body.appendChild(document.createElement('main'))).render(
  <StrictMode>
    <Elements
      stripe={loadStripe('pk_test_page')}
      options={{
        clientSecret: query.get('secret') ?? '',
        appearance: { theme: 'night', variables: { colorBackground: '#101c1a', borderRadius: '12px' } },
      }}
    >
      <Checkout />
    </Elements>
  </StrictMode>,
);

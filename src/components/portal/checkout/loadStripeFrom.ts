import { type Stripe, type StripeConstructor } from '@stripe/stripe-js';

const loads = new Map<string, Promise<StripeConstructor>>();

/**
 * Stripe.js from the configured address, loaded once per page. Not `loadStripe`: that one knows a single,
 * fixed address, and where there is no network Stripe is simulated at another.
 * @throws Error when the script cannot be loaded or is not Stripe's; a later call tries again.
 */
export async function loadStripeFrom(url: string, publishableKey: string): Promise<Stripe> {
  const known = loads.get(url) ?? loadScript(url);
  loads.set(url, known);
  try {
    return (await known)(publishableKey);
  } catch (error) {
    loads.delete(url);
    throw error;
  }
}

function loadScript(url: string): Promise<StripeConstructor> {
  if (window.Stripe) return Promise.resolve(window.Stripe);
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.async = true;
    script.onload = () => {
      if (window.Stripe) resolve(window.Stripe);
      else reject(new Error('The payment script did not start.'));
    };
    script.onerror = () => {
      script.remove();
      reject(new Error('The payment script could not be loaded.'));
    };
    document.head.append(script);
  });
}

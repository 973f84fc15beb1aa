'use client';
import { useSyncExternalStore } from 'react';
import { registeredAddress } from './registeredAddress';

const never = () => () => undefined;

export function CheckYourMail() {
  const address = useSyncExternalStore(never, registeredAddress, () => '');
  return (
    <div className="grid gap-4">
      <p>
        We have sent a message to <strong className="break-words">{address || 'your address'}</strong>. Open
        the link in it to confirm that the address is yours. Your free trial credit is added at that moment.
      </p>
      <ul className="grid list-disc gap-2 pl-5 text-sm text-muted">
        <li>It can take a minute or two to arrive.</li>
        <li>Nothing there? Look in the spam folder, and check that the address is spelled right.</li>
        <li>If you already have an account, the message tells you so. Just sign in.</li>
      </ul>
    </div>
  );
}

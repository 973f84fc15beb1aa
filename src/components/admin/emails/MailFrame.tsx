import { forceScheme, type Scheme } from './forceScheme';

interface Props {
  title: string;
  html: string;
  scheme?: Scheme;
  isPhone?: boolean;
}

/**
 * A mail in a frame that may do nothing: no scripts, no forms, no way to this page. Its links open nothing either,
 * so that nobody uses a client's link by looking at it.
 */
export function MailFrame({ title, html, scheme = 'light', isPhone = false }: Props) {
  return (
    <div className={`adm-mail-frame adm-mail-frame--${scheme}${isPhone ? ' adm-mail-frame--phone' : ''}`}>
      <iframe title={title} sandbox="" srcDoc={forceScheme(html, scheme)} />
    </div>
  );
}

import { type QuickLink } from './views';

interface Props {
  name: string;
  /** Today in words. */
  today: string;
  links: QuickLink[];
}

/** The head of the dashboard: who, when, and the things done most often. */
export function Welcome({ name, today, links }: Props) {
  return (
    <header className="adm-welcome">
      <div>
        <h1>Welcome, {name}</h1>
        <p className="adm-muted">{today}, UTC</p>
      </div>
      <nav aria-label="Often used" className="adm-actions">
        {links.map(({ label, href }, at) => (
          <a
            key={href}
            href={href}
            className={`adm-button ${at === 0 ? 'adm-button--main' : 'adm-button--plain'}`}
          >
            {label}
          </a>
        ))}
      </nav>
    </header>
  );
}

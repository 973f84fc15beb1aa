import { catalog, isTemplateKey } from '@/emails/catalog';

interface Props {
  data?: { key?: unknown };
}

const AUDIENCE = {
  client: 'the client',
  consultant: 'the consultant',
  both: 'client and consultant',
} as const;

/** Above the words of a template: what it is for. */
export function TemplateIntro({ data }: Props) {
  const key = typeof data?.key === 'string' ? data.key : '';
  if (!isTemplateKey(key)) return null;
  const { title, description, audience } = catalog[key];
  return (
    <section className="adm-summary" aria-label="Template">
      <h2>{title}</h2>
      <p>
        {description} Goes to {AUDIENCE[audience]}.
      </p>
    </section>
  );
}

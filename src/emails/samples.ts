import { catalog, type TemplateKey } from './catalog';
import { variableList } from './variableList';

/** `usual`: a believable message. `full`: every variable filled. `bare`: empty what may be empty. */
export const SAMPLE_KINDS = ['usual', 'full', 'bare'] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** For variables that a usual message leaves empty, because it is either this or that. */
const FILLED: Readonly<Record<string, string>> = {
  location: '12 Harbour Lane, London EC2A 4NE',
  previousConsultantName: 'Kenji Tanaka',
  handedTo: 'Kenji Tanaka',
};

/** A sample of a template with all, some or none of what may be empty: between them every branch of its conditions. */
export function sampleOf(key: TemplateKey, kind: SampleKind): Record<string, string> {
  const { sample } = catalog[key];
  if (kind === 'usual') return sample;
  const optional = variableList(key).filter(({ isOptional }) => isOptional);
  return {
    ...sample,
    ...Object.fromEntries(
      optional.map(({ name }) => [name, kind === 'bare' ? '' : sample[name] || (FILLED[name] ?? '')]),
    ),
  };
}

/** Whether a mail speaks of one session, so that a real one can stand in for the sample. */
export const isAboutSession = (key: TemplateKey): boolean =>
  Object.hasOwn(catalog[key].variables.shape, 'consultationUrl');

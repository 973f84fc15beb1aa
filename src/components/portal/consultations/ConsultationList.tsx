import { type ConsultationView } from '../types';
import { ConsultationRow } from './ConsultationRow';

export function ConsultationList({
  consultations,
  zone,
}: {
  consultations: ConsultationView[];
  zone: string;
}) {
  return (
    <ul className="grid gap-3">
      {consultations.map((consultation) => (
        <li key={consultation.id}>
          <ConsultationRow consultation={consultation} zone={zone} />
        </li>
      ))}
    </ul>
  );
}

import { DEMO_PASSWORD } from '../../../scripts/lib/demoAccounts.mjs';
import { callAs } from './api';
import { type Demo } from './demo';
import { type Furnished } from './furnish';
import { addressOf } from './staff';

const CLIENT = {
  firstName: 'Maximiliane-Theodora',
  lastName: 'von Hohenlohe-Waldenburg-Schillingsfürst',
  company: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk Beteiligungsgesellschaft mbH & Co. KG',
};
const CONSULTANT = 'Prof. Dr. Konstantinos Papadimitriou-Villanueva de la Cruz y Fernández';
const TYPE = 'Strategic portfolio and capital allocation review, with a written summary';
const PACKAGE = 'Organisational Design & Transformation Partnership, extended term';

/** Gives the people and things of a furnished demo names of a length that a layout must bear. */
export async function giveLongNames(
  demo: Demo,
  clientId: string,
  { consultantId, typeId }: Furnished,
): Promise<void> {
  const owner = await callAs(demo, 'staff', addressOf('owner'), DEMO_PASSWORD);
  const { docs } = await owner.get<{ docs: { id: string }[] }>(
    '/api/packages?where[slug][equals]=strategic-planning&depth=0',
  );
  await owner.patch(`/api/clients/${clientId}`, CLIENT);
  await owner.patch(`/api/consultants/${consultantId}`, { name: CONSULTANT });
  await owner.patch(`/api/consultation-types/${typeId}`, { name: TYPE });
  for (const { id } of docs) await owner.patch(`/api/packages/${id}`, { name: PACKAGE });
}

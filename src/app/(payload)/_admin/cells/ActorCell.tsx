import { type Payload } from 'payload';
import { cache } from 'react';

import { actorWords } from '@/components/admin/ui/actorWords';

import { staffNames } from '../staffNames';

interface Props {
  cellData?: unknown;
  payload: Payload;
}

/** Asked once for all the rows of a list. */
const nameOf = cache((payload: Payload, actor: string) => staffNames({ payload }, [actor]));

/** Who did it, by name, in a list. */
export async function ActorCell({ cellData, payload }: Props) {
  const actor = typeof cellData === 'string' ? cellData : '';
  if (!actor) return <span className="adm-muted">–</span>;
  return <span title={actor}>{actorWords(actor, await nameOf(payload, actor))}</span>;
}

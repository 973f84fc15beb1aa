import { Gutter } from '@payloadcms/ui';
import { type AdminViewServerProps } from 'payload';

import { AttentionGrid } from '@/components/admin/dashboard/AttentionGrid';
import { Welcome } from '@/components/admin/dashboard/Welcome';
import { Panel } from '@/components/admin/ui/Panel';
import { formatDay } from '@/components/portal/format/dates';
import { hasRole } from '@/collections/access/roles';
import { now } from '@/platform/clock';

import { isInsider } from '../ofRecord';
import { attentionOf } from './attention';
import { Jobs } from './Jobs';
import { quickLinksOf } from './quickLinks';
import { RecentPayments } from './RecentPayments';
import { RecentTemplates } from './RecentTemplates';
import { UpcomingSessions } from './UpcomingSessions';

/** The first page of the admin: what waits for the one who looks, and what is coming. */
export async function Dashboard({ initPageResult: { req } }: AdminViewServerProps) {
  if (req.user?.collection !== 'staff') return null;
  const at = now();
  const { cards, looked } = await attentionOf(req, at);
  return (
    <Gutter className="adm-dashboard">
      <Welcome name={req.user.firstName} today={formatDay(at, 'UTC')} links={quickLinksOf(req)} />
      <Panel title="Needs attention">
        <AttentionGrid cards={cards} looked={looked} />
      </Panel>
      {!hasRole(req, ['editor']) && <UpcomingSessions req={req} now={at} />}
      {isInsider(req) && <RecentPayments req={req} now={at} />}
      {hasRole(req, ['owner', 'ops']) && <Jobs req={req} />}
      {hasRole(req, ['editor']) && <RecentTemplates req={req} />}
    </Gutter>
  );
}

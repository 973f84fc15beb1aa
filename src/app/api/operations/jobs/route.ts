import { readJobs } from '@/operations/jobs/readJobs';

import { route, staffOnly } from '../../_lib/route';

export const GET = route(async (call) => {
  staffOnly(call, 'owner', 'ops', 'finance');
  return { docs: await readJobs(call.payload) };
});

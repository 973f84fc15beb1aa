import { type PayloadRequest } from 'payload';

import { utcInstant } from '@/components/admin/ui/instant';
import { Notice } from '@/components/admin/ui/Notice';
import { Panel } from '@/components/admin/ui/Panel';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { StatePill } from '@/components/admin/ui/StatePill';
import { type JobState, readJobs } from '@/operations/jobs/readJobs';
import { BACKLOG_LATE_MS, backlogWords, readBacklog } from '@/operations/queues/readBacklog';
import { WORKER_SILENT_MS, workersAlive } from '@/platform/workers';

/** Later than this a job waits for a worker. */
const LATE_MS = 60_000;

function pillOf({ lastOk, lagMs, nextRunAt, problem, runningSince }: JobState) {
  if (problem && runningSince) return <StatePill state="failed" label="Hangs" />;
  if (problem && !nextRunAt) return <StatePill state="failed" label="Never comes" />;
  if (lastOk === false) return <StatePill state="failed" label="Failed" />;
  if (lagMs > LATE_MS)
    return <StatePill state="pending" label={`Late by ${Math.round(lagMs / 60_000)} min`} />;
  if (problem) return <StatePill state="failed" label="Set wrong" />;
  return lastOk ? <StatePill state="done" label="Well" /> : <StatePill state="none" label="Not yet run" />;
}

const resultOf = ({ error, lastOk, result }: JobState): string =>
  lastOk === false ? (error ?? 'It failed.') : result ? `${result} done` : 'Nothing was due';

function lastRunOf(job: JobState): string {
  if (job.runningSince) return `At it since ${utcInstant(job.runningSince)}`;
  return job.lastRunAt ? `${utcInstant(job.lastRunAt)}: ${resultOf(job)}` : '';
}

/** The scheduled work: how each job last went, on whichever worker, and when it comes next. */
export async function Jobs({ req }: { req: PayloadRequest }) {
  const [jobs, workers, backlog] = await Promise.all([
    readJobs(req.payload),
    workersAlive(req.payload, WORKER_SILENT_MS),
    readBacklog(req.payload),
  ]);
  const late = backlog.filter(({ waitsMs }) => waitsMs > BACKLOG_LATE_MS);
  const rows = jobs.map((job) => ({
    id: job.name,
    cells: [
      <code key="name">{job.name}</code>,
      <span key="state">{pillOf(job)}</span>,
      lastRunOf(job),
      job.nextRunAt ? utcInstant(job.nextRunAt) : '',
      job.every,
    ],
  }));
  return (
    <Panel
      title="Jobs"
      aside={<span className="adm-muted">{workers === 1 ? '1 worker' : `${workers} workers`}</span>}
    >
      {workers === 0 && (
        <Notice tone="bad">
          No worker was heard of for a minute: nothing is sent, made or expired until one runs.
        </Notice>
      )}
      {late.length > 0 && <Notice tone="warn">Work waits: {late.map(backlogWords).join('; ')}.</Notice>}
      <RelatedTable
        caption="Jobs"
        columns={['Job', 'State', 'Last run', 'Next run', 'Schedule']}
        rows={rows}
        empty="No worker has run here yet."
      />
    </Panel>
  );
}

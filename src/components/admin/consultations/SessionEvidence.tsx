import { type ReactNode } from 'react';

import { Facts } from '../ui/Facts';
import { Notice } from '../ui/Notice';
import { Panel } from '../ui/Panel';
import { StatePill } from '../ui/StatePill';
import { type EvidenceView } from './views';

type Stay = EvidenceView['stays'][number];

const clock = (instant: string | null): string => (instant ? instant.slice(11, 16) : '…');
const ROLES: { role: Stay['role']; label: string }[] = [
  { role: 'consultant', label: 'Consultant' },
  { role: 'client', label: 'Client' },
  { role: 'unknown', label: 'Not known by Zoom' },
];

const line = (stay: Stay): string =>
  `${stay.name || 'No name'}, ${clock(stay.from)} – ${clock(stay.to)} UTC` +
  `${stay.waited ? ', waiting to be let in' : ''}`;

function lines(stays: Stay[]): ReactNode {
  if (stays.length === 0) return null;
  return stays.map((stay, index) => (
    <span key={`${stay.name}${stay.from}${stay.to}${index}`}>
      {index > 0 && <br />}
      {line(stay)}
    </span>
  ));
}

/**
 * Who was there, by what Zoom told, and what that suggests. It decides nothing: that is for the session clock
 * and for staff.
 */
export function SessionEvidence({ evidence }: { evidence: EvidenceView }) {
  const { proposal, held, stays, recording } = evidence;
  return (
    <Panel title="What Zoom told">
      {proposal && (
        <Notice tone={proposal.status === 'completed' ? 'info' : 'warn'}>
          Suggests <StatePill state={proposal.status} /> {proposal.because}
        </Notice>
      )}
      <Facts
        facts={[
          { label: 'Meeting open', value: held && `${clock(held.from)} – ${clock(held.to)} UTC` },
          ...ROLES.map(({ role, label }) => ({
            label,
            value: lines(stays.filter((stay) => stay.role === role)),
          })),
          {
            label: 'Recording',
            value: recording && (
              <>
                <a href={recording.url} target="_blank" rel="noreferrer">
                  Watch
                </a>
                {recording.passcode && <span className="adm-muted"> Passcode {recording.passcode}</span>}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}

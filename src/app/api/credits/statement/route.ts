import { z } from 'zod';

import { periodOf } from '@/credits/statement/period';
import { readStatement } from '@/credits/statement/readStatement';
import { statementCsv } from '@/credits/statement/statementCsv';
import { statementPdf } from '@/credits/statement/statementPdf';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { readQuery } from '@/platform/http';
import { recentSettings } from '@/platform/settings';

import { id, instantOrDay } from '../../_lib/inputs';
import { route, subjectClient } from '../../_lib/route';

const query = z.strictObject({
  clientId: id.optional(),
  from: instantOrDay,
  to: instantOrDay,
  format: z.enum(['pdf', 'csv']).default('pdf'),
});

const TYPE = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' } as const;

export const GET = route(async (call) => {
  const asked = readQuery(call.request, query);
  const { clientId } = await subjectClient(call, asked.clientId);
  const client = await call.payload.findByID({
    collection: 'clients',
    id: clientId,
    depth: 0,
    overrideAccess: true,
  });
  const zone = client.timezone;
  const period = periodOf(asked, zone, now());
  if (!period)
    throw new DomainError('VALIDATION', {
      fields: [{ path: 'to', message: 'After "from", and "from" not in the future.' }],
    });
  const statement = await readStatement(call.payload, { ...period, clientId, zone });
  const { brand } = await recentSettings(call.payload);
  const file =
    asked.format === 'csv'
      ? statementCsv(statement)
      : new Uint8Array(
          await statementPdf(statement, {
            company: brand.companyName,
            client: `${client.firstName} ${client.lastName}`,
          }),
        );
  const name = `credits-${asked.from.slice(0, 10)}-${asked.to.slice(0, 10)}.${asked.format}`;
  return new Response(file, {
    headers: { 'Content-Type': TYPE[asked.format], 'Content-Disposition': `attachment; filename="${name}"` },
  });
});

/** Where requests go that cannot be read (`_edge/refuseUnreadable`). In the shape of all errors. */
const REFUSALS: Readonly<Record<string, { status: number; code: string; message: string }>> = {
  address: { status: 400, code: 'VALIDATION', message: 'The address cannot be read.' },
  method: { status: 405, code: 'VALIDATION', message: 'This method is not offered here.' },
};
const MISSING = { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address.' };

interface Context {
  params: Promise<{ why: string }>;
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { why } = await params;
  const { status, ...error } = (Object.hasOwn(REFUSALS, why) ? REFUSALS[why] : undefined) ?? MISSING;
  return Response.json(
    { error },
    {
      status,
      headers: {
        'Cache-Control': 'no-store',
        ...(status === 405 ? { Allow: 'GET, HEAD, POST, PATCH, DELETE' } : {}),
      },
    },
  );
}

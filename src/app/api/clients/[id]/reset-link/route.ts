import { resetLinkRoute } from '../../../_lib/resetLinkRoute';

export const POST = resetLinkRoute('clients', ['owner', 'ops']);

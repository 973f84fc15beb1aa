import { resetLinkRoute } from '../../../_lib/resetLinkRoute';

export const POST = resetLinkRoute('staff', ['owner']);

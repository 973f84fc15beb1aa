import { resetRequest } from '../../_lib/resetRequest';

export const POST = resetRequest('clients');

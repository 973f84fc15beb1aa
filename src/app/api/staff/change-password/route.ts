import { passwordRoute } from '../../_lib/passwordRoute';

export const POST = passwordRoute('staff');

import config from '@payload-config';
import {
  REST_DELETE,
  REST_GET,
  REST_OPTIONS,
  REST_PATCH,
  REST_POST,
  REST_PUT,
} from '@payloadcms/next/routes';

import { entered, preflight } from '../../_lib/door/enter';

export const GET = entered(REST_GET(config));
export const POST = entered(REST_POST(config));
export const PATCH = entered(REST_PATCH(config));
export const PUT = entered(REST_PUT(config));
export const DELETE = entered(REST_DELETE(config));
export const OPTIONS = preflight(REST_OPTIONS(config));

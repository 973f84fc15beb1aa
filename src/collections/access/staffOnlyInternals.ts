import { type Access, type CollectionConfig, type Endpoint, Forbidden, type SanitizedConfig } from 'payload';

import { nobody } from './nobody';
import { refuseUnreadableFilter } from './refuseUnreadableFilter';

const OPERATIONS = ['create', 'read', 'update', 'delete', 'unlock'] as const;
/** Never reached over HTTP: kept by the command line. */
const FOR_NOBODY = new Set(['payload-migrations']);

type Rule = CollectionConfig['access'] extends infer Rules | undefined
  ? NonNullable<Rules>[keyof NonNullable<Rules>]
  : never;

const staffAnd =
  (rule: Rule): Access =>
  (args) =>
    args.req.user?.collection === 'staff' && typeof rule === 'function' ? (rule as Access)(args) : false;

const forStaff = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  handler: (req) => {
    if (req.user?.collection !== 'staff') throw new Forbidden(req.t);
    return endpoint.handler(req);
  },
});

/**
 * Payload's own collections (document locks, admin preferences) are open to whoever is signed in, clients too:
 * one could lock records in the name of staff, or read who edits what. They serve the admin, so staff only.
 * Payload adds them after everything a configuration can say, hence on the finished one.
 */
export function staffOnlyInternals(config: SanitizedConfig): SanitizedConfig {
  for (const collection of config.collections.filter(({ slug }) => slug.startsWith('payload-'))) {
    for (const operation of OPERATIONS) {
      const rule = collection.access[operation];
      collection.access[operation] = FOR_NOBODY.has(collection.slug) ? nobody : staffAnd(rule);
    }
    collection.hooks.beforeOperation = [...collection.hooks.beforeOperation, refuseUnreadableFilter];
    if (collection.endpoints) collection.endpoints = collection.endpoints.map(forStaff);
  }
  return config;
}

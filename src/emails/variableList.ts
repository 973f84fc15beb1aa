import { z } from 'zod';
import { COMMON_VARIABLES } from './brand';
import { catalog, type TemplateKey } from './catalog';

export interface VariableInfo {
  name: string;
  meaning: string;
  /** May be empty: use it in an `{{#if}}` block. */
  isOptional: boolean;
  /** May stand in `href`. */
  isLink: boolean;
}

/** The variables staff may use in a template, its own first. */
export function variableList(key: TemplateKey): VariableInfo[] {
  const own = Object.entries(catalog[key].variables.shape).map(([name, schema]) => ({
    name,
    meaning: schema.description ?? '',
    isOptional: schema instanceof z.ZodDefault,
    isLink: schema.meta()?.kind === 'link',
  }));
  const common = Object.entries(COMMON_VARIABLES).map(([name, meaning]) => ({
    name,
    meaning,
    isOptional: false,
    isLink: name === 'portalUrl',
  }));
  return [...own, ...common];
}

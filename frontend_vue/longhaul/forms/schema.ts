import type { Schema } from '../api/types'

export type Definitions = Record<string, Schema>

export const isNullable = (schema: Schema) =>
  (schema.anyOf ?? []).some(({ type }) => type === 'null')

/** Leave out a definition, so that what is within it finds nothing where it refers back to it. */
export const without = (schema: Schema, defs: Definitions): Definitions =>
  Object.fromEntries(Object.entries(defs).filter(([, each]) => each !== schema))

/** Follow references and leave out "or null", so that one plain schema remains. */
export function resolve(schema: Schema, defs: Definitions): Schema {
  if (schema.$ref) return resolve(defs[schema.$ref.replace('#/$defs/', '')] ?? {}, defs)
  const parts = (schema.anyOf ?? schema.allOf ?? []).filter(({ type }) => type !== 'null')
  const [only] = parts
  return only && parts.length === 1 ? resolve(only, defs) : schema
}

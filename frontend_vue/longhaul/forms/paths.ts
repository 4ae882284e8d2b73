import type { OptionField, Options } from './options'

/** Name every place of a form where an error may stand, the innermost first: options.stops.0.name. */
export function pathsOf(fields: OptionField[], values: Options, above = 'options'): string[] {
  return fields.flatMap((field) => pathsOfOne(field, values[field.name], `${above}.${field.name}`))
}

function pathsOfOne(field: OptionField, value: unknown, path: string): string[] {
  const { kind, fields, item } = field
  if (kind === 'group') return [...pathsOf(fields, (value ?? {}) as Options, path), path]
  if (kind !== 'rows' || !item || !Array.isArray(value)) return [path]
  const rows = value.flatMap((row, index) => pathsOfOne(item, row, `${path}.${String(index)}`))
  return [...rows, path]
}

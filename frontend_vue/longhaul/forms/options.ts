import type { Schema } from '../api/types'
import {
  isNullable,
  kindOf,
  limitsOf,
  resolve,
  without,
  type Definitions,
  type Kind,
  type Limits,
} from './kinds'
import { wordsOf } from '../i18n/format'

export type Options = Record<string, unknown>

/** An option as a form shows it. */
export interface OptionField {
  name: string
  label: string
  help: string
  kind: Kind
  required: boolean
  nullable: boolean
  initial: unknown
  choices: unknown[]
  /** The labels of choices that have one. */
  words: Map<string, string>
  limits: Limits
  /** The fields of a group. */
  fields: OptionField[]
  /** The field of each row. */
  item?: OptionField
  /** The minimum and maximum number of rows or choices. */
  least: number
  most: number
}

/** The fields of a form for an options schema. A recursive part is edited as JSON. */
export function fieldsOf(schema: Schema, defs: Definitions = schema.$defs ?? {}): OptionField[] {
  const plain = resolve(schema, defs)
  const inner = without(plain, defs)
  return Object.entries(plain.properties ?? {}).map(([name, property]) =>
    fieldOf(name, property, (plain.required ?? []).includes(name), inner),
  )
}

/** The name of a row: that of its type, or else that of its list, and its number. */
export const nameOfRow = ({ item, label }: Pick<OptionField, 'item' | 'label'>, index: number) =>
  `${item?.fields.length ? item.label : label} ${String(index + 1)}`

function fieldOf(name: string, property: Schema, required: boolean, defs: Definitions) {
  const plain = resolve(property, defs)
  const items = resolve(plain.items ?? {}, defs)
  const nullable = isNullable(property)
  // A checkbox has no third state for "not given".
  const kind = plain.type === 'boolean' && nullable ? 'choice' : kindOf(plain, defs)
  const choices = plain.type === 'boolean' ? [true, false] : choicesOf(plain)
  const field: OptionField = {
    name,
    // The title of a definition names the type, not this option.
    label: property.title ?? wordsOf(name),
    help: property.description ?? plain.description ?? '',
    kind,
    required,
    nullable,
    initial: null,
    choices: kind === 'choices' ? choicesOf(items) : choices,
    words: new Map([items, plain, property].flatMap(({ words = [] }) => [...words])),
    limits: limitsOf(plain, kind),
    fields: kind === 'group' ? fieldsOf(plain, defs) : [],
    item: kind === 'rows' ? fieldOf('', items, true, defs) : undefined,
    least: plain.minItems ?? 0,
    most: plain.maxItems ?? Infinity,
  }
  field.initial = property.default ?? plain.default ?? (nullable ? null : emptyOf(field))
  return field
}

/** The label of a choice, or else the value itself. */
export const said = (value: unknown, field?: Pick<OptionField, 'words'>) =>
  field?.words.get(String(value)) ?? value

const choicesOf = (schema: Schema) =>
  schema.enum ?? (schema.const === undefined ? [] : [schema.const])

/** The initial value of an option without a default. */
export function emptyOf({ kind, fields, item, least, choices }: OptionField): unknown {
  if (kind === 'group') return initialOptions(fields)
  if (kind === 'rows') return Array.from({ length: least }, () => item && emptyOf(item))
  if (kind === 'boolean') return false
  if (kind === 'list' || kind === 'choices') return []
  if (kind === 'choice' && choices.length === 1) return choices[0]
  return kind === 'text' || kind === 'lines' ? '' : null
}

/** The initial values of a form. */
export function initialOptions(fields: OptionField[], given: Options = {}): Options {
  const valueOf = ({ name, nullable, initial }: OptionField) => {
    const value = given[name]
    // Null where it is not allowed comes from an older version of the schema.
    return value === undefined || (value === null && !nullable) ? initial : value
  }
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]))
}

/** The values to send: an empty field is null if that is allowed, and otherwise left out. */
export function cleanOptions(fields: OptionField[], values: Options): Options {
  return Object.fromEntries(fields.map((field) => [field.name, clean(field, values[field.name])]))
}

function clean(field: OptionField, value: unknown): unknown {
  const { kind, nullable, fields, item } = field
  if (value === '' || value === undefined || value === null) {
    if (nullable) return null
    return kind === 'text' || kind === 'lines' ? '' : undefined
  }
  if (kind === 'group') return cleanOptions(fields, value as Options)
  if (kind !== 'rows' || !item) return value
  // An empty row is sent as null, so that the server can name it in its error.
  return (value as unknown[]).map((each) => clean(item, each) ?? null)
}

/** The paths of all fields, innermost first, such as options.stops.0.name. */
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

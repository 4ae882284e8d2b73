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

/** One option as a form shows it. */
export interface OptionField {
  name: string
  label: string
  help: string
  kind: Kind
  required: boolean
  nullable: boolean
  initial: unknown
  choices: unknown[]
  /** What people read for them, where it is something else. */
  words: Map<string, string>
  limits: Limits
  /** Of a group. */
  fields: OptionField[]
  /** What each of several rows is. */
  item?: OptionField
  /** How few and how many rows or choices there may be. */
  least: number
  most: number
}

/** Read the fields of a form from an options schema. What is within itself is JSON the second time. */
export function fieldsOf(schema: Schema, defs: Definitions = schema.$defs ?? {}): OptionField[] {
  const plain = resolve(schema, defs)
  const inner = without(plain, defs)
  return Object.entries(plain.properties ?? {}).map(([name, property]) =>
    fieldOf(name, property, (plain.required ?? []).includes(name), inner),
  )
}

/** Name a row by what it is, or else by the list that it is in. */
export const nameOfRow = ({ item, label }: Pick<OptionField, 'item' | 'label'>, index: number) =>
  `${item?.fields.length ? item.label : label} ${String(index + 1)}`

function fieldOf(name: string, property: Schema, required: boolean, defs: Definitions) {
  const plain = resolve(property, defs)
  const items = resolve(plain.items ?? {}, defs)
  const nullable = isNullable(property)
  // A box is ticked or not; whether nobody has said needs a third answer.
  const kind = plain.type === 'boolean' && nullable ? 'choice' : kindOf(plain, defs)
  const choices = plain.type === 'boolean' ? [true, false] : choicesOf(plain)
  const field: OptionField = {
    name,
    // A definition's title says what it is, not what it is for here.
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

/** Say a value as people read it, if it is a choice that has words. */
export const said = (value: unknown, field?: Pick<OptionField, 'words'>) =>
  field?.words.get(String(value)) ?? value

const choicesOf = (schema: Schema) =>
  schema.enum ?? (schema.const === undefined ? [] : [schema.const])

/** Make a value to begin with, where the schema has none. */
export function emptyOf({ kind, fields, item, least, choices }: OptionField): unknown {
  if (kind === 'group') return initialOptions(fields)
  if (kind === 'rows') return Array.from({ length: least }, () => item && emptyOf(item))
  if (kind === 'boolean') return false
  if (kind === 'list' || kind === 'choices') return []
  if (kind === 'choice' && choices.length === 1) return choices[0]
  return kind === 'text' || kind === 'lines' ? '' : null
}

/** Make the values that a form begins with. */
export function initialOptions(fields: OptionField[], given: Options = {}): Options {
  const valueOf = ({ name, nullable, initial }: OptionField) => {
    const value = given[name]
    // Null is a choice where it is allowed; elsewhere the schema has changed since.
    return value === undefined || (value === null && !nullable) ? initial : value
  }
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]))
}

/** Make of a form's values what is sent: an empty field is null, or left to its default. */
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
  // A row that was left empty is sent as null, so that the server can say which one it is.
  return (value as unknown[]).map((each) => clean(item, each) ?? null)
}

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

import type { Schema } from '../api/types'

export type Definitions = Record<string, Schema>

export const isNullable = (schema: Schema) =>
  (schema.anyOf ?? []).some(({ type }) => type === 'null')

/** The definitions without one of them, so that a recursive reference to it ends. */
export const without = (schema: Schema, defs: Definitions): Definitions =>
  Object.fromEntries(Object.entries(defs).filter(([, each]) => each !== schema))

/** Follow references and remove "or null". */
export function resolve(schema: Schema, defs: Definitions): Schema {
  if (schema.$ref) return resolve(defs[schema.$ref.replace('#/$defs/', '')] ?? {}, defs)
  const parts = (schema.anyOf ?? schema.allOf ?? []).filter(({ type }) => type !== 'null')
  const [only] = parts
  return only && parts.length === 1 ? resolve(only, defs) : schema
}

/** How an option is edited. */
export type Kind =
  | 'text'
  | 'lines' // a text of several lines
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'date'
  | 'time'
  | 'datetime'
  | 'list' // texts, one a line
  | 'choices' // any of several
  | 'rows' // any number of other values
  | 'group' // an object with its own options
  | 'json' // everything else, as text

export type Limits = Record<string, number | string | undefined>

// The length from which a text gets several lines.
const LONG = 200
const FORMATS: Record<string, Kind> = {
  date: 'date',
  time: 'time',
  'date-time': 'datetime',
  multiline: 'lines',
}
const INPUTS: Record<string, string> = { email: 'email', uri: 'url', password: 'password' }

/** Find how to edit a value of a resolved schema. */
export function kindOf(schema: Schema, defs: Definitions): Kind {
  if (schema.enum !== undefined || schema.const !== undefined) return 'choice'
  if (schema.type === 'string') return kindOfText(schema)
  if (schema.type === 'array' && schema.items) return kindOfList(resolve(schema.items, defs), defs)
  if (schema.type === 'object' && schema.properties) return 'group'
  return (['integer', 'number', 'boolean'] as const).find((kind) => kind === schema.type) ?? 'json'
}

function kindOfText({ format = '', maxLength = 0, default: given }: Schema): Kind {
  const isLong = maxLength > LONG || (typeof given === 'string' && given.includes('\n'))
  return FORMATS[format] ?? (isLong ? 'lines' : 'text')
}

function kindOfList(item: Schema, defs: Definitions): Kind {
  const kind = kindOf(item, without(item, defs))
  if (kind === 'choice') return 'choices'
  if (kind === 'text') return 'list'
  // Rows of rows would be too complicated as a form.
  return kind === 'json' || kind === 'rows' ? 'json' : 'rows'
}

/** The attributes of the native control that enforce the schema. */
export function limitsOf(schema: Schema, kind: Kind): Limits {
  if (kind === 'text' || kind === 'lines') return limitsOfText(schema, kind)
  if (kind === 'integer') {
    const step = schema.multipleOf ?? 1
    return {
      min: firstStep(schema.minimum ?? next(schema.exclusiveMinimum, 1), step),
      max: schema.maximum ?? next(schema.exclusiveMaximum, -1),
      step,
    }
  }
  if (kind !== 'number') return {}
  return {
    // A control has no exclusive bounds. The server rejects the bound itself.
    min: firstStep(schema.minimum ?? schema.exclusiveMinimum, schema.multipleOf),
    max: schema.maximum ?? schema.exclusiveMaximum,
    step: schema.multipleOf ?? 'any',
  }
}

/** The smallest multiple above a bound: a control counts its steps from its bound, not from 0. */
function firstStep(bound: number | undefined, step: number | undefined) {
  if (bound === undefined || step === undefined) return bound
  // 0.3 / 0.1 is a little less than 3, and 3 * 0.1 a little more than 0.3.
  const exact = (value: number) => Number(value.toPrecision(12))
  return exact(Math.ceil(exact(bound / step)) * step)
}

function limitsOfText({ minLength, maxLength, pattern, format = '' }: Schema, kind: Kind): Limits {
  const limits = { minlength: minLength, maxlength: maxLength }
  if (kind === 'lines') return limits
  // The pattern of a control matches the whole text, that of a schema any part.
  return { ...limits, pattern: pattern && `.*(?:${pattern}).*`, type: INPUTS[format] }
}

const next = (bound: number | undefined, step: number) =>
  bound === undefined ? undefined : bound + step

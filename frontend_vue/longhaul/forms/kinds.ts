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

/** How an option is asked for. */
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
  | 'rows' // any number of whatever else
  | 'group' // options of their own
  | 'json' // what no form is made for

export type Limits = Record<string, number | string | undefined>

// From here on a text does not fit on a line.
const LONG = 200
const FORMATS: Record<string, Kind> = {
  date: 'date',
  time: 'time',
  'date-time': 'datetime',
  multiline: 'lines',
}
const INPUTS: Record<string, string> = { email: 'email', uri: 'url', password: 'password' }

/** Find how to ask for a plain schema. */
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
  // Rows of rows would be no form for people any more.
  return kind === 'json' || kind === 'rows' ? 'json' : 'rows'
}

/** Give the attributes of the native control that keep to the schema. */
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
    // A control has no open bounds; whoever enters the bound itself hears it from the server.
    min: firstStep(schema.minimum ?? schema.exclusiveMinimum, schema.multipleOf),
    max: schema.maximum ?? schema.exclusiveMaximum,
    step: schema.multipleOf ?? 'any',
  }
}

/** Find the least multiple that a bound allows: a control counts its steps from its bound, not from 0. */
function firstStep(bound: number | undefined, step: number | undefined) {
  if (bound === undefined || step === undefined) return bound
  // 0.3 / 0.1 is a little less than 3, and 3 * 0.1 a little more than 0.3.
  const exact = (value: number) => Number(value.toPrecision(12))
  return exact(Math.ceil(exact(bound / step)) * step)
}

function limitsOfText({ minLength, maxLength, pattern, format = '' }: Schema, kind: Kind): Limits {
  const limits = { minlength: minLength, maxlength: maxLength }
  if (kind === 'lines') return limits
  // A control wants all of the text to match, a schema any part of it.
  return { ...limits, pattern: pattern && `.*(?:${pattern}).*`, type: INPUTS[format] }
}

const next = (bound: number | undefined, step: number) =>
  bound === undefined ? undefined : bound + step

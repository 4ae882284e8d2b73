/** The parts of JSON Schema (2020-12) that a form is made from. */
export interface Schema {
  type?: string
  title?: string
  description?: string
  default?: unknown
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  $ref?: string
  $defs?: Record<string, Schema>
}

export type Kind = 'text' | 'integer' | 'number' | 'boolean' | 'choice' | 'list' | 'json'
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
  /** Attributes of the native control. */
  limits: Record<string, number | string | undefined>
}

/** Read the fields of a form from an options schema. */
export function fieldsOf(schema: Schema): OptionField[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const nullable = (property.anyOf ?? []).some((each) => each.type === 'null')
    const plain = resolve(property, schema.$defs ?? {})
    const kind = kindOf(plain)
    return {
      name,
      label: property.title ?? plain.title ?? name,
      help: property.description ?? plain.description ?? '',
      kind,
      required: (schema.required ?? []).includes(name),
      nullable,
      initial: property.default === undefined ? emptyOf(kind) : property.default,
      choices: plain.enum ?? (plain.const === undefined ? [] : [plain.const]),
      limits: limitsOf(plain, kind),
    }
  })
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
  const clean = ({ name, nullable, kind }: OptionField) => {
    if (!isBlank(values[name])) return values[name]
    if (nullable) return null
    return kind === 'text' ? '' : undefined
  }
  return Object.fromEntries(fields.map((field) => [field.name, clean(field)]))
}

const isBlank = (value: unknown) => value === '' || value === undefined || value === null

/** Follow references and leave out "or null", so that one plain schema remains. */
function resolve(schema: Schema, defs: Record<string, Schema>): Schema {
  if (schema.$ref) return resolve(defs[schema.$ref.replace('#/$defs/', '')] ?? {}, defs)
  const parts = (schema.anyOf ?? schema.allOf ?? []).filter((each) => each.type !== 'null')
  const [only] = parts
  return only && parts.length === 1 ? resolve(only, defs) : schema
}

function kindOf(schema: Schema): Kind {
  if (schema.enum !== undefined || schema.const !== undefined) return 'choice'
  if (schema.type === 'string') return 'text'
  if (schema.type === 'array' && schema.items?.type === 'string') return 'list'
  const plain = (['integer', 'number', 'boolean'] as const).find((kind) => kind === schema.type)
  return plain ?? 'json'
}

function emptyOf(kind: Kind): unknown {
  if (kind === 'boolean') return false
  return kind === 'list' ? [] : kind === 'text' ? '' : null
}

function limitsOf(schema: Schema, kind: Kind): OptionField['limits'] {
  if (kind === 'text') {
    return { minlength: schema.minLength, maxlength: schema.maxLength, pattern: schema.pattern }
  }
  if (kind !== 'integer' && kind !== 'number') return {}
  return {
    min: schema.minimum ?? schema.exclusiveMinimum,
    max: schema.maximum ?? schema.exclusiveMaximum,
    step: kind === 'integer' ? 1 : 'any',
  }
}

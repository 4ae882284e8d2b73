import type { Column, Profile } from './types'

type Type = Column['type']

const POLARS: Record<Type, string> = {
  integer: 'pl.Int64',
  decimal: 'pl.Float64',
  boolean: 'pl.Boolean',
  date: 'pl.Date',
  datetime: 'pl.Datetime',
  time: 'pl.Time',
  text: 'pl.String',
  empty: 'pl.Null',
  other: 'pl.Object',
}
const SQL: Record<Type, string> = {
  integer: 'bigint',
  decimal: 'double precision',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamp',
  time: 'time',
  text: 'text',
  empty: 'text',
  other: 'text',
}
const JSON_TYPES: Record<Type, object> = {
  integer: { type: 'integer' },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  time: { type: 'string', format: 'time' },
  text: { type: 'string' },
  empty: { type: 'null' },
  other: {},
}
const MOST_WORDS = 20

function polars({ columns }: Profile): string {
  const lines = columns.map(({ name, type }) => `    ${JSON.stringify(name)}: ${POLARS[type]},`)
  return `import polars as pl\n\nschema = {\n${lines.join('\n')}\n}\n`
}

function sql({ columns, keys, source }: Profile): string {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
  const lines = columns.map(
    ({ name, type, missing }) => `  ${quoted(name)} ${SQL[type]}${missing ? '' : ' not null'}`,
  )
  const [key] = keys
  if (key) lines.push(`  primary key (${key.map(quoted).join(', ')})`)
  const table = source.name.replace(/\..*$/, '').toLowerCase()
  return `create table ${quoted(table)} (\n${lines.join(',\n')}\n);\n`
}

function jsonSchema({ columns }: Profile): string {
  const properties = Object.fromEntries(columns.map((column) => [column.name, propertyOf(column)]))
  const required = columns.filter(({ missing }) => !missing).map(({ name }) => name)
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties,
    required,
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

function propertyOf({ type, role, minimum, maximum, distinct, top_values: top }: Column): object {
  const own = { ...JSON_TYPES[type] }
  if (role === 'email' || role === 'url') return { ...own, format: role === 'url' ? 'uri' : role }
  if (role === 'category' && distinct !== null && distinct <= Math.min(top.length, MOST_WORDS)) {
    return { ...own, enum: top.map(({ value }) => value) }
  }
  const isNumber = typeof minimum === 'number' && typeof maximum === 'number'
  return isNumber ? { ...own, minimum, maximum } : own
}

function markdown({ columns, rows }: Profile): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
  const lines = columns.map(({ name, type, role, missing, distinct, minimum, maximum }) =>
    [name, role ?? type, `${((100 * missing) / Math.max(rows, 1)).toFixed(1)} %`]
      .concat([distinct, minimum, maximum].map(String).map((text) => text.replace('null', '')))
      .map(cell)
      .join(' | '),
  )
  const head = ['Column', 'Type', 'Missing', 'Distinct', 'From', 'To'].join(' | ')
  return `| ${head} |\n|${'---|'.repeat(6)}\n${lines.map((line) => `| ${line} |`).join('\n')}\n`
}

/** What a profile can be copied as, by the name of the format. */
export const COPIES: Record<string, (profile: Profile) => string> = {
  'Polars schema': polars,
  SQL: sql,
  'JSON Schema': jsonSchema,
  Markdown: markdown,
}

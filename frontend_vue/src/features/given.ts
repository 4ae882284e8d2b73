import { fieldsOf, type Options, type Schema } from './options'
import { wordsOf } from './values'

/** Tell by their labels the options that say something, in the schema's order and then the rest. */
export function givenOptions(schema: Schema, options: Options): [string, unknown][] {
  const labels = new Map(fieldsOf(schema).map(({ name, label }) => [name, label]))
  const names = new Set([...labels.keys(), ...Object.keys(options)])
  return [...names].flatMap((name) =>
    isEmpty(options[name]) ? [] : [[labels.get(name) ?? wordsOf(name), plain(options[name])]],
  )
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object') return Object.keys(value ?? {}).length === 0
  return value === undefined || value === ''
}

/** Make one line of a list, and JSON of whatever else is no single value. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object') return value
  const isList = Array.isArray(value) && value.every((item) => typeof item !== 'object')
  return isList ? value.join(', ') : JSON.stringify(value)
}

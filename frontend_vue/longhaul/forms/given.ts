import type { Schema } from '../api/types'
import { wordsOf } from '../i18n/format'
import { fieldsOf, nameOfRow, said, type OptionField, type Options } from './options'

/** An option as it was given: one value, or parts that have labels of their own. */
export interface Given {
  label: string
  value?: unknown
  parts?: Given[]
}

/** Tell by their labels the options that say something, in the schema's order and then the rest. */
export const givenOptions = (schema: Schema, options: Options) => partsOf(fieldsOf(schema), options)

function partsOf(fields: OptionField[], options: Options): Given[] {
  const known = new Map(fields.map((field) => [field.name, field]))
  const names = new Set([...known.keys(), ...Object.keys(options)])
  return [...names].flatMap((name) => {
    const field = known.get(name)
    return given(field?.label ?? wordsOf(name), options[name], field)
  })
}

/** Give one option, or none if it says nothing. */
function given(label: string, value: unknown, field?: OptionField): Given[] {
  if (value === undefined || value === null || value === '') return []
  if (typeof value !== 'object') return [{ label, value: said(value, field) }]
  const isList = Array.isArray(value)
  if (isList && value.every((each) => typeof each !== 'object')) {
    return value.length ? [{ label, value: value.map((each) => said(each, field)).join(', ') }] : []
  }
  const parts = isList
    ? value.flatMap((row, n) => given(nameOfRow({ label, item: field?.item }, n), row, field?.item))
    : partsOf(field?.fields ?? [], value as Options)
  return parts.length ? [{ label, parts }] : []
}

import type { Schema } from '../api/types'
import { wordsOf } from '../i18n/format'
import { fieldsOf, nameOfRow, said, type OptionField, type Options } from './options'

/** An option of a job: a value, or parts with labels of their own. */
export interface Given {
  label: string
  value?: unknown
  parts?: Given[]
}

/** The options of a job that are not empty: those of the schema in its order, then the others. */
export const givenOptions = (schema: Schema, options: Options) => partsOf(fieldsOf(schema), options)

function partsOf(fields: OptionField[], options: Options): Given[] {
  const known = new Map(fields.map((field) => [field.name, field]))
  const names = new Set([...known.keys(), ...Object.keys(options)])
  return [...names].flatMap((name) => {
    const field = known.get(name)
    return given(field?.label ?? wordsOf(name), options[name], field)
  })
}

/** The option in a list, or an empty list if it has no value. */
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

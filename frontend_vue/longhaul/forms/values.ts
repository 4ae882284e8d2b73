import { textOf, wordsOf } from '../i18n/format'

type Row = Record<string, unknown>

/** The parts of a result, by how they are shown. */
export interface Parts {
  figures: [string, unknown][]
  tables: [string, Row[]][]
  rest: [string, unknown][]
}

/** Sort the values of a result into single values, lists of objects, and everything else. */
export function partsOf(result: unknown): Parts {
  const entries = isRow(result) ? Object.entries(result) : [['', result] as [string, unknown]]
  return {
    figures: entries.filter(([, value]) => isPlain(value)),
    tables: entries.filter((entry): entry is [string, Row[]] => isTable(entry[1])),
    rest: entries.filter(([, value]) => !isPlain(value) && !isTable(value)),
  }
}

/** Make a table of those columns that have a plain value in at least one row. */
export function tableOf(rows: Row[]) {
  const plain = rows.flatMap((row) => Object.keys(row).filter((key) => isPlain(row[key])))
  const names = [...new Set(plain)]
  const isNumber = (value: unknown) => typeof value === 'number' || (value ?? null) === null
  return {
    columns: names.map((name) => ({
      label: wordsOf(name),
      numeric: rows.every((row) => isNumber(row[name])),
    })),
    rows: rows.map((row) => names.map((name) => textOf(row[name]))),
  }
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isPlain = (value: unknown) => typeof value !== 'object' || value === null
const isTable = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isRow)

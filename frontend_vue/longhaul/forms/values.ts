type Row = Record<string, unknown>

/** A result sorted by how it is shown best. */
export interface Parts {
  figures: [string, unknown][]
  tables: [string, Row[]][]
  rest: [string, unknown][]
}

/** Sort the values of an unknown result: single ones, lists of alike objects, and all else. */
export function partsOf(result: unknown): Parts {
  const entries = isRow(result) ? Object.entries(result) : [['', result] as [string, unknown]]
  return {
    figures: entries.filter(([, value]) => isPlain(value)),
    tables: entries.filter((entry): entry is [string, Row[]] => isTable(entry[1])),
    rest: entries.filter(([, value]) => !isPlain(value) && !isTable(value)),
  }
}

/** Make words of a name in a program: row_count → Row count. */
export function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Name the columns that are plain in at least one row. */
export function columnsOf(rows: Row[]): string[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row).filter((key) => isPlain(row[key]))))
  return [...names]
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isPlain = (value: unknown) => typeof value !== 'object' || value === null
const isTable = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isRow)

import { formatCount, formatNumber } from '@/format'
import type { Column, Value } from './types'

/** Write a value of a column; dates lose the T, and a time of midnight. */
export function showValue(value: Value | null | undefined): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number') return formatNumber(value)
  return String(value)
    .replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ')
    .replace(/ 00:00:00(\.0+)?$/, '')
}

/** Find the column's value at a share of its rows; undefined where there is none. */
export function quantile(column: Column, share: number): Value | undefined {
  return column.quantiles.find((each) => Math.abs(each.share - share) < 1e-9)?.value
}

/** Count the cells without a value, over all columns. */
export function missingCells(columns: Column[]): number {
  return columns.reduce((sum, column) => sum + column.missing, 0)
}

/** Give the columns whose name holds the words, whatever their case. */
export function search(columns: Column[], words: string): Column[] {
  const wanted = words.trim().toLowerCase()
  return columns.filter(({ name }) => name.toLowerCase().includes(wanted))
}

/** Give the figures that make sense for the column, each with the word that names it. */
export function figuresOf(column: Column): [string, string][] {
  const { minimum, maximum, mean, standard_deviation: deviation, lengths } = column
  const all: [string, string | null][] = [
    ['range', minimum === null ? null : `${showValue(minimum)} – ${showValue(maximum)}`],
    ['mean', mean === null ? null : showValue(mean)],
    ['deviation', deviation === null ? null : showValue(deviation)],
    ['lengths', lengths && `${lengths.shortest} – ${lengths.longest}`],
    ['notFinite', column.not_finite ? formatCount(column.not_finite) : null],
  ]
  return all.filter((figure): figure is [string, string] => figure[1] !== null)
}

import { formatCount, formatNumber, formatShare } from '@longhaul'
import type { Bin, Column, Finding, Value } from './types'

/** Write a value of a column; dates lose the T, and a time of midnight. */
export function showValue(value: Value | null | undefined): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number') return formatNumber(value)
  return String(value)
    .replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ')
    .replace(/ 00:00:00(\.0+)?$/, '')
}

/** Name what a column is: what its values are, where more is known than their type. */
export const kindOf = ({ role, type }: Column) => role ?? type

export const isNumber = ({ type }: Column) => type === 'integer' || type === 'decimal'

/** Count the rows with a value that fits. */
export const presentOf = ({ missing, mismatched, not_finite: odd }: Column, rows: number) =>
  rows - missing - mismatched - odd

/** Find the column's value at a share of its rows; undefined where there is none. */
export function quantile(column: Column, share: number): Value | undefined {
  return column.quantiles.find((each) => Math.abs(each.share - share) < 1e-9)?.value
}

/** Find the value that occurs most often; undefined where every one is different. */
export const mostFrequent = ({ top_values: [top] }: Column) =>
  top && top.count > 1 ? top.value : undefined

/** Write which values a bar counts: of whole numbers the last one itself, not the next bar's first. */
export function spanOf({ start, end }: Bin, { type, maximum }: Column): string {
  const isWhole = type === 'integer' && typeof end === 'number' && typeof maximum === 'number'
  const last = isWhole ? Math.min(end - 1, maximum) : end
  return start === last ? showValue(start) : `${showValue(start)} – ${showValue(last)}`
}

/** Count the cells without a value, over all columns. */
export function missingCells(columns: Column[]): number {
  return columns.reduce((sum, column) => sum + column.missing, 0)
}

/** Sort findings by the columns that they are about. */
export function findingsByColumn(findings: Finding[]): Map<string, Finding[]> {
  const sorted = new Map<string, Finding[]>()
  for (const finding of findings) {
    for (const name of finding.columns) sorted.set(name, [...(sorted.get(name) ?? []), finding])
  }
  return sorted
}

export interface Wanted {
  words: string
  kind: string
  finding: string
}

/** Give the columns whose name holds the words, of a kind and with a finding if one is asked for. */
export function filterColumns(
  columns: Column[],
  findings: Map<string, Finding[]>,
  { words, kind, finding }: Wanted,
): Column[] {
  const wanted = words.trim().toLowerCase()
  return columns.filter(
    (column) =>
      column.name.toLowerCase().includes(wanted) &&
      (!kind || kindOf(column) === kind) &&
      (!finding || findings.get(column.name)?.some(({ code }) => code === finding)),
  )
}

/** Give the figures that make sense for the column, each with the word that names it. */
export function figuresOf(column: Column): [string, string][] {
  const { minimum, maximum, mean, standard_deviation: deviation, skewness, lengths } = column
  const { distinct, distinct_estimated: estimated } = column
  const number = (value: number | null) => (value === null ? null : showValue(value))
  const count = (value: number | null) => (value ? formatCount(value) : null)
  const all: [string, string | null][] = [
    ['missing', count(column.missing)],
    ['mismatched', count(column.mismatched)],
    ['distinct', distinct === null ? null : `${estimated ? '≈ ' : ''}${formatCount(distinct)}`],
    ['range', minimum === null ? null : `${showValue(minimum)} – ${showValue(maximum)}`],
    ['mean', number(mean)],
    ['deviation', number(deviation)],
    ['skewness', number(skewness)],
    ['zeros', count(column.zeros)],
    ['lengths', lengths && `${lengths.shortest} – ${lengths.longest}`],
    ['notFinite', count(column.not_finite)],
  ]
  return all.filter((figure): figure is [string, string] => figure[1] !== null)
}

/** Write the share of rows without a value. */
export const missingShare = (column: Column, rows: number) =>
  formatShare(rows ? column.missing / rows : 0)

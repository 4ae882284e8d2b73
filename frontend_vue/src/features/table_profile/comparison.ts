import { formatCount } from '@longhaul'
import { kindOf, missingShare, mostFrequent, showValue } from './figures'
import type { Column, Profile } from './types'

/** What is different about one column: a word for the figure, then and now. */
export interface Change {
  name: string
  word: string
  before: string
  after: string
}

export interface Difference {
  rows: [before: number, after: number]
  added: string[]
  removed: string[]
  changes: Change[]
}

/** Compare two profiles of the same kind of table, column by column. */
export function differenceOf(before: Profile, after: Profile): Difference {
  const earlier = new Map(before.columns.map((column) => [column.name, column]))
  const names = new Set(after.columns.map(({ name }) => name))
  return {
    rows: [before.rows, after.rows],
    added: [...names].filter((name) => !earlier.has(name)),
    removed: [...earlier.keys()].filter((name) => !names.has(name)),
    changes: after.columns.flatMap((column) => {
      const other = earlier.get(column.name)
      return other ? changesOf([other, before.rows], [column, after.rows]) : []
    }),
  }
}

type Side = [column: Column, rows: number]

function changesOf(before: Side, after: Side): Change[] {
  const [then, now] = [figures(...before), figures(...after)]
  return now.flatMap(([word, text], n) => {
    const other = then[n]?.[1] ?? ''
    return text === other ? [] : [{ name: after[0].name, word, before: other, after: text }]
  })
}

const figures = (column: Column, rows: number): [string, string][] => [
  ['kind', kindOf(column)],
  ['missing', missingShare(column, rows)],
  ['mismatched', formatCount(column.mismatched)],
  ['distinct', showValue(column.distinct)],
  ['range', `${showValue(column.minimum)} – ${showValue(column.maximum)}`],
  ['mean', showValue(column.mean)],
  ['topValue', showValue(mostFrequent(column))],
]

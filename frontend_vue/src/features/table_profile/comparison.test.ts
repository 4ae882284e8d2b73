import { describe, expect, it } from 'vitest'
import '@/testing'
import { differenceOf } from './comparison'
import { column, profile } from './samples'

describe('differenceOf', () => {
  it('finds nothing between a profile and itself', () => {
    const same = profile({ columns: [column({ mean: 3 })] })
    expect(differenceOf(same, same)).toEqual({
      rows: [10, 10],
      added: [],
      removed: [],
      changes: [],
    })
  })

  it('names columns that came and went', () => {
    const before = profile({ columns: [column({ name: 'a' }), column({ name: 'b' })] })
    const after = profile({ columns: [column({ name: 'b' }), column({ name: 'c' })] })
    expect(differenceOf(before, after)).toMatchObject({ added: ['c'], removed: ['a'] })
  })

  it('tells each figure that changed, then and now', () => {
    const before = profile({ columns: [column({ mean: 3, missing: 1 })] })
    const after = profile({ columns: [column({ mean: 4, type: 'decimal' })], rows: 20 })
    expect(differenceOf(before, after).changes).toEqual([
      { name: 'a', word: 'kind', before: 'integer', after: 'decimal' },
      { name: 'a', word: 'missing', before: '10.0\u00a0%', after: '0\u00a0%' },
      { name: 'a', word: 'mean', before: '3', after: '4' },
    ])
  })

  it('leaves out the most frequent value where every value is different', () => {
    const of = (value: number) =>
      profile({ columns: [column({ top_values: [{ value, count: 1 }] })] })
    expect(differenceOf(of(1), of(2)).changes).toEqual([])
  })
})

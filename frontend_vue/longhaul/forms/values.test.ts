import { describe, expect, it } from 'vitest'
import { columnsOf, partsOf, wordsOf } from './values'

describe('partsOf', () => {
  it('sorts values into figures, tables and the rest', () => {
    const rows = [{ name: 'a', count: 1 }]
    expect(partsOf({ total: 3, rows, nested: { a: 1 }, none: [] })).toEqual({
      figures: [['total', 3]],
      tables: [['rows', rows]],
      rest: [
        ['nested', { a: 1 }],
        ['none', []],
      ],
    })
  })

  it('shows a plain result as one figure', () => {
    expect(partsOf(42).figures).toEqual([['', 42]])
  })
})

describe('columnsOf', () => {
  it('leaves out what does not fit into a cell', () => {
    expect(columnsOf([{ a: 1, deep: {} }, { b: null }])).toEqual(['a', 'b'])
  })
})

describe('wordsOf', () => {
  it('makes words of a name', () => {
    expect(wordsOf('row_count')).toBe('Row count')
  })
})

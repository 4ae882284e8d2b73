import { describe, expect, it } from 'vitest'
import '../testing'
import { partsOf, tableOf } from './values'

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

describe('tableOf', () => {
  it('leaves out columns without a plain value', () => {
    expect(
      tableOf([
        { name: 'x', count: 1_234, deep: {} },
        { count: null, done: true },
      ]),
    ).toEqual({
      columns: [
        { label: 'Name', numeric: false },
        { label: 'Count', numeric: true },
        { label: 'Done', numeric: false },
      ],
      rows: [
        ['x', '1234', '–'],
        ['–', '–', 'Yes'],
      ],
    })
  })

  it('writes a nested value in a plain column as JSON', () => {
    expect(tableOf([{ a: 1 }, { a: [2] }]).rows).toEqual([['1'], ['[2]']])
  })
})

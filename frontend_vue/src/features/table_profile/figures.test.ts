import { describe, expect, it } from 'vitest'
import '@/testing'
import {
  figuresOf,
  filterColumns,
  findingsByColumn,
  kindOf,
  missingCells,
  mostFrequent,
  presentOf,
  quantile,
  showValue,
  spanOf,
} from './figures'
import { column, finding } from './samples'

describe('showValue', () => {
  it.each([
    [null, '–'],
    [1.25, '1.25'],
    ['UA', 'UA'],
    [true, 'true'],
    ['2013-07-03T10:00:00', '2013-07-03 10:00:00'],
    ['2013-07-03T00:00:00', '2013-07-03'],
  ])('shows %j as %s', (value, text) => {
    expect(showValue(value)).toBe(text)
  })
})

describe('columns', () => {
  it('gives the median', () => {
    expect(quantile(column({ quantiles: [{ share: 0.5, value: 7 }] }), 0.5)).toBe(7)
    expect(quantile(column(), 0.5)).toBeUndefined()
  })

  it('gives the most frequent value, if any is more frequent than others', () => {
    const of = (count: number) => column({ top_values: [{ value: 'UA', count }] })
    expect(mostFrequent(of(2))).toBe('UA')
    expect(mostFrequent(of(1))).toBeUndefined()
    expect(mostFrequent(column())).toBeUndefined()
  })

  it('counts missing cells', () => {
    expect(missingCells([column({ missing: 2 }), column({ missing: 3 })])).toBe(5)
  })

  it('counts the values that fit', () => {
    expect(presentOf(column({ missing: 2, mismatched: 3, not_finite: 1 }), 10)).toBe(4)
  })

  it('names what values are, where more is known than their type', () => {
    expect(kindOf(column({ type: 'text', role: 'email' }))).toBe('email')
    expect(kindOf(column({ type: 'text', role: null }))).toBe('text')
  })
})

describe('a bar', () => {
  const months = column({ maximum: 12 })

  it.each([
    [{ start: 3, end: 4 }, months, '3'],
    [{ start: 1, end: 6 }, months, '1 – 5'],
    [{ start: 11, end: 16 }, months, '11 – 12'],
    [{ start: 0.5, end: 1.5 }, column({ type: 'decimal', maximum: 1.5 }), '0.5 – 1.5'],
  ])('%j names no value that no row could have', (bin, of, text) => {
    expect(spanOf({ ...bin, count: 1 }, of)).toBe(text)
  })
})

describe('filterColumns', () => {
  const columns = [
    column({ name: 'Dep_delay', type: 'integer' }),
    column({ name: 'arr_delay', type: 'decimal' }),
    column({ name: 'carrier', type: 'text', role: 'category' }),
  ]
  const findings = findingsByColumn([
    finding({ code: 'skewed', columns: ['Dep_delay'] }),
    finding({ code: 'missing_together', columns: ['Dep_delay', 'arr_delay'] }),
    finding({ code: 'duplicate_rows', columns: [] }),
  ])
  const everything = { words: '', kind: '', finding: '' }
  const namesOf = (wanted: Partial<typeof everything>) =>
    filterColumns(columns, findings, { ...everything, ...wanted }).map(({ name }) => name)

  it.each([
    [{}, ['Dep_delay', 'arr_delay', 'carrier']],
    [{ words: ' DELAY ' }, ['Dep_delay', 'arr_delay']],
    [{ kind: 'category' }, ['carrier']],
    [{ finding: 'missing_together' }, ['Dep_delay', 'arr_delay']],
    [{ finding: 'skewed', words: 'arr' }, []],
  ])('finds with %j the columns %j', (wanted, names) => {
    expect(namesOf(wanted)).toEqual(names)
  })

  it('knows all findings about a column', () => {
    expect(findings.get('Dep_delay')?.map(({ code }) => code)).toEqual([
      'skewed',
      'missing_together',
    ])
  })
})

describe('figuresOf', () => {
  it('gives range, mean and shape of numbers', () => {
    const numbers = { minimum: -43, maximum: 1301, mean: 12.639, skewness: 4.8, zeros: 5 }
    expect(figuresOf(column({ ...numbers, not_finite: 2 }))).toEqual([
      ['range', '-43 – 1301'],
      ['mean', '12.639'],
      ['skewness', '4.8'],
      ['zeros', '5'],
      ['notFinite', '2'],
    ])
  })

  it('gives lengths of texts', () => {
    expect(figuresOf(column({ lengths: { shortest: 2, mean: 3.5, longest: 6 } }))).toEqual([
      ['lengths', '2 – 6'],
    ])
  })

  it('marks a number of different values that was estimated', () => {
    expect(figuresOf(column({ distinct: 7, distinct_estimated: true }))).toEqual([
      ['distinct', '≈ 7'],
    ])
  })

  it('gives nothing of an empty column', () => {
    expect(figuresOf(column())).toEqual([])
  })
})

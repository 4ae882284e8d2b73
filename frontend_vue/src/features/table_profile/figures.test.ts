import { describe, expect, it } from 'vitest'
import { figuresOf, missingCells, quantile, search, showValue } from './figures'
import type { Column } from './types'

const column = (values: Partial<Column>) =>
  ({ name: 'a', missing: 0, quantiles: [], ...values }) as Column

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
    expect(quantile(column({}), 0.5)).toBeUndefined()
  })

  it('counts missing cells', () => {
    expect(missingCells([column({ missing: 2 }), column({ missing: 3 })])).toBe(5)
  })

  it('finds columns by a part of their name', () => {
    const columns = [column({ name: 'Dep_delay' }), column({ name: 'carrier' })]
    expect(search(columns, ' DELAY ').map(({ name }) => name)).toEqual(['Dep_delay'])
  })
})

describe('figuresOf', () => {
  const nothing = { minimum: null, maximum: null, mean: null, standard_deviation: null }

  it('gives range and mean of numbers', () => {
    const numbers = { minimum: -43, maximum: 1301, mean: 12.639, standard_deviation: null }
    expect(figuresOf(column({ ...numbers, lengths: null, not_finite: 2 }))).toEqual([
      ['range', '-43 – 1301'],
      ['mean', '12.639'],
      ['notFinite', '2'],
    ])
  })

  it('gives lengths of texts', () => {
    const lengths = { shortest: 2, mean: 3.5, longest: 6 }
    expect(figuresOf(column({ ...nothing, lengths, not_finite: 0 }))).toEqual([
      ['lengths', '2 – 6'],
    ])
  })

  it('gives nothing of an empty column', () => {
    expect(figuresOf(column({ ...nothing, lengths: null, not_finite: 0 }))).toEqual([])
  })
})

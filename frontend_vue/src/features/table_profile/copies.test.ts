import { describe, expect, it } from 'vitest'
import { COPIES } from './copies'
import { column, profile } from './samples'

const cities = profile({
  columns: [
    column({ name: 'city', type: 'text', role: 'identifier', distinct: 3 }),
    column({ name: 'people "k"', missing: 1, minimum: 134, maximum: 709, distinct: 2 }),
  ],
  keys: [['city']],
  rows: 3,
})

describe('COPIES', () => {
  it('writes a schema of Polars', () => {
    expect(COPIES['Polars schema']?.(cities)).toBe(
      'import polars as pl\n\nschema = {\n    "city": pl.String,\n    "people \\"k\\"": pl.Int64,\n}\n',
    )
  })

  it('writes a table of SQL with its key, and quotes what needs it', () => {
    expect(COPIES.SQL?.(cities)).toBe(
      'create table "cities" (\n  "city" text not null,\n  "people ""k""" bigint,\n  primary key ("city")\n);\n',
    )
  })

  it('writes a JSON Schema', () => {
    expect(JSON.parse(COPIES['JSON Schema']?.(cities) ?? '')).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        city: { type: 'string' },
        'people "k"': { type: 'integer', minimum: 134, maximum: 709 },
      },
      required: ['city'],
    })
  })

  it('lists the words of a category whose words are all known', () => {
    const words = column({
      type: 'text',
      role: 'category',
      distinct: 2,
      top_values: [
        { value: 'red', count: 6 },
        { value: 'blue', count: 4 },
      ],
    })
    const schema = JSON.parse(COPIES['JSON Schema']?.(profile({ columns: [words] })) ?? '') as {
      properties: object
    }
    expect(schema.properties).toEqual({ a: { type: 'string', enum: ['red', 'blue'] } })
  })

  it('writes a table of Markdown, in which no name ends a cell', () => {
    const strange = profile({ columns: [column({ name: 'a|b\nc', missing: 5 })] })
    expect(COPIES.Markdown?.(strange).split('\n')[2]).toBe(
      '| a\\|b c | integer | 50.0 % |  |  |  |',
    )
  })
})

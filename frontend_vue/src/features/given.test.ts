import { describe, expect, it } from 'vitest'
import { givenOptions } from './given'

const schema = {
  properties: {
    loud: { type: 'boolean', title: 'Out loud' },
    words: { type: 'array', items: { type: 'string' }, title: 'Words' },
  },
}

describe('givenOptions', () => {
  it('names them by their labels, in the order of the form', () => {
    const options = { words: ['a', 'b'], loud: true }
    expect(givenOptions(schema, options)).toEqual([
      ['Out loud', true],
      ['Words', 'a, b'],
    ])
  })

  it.each([null, '', [], {}, undefined])('leaves out %j', (empty) => {
    expect(givenOptions(schema, { words: empty })).toEqual([])
  })

  it('keeps no and nought, which are answers', () => {
    expect(givenOptions(schema, { loud: false, at_most: 0 })).toEqual([
      ['Out loud', false],
      ['At most', 0],
    ])
  })

  it('shows as JSON what is no single value', () => {
    expect(givenOptions({}, { range: { from: 1 } })).toEqual([['Range', '{"from":1}']])
  })

  it('knows options that the schema has lost since', () => {
    expect(givenOptions(schema, { old_one: 7 })).toEqual([['Old one', 7]])
  })
})

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
      { label: 'Out loud', value: true },
      { label: 'Words', value: 'a, b' },
    ])
  })

  it.each([null, '', [], {}, undefined])('leaves out %j', (empty) => {
    expect(givenOptions(schema, { words: empty })).toEqual([])
  })

  it('keeps no and nought, which are answers', () => {
    expect(givenOptions(schema, { loud: false, at_most: 0 })).toEqual([
      { label: 'Out loud', value: false },
      { label: 'At most', value: 0 },
    ])
  })

  it('tells what is within options by its own labels', () => {
    const stop = { type: 'object', title: 'Stop', properties: { place: { title: 'Where' } } }
    const trip = {
      $defs: { Stop: stop },
      properties: {
        start: { $ref: '#/$defs/Stop' },
        stops: { type: 'array', items: { $ref: '#/$defs/Stop' } },
      },
    }
    const options = { start: { place: 'Bern' }, stops: [{ place: 'Oslo' }, { place: 'Riga' }] }
    expect(givenOptions(trip, options)).toEqual([
      { label: 'Start', parts: [{ label: 'Where', value: 'Bern' }] },
      {
        label: 'Stops',
        parts: [
          { label: 'Stop 1', parts: [{ label: 'Where', value: 'Oslo' }] },
          { label: 'Stop 2', parts: [{ label: 'Where', value: 'Riga' }] },
        ],
      },
    ])
  })

  it('tells by their names what is within options of no known schema', () => {
    expect(
      givenOptions({}, { range: { at_least: 1 }, grid: [[1, 2], [3]], none: [{ a: '' }] }),
    ).toEqual([
      { label: 'Range', parts: [{ label: 'At least', value: 1 }] },
      {
        label: 'Grid',
        parts: [
          { label: 'Grid 1', value: '1, 2' },
          { label: 'Grid 2', value: '3' },
        ],
      },
    ])
  })

  it('knows options that the schema has lost since', () => {
    expect(givenOptions(schema, { old_one: 7 })).toEqual([{ label: 'Old one', value: 7 }])
  })
})

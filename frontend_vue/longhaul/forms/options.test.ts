import { describe, expect, it } from 'vitest'
import type { Schema } from '../api/types'
import { cleanOptions, fieldsOf, initialOptions, pathsOf, type OptionField } from './options'

const field = (property: Schema, extra: Schema = {}) =>
  fieldsOf({ properties: { name: property }, ...extra })[0]

describe('fieldsOf', () => {
  it.each([
    [{ type: 'string' }, 'text'],
    [{ type: 'integer' }, 'integer'],
    [{ type: 'number' }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ enum: ['a', 'b'] }, 'choice'],
    [{ const: 'only' }, 'choice'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'string', maxLength: 2_000 }, 'lines'],
    [{ type: 'string', format: 'date' }, 'date'],
    [{ type: 'string', format: 'time' }, 'time'],
    [{ type: 'string', format: 'date-time' }, 'datetime'],
    [{ anyOf: [{ type: 'boolean' }, { type: 'null' }] }, 'choice'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, 'choices'],
    [{ type: 'array', items: { type: 'integer' } }, 'rows'],
    [{ type: 'array', items: { type: 'object', properties: {} } }, 'rows'],
    [{ type: 'array', items: { type: 'array', items: { type: 'integer' } } }, 'json'],
    [{ type: 'array' }, 'json'],
    [{ type: 'object', properties: {} }, 'group'],
    [{ type: 'object' }, 'json'],
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, 'json'],
  ])('shows %j as %s', (property, kind) => {
    expect(field(property)?.kind).toBe(kind)
  })

  it('takes label and help from title and description', () => {
    expect(field({ title: 'Name', description: 'Yours.' })).toMatchObject({
      label: 'Name',
      help: 'Yours.',
    })
  })

  it('looks through null and references', () => {
    const schema = { $defs: { Color: { enum: ['red'], title: 'Color' } } }
    const property = { anyOf: [{ $ref: '#/$defs/Color' }, { type: 'null' }] }
    expect(field(property, schema)).toMatchObject({
      kind: 'choice',
      nullable: true,
      label: 'Name',
      choices: ['red'],
    })
  })

  it('asks whether, whether not, or neither, where a boolean may be null', () => {
    const property = { anyOf: [{ type: 'boolean' }, { type: 'null' }] }
    expect(field(property)).toMatchObject({ nullable: true, choices: [true, false], initial: null })
  })

  it('leaves an open bound of whole numbers out', () => {
    expect(field({ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 9 })?.limits).toEqual({
      min: 1,
      max: 8,
      step: 1,
    })
  })

  it.each([
    ['email', 'email'],
    ['uri', 'url'],
    [undefined, undefined],
  ])('asks for the format %s with an input of type %s', (format, type) => {
    expect(field({ type: 'string', format })?.limits.type).toBe(type)
  })

  it('keeps the bounds of numbers', () => {
    expect(field({ type: 'integer', minimum: 5, maximum: 50 })?.limits).toEqual({
      min: 5,
      max: 50,
      step: 1,
    })
  })
})

describe('a control and its schema', () => {
  it.each([
    [
      { type: 'integer', minimum: 1, multipleOf: 5 },
      { min: 5, step: 5 },
    ],
    [
      { type: 'integer', exclusiveMinimum: 10, multipleOf: 5 },
      { min: 15, step: 5 },
    ],
    [
      { type: 'integer', minimum: -7, multipleOf: 2 },
      { min: -6, step: 2 },
    ],
    [
      { type: 'integer', minimum: 0.5 },
      { min: 1, step: 1 },
    ],
    [
      { type: 'number', minimum: 0.25, multipleOf: 0.1 },
      { min: 0.3, step: 0.1 },
    ],
    [
      { type: 'number', minimum: 0.3, multipleOf: 0.1 },
      { min: 0.3, step: 0.1 },
    ],
    [
      { type: 'number', minimum: 0.25 },
      { min: 0.25, step: 'any' },
    ],
    [{ type: 'number', multipleOf: 0.5 }, { step: 0.5 }],
  ])('count the steps of %j from the same number', (property, limits) => {
    expect(field(property)?.limits).toEqual({ max: undefined, min: undefined, ...limits })
  })

  it.each([
    ['[0-9]', 'Room 7', true],
    ['[0-9]', 'Room', false],
    ['^a|b$', 'ax', true],
    ['^a$', 'ab', false],
  ])('look for %s in %j the same way', (pattern, text, matches) => {
    const limit = field({ type: 'string', pattern })?.limits.pattern
    // So does a browser.
    expect(new RegExp(`^(?:${String(limit)})$`, 'v').test(text)).toBe(matches)
  })
})

describe('options that hold themselves', () => {
  const Node = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      next: { anyOf: [{ $ref: '#/$defs/Node' }, { type: 'null' }], default: null },
      others: { type: 'array', items: { $ref: '#/$defs/Node' }, default: [] },
    },
  }
  const kindsOf = (fields: OptionField[] = []) => fields.map(({ name, kind }) => [name, kind])
  const once = [
    ['name', 'text'],
    ['next', 'json'],
    ['others', 'json'],
  ]

  it('are asked for once, and from there on as JSON', () => {
    const tree = field({ $ref: '#/$defs/Node' }, { $defs: { Node } })
    expect(kindsOf(tree?.fields)).toEqual(once)
  })

  it('are so too where they are all the options', () => {
    const fields = fieldsOf({ $defs: { Node }, $ref: '#/$defs/Node' })
    expect(kindsOf(fields)).toEqual(once)
    expect(initialOptions(fields)).toEqual({ name: '', next: null, others: [] })
  })

  it('are so too as rows, or by way of each other', () => {
    const rows = field({ type: 'array', items: { $ref: '#/$defs/Node' } }, { $defs: { Node } })
    expect(kindsOf(rows?.item?.fields)).toEqual(once)
    const [Lists, refers] = [{ type: 'array', items: { $ref: '#/$defs/Lists' } }, '#/$defs/Lists']
    expect(field({ $ref: refers }, { $defs: { Lists } })?.kind).toBe('json')
  })
})

describe('a form', () => {
  const fields = fieldsOf({
    properties: {
      bins: { type: 'integer', default: 20 },
      limit: { anyOf: [{ type: 'integer' }, { type: 'null' }], default: null },
      label: { type: 'string', default: 'x' },
    },
  })

  it('begins with the defaults', () => {
    expect(initialOptions(fields)).toEqual({ bins: 20, limit: null, label: 'x' })
  })

  it('begins with what another job had', () => {
    expect(initialOptions(fields, { bins: 7, gone: 1 })).toEqual({
      bins: 7,
      limit: null,
      label: 'x',
    })
  })

  it('keeps the null of another job where null is allowed', () => {
    const [limit] = fieldsOf({
      properties: { limit: { anyOf: [{ type: 'integer' }, { type: 'null' }], default: 5 } },
    })
    expect(initialOptions(limit ? [limit] : [], { limit: null })).toEqual({ limit: null })
    expect(initialOptions(fields, { bins: null })).toMatchObject({ bins: 20 })
  })

  it.each(['boolean', 'string', 'array'])('begins with a default of null for a %s', (type) => {
    const plain = { type, items: { type: 'string' } }
    const nullable = fieldsOf({
      properties: { name: { anyOf: [plain, { type: 'null' }], default: null } },
    })
    expect(cleanOptions(nullable, initialOptions(nullable))).toEqual({ name: null })
  })

  it('sends an emptied field as null, or leaves it to its default', () => {
    const sent = cleanOptions(fields, { bins: '', limit: '', label: '' })
    expect(sent).toEqual({ bins: undefined, limit: null, label: '' })
  })
})

describe('options within options', () => {
  const stop = {
    type: 'object',
    properties: { place: { type: 'string' }, nights: { type: 'integer', default: 1 } },
  }
  const fields = fieldsOf({
    $defs: { Stop: stop },
    properties: {
      start: { $ref: '#/$defs/Stop' },
      end: { anyOf: [{ $ref: '#/$defs/Stop' }, { type: 'null' }], default: null },
      stops: { type: 'array', items: { $ref: '#/$defs/Stop' }, minItems: 1, maxItems: 3 },
    },
  })
  const empty = { place: '', nights: 1 }

  it('begin with their own defaults, and as many rows as there must be', () => {
    expect(initialOptions(fields)).toEqual({ start: empty, end: null, stops: [empty] })
    expect(fields[2]).toMatchObject({ least: 1, most: 3 })
  })

  it('are cleaned like the others', () => {
    const sent = cleanOptions(fields, {
      start: { place: 'A', nights: '' },
      end: null,
      stops: [empty],
    })
    expect(sent).toEqual({ start: { place: 'A', nights: undefined }, end: null, stops: [empty] })
  })

  it('have a place for every error, the innermost first', () => {
    const values = { start: empty, end: null, stops: [empty] }
    expect(pathsOf(fields, values)).toEqual([
      'options.start.place',
      'options.start.nights',
      'options.start',
      'options.end.place',
      'options.end.nights',
      'options.end',
      'options.stops.0.place',
      'options.stops.0.nights',
      'options.stops.0',
      'options.stops',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { cleanOptions, fieldsOf, initialOptions, type Schema } from './options'

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
    [{ type: 'array', items: { type: 'integer' } }, 'json'],
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
    const schema = { $defs: { Colour: { enum: ['red'], title: 'Colour' } } }
    const property = { anyOf: [{ $ref: '#/$defs/Colour' }, { type: 'null' }] }
    expect(field(property, schema)).toMatchObject({
      kind: 'choice',
      nullable: true,
      label: 'Colour',
      choices: ['red'],
    })
  })

  it('keeps the bounds of numbers', () => {
    expect(field({ type: 'integer', minimum: 5, maximum: 50 })?.limits).toEqual({
      min: 5,
      max: 50,
      step: 1,
    })
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

import { describe, expect, it } from 'vitest'
import { ApiError, errorsByField, isBadLink, isTransient, parseProblem } from './problems'

const failed = (status: number) => new ApiError(parseProblem(status, ''))

describe('parseProblem', () => {
  it('reads a problem document', () => {
    const body = JSON.stringify({ code: 'invalid', title: 'Invalid', detail: 'No.', errors: [] })
    expect(parseProblem(400, body)).toEqual({
      status: 400,
      code: 'invalid',
      title: 'Invalid',
      detail: 'No.',
      errors: [],
    })
  })

  it.each(['<html>', '', 'null', '[]', '{"title": 7}'])('makes the best of %j', (body) => {
    expect(parseProblem(502, body)).toMatchObject({ status: 502, title: '', errors: [] })
  })
})

describe('errorsByField', () => {
  const problem = (...fields: string[]) =>
    parseProblem(
      400,
      JSON.stringify({ errors: fields.map((field) => ({ field, detail: `${field}!` })) }),
    )

  it('finds the field, also of an item within it', () => {
    const known = ['options.words', 'table']
    expect(errorsByField(problem('table', 'options.words.3'), known)).toEqual({
      table: 'table!',
      'options.words': 'options.words.3!',
    })
  })

  it('does not take a field for one whose name it begins with', () => {
    expect(errorsByField(problem('tables'), ['table'])).toEqual({ '': 'tables!' })
  })

  it('joins what is said of one field', () => {
    expect(errorsByField(problem('table', 'table'), ['table'])).toEqual({ table: 'table! table!' })
  })
})

describe('isBadLink', () => {
  const refusal = (code: string) =>
    new ApiError(parseProblem(400, JSON.stringify({ errors: [{ field: 'key', code }] })))

  it('recognizes an expired link', () => {
    expect(isBadLink(refusal('invalid_link'))).toBe(true)
    expect(isBadLink(refusal('required'))).toBe(false)
    expect(isBadLink(new TypeError('Failed to fetch'))).toBe(false)
    expect(isBadLink(null)).toBe(false)
  })
})

describe('isTransient', () => {
  it.each([408, 429, 500, 503])('takes %i for passing', (status) => {
    expect(isTransient(failed(status))).toBe(true)
  })

  it.each([400, 401, 403, 404, 410])('takes %i for final', (status) => {
    expect(isTransient(failed(status))).toBe(false)
  })

  it('takes a lost connection for passing', () => {
    expect(isTransient(new TypeError('Failed to fetch'))).toBe(true)
  })
})

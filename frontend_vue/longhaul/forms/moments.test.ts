import { expect, it } from 'vitest'
import { fromLocal, toLocal } from './moments'

it('shows a moment by the clock on the wall, and reads it back', () => {
  const local = toLocal('2026-11-20T09:03:00Z')
  expect(local).toMatch(/^2026-11-\d\dT\d\d:03$/)
  expect(fromLocal(local)).toBe('2026-11-20T09:03:00.000Z')
})

it.each([null, '', 'no moment'])('shows %j as empty', (value) => {
  expect(toLocal(value)).toBe('')
})

it('reads nothing as null', () => {
  expect(fromLocal('')).toBeNull()
})

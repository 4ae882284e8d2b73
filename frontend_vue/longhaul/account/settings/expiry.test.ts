import { expect, it } from 'vitest'
import { expiryOf } from './expiry'

const now = Date.parse('2026-11-20T09:00:00Z')

it('ends a token after so many days', () => {
  expect(expiryOf(30, now)).toBe('2026-12-20T09:00:00.000Z')
})

it('lets a token hold for ever', () => {
  expect(expiryOf(0, now)).toBeNull()
})

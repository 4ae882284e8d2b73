import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { client } from '../../api/client'
import { mountInPage } from '../../testing'
import Tokens from './Tokens.vue'

vi.mock('../../api/client', { spy: true })

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T09:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

it.each([
  ['30', '2026-12-20T09:00:00.000Z'],
  ['0', null],
])('creates a token that expires in %s days, 0 meaning never', async (days, expires_at) => {
  vi.spyOn(client, 'GET').mockResolvedValue({ data: [] } as never)
  const post = vi.spyOn(client, 'POST').mockResolvedValue({ data: { name: 'CI', key: 'k' } })
  const page = mountInPage(Tokens)
  await page.get('input').setValue('CI')
  await page.get('select').setValue(days)
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(post).toHaveBeenCalledExactlyOnceWith('/api/v1/auth/tokens/', {
    body: { name: 'CI', expires_at },
  })
  expect(page.get('input').element.value).toBe('k')
})

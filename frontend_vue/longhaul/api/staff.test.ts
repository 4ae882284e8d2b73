import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { use } from '../testing'
import { client } from './client'
import { useHealth } from './staff'

vi.mock('./client', { spy: true })

it('waits as long as the server says', async () => {
  const response = new Response(null, { status: 503, headers: { 'Retry-After': '7' } })
  vi.spyOn(client, 'GET').mockResolvedValue({ error: {}, response } as never)
  const { failureReason } = use(useHealth)
  await flushPromises()
  expect(failureReason.value).toMatchObject({ status: 503, retryAfter: 7 })
})

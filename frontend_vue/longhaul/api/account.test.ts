import { QueryClient } from '@tanstack/vue-query'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { use } from '../testing'
import { useAddress, useDeleteAccount } from './account'
import { client } from './client'
import { sessionQuery } from './session'

vi.mock('./client', { spy: true })

const ada = { email: 'old@example.com', is_staff: false }
const response = new Response(null, { status: 204 })
let cache: QueryClient

beforeEach(() => {
  cache = new QueryClient()
  cache.setQueryData(sessionQuery.queryKey, ada)
  cache.setQueryData(['jobs', {}], ['secret'])
})

it('shows an address everywhere that was confirmed in another tab', async () => {
  const data = { email: 'new@example.com', verified: true, pending: null }
  vi.spyOn(client, 'GET').mockResolvedValue({ data, response } as never)
  use(useAddress, cache)
  await flushPromises()
  expect(cache.getQueryData(sessionQuery.queryKey)).toMatchObject({ email: 'new@example.com' })
})

it('leaves nothing in memory of an account that is deleted', async () => {
  vi.spyOn(client, 'DELETE').mockResolvedValue({ data: undefined, response })
  await use(useDeleteAccount, cache).mutateAsync({ password: 'secret' })
  expect(cache.getQueryData(sessionQuery.queryKey)).toBeNull()
  expect(cache.getQueryData(['jobs', {}])).toBeUndefined()
  expect(cache.getMutationCache().getAll()).toEqual([])
})

it('keeps everything while the password is wrong', async () => {
  vi.spyOn(client, 'DELETE').mockRejectedValue(new Error('This is not your password.'))
  await expect(use(useDeleteAccount, cache).mutateAsync({ password: '' })).rejects.toThrow()
  expect(cache.getQueryData(['jobs', {}])).toEqual(['secret'])
})

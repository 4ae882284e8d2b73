import { QueryClient } from '@tanstack/vue-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { use } from '@/testing'
import { client } from './client'
import { sessionQuery, useSignIn, useSignOut } from './session'

vi.mock('./client', { spy: true })

const somebody = { email: 'ada@example.com', is_staff: false }
const answer = { data: undefined, response: new Response(null, { status: 204 }) }
let cache: QueryClient

beforeEach(() => {
  cache = new QueryClient()
  cache.setQueryData(sessionQuery.queryKey, somebody)
  cache.setQueryData(['jobs', {}], ['secret'])
})

describe('signing out', () => {
  it('leaves nothing of the user in memory', async () => {
    vi.spyOn(client, 'POST').mockResolvedValue(answer)
    vi.spyOn(client, 'DELETE').mockResolvedValue(answer)
    await use(useSignIn, cache).mutateAsync({ email: somebody.email, password: 'secret' })
    cache.setQueryData(['jobs', {}], ['secret'])
    await use(useSignOut, cache).mutateAsync()
    expect(cache.getQueryData(['jobs', {}])).toBeUndefined()
    expect(cache.getQueryData(sessionQuery.queryKey)).toBeNull()
    expect(cache.getMutationCache().getAll()).toEqual([])
  })

  it('changes nothing when it fails', async () => {
    vi.spyOn(client, 'DELETE').mockRejectedValue(new TypeError('Failed to fetch'))
    await expect(use(useSignOut, cache).mutateAsync()).rejects.toThrow()
    expect(cache.getQueryData(sessionQuery.queryKey)).toEqual(somebody)
    expect(cache.getQueryData(['jobs', {}])).toEqual(['secret'])
  })
})

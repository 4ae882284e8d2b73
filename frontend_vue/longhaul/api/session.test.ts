import { focusManager, QueryClient } from '@tanstack/vue-query'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCache } from '../app/app'
import { use } from '../testing'
import { client } from './client'
import { sessionQuery, useSession, useSignIn, useSignOut } from './session'

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
    expect(await use(useSignOut, cache).signOut()).toBe(true)
    expect(cache.getQueryData(['jobs', {}])).toBeUndefined()
    expect(cache.getQueryData(sessionQuery.queryKey)).toBeNull()
    expect(cache.getMutationCache().getAll()).toEqual([])
  })

  it('changes nothing when it fails', async () => {
    vi.spyOn(client, 'DELETE').mockRejectedValue(new TypeError('Failed to fetch'))
    expect(await use(useSignOut, cache).signOut()).toBe(false)
    expect(cache.getQueryData(sessionQuery.queryKey)).toEqual(somebody)
    expect(cache.getQueryData(['jobs', {}])).toEqual(['secret'])
  })
})

describe('coming back to the tab', () => {
  const onError = vi.fn()
  const reload = vi.spyOn(window.location, 'reload').mockReturnValue()

  async function comeBack(user: typeof somebody | null) {
    vi.spyOn(client, 'GET').mockResolvedValue({ data: { user } } as never)
    cache = createCache(onError)
    cache.setQueryData(sessionQuery.queryKey, somebody)
    use(useSession, cache)
    focusManager.setFocused(false)
    focusManager.setFocused(true)
    await flushPromises()
  }
  afterEach(() => {
    focusManager.setFocused(undefined)
    vi.clearAllMocks()
  })

  it('changes nothing for the same person', async () => {
    await comeBack({ ...somebody })
    expect(client.GET).toHaveBeenCalled()
    expect(reload).not.toHaveBeenCalled()
    expect(onError).not.toHaveBeenCalled()
  })

  it('begins anew for another person', async () => {
    await comeBack({ ...somebody, email: 'grace@example.com' })
    expect(reload).toHaveBeenCalled()
  })

  it('is refused to somebody who has signed out elsewhere', async () => {
    await comeBack(null)
    expect(onError.mock.lastCall?.[0]).toMatchObject({ status: 401 })
    expect(reload).not.toHaveBeenCalled()
  })
})

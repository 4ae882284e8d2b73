import { focusManager, QueryClient } from '@tanstack/vue-query'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCache } from '../app/app'
import { use } from '../testing'
import { client } from './client'
import { sessionQuery, useSession, useSignIn, useSignOut } from './session'

vi.mock('./client', { spy: true })

const ada = { email: 'ada@example.com', is_staff: false }
const answer = { data: undefined, response: new Response(null, { status: 204 }) }
let cache: QueryClient

beforeEach(() => {
  cache = new QueryClient()
  cache.setQueryData(sessionQuery.queryKey, ada)
  cache.setQueryData(['jobs', {}], ['secret'])
})

describe('signing out', () => {
  it('leaves nothing of the user in memory', async () => {
    vi.spyOn(client, 'POST').mockResolvedValue(answer)
    vi.spyOn(client, 'DELETE').mockResolvedValue(answer)
    await use(useSignIn, cache).mutateAsync({ email: ada.email, password: 'secret' })
    cache.setQueryData(['jobs', {}], ['secret'])
    expect(await use(useSignOut, cache).signOut()).toBe(true)
    expect(cache.getQueryData(['jobs', {}])).toBeUndefined()
    expect(cache.getQueryData(sessionQuery.queryKey)).toBeNull()
    expect(cache.getMutationCache().getAll()).toEqual([])
  })

  it('changes nothing when it fails', async () => {
    vi.spyOn(client, 'DELETE').mockRejectedValue(new TypeError('Failed to fetch'))
    expect(await use(useSignOut, cache).signOut()).toBe(false)
    expect(cache.getQueryData(sessionQuery.queryKey)).toEqual(ada)
    expect(cache.getQueryData(['jobs', {}])).toEqual(['secret'])
  })
})

describe('coming back to the tab', () => {
  const onError = vi.fn()
  const reload = vi.spyOn(window.location, 'reload').mockReturnValue()

  async function comeBack(user: typeof ada | null) {
    vi.spyOn(client, 'GET').mockResolvedValue({ data: { user } } as never)
    cache = createCache(onError)
    cache.setQueryData(sessionQuery.queryKey, ada)
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
    await comeBack({ ...ada })
    expect(client.GET).toHaveBeenCalled()
    expect(reload).not.toHaveBeenCalled()
    expect(onError).not.toHaveBeenCalled()
  })

  it('reloads the page for another user', async () => {
    await comeBack({ ...ada, email: 'grace@example.com' })
    expect(reload).toHaveBeenCalled()
  })

  it('is refused to a user who has signed out elsewhere', async () => {
    await comeBack(null)
    expect(onError.mock.lastCall?.[0]).toMatchObject({ status: 401 })
    expect(reload).not.toHaveBeenCalled()
  })
})

import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAppRouter } from './router'

vi.mock('../account/SettingsPage.vue', () => {
  throw new Error('gone')
})

const assign = vi.spyOn(window.location, 'assign').mockReturnValue()
beforeEach(() => void vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response())))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

const home = () => Promise.resolve({ render: () => null })

async function visit(...paths: string[]) {
  const router = createAppRouter({ home }, () => Promise.resolve({ email: '', is_staff: false }))
  for (const path of paths) await router.push(path).catch(() => undefined)
  await flushPromises()
}

it('loads a page again whose code a release has removed', async () => {
  await visit('/nowhere', '/settings?a=b')
  expect(assign).toHaveBeenCalledExactlyOnceWith('/settings?a=b')
})

it('does not fetch the first page again and again', async () => {
  await visit('/settings')
  expect(assign).not.toHaveBeenCalled()
})

it('keeps the page that there is while the server is away', async () => {
  vi.mocked(fetch).mockRejectedValue(new TypeError('Failed to fetch'))
  await visit('/nowhere', '/settings')
  expect(assign).not.toHaveBeenCalled()
})

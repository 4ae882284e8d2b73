import { focusManager, QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { usePolled } from './polled'
import { ApiError, parseProblem } from './problems'

enableAutoUnmount(afterEach)

type Answer = { value: string; response: Response }

const fetch = vi.fn<() => Promise<Answer>>()
const answer = (value: string, headers: HeadersInit = {}) =>
  Promise.resolve({ value, response: new Response(null, { headers }) })
const refusal = (status: number, retryAfter = 0) =>
  Promise.reject(new ApiError(parseProblem(status, ''), retryAfter))

async function watchJob() {
  const component = defineComponent({
    setup: () => usePolled({ key: ['job'], fetch, finished: (value) => value === 'completed' }),
    render: () => null,
  })
  const plugin: [typeof VueQueryPlugin, object] = [
    VueQueryPlugin,
    { queryClient: new QueryClient() },
  ]
  const wrapper = mount(component, { global: { plugins: [plugin] } })
  await flushPromises()
  return wrapper
}

async function pass(seconds: number) {
  await vi.advanceTimersByTimeAsync(seconds * 1_000)
}

describe('usePolled', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    fetch.mockReset()
  })

  afterEach(() => {
    focusManager.setFocused(undefined)
    vi.useRealTimers()
  })

  it('asks until the answer is final, then no more', async () => {
    fetch.mockImplementationOnce(() => answer('running'))
    fetch.mockImplementation(() => answer('completed'))
    const { vm } = await watchJob()
    expect(vm.data).toBe('running')
    await pass(60)
    expect(vm.data).toBe('completed')
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('asks less often while nothing changes', async () => {
    fetch.mockImplementation(() => answer('running'))
    await watchJob()
    await pass(10)
    const atFirst = fetch.mock.calls.length
    await pass(50)
    expect(fetch.mock.calls.length - atFirst).toBeLessThan(atFirst * 2)
  })

  it('waits as long as the server says', async () => {
    fetch.mockImplementation(() => answer('running', { 'Retry-After': '20' }))
    await watchJob()
    await pass(19)
    expect(fetch).toHaveBeenCalledTimes(1)
    await pass(2)
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it.each([401, 403, 404, 410])('stops at %i', async (status) => {
    fetch.mockImplementation(() => refusal(status))
    const { vm } = await watchJob()
    await pass(300)
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(vm.error).toBeInstanceOf(ApiError)
  })

  it('goes on after failures that pass', async () => {
    fetch.mockImplementationOnce(() => refusal(503, 30))
    fetch.mockImplementationOnce(() => Promise.reject(new TypeError('Failed to fetch')))
    fetch.mockImplementation(() => answer('completed'))
    const { vm } = await watchJob()
    await pass(29)
    expect(fetch).toHaveBeenCalledTimes(1)
    await pass(10)
    expect(vm.data).toBe('completed')
  })

  it('asks nothing while hidden, and at once when seen again', async () => {
    fetch.mockImplementation(() => answer('running'))
    await watchJob()
    focusManager.setFocused(false)
    await pass(120)
    expect(fetch).toHaveBeenCalledTimes(1)
    focusManager.setFocused(true)
    await flushPromises()
    expect(fetch).toHaveBeenCalledTimes(2)
  })
})

import { focusManager, QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { ApiError, parseProblem } from './problems'
import { pollInterval, usePolled } from './query'

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

const seconds = (state: Parameters<typeof pollInterval>[0]) => Number(pollInterval(state)) / 1_000

describe('pollInterval', () => {
  it('begins at about a second', () => {
    expect(seconds({})).toBeGreaterThanOrEqual(0.8)
    expect(seconds({})).toBeLessThanOrEqual(1)
  })

  it('slows down while nothing changes, to ten seconds at most', () => {
    expect(seconds({ unchanged: 3 })).toBeGreaterThan(seconds({ unchanged: 2 }))
    expect(seconds({ unchanged: 1_000 })).toBeGreaterThanOrEqual(8)
    expect(seconds({ unchanged: 1_000 })).toBeLessThanOrEqual(10)
  })

  it('never asks sooner than the server said', () => {
    expect(seconds({ retryAfter: 7 })).toBe(7)
    expect(seconds({ failures: 1, retryAfter: 30 })).toBe(30)
  })

  it('waits from two to sixty seconds after failures', () => {
    expect(seconds({ failures: 1 })).toBeGreaterThanOrEqual(1.6)
    expect(seconds({ failures: 1 })).toBeLessThanOrEqual(2)
    expect(seconds({ failures: 100 })).toBeGreaterThanOrEqual(48)
    expect(seconds({ failures: 100 })).toBeLessThanOrEqual(60)
  })

  it('stops when there is nothing more to come', () => {
    expect(pollInterval({ finished: true, retryAfter: 5 })).toBe(false)
  })

  it('gives the same answer when asked twice, and others to others', () => {
    const seeds = ['a', 'b', 'c', 'd'].map((seed) => seconds({ seed }))
    expect(seeds).toEqual(['a', 'b', 'c', 'd'].map((seed) => seconds({ seed })))
    expect(new Set(seeds).size).toBeGreaterThan(1)
  })
})

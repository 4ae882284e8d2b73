import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { client } from '../api/client'
import type { JobItem } from '../api/types'
import { job, use } from '../testing'
import { badge } from '../ui/title'
import { SLOWLY, useCompletions } from './completions'

vi.mock('../api/client', { spy: true })

enableAutoUnmount(afterEach)
beforeEach(() => {
  vi.useFakeTimers()
  badge.value = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function show(visible: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!visible)
  document.dispatchEvent(new Event('visibilitychange'))
  await flushPromises()
}

const answer = (changes: Partial<JobItem>) =>
  ({ data: { results: [{ ...job, ...changes }] } }) as never

it('tells what has ended while nobody looked', async () => {
  const tell = vi.fn()
  use(() => {
    useCompletions(tell)
  })
  const get = vi.spyOn(client, 'GET').mockResolvedValue(answer({}))
  await show(false)
  get.mockResolvedValue(answer({ status: 'completed' }))
  await vi.advanceTimersByTimeAsync(SLOWLY)
  expect(tell).toHaveBeenCalledTimes(1)
  expect(badge.value).toBe(1)
  await show(true)
  expect(badge.value).toBe(0)
})

it('tells nothing to somebody who is back before the answer', async () => {
  const tell = vi.fn()
  use(() => {
    useCompletions(tell)
  })
  const get = vi.spyOn(client, 'GET').mockResolvedValue(answer({}))
  await show(false)
  let arrive: (found: never) => void = () => undefined
  get.mockReturnValue(new Promise((resolve) => (arrive = resolve)) as never)
  await vi.advanceTimersByTimeAsync(SLOWLY)
  await show(true)
  arrive(answer({ status: 'completed' }))
  await flushPromises()
  expect(tell).not.toHaveBeenCalled()
  expect(badge.value).toBe(0)
})

import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { client } from '../api/client'
import type { JobItem } from '../api/types'
import { job, t, use } from '../testing'
import { badge } from '../ui/page'
import { INTERVAL_MS, useCompletionNotifications } from './completions'

vi.mock('../api/client', { spy: true })

const notify = vi.fn()
const ended = { ...job, status: 'completed', phase: 'completed' } as const
const text = t('announce.phase', { title: job.title, phase: t('phase.completed') })

enableAutoUnmount(afterEach)
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Notification', notify)
  badge.value = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  notify.mockReset()
})

async function show(visible: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!visible)
  document.dispatchEvent(new Event('visibilitychange'))
  await flushPromises()
}

const answer = (found: JobItem) => ({ data: { results: [found] } }) as never
const watch = () => {
  use(useCompletionNotifications)
  return vi.spyOn(client, 'GET').mockResolvedValue(answer(job))
}

it('notifies the user of a job that ends in the background', async () => {
  const get = watch()
  await show(false)
  get.mockResolvedValue(answer(ended))
  await vi.advanceTimersByTimeAsync(INTERVAL_MS)
  expect(notify).toHaveBeenCalledExactlyOnceWith(text, { tag: job.id })
  expect(badge.value).toBe(1)
  await show(true)
  expect(badge.value).toBe(0)
})

it('does not notify a user who is back before the answer', async () => {
  const get = watch()
  await show(false)
  let arrive: (found: never) => void = () => undefined
  get.mockReturnValue(new Promise((resolve) => (arrive = resolve)) as never)
  await vi.advanceTimersByTimeAsync(INTERVAL_MS)
  await show(true)
  arrive(answer(ended))
  await flushPromises()
  expect(notify).not.toHaveBeenCalled()
  expect(badge.value).toBe(0)
})

it('counts in the title where only a service worker may show notifications', async () => {
  notify.mockImplementation(() => {
    throw new TypeError('Illegal constructor')
  })
  const get = watch()
  await show(false)
  get.mockResolvedValue(answer(ended))
  await vi.advanceTimersByTimeAsync(INTERVAL_MS)
  expect(notify).toHaveBeenCalledOnce()
  expect(badge.value).toBe(1)
})

import { QueryClient, useQuery } from '@tanstack/vue-query'
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { feature, job, use } from '@/testing'
import { client, follow } from './client'
import { useFeatures, useJobAction, useResult } from './queries'

vi.mock('./client', { spy: true })

afterEach(() => {
  vi.useRealTimers()
})

it('tells a failed action at once, even if the job cannot be fetched', async () => {
  vi.mocked(follow).mockRejectedValue(new TypeError('Failed to fetch'))
  const cache = new QueryClient()
  const never = new Promise<never>(() => undefined)
  use(() => useQuery({ queryKey: ['job', job.id], queryFn: () => never, initialData: {} }), cache)
  const { mutate } = use(() => useJobAction('cancel'), cache)
  const onError = vi.fn()
  mutate(job, { onError })
  await flushPromises()
  expect(onError).toHaveBeenCalled()
})

it('asks for features and results until the server is there again', async () => {
  vi.useFakeTimers()
  const away = new TypeError('Failed to fetch')
  vi.spyOn(client, 'GET').mockRejectedValue(away)
  vi.mocked(follow).mockRejectedValue(away)
  const features = use(useFeatures)
  const result = use(() => useResult({ ...job, status: 'completed' }))
  await vi.advanceTimersByTimeAsync(600_000)
  expect(features.failureReason.value).toBe(away)
  expect(result.failureReason.value).toBe(away)
  vi.spyOn(client, 'GET').mockResolvedValue({ data: [feature] } as never)
  vi.mocked(follow).mockResolvedValue(Response.json({ result: {} }))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(features.data.value).toMatchObject([{ slug: feature.slug }])
  expect(result.data.value).toEqual({ result: {} })
})

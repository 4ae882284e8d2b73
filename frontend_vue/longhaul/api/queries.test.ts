import { afterEach, expect, it, vi } from 'vitest'
import { feature, job, use } from '../testing'
import { client, follow } from './client'
import { useFeatures } from './features'
import { useResult } from './jobs'

vi.mock('./client', { spy: true })

afterEach(() => {
  vi.useRealTimers()
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

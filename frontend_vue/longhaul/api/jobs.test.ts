import { QueryClient, useQuery } from '@tanstack/vue-query'
import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { job, use } from '../testing'
import { follow } from './client'
import { useJobAction } from './jobs'

vi.mock('./client', { spy: true })

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

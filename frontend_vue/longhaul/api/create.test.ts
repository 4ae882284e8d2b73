import { QueryClient, useQuery } from '@tanstack/vue-query'
import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { feature, job, use } from '../testing'
import { useCreate } from './create'
import { upload } from './upload'

vi.mock('./upload')

it('is done with the answer, even if the lists cannot be fetched', async () => {
  vi.mocked(upload).mockResolvedValue(job)
  const cache = new QueryClient()
  const never = new Promise<never>(() => undefined)
  use(() => useQuery({ queryKey: ['jobs'], queryFn: () => never, initialData: [] }), cache)
  const { mutateAsync } = use(useCreate, cache)
  const created = vi.fn()
  void mutateAsync({ feature, draft: { options: {}, files: {} }, key: 'k' }).then(created)
  await flushPromises()
  expect(created).toHaveBeenCalledWith(job)
  expect(cache.getQueryData(['job', job.id])).toMatchObject({ value: job })
})

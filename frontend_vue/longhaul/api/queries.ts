import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { inWords, loadFeatureWords } from './words'
import { client, follow } from './client'
import { forEver, usePolled } from './polled'
import { ApiError, parseProblem } from './problems'
import type { Job, JobItem, JobPage, Status } from './types'

export interface JobFilter {
  status?: Status[]
  feature?: string
  search?: string
  cursor?: string
  page_size?: number
}

const FINAL = new Set<Status>(['completed', 'failed', 'cancelled'])
export const isFinal = (job: Pick<JobItem, 'status'>) => FINAL.has(job.status)

export function useFeatures() {
  const query = useQuery({
    queryKey: ['features'],
    queryFn: async ({ signal }) => {
      const { data = [] } = await client.GET('/api/v1/features/', { signal })
      await loadFeatureWords(data)
      return data
    },
    retry: forEver,
    staleTime: Infinity,
  })
  return { ...query, data: computed(() => query.data.value?.map(inWords)) }
}

export function useFeature(slug: MaybeRefOrGetter<string | undefined>) {
  const features = useFeatures()
  return {
    ...features,
    data: computed(() => features.data.value?.find((each) => each.slug === toValue(slug))),
  }
}

/** One page of jobs, kept up to date by one request while any of them is unfinished. */
export function useJobs(filter: MaybeRefOrGetter<JobFilter> = {}) {
  return usePolled<JobPage>({
    key: () => ['jobs', toValue(filter)],
    fetch: async (signal) => {
      const { data, response } = await client.GET('/api/v1/jobs/', {
        params: { query: toValue(filter) },
        signal,
      })
      return { value: data as JobPage, response }
    },
    finished: (page) => page.results.every(isFinal),
  })
}

/** Find where a job's status document lives, then watch it there until it is final. */
export function useJob(
  id: MaybeRefOrGetter<string>,
  { enabled = true }: { enabled?: MaybeRefOrGetter<boolean> } = {},
) {
  const cache = useQueryClient()
  return usePolled<Job>({
    key: () => ['job', toValue(id)],
    enabled,
    fetch: async (signal) => {
      const known = cache.getQueryData<{ value: Job }>(['job', toValue(id)])?.value
      const link = known?.links.self ?? (await findJob(toValue(id), signal)).links.self
      const response = await follow(link, { signal })
      return { value: (await response.json()) as Job, response }
    },
    finished: isFinal,
  })
}

async function findJob(id: string, signal: AbortSignal): Promise<JobItem> {
  const query = { ids: id }
  const { data } = await client.GET('/api/v1/jobs/', { params: { query }, signal })
  const job = data?.results[0]
  if (!job) throw new ApiError(parseProblem(404, ''))
  return job
}

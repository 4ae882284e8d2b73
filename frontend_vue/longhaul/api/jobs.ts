import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseQueryReturnType,
} from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { client, follow } from './client'
import { ApiError, parseProblem } from './problems'
import { retryForever, usePolled, type Change } from './query'
import type { Job, JobItem, JobPage, Results, Status } from './types'

export interface JobFilter {
  status?: Status[]
  feature?: string
  search?: string
  cursor?: string
  page_size?: number
}

const FINAL = new Set<Status>(['completed', 'failed', 'cancelled'])
export const isFinal = (job: Pick<JobItem, 'status'>) => FINAL.has(job.status)

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

/** The result of a job, once it is completed. */
export function useResult(
  job: MaybeRefOrGetter<Job | undefined>,
): UseQueryReturnType<Results, Error> {
  return useQuery({
    queryKey: computed(() => ['result', toValue(job)?.id, toValue(job)?.attempt]),
    queryFn: async ({ signal }) => {
      const response = await follow(toValue(job)?.links.results ?? '', { signal })
      return (await response.json()) as Results
    },
    enabled: () => toValue(job)?.status === 'completed',
    retry: retryForever,
    staleTime: Infinity,
  })
}

type Verb = 'cancel' | 'retry' | 'delete'

const ask = (verb: Verb, job: JobItem) =>
  follow(job.links[verb], { method: verb === 'delete' ? 'DELETE' : 'POST' })

/** Cancel, retry or delete a job. */
export function useJobAction(verb: Verb): Change<JobItem, Response> {
  const cache = useQueryClient()
  return useMutation<Response, Error, JobItem>({
    mutationFn: (job: JobItem) => ask(verb, job),
    onSuccess: (_answer, job) => refresh(cache, [job], verb),
    onError: (_error, job) => {
      // Not awaited, so that the error is shown at once: the requests repeat while the server is down.
      void refresh(cache, [job])
    },
  })
}

interface Outcome {
  done: JobItem[]
  errors: unknown[]
}

/** Cancel or delete several jobs. Returns the jobs for which it worked, and the errors of the others. */
export function useJobsAction(verb: 'cancel' | 'delete'): Change<JobItem[], Outcome> {
  const cache = useQueryClient()
  return useMutation<Outcome, Error, JobItem[]>({
    mutationFn: async (jobs: JobItem[]) => {
      const answers = await Promise.allSettled(jobs.map((job) => ask(verb, job)))
      const done = jobs.filter((_job, n) => answers[n]?.status === 'fulfilled')
      const errors = answers.flatMap((each) =>
        each.status === 'rejected' ? [each.reason as unknown] : [],
      )
      return { done, errors }
    },
    onSuccess: ({ done }) => {
      void refresh(cache, done, verb)
    },
  })
}

/** Load again the lists and the jobs that have changed; resolves when the jobs are loaded. */
async function refresh(cache: QueryClient, jobs: JobItem[], verb?: Verb) {
  void cache.invalidateQueries({ queryKey: ['jobs'] })
  const keys = jobs.map(({ id }) => ({ queryKey: ['job', id] }))
  if (verb !== 'delete') await Promise.all(keys.map((key) => cache.invalidateQueries(key)))
  else for (const key of keys) cache.removeQueries(key)
}

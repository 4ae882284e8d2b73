import { useQuery, useQueryClient, type QueryKey } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { retryAfterOf } from './client'
import { pollInterval } from './polling'
import { ApiError, isTransient } from './problems'

interface Polled<T> {
  value: T
  unchanged: number
  retryAfter: number
}

/** What is in the cache when an answer is known from elsewhere. */
export const firstSight = <T>(value: T): Polled<T> => ({ value, unchanged: 0, retryAfter: 0 })

/** Try again what may pass, however often it failed; other failures (401, 403, 404, 410) end it. */
export const forEver = (_count: number, error: Error) => isTransient(error)

interface PolledOptions<T> {
  key: MaybeRefOrGetter<QueryKey>
  fetch: (signal: AbortSignal) => Promise<{ value: T; response: Response }>
  finished: (value: T) => boolean
  enabled?: MaybeRefOrGetter<boolean>
}

/** Ask again until the answer is final: slower while nothing changes, never sooner than asked. */
export function usePolled<T>(options: PolledOptions<T>) {
  const cache = useQueryClient()
  const key = computed(() => toValue(options.key))
  const seed = () => JSON.stringify(key.value)

  const query = useQuery({
    queryKey: key,
    enabled: options.enabled ?? true,
    queryFn: async ({ queryKey, signal }): Promise<Polled<T>> => {
      const { value, response } = await options.fetch(signal)
      const before = cache.getQueryData<Polled<T>>(queryKey)
      const same = JSON.stringify(before?.value) === JSON.stringify(value)
      return {
        value,
        unchanged: before && same ? before.unchanged + 1 : 0,
        retryAfter: retryAfterOf(response.headers.get('Retry-After')),
      }
    },
    refetchInterval: ({ state: { data, error } }) => {
      if (error || !data) return false
      return pollInterval({ ...data, finished: options.finished(data.value), seed: seed() })
    },
    retry: forEver,
    retryDelay: (count, error) =>
      pollInterval({
        failures: count + 1,
        retryAfter: error instanceof ApiError ? error.retryAfter : 0,
        seed: seed(),
      }) || 0,
  })

  return { ...query, data: computed(() => query.data.value?.value) }
}

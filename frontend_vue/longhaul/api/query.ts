import {
  useMutation,
  useQuery,
  useQueryClient,
  type MutateOptions,
  type QueryClient,
  type QueryKey,
  type UseQueryReturnType,
} from '@tanstack/vue-query'
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue'
import { retryAfterOf } from './client'
import { ApiError, isTransient } from './problems'

const ACTIVE = { first: 1_000, last: 10_000, factor: 1.5 }
const FAILING = { first: 2_000, last: 60_000, factor: 2 }

/** What components use of a mutation. */
export interface Change<Body, Answer> {
  mutate: (body: Body, options?: MutateOptions<Answer, Error, Body>) => void
  mutateAsync: (body: Body) => Promise<Answer>
  isPending: Ref<boolean>
  isSuccess: Ref<boolean>
  error: Ref<Error | null>
}

/** Change something on the server. `after` updates the cache with the answer. */
export function useChange<Body, Answer>(
  send: (body: Body) => Promise<Answer>,
  after?: (cache: QueryClient, answer: Answer) => unknown,
): Change<Body, Answer> {
  const cache = useQueryClient()
  return useMutation<Answer, Error, Body>({
    mutationFn: send,
    onSuccess: (answer) => after?.(cache, answer),
  })
}

/** What the cache holds of a polled query. */
export interface Polled<T> {
  value: T
  unchanged: number
  retryAfter: number
}

/** The cache's entry for an answer that came from another request. */
export const firstSight = <T>(value: T): Polled<T> => ({ value, unchanged: 0, retryAfter: 0 })

/** Retry transient errors without a limit. Others (401, 403, 404, 410) are final. */
export const retryForever = (_count: number, error: Error) => isTransient(error)

interface PolledOptions<T> {
  key: MaybeRefOrGetter<QueryKey>
  fetch: (signal: AbortSignal) => Promise<{ value: T; response: Response }>
  finished: (value: T) => boolean
  enabled?: MaybeRefOrGetter<boolean>
}
/** Poll until the answer is final: more slowly while nothing changes, and never before Retry-After. */
export function usePolled<T>(
  options: PolledOptions<T>,
): Omit<UseQueryReturnType<Polled<T>, Error>, 'data'> & { data: ComputedRef<T | undefined> } {
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
    retry: retryForever,
    retryDelay: (count, error) =>
      pollInterval({
        failures: count + 1,
        retryAfter: error instanceof ApiError ? error.retryAfter : 0,
        seed: seed(),
      }) || 0,
  })

  return { ...query, data: computed(() => query.data.value?.value) }
}

interface PollState {
  /** The answer is final. */
  finished?: boolean
  /** Equal answers in a row. */
  unchanged?: number
  /** Failed requests in a row. */
  failures?: number
  /** Seconds that the server asked to wait. */
  retryAfter?: number
  /** Spreads clients over time. Constant for a query, because the interval is computed repeatedly. */
  seed?: string
}

/** Milliseconds until the next request, or false for none. */
export function pollInterval(state: PollState): number | false {
  if (state.finished) return false
  const failures = state.failures ?? 0
  const wait = failures ? backOff(FAILING, failures - 1) : backOff(ACTIVE, state.unchanged ?? 0)
  return Math.max(wait * jitter(state.seed ?? ''), (state.retryAfter ?? 0) * 1_000)
}

function backOff(range: typeof ACTIVE, step: number): number {
  return Math.min(range.first * range.factor ** step, range.last)
}

/** A factor from 0.8 up to 1 that depends on the seed alone. */
function jitter(seed: string): number {
  let hash = 0
  for (const character of seed) hash = (hash * 31 + character.charCodeAt(0)) >>> 0
  return 0.8 + (hash % 1_000) / 5_000
}

import { useQuery } from '@tanstack/vue-query'
import { client, retryAfterOf } from './client'
import { ApiError, parseProblem } from './problems'
import { usePolled } from './query'
import type { Schemas } from './types'

export type Health = Schemas['HealthDocument']
export type Slot = Schemas['ThroughputSlot']

const THROUGHPUT_MS = 30_000

/** The state of the system, polled more slowly while nothing changes. */
export const useHealth = () =>
  usePolled<Health>({ key: ['health'], fetch: fetchHealth, finished: () => false })

async function fetchHealth(signal: AbortSignal) {
  // The state of a faulty system has the status 503, which is not an error here.
  const init = { signal, fetch: (request: Request) => fetch(request) }
  const { data, error, response } = await client.GET('/api/v1/system-health/', init)
  const value: unknown = data ?? error
  if (isHealth(value)) return { value, response }
  throw new ApiError(
    parseProblem(response.status, JSON.stringify(error ?? {})),
    retryAfterOf(response.headers.get('Retry-After')),
  )
}

const isHealth = (value: unknown): value is Health =>
  typeof value === 'object' && value !== null && 'faults' in value

/** What ended in the last hour and day. */
export const useThroughput = () =>
  useQuery({
    queryKey: ['throughput'],
    queryFn: async ({ signal }) =>
      (await client.GET('/api/v1/system-throughput/', { signal })).data,
    refetchInterval: THROUGHPUT_MS,
  })

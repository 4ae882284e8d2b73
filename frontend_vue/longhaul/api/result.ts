import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { follow } from './client'
import { forEver } from './polled'
import type { Job, Results } from './types'

export function useResult(job: MaybeRefOrGetter<Job | undefined>) {
  return useQuery({
    queryKey: computed(() => ['result', toValue(job)?.id, toValue(job)?.attempt]),
    queryFn: async ({ signal }) => {
      const response = await follow(toValue(job)?.links.results ?? '', { signal })
      return (await response.json()) as Results
    },
    enabled: () => toValue(job)?.status === 'completed',
    retry: forEver,
    staleTime: Infinity,
  })
}

import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { follow } from './client'
import type { JobItem } from './types'

/** Cancel, retry or delete a job by its link. */
export function useJobAction(verb: 'cancel' | 'retry' | 'delete') {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (job: JobItem) =>
      follow(job.links[verb], { method: verb === 'delete' ? 'DELETE' : 'POST' }),
    onSettled: (_answer, error, job) => {
      void cache.invalidateQueries({ queryKey: ['jobs'] })
      const own = { queryKey: ['job', job.id] }
      if (!error && verb === 'delete') {
        cache.removeQueries(own)
        return
      }
      const refetched = cache.invalidateQueries(own)
      // A failure is told at once: while the server is away the refetch goes on for ever.
      return error ? undefined : refetched
    },
  })
}

import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { follow } from './client'
import type { JobItem } from './types'

type Verb = 'cancel' | 'retry' | 'delete'

const ask = (verb: Verb, job: JobItem) =>
  follow(job.links[verb], { method: verb === 'delete' ? 'DELETE' : 'POST' })

/** Cancel, retry or delete a job by its link. */
export function useJobAction(verb: Verb) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (job: JobItem) => ask(verb, job),
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

/** Cancel or delete many jobs. Some may go wrong: it gives the errors, and those it went well with. */
export function useJobsAction(verb: 'cancel' | 'delete') {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async (jobs: JobItem[]) => {
      const answers = await Promise.allSettled(jobs.map((job) => ask(verb, job)))
      const done = jobs.filter((_job, n) => answers[n]?.status === 'fulfilled')
      const errors = answers.flatMap((each) =>
        each.status === 'rejected' ? [each.reason as unknown] : [],
      )
      return { done, errors }
    },
    onSettled: (answer) => {
      void cache.invalidateQueries({ queryKey: ['jobs'] })
      for (const { id } of answer?.done ?? []) {
        const own = { queryKey: ['job', id] }
        if (verb === 'delete') cache.removeQueries(own)
        else void cache.invalidateQueries(own)
      }
    },
  })
}

import type { JobItem } from '@/api/types'

/** Milliseconds that the job has run, up to `now` if it still runs; null if it never started. */
export function durationOf(job: JobItem, now: number): number | null {
  if (!job.started_at) return null
  const end = job.finished_at ? new Date(job.finished_at).getTime() : now
  return Math.max(0, end - new Date(job.started_at).getTime())
}

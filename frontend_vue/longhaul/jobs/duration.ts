import type { JobItem } from '../api/types'

/** Milliseconds that the last attempt ran, up to `now` if it still does; null if nothing has run. */
export function durationOf(job: JobItem, now: number): number | null {
  const end = endOf(job, now)
  if (!job.started_at || end === null) return null
  return Math.max(0, end - new Date(job.started_at).getTime())
}

function endOf(job: JobItem, now: number): number | null {
  if (job.finished_at) return new Date(job.finished_at).getTime()
  // A job that waits for another attempt has been started, but does not run.
  return job.status === 'processing' ? now : null
}

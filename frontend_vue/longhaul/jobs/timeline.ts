import type { Job, JobItem } from '../api/types'

type Kind =
  'created' | 'due' | 'started' | 'lost' | 'completed' | 'failed' | 'cancelled' | 'kept' | 'gone'

/** An event in the life of a job, past or expected. */
interface TimelineEvent {
  kind: Kind
  at: string
  /** Milliseconds since the event before; null for the first one and for expected ones. */
  after: number | null
}

/** The events of a job in order. */
export function timelineOf(job: Job, now: number): TimelineEvent[] {
  const given: [Kind, string | null][] = [
    ['created', job.created_at],
    ['due', job.available_at > job.created_at && !job.started_at ? job.available_at : null],
    ['started', job.started_at],
    ['lost', job.lost_at],
    [ending(job), job.finished_at],
    [job.expires_at && Date.parse(job.expires_at) < now ? 'gone' : 'kept', job.expires_at],
  ]
  const known = given.filter((entry): entry is [Kind, string] => entry[1] !== null)
  // A lost attempt comes before the start of the next one.
  known.sort(([, one], [, other]) => Date.parse(one) - Date.parse(other))
  return known.map(([kind, at], index) => ({
    kind,
    at,
    after: isSpan(kind) ? since(known[index - 1]?.[1], at) : null,
  }))
}

const ending = ({ status }: Job): Kind =>
  status === 'failed' || status === 'cancelled' ? status : 'completed'

/** How long a result is kept is not part of the job's duration. */
const isSpan = (kind: Kind) => kind !== 'kept' && kind !== 'gone' && kind !== 'due'

function since(before: string | undefined, at: string): number | null {
  return before === undefined ? null : Math.max(0, Date.parse(at) - Date.parse(before))
}

/** Milliseconds of the latest attempt, up to `now` while it runs; null before and between attempts. */
export function durationOf(job: JobItem, now: number): number | null {
  if (!job.started_at) return null
  if (job.finished_at) return since(job.started_at, job.finished_at)
  // A job that waits for another attempt has been started, but does not run.
  return job.status === 'processing' ? Math.max(0, now - Date.parse(job.started_at)) : null
}

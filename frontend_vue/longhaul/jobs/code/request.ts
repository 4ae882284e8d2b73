import type { Feature, Job } from '../../api/types'

/** What a client would do with a job, whatever the language; addresses are whole. */
export interface JobRequests {
  /** Asks for a job like this one. */
  create: string
  options: string
  /** The file names by the part that they belong to; null where the feature takes none. */
  files: [string, string][] | null
  status: string
  results: string
  downloads: string[]
}

/** Read from a job what its owner would have to ask for. */
export function requestsOf(job: Job, feature: Feature | undefined, origin: string): JobRequests {
  const whole = (path: string) => new URL(path, origin).href
  const takesFiles = Boolean(feature?.uploads.length)
  return {
    create: whole(`/api/v1/${job.feature}/create/`),
    options: JSON.stringify(job.options),
    files: takesFiles ? filesOf(job) : null,
    status: whole(job.links.self),
    results: whole(job.links.results),
    downloads: job.files.filter(({ kind }) => kind === 'output').map(({ url }) => whole(url)),
  }
}

const filesOf = (job: Job): [string, string][] =>
  job.files.filter(({ kind }) => kind === 'input').map(({ part, name }) => [part, name])

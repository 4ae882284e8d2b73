import type { Page, Route } from '@playwright/test'

const ID = '019aa000-0000-7000-8000-000000000001'

/** A feature that no server knows, with an option of every kind. */
export const feature = {
  slug: 'made-up',
  title: 'Made-up work',
  description: 'Stands for whatever a product adds.',
  uploads: [
    {
      name: 'text',
      extensions: ['.txt'],
      max_bytes: 1_000_000,
      max_files: 1,
      max_total_bytes: 1_000_000,
      required: true,
    },
  ],
  options_schema: {
    type: 'object',
    properties: {
      title: { type: 'string', title: 'Title', default: 'Untitled', maxLength: 40 },
      mode: { enum: ['fast', 'careful'], title: 'Mode', default: 'fast' },
      times: { type: 'integer', title: 'Times', default: 3, minimum: 1, maximum: 9 },
      loud: { type: 'boolean', title: 'Loud', default: false },
      words: { type: 'array', items: { type: 'string' }, title: 'Words', default: ['a', 'b'] },
      limit: { anyOf: [{ type: 'number' }, { type: 'null' }], title: 'Limit', default: null },
    },
  },
  result_schema: {},
  downloads: [],
  sample: false,
  time_limit_seconds: 60,
}

/** The status document of a job of that feature. */
export function job(changes: Record<string, unknown> = {}) {
  const link = (verb: string) => `/api/v1/made-up/${verb}/${ID}/`
  return {
    id: ID,
    feature: 'made-up',
    status: 'processing',
    phase: 'running',
    progress: { current: 4, total: 10, percent: 40, message: 'Counting' },
    attempt: 2,
    max_attempts: 3,
    losses: 0,
    lost_at: null,
    cancel_requested: false,
    title: 'notes.txt',
    options: { times: 7 },
    error: null,
    created_at: '2026-11-20T09:03:00Z',
    available_at: '2026-11-20T09:03:00Z',
    started_at: '2026-11-20T09:03:01Z',
    finished_at: null,
    expires_at: null,
    files: [],
    links: {
      self: link('status'),
      results: link('results'),
      cancel: link('cancel'),
      retry: link('retry'),
      repeat: link('repeat'),
      delete: link('delete'),
      downloads: {},
    },
    ...changes,
  }
}

const json = (body: unknown) => (route: Route) => route.fulfill({ json: body })

/** Answer in the server's place: one feature, and these jobs. */
export async function makeUp(page: Page, jobs: unknown[], features: unknown[] = [feature]) {
  await page.route('**/api/v1/features/', json(features))
  await page.route('**/api/v1/jobs/**', json({ next: null, previous: null, results: jobs }))
  if (jobs[0]) await page.route('**/api/v1/made-up/status/**', json(jobs[0]))
}

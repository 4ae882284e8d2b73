import { describe, expect, it } from 'vitest'
import type { Job } from '../api/types'
import { job } from '../testing'
import { durationOf, timelineOf } from './timeline'

const now = Date.parse('2026-11-21T00:00:00Z')
const kindsOf = (changes: Partial<Job>) =>
  timelineOf({ ...job, ...changes }, now).map(({ kind }) => kind)

const ended = { finished_at: '2026-11-20T09:00:40Z', expires_at: '2026-12-20T09:00:40Z' }

it('begins with being asked for', () => {
  expect(kindsOf({ started_at: null })).toEqual(['created'])
})

it('tells when a job of later is due', () => {
  expect(kindsOf({ started_at: null, available_at: '2026-11-20T10:00:00Z' })).toEqual([
    'created',
    'due',
  ])
})

it.each(['completed', 'failed', 'cancelled'] as const)(
  'ends with %s, and with what is kept',
  (status) => {
    expect(kindsOf({ status, ...ended })).toEqual(['created', 'started', status, 'kept'])
  },
)

it('tells of a lost attempt, whether the next one has begun or not', () => {
  const lost = { losses: 1, lost_at: '2026-11-20T09:00:20Z' }
  expect(kindsOf(lost)).toEqual(['created', 'started', 'lost'])
  const started_at = '2026-11-20T09:00:30Z'
  expect(kindsOf({ ...lost, started_at })).toEqual(['created', 'lost', 'started'])
  expect(kindsOf({ ...lost, started_at, status: 'completed', ...ended })).toEqual([
    'created',
    'lost',
    'started',
    'completed',
    'kept',
  ])
})

it('tells when the result is gone', () => {
  const expires_at = '2026-11-20T10:00:00Z'
  expect(kindsOf({ status: 'completed', ...ended, expires_at }).at(-1)).toBe('gone')
})

it('tells how long it waited, and how long it ran', () => {
  const spans = timelineOf({ ...job, status: 'completed', ...ended }, now).map(({ after }) => after)
  expect(spans).toEqual([null, 10_000, 30_000, null])
})

it('knows no start of a job that was cancelled while it waited', () => {
  expect(kindsOf({ status: 'cancelled', started_at: null, ...ended })).toEqual([
    'created',
    'cancelled',
    'kept',
  ])
})

describe('durationOf', () => {
  const now = Date.parse('2026-11-20T09:01:00Z')

  it('grows while the job runs', () => {
    expect(durationOf(job, now)).toBe(50_000)
    expect(durationOf(job, now + 1_000)).toBe(51_000)
  })

  it('stays once it has ended', () => {
    const ended = { ...job, status: 'failed' as const, finished_at: '2026-11-20T09:00:12Z' }
    expect(durationOf(ended, now)).toBe(2_000)
  })

  it('is unknown before it starts', () => {
    expect(durationOf({ ...job, status: 'pending', started_at: null }, now)).toBeNull()
  })

  it('is unknown while it waits for another attempt', () => {
    expect(durationOf({ ...job, status: 'pending', phase: 'retrying' }, now)).toBeNull()
  })

  it('is never negative where clocks differ', () => {
    expect(durationOf(job, now - 120_000)).toBe(0)
  })
})

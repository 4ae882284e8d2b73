import { describe, expect, it } from 'vitest'
import { job } from '../testing'
import { durationOf } from './duration'

const now = Date.parse('2026-11-20T09:01:00Z')

describe('durationOf', () => {
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

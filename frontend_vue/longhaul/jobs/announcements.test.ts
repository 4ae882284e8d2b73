import { describe, expect, it } from 'vitest'
import type { Phase } from '../api/types'
import { newsOf } from './announcements'

const at = (phase: Phase, percent: number | null) => ({
  phase,
  progress: { current: 0, total: null, percent, message: '' },
})

describe('newsOf', () => {
  it('says nothing at first sight', () => {
    expect(newsOf(undefined, at('running', 50))).toBeNull()
  })

  it('tells another phase', () => {
    expect(newsOf(at('queued', null), at('running', null))).toBe('phase')
  })

  it('tells quarters, not every percent', () => {
    expect(newsOf(at('running', 24), at('running', 25))).toBe('quarter')
    expect(newsOf(at('running', 25), at('running', 49))).toBeNull()
  })
})

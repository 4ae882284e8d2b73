import { describe, expect, it } from 'vitest'
import { pollInterval } from './polling'

const seconds = (state: Parameters<typeof pollInterval>[0]) => Number(pollInterval(state)) / 1_000

describe('pollInterval', () => {
  it('begins at about a second', () => {
    expect(seconds({})).toBeGreaterThanOrEqual(0.8)
    expect(seconds({})).toBeLessThanOrEqual(1)
  })

  it('slows down while nothing changes, to ten seconds at most', () => {
    expect(seconds({ unchanged: 3 })).toBeGreaterThan(seconds({ unchanged: 2 }))
    expect(seconds({ unchanged: 1_000 })).toBeGreaterThanOrEqual(8)
    expect(seconds({ unchanged: 1_000 })).toBeLessThanOrEqual(10)
  })

  it('never asks sooner than the server said', () => {
    expect(seconds({ retryAfter: 7 })).toBe(7)
    expect(seconds({ failures: 1, retryAfter: 30 })).toBe(30)
  })

  it('waits from two to sixty seconds after failures', () => {
    expect(seconds({ failures: 1 })).toBeGreaterThanOrEqual(1.6)
    expect(seconds({ failures: 1 })).toBeLessThanOrEqual(2)
    expect(seconds({ failures: 100 })).toBeGreaterThanOrEqual(48)
    expect(seconds({ failures: 100 })).toBeLessThanOrEqual(60)
  })

  it('stops when there is nothing more to come', () => {
    expect(pollInterval({ finished: true, retryAfter: 5 })).toBe(false)
  })

  it('gives the same answer when asked twice, and others to others', () => {
    const seeds = ['a', 'b', 'c', 'd'].map((seed) => seconds({ seed }))
    expect(seeds).toEqual(['a', 'b', 'c', 'd'].map((seed) => seconds({ seed })))
    expect(new Set(seeds).size).toBeGreaterThan(1)
  })
})

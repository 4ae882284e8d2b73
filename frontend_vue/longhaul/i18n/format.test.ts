import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatRelative,
  formatShare,
  formatWait,
  wordsOf,
} from './format'

// A number and its unit stay on one line.
const together = (text: string) => text.replaceAll(' ', '\u00a0')

describe('formatters', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [31_053_850, '31.1 MB'],
    [5e12, '5,000 GB'],
  ])('writes %i bytes', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(together(text))
  })

  it.each([
    [2013, '2013'],
    [336_776, '336,776'],
    [12.639_07, '12.639'],
    [1.5e-7, '1.500e-7'],
  ])('writes the number %d', (value, text) => {
    expect(formatNumber(value)).toBe(text)
  })

  it.each([
    [0, '0 %'],
    [0.0001, '< 0.1 %'],
    [0.025, '2.5 %'],
    [0.99999, '> 99.9 %'],
    [1, '100 %'],
  ])('writes the share %d', (share, text) => {
    expect(formatShare(share)).toBe(together(text))
  })

  it.each([
    [-5, '<\u00a00.1\u00a0s'],
    [400, '0.4\u00a0s'],
    [4_200, '4.2\u00a0s'],
    [59_999, '59\u00a0s'],
    [185_000, '3\u00a0min 5\u00a0s'],
    [7_200_000, '2\u00a0h 0\u00a0min'],
  ])('writes the duration %d', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })

  it.each([
    [0, 'now'],
    [-300_000, '5 minutes ago'],
    [2_592_000_000, 'in 30 days'],
  ])('writes a moment %d ms away', (distance, text) => {
    const now = Date.UTC(2026, 10, 20)
    expect(formatRelative(new Date(now + distance).toISOString(), now)).toBe(together(text))
  })

  it.each([
    [1, 'in 1 second'],
    [40, 'in 40 seconds'],
    [100, 'in 2 minutes'],
    [899, 'in 15 minutes'],
  ])('writes a wait of %i s, never too short', (seconds, text) => {
    expect(formatWait(seconds)).toBe(together(text))
  })
})

describe('wordsOf', () => {
  it('makes words of a name', () => {
    expect(wordsOf('row_count')).toBe('Row count')
  })
})

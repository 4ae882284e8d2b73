import { expect, it } from 'vitest'
import type { Phase } from '../api/types'
import { job, mountInPage, t } from '../testing'
import JobProgress from './JobProgress.vue'

/** What is said of a job that may start in this many minutes. */
function wordsOf(phase: Phase, minutes: number) {
  const available_at = new Date(Date.now() + minutes * 60_000).toISOString()
  const waiting = { ...job, status: 'pending', phase, available_at }
  return mountInPage(JobProgress, { job: waiting }).get('p').text()
}

it('tells when the next attempt starts', () => {
  expect(wordsOf('retrying', 5)).toBe('The next attempt starts in\u00a05\u00a0minutes.')
})

it.each(['retrying', 'scheduled'] as const)('waits for a worker once it is due, %s', (phase) => {
  expect(wordsOf(phase, -5)).toBe(t('phaseText.queued'))
})

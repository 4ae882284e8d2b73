import { QueryClient } from '@tanstack/vue-query'
import { describe, expect, it } from 'vitest'
import type { Job } from '@/api/types'
import { feature, job, mountInPage } from '@/testing'
import JobFiles from './JobFiles.vue'

const completed: Job = { ...job, status: 'completed', phase: 'completed' }
const file = (name: string, kind: 'input' | 'output', url: string) => ({
  name,
  kind,
  size: 2_000,
  sha256: '',
  url,
})
const report = file('notes.html', 'output', job.links.downloads.report ?? '')
const input = (name: string) => file(name, 'input', '/download-text/')

function show(kind: 'input' | 'output', files: Job['files']) {
  const cache = new QueryClient()
  cache.setQueryData(['features'], [feature])
  return mountInPage(JobFiles, { job: { ...completed, files }, kind }, cache)
}

describe('the files of a job', () => {
  it('are offered by their titles, with their sizes', () => {
    const link = show('output', [report, input('notes.txt')]).get(`a[href="${report.url}"]`)
    expect(link.text()).toMatch(/Download\s*Report\s*2 kB/)
  })

  it('leave out a download that was not made', () => {
    expect(show('output', [input('notes.txt')]).text()).toBe('')
  })

  it('are not spoken of when they have expired', () => {
    expect(show('input', []).text()).toBe('')
  })

  it('are all told where one upload has several; only the first has an address', () => {
    const shown = show('input', [input('a.txt'), input('b.txt')])
    expect(shown.findAll('li').map((item) => item.text())).toEqual([
      expect.stringContaining('a.txt'),
      expect.stringContaining('b.txt'),
    ])
    expect(shown.findAll('a').map((link) => link.text())).toEqual(['a.txt'])
  })
})

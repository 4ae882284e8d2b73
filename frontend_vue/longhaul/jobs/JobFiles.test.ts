import { QueryClient } from '@tanstack/vue-query'
import { describe, expect, it } from 'vitest'
import type { Component } from 'vue'
import type { Job } from '../api/types'
import { feature, job, mountInPage, t } from '../testing'
import JobDownloads from './JobDownloads.vue'
import JobInput from './JobInput.vue'

const completed: Job = { ...job, status: 'completed', phase: 'completed' }
const file = (name: string, kind: 'input' | 'output', part: string, url: string) => ({
  name,
  kind,
  part,
  size: 2_000,
  sha256: '',
  url,
})
const report = file('notes.html', 'output', 'report', job.links.downloads.report ?? '')
const input = (name: string) => file(name, 'input', 'text', `/download-text/?${name}`)

function show(component: Component, files: Job['files']) {
  const cache = new QueryClient()
  cache.setQueryData(['features'], [feature])
  return mountInPage(component, { job: { ...completed, files } }, cache)
}

describe('the files of a job', () => {
  it('are offered by their titles, with their sizes', () => {
    const link = show(JobDownloads, [report, input('notes.txt')]).get(`a[href$="${report.url}"]`)
    expect(link.text()).toMatch(/Download\s*Report\s*2\u00a0kB/)
  })

  it('leave out a download that was not made', () => {
    expect(show(JobDownloads, [input('notes.txt')]).text()).toBe('')
  })

  it('are not spoken of when they have expired', () => {
    const shown = show(JobInput, [])
    expect(shown.text()).toBe(t('job.noInput'))
    expect(shown.find('h2').exists()).toBe(false)
  })

  it('are all told where one upload has several, each with an address', () => {
    const shown = show(JobInput, [input('a.txt'), input('b.txt')])
    expect(shown.findAll('a').map((link) => link.text())).toEqual(['a.txt', 'b.txt'])
    expect(shown.find('summary').exists()).toBe(false)
  })

  it('are summed up when there are many', () => {
    const names = Array.from({ length: 9 }, (_, number) => `${number}.txt`)
    expect(show(JobInput, names.map(input)).get('summary').text()).toBe('9 files, 18\u00a0kB')
  })
})

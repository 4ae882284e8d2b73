import { describe, expect, it } from 'vitest'
import type { Job } from '../api/types'
import { feature, job } from '../testing'
import { curl, javascript, python, requestsOf } from './code'

const ORIGIN = 'https://jobs.example'
const file = (name: string, part: string, kind: 'input' | 'output', url: string) => ({
  name,
  part,
  kind,
  url,
  size: 1,
  sha256: '',
})
const made: Job = {
  ...job,
  options: { say: 'it\'s "so"' },
  files: [
    file('notes.txt', 'text', 'input', '/api/v1/made-up/download-text/1/'),
    file('report.html', 'report', 'output', '/api/v1/made-up/download-report/1/'),
  ],
}
const withFiles = requestsOf(made, feature, ORIGIN)
const withoutFiles = requestsOf(made, { ...feature, uploads: [] }, ORIGIN)

describe.each(Object.entries({ curl, python, javascript }))('%s', (_name, write) => {
  it('names whole addresses of this very job', () => {
    const code = write(withFiles)
    for (const path of ['status/1/', 'results/1/', 'download-report/1/', 'create/']) {
      expect(code).toContain(`${ORIGIN}/api/v1/made-up/${path}`)
    }
  })

  it('sends its files and options again', () => {
    const code = write(withFiles)
    expect(code).toContain('notes.txt')
    expect(code).toContain('Idempotency-Key')
    expect(code).not.toContain('application/json')
  })

  it('sends JSON where there are no files to send', () => {
    expect(write(withoutFiles)).not.toContain('notes.txt')
  })

  it('holds no secret', () => {
    expect(write(withFiles)).toContain('API_TOKEN')
  })
})

it('quotes what a shell would take apart', () => {
  expect(curl(withFiles)).toContain(`-F 'options={"say":"it'\\''s \\"so\\""}'`)
})

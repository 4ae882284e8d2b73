import { expect, it, vi } from 'vitest'
import { upload } from '@/api/upload'
import { feature, job, use } from '@/testing'
import { useDraft } from './draft'

vi.mock('@/api/upload')
vi.mocked(upload).mockResolvedValue(job)

const input = { name: 'a.txt', kind: 'input' as const, part: 'text', size: 1, sha256: '', url: '/' }
const like = { ...job, files: [input, { ...input, kind: 'output' as const, part: 'report' }] }
const required = {
  ...feature,
  uploads: feature.uploads.map((each) => ({ ...each, required: true })),
}

it('takes the files of an earlier job without sending them', async () => {
  const draft = use(() => useDraft(required, {}, like))
  expect(draft.kept.value).toEqual([input])
  await draft.send()
  expect(vi.mocked(upload).mock.lastCall?.slice(0, 2)).toEqual([
    job.links.repeat,
    JSON.stringify({ options: {} }),
  ])
})

it('sends what is chosen instead of them', async () => {
  const draft = use(() => useDraft(required, {}, like))
  draft.files.value = { text: [new File(['b'], 'b.txt')] }
  expect(draft.kept.value).toEqual([])
  await draft.send()
  const [address, body] = vi.mocked(upload).mock.lastCall ?? []
  expect(address).toBe('/api/v1/made-up/create/')
  expect((body as FormData).get('text')).toMatchObject({ name: 'b.txt' })
})

it('asks for a file that is needed where the earlier job has none left', async () => {
  const draft = use(() => useDraft(required, {}, { ...job, files: [] }))
  expect(await draft.send()).toBeNull()
  expect(draft.errors.value.text).toBe('Choose a file first.')
})

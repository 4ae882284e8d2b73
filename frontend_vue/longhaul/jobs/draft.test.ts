import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { upload } from '../api/upload'
import { feature, job, use } from '../testing'
import { useDraft } from './draft'

const stored = vi.hoisted(() => new Map<string, unknown>())

vi.mock('../api/upload')
vi.mocked(upload).mockResolvedValue(job)
vi.mock('idb-keyval', () => ({
  createStore: () => undefined,
  get: (name: string) => Promise.resolve(stored.get(name)),
  set: (name: string, value: unknown) => Promise.resolve(stored.set(name, value)),
  del: (name: string) => Promise.resolve(stored.delete(name)),
}))

beforeEach(() => {
  stored.clear()
})

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

const worded = {
  ...feature,
  uploads: [],
  options_schema: { properties: { word: { type: 'string', default: '' } } },
}

/** Open the form, wait for what was kept, and enter a word in place of what is there. */
async function enter(word: string, given = {}, earlier?: typeof like) {
  const draft = use(() => useDraft(worded, given, earlier))
  await flushPromises()
  const found = draft.options.value.word
  if (word) draft.options.value = { word }
  await flushPromises()
  return { ...draft, found }
}

it('keeps what is entered for another one like it apart from the usual draft', async () => {
  await enter('own')
  const again = await enter('changed', { word: 'given' }, like)
  expect(again.found).toBe('given')
  expect((await enter('', { word: 'given' }, like)).found).toBe('changed')
  const other = { ...like, id: `${like.id}-2` }
  expect((await enter('', { word: 'given' }, other)).found).toBe('given')
  await again.send()
  expect((await enter('', { word: 'given' }, like)).found).toBe('given')
  expect((await enter('')).found).toBe('own')
})

it('leaves alone what is entered before the kept draft is there', async () => {
  await enter('kept')
  const draft = use(() => useDraft(worded, {}))
  draft.options.value = { word: 'newer' }
  await flushPromises()
  expect(draft.options.value).toEqual({ word: 'newer' })
  expect(draft.restored.value).toBe(false)
})

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { follow } from '@longhaul'
import { fetchThumbnails } from './copies'

vi.mock('@longhaul', { spy: true })

// Three of them, as they lie in an archive: with something in between.
const FILE = '..one....two...three..'
const SPANS = ['one', 'two', 'three'].map((text) => ({
  start: FILE.indexOf(text),
  size: text.length,
}))
const { signal } = new AbortController()
const asked = () => vi.mocked(follow).mock.lastCall?.[1]?.headers?.Range

const answer = (text: string) => vi.mocked(follow).mockResolvedValue(new Response(text))
const read = (parts: Blob[]) => Promise.all(parts.map((part) => part.text()))

describe('thumbnails', () => {
  beforeEach(() => {
    vi.mocked(follow).mockReset()
  })

  it('come in one request for those that lie side by side', async () => {
    answer('one....two...three')
    const parts = await fetchThumbnails('/zip/', SPANS, signal)
    expect(await read(parts)).toEqual(['one', 'two', 'three'])
    expect(asked()).toBe('bytes=2-19')
    expect(follow).toHaveBeenCalledOnce()
  })

  it('are found in the whole file, if that comes instead', async () => {
    answer(FILE)
    expect(await read(await fetchThumbnails('/zip/', SPANS.slice(1), signal))).toEqual([
      'two',
      'three',
    ])
  })

  it('are not asked for where there are none', async () => {
    expect(await fetchThumbnails('/zip/', [], signal)).toEqual([])
    expect(follow).not.toHaveBeenCalled()
  })
})

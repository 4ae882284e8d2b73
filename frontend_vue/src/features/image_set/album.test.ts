import { beforeAll, describe, expect, it } from 'vitest'
import { choose, loadWords } from '@/testing'
import { choicesOf, fileNameOf, nextPlace, showExposure, showPosition } from './album'
import type { Album, Image } from './types'

beforeAll(() => loadWords('image_set'))

const shot = {
  camera: '',
  lens: '',
  taken: null,
  exposure_seconds: null,
  aperture: null,
  iso: null,
  focal_length: null,
  position: null,
}
const image = (changes: Partial<Image> = {}) =>
  ({ name: 'trip/a.jpg', sharpness: 100, colours: [], shot, ...changes }) as Image
const by = (camera: string) => image({ shot: { ...shot, camera } })
const place = { latitude: -33.8568, longitude: 151.2153 }

const album: Album = {
  images: [by('A'), image({ sharpness: 9 }), by('A')],
  left_out: [],
  duplicates: [{ images: [0, 2], identical: true }],
  cameras: [{ name: 'A', images: 2 }],
  days: [{ date: '2026-05-17', images: [1] }],
  places: [{ position: place, images: [2] }],
}

describe('choices', () => {
  it('are the groups of alike images, cameras, days, places, and blurred ones', () => {
    expect(choicesOf(album).map(({ key, label, images }) => [key, label, images])).toEqual([
      ['duplicates:0', 'a.jpg', [0, 2]],
      ['camera:A', 'A', [0, 2]],
      ['day:2026-05-17', 'May 17, 2026', [1]],
      ['place:0', '33.857° S, 151.215° E', [2]],
      ['blurred', '', [1]],
    ])
  })

  it('are none where there is nothing to tell images apart', () => {
    const nothing = { duplicates: [], cameras: [], days: [], places: [] }
    expect(choicesOf({ ...album, ...nothing, images: [image()] })).toEqual([])
  })
})

describe('words', () => {
  it('leave folders out of names', () => {
    expect([fileNameOf('trip/day 2/a.jpg'), fileNameOf('b.jpg')]).toEqual(['a.jpg', 'b.jpg'])
  })

  it('write places as maps do', () => {
    expect(showPosition({ latitude: 28.5623, longitude: -80.5774 })).toBe('28.562° N, 80.577° W')
  })

  it('write places as the language does', async () => {
    await choose('de')
    expect(showPosition(place)).toBe('33,857° S, 151,215° O')
    await choose('en')
  })

  it.each([
    [{ exposure_seconds: 0.004, aperture: 5.6, iso: 200 }, '1/250\u00a0s · f/5.6 · ISO 200'],
    [{ exposure_seconds: 2, focal_length: 35 }, '2\u00a0s · 35\u00a0mm'],
    [{}, ''],
  ])('write how a camera was set', (set, text) => {
    expect(showExposure(image({ shot: { ...shot, ...set } }))).toBe(text)
  })
})

describe('the arrow keys', () => {
  it.each([
    ['ArrowRight', 1],
    ['ArrowDown', 3],
    ['End', 7],
    ['Home', 0],
    ['ArrowLeft', null],
    ['ArrowUp', null],
    ['Tab', null],
  ])('lead with %s from the first of eight to %s', (key, to) => {
    expect(nextPlace(key, 0, 8, 3)).toBe(to)
  })

  it('do not lead beyond the last row', () => {
    expect(nextPlace('ArrowDown', 6, 8, 3)).toBeNull()
  })
})

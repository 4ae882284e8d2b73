import { describe, expect, it } from 'vitest'
import { use } from '../testing'
import { useFeatureView } from './views'

const generic = { name: 'Generic' }
const features = { '../features/two_words/Form.vue': () => Promise.resolve({ name: 'Own' }) }
const formOf = use(() => useFeatureView('Form', generic), undefined, { features })

describe('the view of a feature', () => {
  it('is found in the folder that is named like the slug', () => {
    expect(formOf('two-words')).not.toBe(generic)
  })

  it('is the generic one where there is none', () => {
    expect(formOf('other')).toBe(generic)
    expect(formOf('words')).toBe(generic)
  })

  it('is the same component again, so that nothing is mounted twice', () => {
    expect(formOf('two-words')).toBe(formOf('two-words'))
  })
})

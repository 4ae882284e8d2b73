import { describe, expect, it } from 'vitest'
import { ownOr } from './own'

const generic = { name: 'Generic' }
const own = { name: 'Own' }
const formOf = ownOr({ './two_words/Form.vue': () => Promise.resolve(own) }, 'Form', generic)

describe('ownOr', () => {
  it('finds the folder that is named like the slug', () => {
    expect(formOf('two-words')).not.toBe(generic)
  })

  it('falls back to the generic component', () => {
    expect(formOf('other')).toBe(generic)
  })

  it('gives the same component again, so that nothing is mounted anew', () => {
    expect(formOf('two-words')).toBe(formOf('two-words'))
  })
})

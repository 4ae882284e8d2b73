import { describe, expect, it } from 'vitest'
import en from '../i18n/page/en.json'
import { LOOKS } from './phases'

describe('every phase', () => {
  it.each(Object.entries(LOOKS))('%s has an icon and a word of its own', (phase, look) => {
    expect(look.icon).toBeTypeOf('function')
    expect(en.phase).toHaveProperty(phase)
  })
})

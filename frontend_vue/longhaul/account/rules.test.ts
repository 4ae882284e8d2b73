import { describe, expect, it } from 'vitest'
import en from '../i18n/accounts/en.json'
import { RULES } from './rules'

const metBy = (password: string) =>
  RULES.filter(({ isMet }) => isMet?.(password)).map(({ word }) => word)

describe('the rules of passwords', () => {
  it('are each told in words', () => {
    for (const { word } of RULES) expect(en.rules).toHaveProperty(word)
  })

  it('are not met by nothing', () => {
    expect(metBy('')).toEqual([])
  })

  it('want eight characters, however many bytes they have', () => {
    expect(metBy('sieben7')).toEqual(['letters'])
    expect(metBy('🚚🚚🚚🚚')).toEqual(['letters'])
    expect(metBy('eight888')).toEqual(['long', 'letters'])
  })

  it('want more than digits', () => {
    expect(metBy('1234567890')).toEqual(['long'])
  })
})

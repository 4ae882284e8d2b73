import { describe, expect, it } from 'vitest'
import { mountInPage, t } from '../testing'
import NewPassword from './NewPassword.vue'

function rulesOf(password: string) {
  const props = { first: password, second: '', label: 'Password', errors: {} }
  const rules = mountInPage(NewPassword, props).findAll('li')
  const textsOf = (shown: typeof rules) => shown.map((rule) => rule.text())
  return {
    all: textsOf(rules),
    met: textsOf(rules.filter((rule) => rule.classes('text-done'))),
  }
}

describe('the rules of passwords', () => {
  const [long, letters, unlike] = ['long', 'letters', 'unlike'].map((name) => t(`rules.${name}`))

  it('are shown, and not met by an empty password', () => {
    expect(rulesOf('')).toEqual({ all: [long, letters, unlike], met: [] })
  })

  it.each(['sieben7', '🚚🚚🚚🚚'])('require more than the characters of %s', (password) => {
    expect(rulesOf(password).met).toEqual([letters])
  })

  it('are met by eight characters with a letter', () => {
    expect(rulesOf('eight888').met).toEqual([long, letters])
  })

  it('require more than digits', () => {
    expect(rulesOf('1234567890').met).toEqual([long])
  })
})

import { expect, it } from 'vitest'
import { preferred } from '.'

it.each([
  [['de-AT', 'en'], 'de'],
  [['fr', 'DE'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['fr', 'nl'], 'en'],
  [[], 'en'],
])('of %j takes %s', (languages, locale) => {
  expect(preferred(languages)).toBe(locale)
})

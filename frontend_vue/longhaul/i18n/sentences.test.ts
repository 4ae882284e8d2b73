import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { choose } from '../testing'
import { i18n } from '.'
import { inOtherWords } from './sentences'

type Values = Record<string, string>
const say = (text: (values: Values) => string) => (context: { values: Values }) =>
  text(context.values)

beforeAll(async () => {
  const sentences = {
    'Line {#line} of {file} (?).': say(({ line, file }) => `Zeile ${line} von ${file}`),
    'It is {#value}.': say(({ value }) => `Zahl ${value}`),
    'It is {value}.': say(({ value }) => `Text ${value}`),
  }
  i18n.global.mergeLocaleMessage('de', { made_up: { sentences } })
  await choose('de')
})
afterAll(() => choose('en'))

describe('a sentence', () => {
  it.each([
    ['Line 12,345 of a{1}.csv (?).', 'Zeile 12.345 von a{1}.csv'],
    ['Line 7 of two\nlines (?).', 'Zeile 7 von two\nlines'],
    ['It is 0.', 'Zahl 0'],
    ['It is -1349.1.', 'Zahl -1349,1'],
    ['It is 2.5e+20.', 'Zahl 250.000.000.000.000.000.000'],
    ['It is 007.', 'Text 007'],
    ['It is 1.5 m.', 'Text 1.5 m'],
  ])('is said with what the server has filled in: %s', (original, said) => {
    expect(inOtherWords('made_up', original)).toBe(said)
  })

  it.each(['Line x of a.csv (?).', 'Line 7 of a.csv (?). And more.', 'It is .', ''])(
    'of another form is not: %s',
    (original) => {
      expect(inOtherWords('made_up', original)).toBeUndefined()
    },
  )

  it('has no words in English', async () => {
    await choose('en')
    expect(inOtherWords('made_up', 'It is 0.')).toBeUndefined()
  })
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import { givenOptions } from '../forms/given'
import OptionControl from '../forms/OptionControl.vue'
import OptionChoices from '../forms/OptionNested.vue'
import { fieldsOf } from '../forms/options'
import { i18n, loadWords } from '../i18n'
import { choose, feature, mountInPage } from '../testing'
import { inWords, sentenceOf, titleOfError } from './features'
import { ApiError, errorsByField, problemText } from './problems'

interface Named {
  named: (name: string) => string
}

const say = (text: string) => () => text
const WORDS = {
  title: say('Erfundenes'),
  downloads: { report: say('Bericht') },
  options: {
    times: { title: say('Anzahl') },
    order: { choices: { 'A.Z': say('aufsteigend') } },
    Place: { city: { description: say('Ihr Name.') } },
    Size: { choices: { s: say('klein') } },
  },
  problems: { too_odd: say('Zu seltsam') },
  sentences: { 'Counting {name}.': ({ named }: Named) => `Zählt ${named('name')}.` },
}
const options_schema = {
  properties: {
    times: { type: 'integer', title: 'Times' },
    place: { $ref: '#/$defs/Place' },
    order: { enum: ['A.Z', 'Z.A'] },
    sizes: { type: 'array', items: { $ref: '#/$defs/Size' } },
  },
  $defs: {
    Place: { type: 'object', properties: { city: { type: 'string', title: 'City' } } },
    Size: { enum: ['s', 'm'] },
  },
}
const problem = (code: string, errors: string[] = []) => ({
  status: 400,
  code,
  title: 'In English.',
  detail: '',
  errors: errors.map((each) => ({ field: 'times', code: each, detail: 'In English.' })),
})

beforeEach(async () => {
  await loadWords('server')
  i18n.global.mergeLocaleMessage('de', { made_up: { server: WORDS } })
  await choose('de')
})
afterEach(() => choose('en'))

it('names a feature, its options and its downloads by their own words, else as the server does', () => {
  const { title, description, downloads, ...rest } = inWords({ ...feature, options_schema })
  const [times, place] = fieldsOf(rest.options_schema)
  expect(title).toBe('Erfundenes')
  expect(description).toBe(feature.description)
  expect(downloads[0]?.title).toBe('Bericht')
  expect(times?.label).toBe('Anzahl')
  expect(place?.fields[0]).toMatchObject({ label: 'City', help: 'Ihr Name.' })
})

it('leaves a form as it is', () => {
  const schema = { properties: { any: { type: 'object' } } }
  const { options_schema: said } = inWords({ ...feature, options_schema: schema })
  expect(fieldsOf(said)[0]?.kind).toBe('json')
})

it('tells a problem by its code, and by that of what is wrong with a field', () => {
  const text = problemText
  expect(text(new ApiError(problem('not_found')))).toBe('Hier gibt es nichts.')
  expect(text(new ApiError(problem('invalid', ['blank'])))).toBe('Füllen Sie dieses Feld aus.')
  expect(text(new ApiError(problem('never_heard_of')))).toBe('In English.')
  expect(errorsByField(problem('invalid', ['blank', 'own']), ['times'])).toEqual({
    times: 'Füllen Sie dieses Feld aus. In English.',
  })
})

it('tells why a job failed in the words of its feature, or in those for all', () => {
  const errorOf = (code: string) => ({ code, title: 'In English' })
  expect(titleOfError('made-up', errorOf('too_odd'))).toBe('Zu seltsam')
  expect(titleOfError('made-up', errorOf('time_limit'))).toContain('zu lange gedauert')
  expect(titleOfError('made-up', errorOf('else'))).toBe('In English')
})

it('says a sentence in the words of its feature, or in those for all', () => {
  expect(sentenceOf('made-up', 'Counting notes.txt.')).toBe('Zählt notes.txt.')
  expect(sentenceOf('made-up', 'It took longer than 3,600 seconds.')).toBe(
    'Er hat länger als 3600 Sekunden gedauert.',
  )
  expect(sentenceOf('made-up', 'So it is.')).toBe('So it is.')
})

it('says choices by their own words, in the form and in what was given', () => {
  const said = inWords({ ...feature, options_schema }).options_schema
  const { order, sizes } = Object.fromEntries(fieldsOf(said).map((each) => [each.name, each]))
  const form = mountInPage(OptionControl, { field: order, modelValue: 'A.Z' })
  expect(form.findAll('option').map((each) => each.text())).toEqual(['–', 'aufsteigend', 'Z.A'])
  const boxes = mountInPage(OptionChoices, {
    field: sizes,
    path: '',
    errors: {},
    modelValue: ['s'],
  })
  expect(boxes.findAll('label').map((each) => each.text())).toEqual(['klein', 'm'])
  expect(givenOptions(said, { order: 'A.Z', sizes: ['s', 'm'] })).toEqual([
    { label: 'Order', value: 'aufsteigend' },
    { label: 'Sizes', value: 'klein, m' },
  ])
})

it('tells apart the limits of one code', () => {
  const text = problemText
  const refused = (detail: string) =>
    text(new ApiError({ ...problem('limit_exceeded'), status: 429, detail }))
  expect(
    refused(
      'Your jobs hold 4,999,000,000 bytes; 7,000 more would exceed 5,000,000,000. Delete some.',
    ),
  ).toContain('Ihre Aufträge belegen 4.999.000.000 Byte')
  expect(refused('Delete one of your 100 tokens first.')).toContain('eines Ihrer 100 Tokens')
  expect(refused('Anything else.')).toContain('Eine Grenze ist erreicht.')
})

it('leaves English to the server', async () => {
  await choose('en')
  expect(inWords(feature).title).toBe(feature.title)
  expect(problemText(new ApiError(problem('not_found')))).toBe('In English.')
})

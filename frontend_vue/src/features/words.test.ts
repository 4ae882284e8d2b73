import { afterEach, beforeEach, expect, it } from 'vitest'
import { ApiError, errorsByField } from '@/api/problems'
import { useProblemText } from '@/composables/problem-text'
import { i18n, loadWords } from '@/i18n'
import { choose, feature, use } from '@/testing'
import { fieldsOf } from './options'
import { detailOfError, inWords, titleOfError } from './words'

const say = (text: string) => () => text
const WORDS = {
  title: say('Erfundenes'),
  downloads: { report: say('Bericht') },
  options: {
    times: { title: say('Anzahl') },
    Place: { city: { description: say('Ihr Name.') } },
  },
  problems: { too_odd: say('Zu seltsam') },
}
const options_schema = {
  properties: { times: { type: 'integer', title: 'Times' }, place: { $ref: '#/$defs/Place' } },
  $defs: { Place: { type: 'object', properties: { city: { type: 'string', title: 'City' } } } },
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
  const text = use(useProblemText)
  expect(text(new ApiError(problem('not_found')))).toBe('Hier gibt es nichts.')
  expect(text(new ApiError(problem('invalid', ['blank'])))).toBe('Füllen Sie dieses Feld aus.')
  expect(text(new ApiError(problem('never_heard_of')))).toBe('In English.')
  expect(errorsByField(problem('invalid', ['blank', 'own']), ['times'])).toEqual({
    times: 'Füllen Sie dieses Feld aus. In English.',
  })
})

it('tells why a job failed in the words of its feature, or in those for all', () => {
  const errorOf = (code: string) => ({ code, title: 'In English', detail: 'So it is.' })
  expect(titleOfError('made-up', errorOf('too_odd'))).toBe('Zu seltsam')
  expect(titleOfError('made-up', errorOf('time_limit'))).toContain('zu lange gedauert')
  expect(titleOfError('made-up', errorOf('else'))).toBe('In English')
  expect(detailOfError('made-up', errorOf('too_odd'))).toBe('So it is.')
})

it('leaves English to the server', async () => {
  await choose('en')
  expect(inWords(feature).title).toBe(feature.title)
  expect(use(useProblemText)(new ApiError(problem('not_found')))).toBe('In English.')
})

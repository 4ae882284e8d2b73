import { expect, it } from 'vitest'
import { describeTranslations } from '../testing'
import { languages } from '.'

const files = import.meta.glob<string>('./*/*.json', {
  eager: true,
  import: 'default',
  query: '?raw',
})
const areas = Object.keys(files).filter((path) => path.endsWith('/en.json'))

describeTranslations(files)

it.each(areas)('%s is there in every language', (english) => {
  for (const language of Object.keys(languages.value)) {
    expect(files).toHaveProperty([english.replace('/en.', `/${language}.`)])
  }
})

import { createI18n } from 'vue-i18n'
import en from './en.json'

type Words = Record<string, string | Record<string, string>>

// A feature with a folder of its own brings its words, under the folder's name.
const files = import.meta.glob<Words>('../features/*/en.json', { eager: true, import: 'default' })
const ofFeatures = Object.fromEntries(
  Object.entries(files).map(([path, words]) => [path.split('/').at(-2), words]),
)

/** Every word that people see is in these JSON files, and in those of accounts/. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  messages: { en: { ...en, ...ofFeatures } },
})

import { computed, ref, watch } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Product } from '../product'

interface Words {
  [name: string]: string | Words
}
type Loader = () => Promise<Words>
type Loaders = NonNullable<Product['messages']>

// Each folder is an area of the page. Its messages are loaded with it.
const AREAS = import.meta.glob<Words>('./*/*.json', { import: 'default' })
const PRODUCT = 'product'

/** The loaders of words by area and language: `jobs/en`, `table_profile/server/de`. */
const words = new Map<string, Loader>(
  Object.entries(AREAS).map(([path, load]) => [path.slice(2, -5), load]),
)

/** The available languages, each by its own name. */
export const languages = ref<Record<string, string>>({ en: 'English', de: 'Deutsch' })

const choice = ref(localStorage.getItem('language') ?? 'auto')
watch(choice, (chosen) => {
  localStorage.setItem('language', chosen)
})

/** The chosen language, stored in this browser. 'auto' follows the browser's settings. */
export const useLanguage = () => choice

/** The language to show. */
export const wanted = computed(() =>
  choice.value in languages.value ? choice.value : preferred(navigator.languages),
)

/** The first of the preferred languages that is available, or else English. */
export function preferred(tags: readonly string[]): string {
  const codes = tags.map((tag) => tag.slice(0, 2).toLowerCase())
  return codes.find((code) => code in languages.value) ?? 'en'
}

/** All texts are in JSON files, except for what the server says in English. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  fallbackWarn: false,
  messages: {},
})

/** Translate a message. Templates have it as `$t`. */
export const { t } = i18n.global

/** Add a product's words and those of its features; see `Product.messages`. */
export function addWords(loaders: Loaders) {
  for (const [path, load] of Object.entries(loaders)) {
    const [, feature, locale = ''] = /(?:features\/(.+)|i18n)\/(\w+)\.json$/.exec(path) ?? []
    words.set(`${feature ?? PRODUCT}/${locale}`, async () => {
      const found = (await load()) as Words
      return feature ? nested(feature, found) : found
    })
  }
}

/** Translate a text of the server, if there is a message for it. */
export function translated<Text extends string | undefined>(
  key: string,
  original: Text,
  values: Record<string, unknown> = {},
  count = 1,
): string | Text {
  return i18n.global.te(key) ? i18n.global.t(key, values, count) : original
}

type Message = Parameters<typeof i18n.global.rt>[0]

/** The messages under a key, by names that may contain any character. */
export const messagesIn = (key: string) => Object.entries<Message>(i18n.global.tm(key))

const needed = new Set(['page', PRODUCT])

/** Load the messages of an area, in this language and in each one that is chosen later. */
export async function loadWords(area: string) {
  needed.add(area)
  await load(area, wanted.value)
}

/** Show the wanted language, and follow its changes. */
export async function startWords() {
  watch(wanted, show)
  await show(wanted.value)
}

async function show(locale: string) {
  await Promise.all([...needed].map((area) => load(area, locale)))
  // The user may have chosen another language in the meantime.
  if (locale !== wanted.value) return
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

const loading = new Map<string, Promise<void>>()

function load(area: string, locale: string): Promise<void> {
  const key = `${area}/${locale}`
  const file = words.get(key)
  // English is shown where there is no translation.
  if (!file) return locale === 'en' ? Promise.resolve() : load(area, 'en')
  const started = loading.get(key) ?? merge(file, locale)
  loading.set(key, started)
  // A failed load can be tried again.
  started.catch(() => loading.delete(key))
  return started
}

async function merge(file: Loader, locale: string) {
  const found = await Promise.all([file(), words.get(`${PRODUCT}/${locale}`)?.()])
  // The product's messages come last, so that they replace the engine's.
  for (const each of found) i18n.global.mergeLocaleMessage(locale, each ?? {})
}

const nested = (area: string, inner: Words) =>
  area.split('/').reduceRight<Words>((within, name) => ({ [name]: within }), inner)

import { watch } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Product } from '../product'
import { wanted } from './locale'

interface Words {
  [name: string]: string | Words
}
type Loader = () => Promise<Words>
type Loaders = NonNullable<Product['messages']>

// A folder is an area of the page, whose words come with it.
const AREAS = import.meta.glob<Words>('./*/*.json', { import: 'default' })
const PRODUCT = 'product'

/** The loaders of words by area and language: `jobs/en`, `table_profile/server/de`. */
const words = new Map<string, Loader>(
  Object.entries(AREAS).map(([path, load]) => [path.slice(2, -5), load]),
)

/** Every word that people see is in JSON files, but for what the server says in English. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  fallbackWarn: false,
  messages: {},
})

/** Say a message in the page's language; templates have it as `$t`. */
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

/** Say in the page's language what the server says in English, as far as there are words for it. */
export function translated<Text extends string | undefined>(
  key: string,
  original: Text,
  values: Record<string, unknown> = {},
  count = 1,
): string | Text {
  return i18n.global.te(key) ? i18n.global.t(key, values, count) : original
}

type Message = Parameters<typeof i18n.global.rt>[0]

/** Give what an area has under a name, as it is: its own names may hold any sign. */
export const messagesIn = (key: string) => Object.entries<Message>(i18n.global.tm(key))

const needed = new Set(['page', PRODUCT])

/** Have the words of an area at hand, in this language and every one that is chosen later. */
export async function loadWords(area: string) {
  needed.add(area)
  await load(area, wanted.value)
}

/** Show the language that is wanted, from now on whenever it changes. */
export async function startWords() {
  watch(wanted, show)
  await show(wanted.value)
}

async function show(locale: string) {
  await Promise.all([...needed].map((area) => load(area, locale)))
  // Somebody may have chosen again meanwhile.
  if (locale !== wanted.value) return
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

const loading = new Map<string, Promise<void>>()

function load(area: string, locale: string): Promise<void> {
  const key = `${area}/${locale}`
  const file = words.get(key)
  // What is not translated is shown in English.
  if (!file) return locale === 'en' ? Promise.resolve() : load(area, 'en')
  const started = loading.get(key) ?? merge(file, locale)
  loading.set(key, started)
  // Once more, if the connection was lost in the middle.
  started.catch(() => loading.delete(key))
  return started
}

async function merge(file: Loader, locale: string) {
  const found = await Promise.all([file(), words.get(`${PRODUCT}/${locale}`)?.()])
  // Those of the product come last: it can replace any word.
  for (const each of found) i18n.global.mergeLocaleMessage(locale, each ?? {})
}

const nested = (area: string, inner: Words) =>
  area.split('/').reduceRight<Words>((within, name) => ({ [name]: within }), inner)

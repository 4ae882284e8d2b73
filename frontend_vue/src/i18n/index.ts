import { watch } from 'vue'
import { createI18n } from 'vue-i18n'
import { wanted, type Locale } from './locale'

interface Words {
  [name: string]: string | Words
}

// A folder is an area of the page, whose words come with it; a feature may have one of its own.
const AREAS = import.meta.glob<Words>('./*/*.json', { import: 'default' })
const FEATURES = import.meta.glob<Words>(['../features/*/*.json', '../features/*/server/*.json'], {
  import: 'default',
})

/** Every word that people see is in these JSON files, but for what the server says in English. */
export const i18n = createI18n({ legacy: false, locale: 'en', messages: {} })

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

const needed = new Set<string>(['page'])

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

async function show(locale: Locale) {
  await Promise.all([...needed].map((area) => load(area, locale)))
  // Somebody may have chosen again meanwhile.
  if (locale !== wanted.value) return
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

const loading = new Map<string, Promise<void>>()

function load(area: string, locale: Locale): Promise<void> {
  const key = `${area}/${locale}.json`
  const started = loading.get(key) ?? merge(area, locale, key)
  loading.set(key, started)
  // Once more, if the connection was lost in the middle.
  started.catch(() => loading.delete(key))
  return started
}

async function merge(area: string, locale: Locale, file: string) {
  const own = await AREAS[`./${file}`]?.()
  const ofFeature = await FEATURES[`../features/${file}`]?.()
  i18n.global.mergeLocaleMessage(locale, own ?? (ofFeature ? nested(area, ofFeature) : {}))
}

const nested = (area: string, words: Words) =>
  area.split('/').reduceRight<Words>((inner, name) => ({ [name]: inner }), words)

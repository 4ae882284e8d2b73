import { computed, ref, watch } from 'vue'

const KEY = 'language'
/** Each language by the name that its speakers give it. */
export const LOCALES = { en: 'English', de: 'Deutsch' } as const
export type Locale = keyof typeof LOCALES
type Choice = Locale | 'auto'

const isLocale = (value: string | null): value is Locale => value !== null && value in LOCALES

const stored = localStorage.getItem(KEY)
const choice = ref<Choice>(isLocale(stored) ? stored : 'auto')
watch(choice, (chosen) => {
  localStorage.setItem(KEY, chosen)
})

/** The language as chosen, kept in this browser; 'auto' follows what the browser asks servers for. */
export const useLanguage = () => choice

/** The language to show, once its words are there. */
export const wanted = computed(() =>
  choice.value === 'auto' ? preferred(navigator.languages) : choice.value,
)

/** Find the first language that people prefer and that there are words in, else English. */
export function preferred(languages: readonly string[]): Locale {
  return languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLocale) ?? 'en'
}

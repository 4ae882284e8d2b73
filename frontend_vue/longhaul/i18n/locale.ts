import { computed, ref, watch } from 'vue'

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

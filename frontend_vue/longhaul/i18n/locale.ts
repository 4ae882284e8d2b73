import { computed, ref, watch } from 'vue'

/** The languages to choose from, each by the name that its speakers give it. */
export const languages = ref<Record<string, string>>({ en: 'English', de: 'Deutsch' })

const choice = ref(localStorage.getItem('language') ?? 'auto')
watch(choice, (chosen) => {
  localStorage.setItem('language', chosen)
})

/** The language as chosen, kept in this browser; 'auto' follows what the browser asks servers for. */
export const useLanguage = () => choice

/** The language to show, once its words are there. */
export const wanted = computed(() =>
  choice.value in languages.value ? choice.value : preferred(navigator.languages),
)

/** Find the first language that people prefer and that there are words in, else English. */
export function preferred(tags: readonly string[]): string {
  const codes = tags.map((tag) => tag.slice(0, 2).toLowerCase())
  return codes.find((code) => code in languages.value) ?? 'en'
}

import { ref, watch } from 'vue'

const KEY = 'theme'
export const THEMES = ['auto', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

const stored = localStorage.getItem(KEY)
const theme = ref<Theme>(THEMES.find((each) => each === stored) ?? 'auto')

watch(
  theme,
  (chosen) => {
    localStorage.setItem(KEY, chosen)
    document.documentElement.classList.toggle('light', chosen === 'light')
    document.documentElement.classList.toggle('dark', chosen === 'dark')
  },
  { immediate: true },
)

/** The theme as chosen, kept in this browser; 'auto' follows the system, which the styles do. */
export const useTheme = () => theme

import { Monitor, Moon, Sun } from '@lucide/vue'
import { ref, watch } from 'vue'

/** The themes with their icons. 'auto' follows the system, by the styles alone. */
export const THEMES = { auto: Monitor, light: Sun, dark: Moon }

type Theme = keyof typeof THEMES

const stored = localStorage.getItem('theme')
const theme = ref<Theme>(stored === 'light' || stored === 'dark' ? stored : 'auto')

watch(
  theme,
  (chosen) => {
    localStorage.setItem('theme', chosen)
    document.documentElement.classList.toggle('light', chosen === 'light')
    document.documentElement.classList.toggle('dark', chosen === 'dark')
  },
  { immediate: true },
)

/** The chosen theme, stored in this browser. */
export const useTheme = () => theme

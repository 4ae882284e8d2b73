import { Monitor, Moon, Sun } from '@lucide/vue'
import { ref, watch } from 'vue'

/** What can be chosen, with an icon each; 'auto' follows the system, which the styles do. */
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

/** The theme as chosen, kept in this browser. */
export const useTheme = () => theme

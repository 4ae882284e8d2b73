import { Monitor, Moon, Sun } from '@lucide/vue'
import { useLocalStorage } from '@vueuse/core'
import { watch } from 'vue'

/** What can be chosen, with an icon each; 'auto' follows the system, which the styles do. */
export const THEMES = { auto: Monitor, light: Sun, dark: Moon }

const theme = useLocalStorage<keyof typeof THEMES>('theme', 'auto')

watch(
  theme,
  (chosen) => {
    document.documentElement.classList.toggle('light', chosen === 'light')
    document.documentElement.classList.toggle('dark', chosen === 'dark')
  },
  { immediate: true },
)

/** The theme as chosen, kept in this browser. */
export const useTheme = () => theme

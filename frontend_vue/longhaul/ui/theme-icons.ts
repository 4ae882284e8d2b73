import { Monitor, Moon, Sun } from '@lucide/vue'

export const THEME_ICONS = { auto: Monitor, light: Sun, dark: Moon }

import { useColorMode } from '@vueuse/core'

export const THEMES = ['auto', 'light', 'dark'] as const

/** The theme as chosen; 'auto' follows the system. It stands as a class on <html>. */
export function useTheme() {
  // Switching transitions off would insert a <style> that the content security policy refuses.
  return useColorMode({ emitAuto: true, disableTransition: false, storageKey: 'theme' })
}

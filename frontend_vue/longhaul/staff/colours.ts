import { usePreferredDark } from '@vueuse/core'
import { ref, watch } from 'vue'
import { useTheme } from '../ui'

const NAMES = ['done', 'failed', 'edge', 'soft', 'line'] as const
export type Colours = Record<(typeof NAMES)[number], string>

/** Read the theme's colours as a canvas takes them, again whenever the theme changes. */
export function useColours() {
  const colours = ref(read())
  watch([useTheme(), usePreferredDark()], () => (colours.value = read()), { flush: 'post' })
  return colours
}

function read(): Colours {
  const probe = document.createElement('span')
  document.body.append(probe)
  const entries = NAMES.map((name) => {
    probe.style.color = `var(--color-${name})`
    return [name, getComputedStyle(probe).color]
  })
  probe.remove()
  return Object.fromEntries(entries) as Colours
}

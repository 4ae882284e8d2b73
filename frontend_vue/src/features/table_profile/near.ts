import { computed, onMounted, onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

/** Tell whether an element is in the window or not far from it. On paper, all are. */
export function useNear(element: Readonly<Ref<HTMLElement | null>>) {
  const approached = ref(false)
  const printed = ref(false)

  const observer = new IntersectionObserver(
    (entries) => {
      approached.value = entries.at(-1)?.isIntersecting ?? false
    },
    { rootMargin: '800px' },
  )
  const print = () => {
    printed.value = true
  }

  onMounted(() => {
    if (element.value) observer.observe(element.value)
    addEventListener('beforeprint', print)
  })
  onScopeDispose(() => {
    observer.disconnect()
    removeEventListener('beforeprint', print)
  })
  return computed(() => approached.value || printed.value)
}

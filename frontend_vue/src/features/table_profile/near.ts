import { computed, onMounted, onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

const PRINTING = ['beforeprint', 'afterprint']

/** Tell whether an element is in the window or not far from it. While it is printed, all are. */
export function useNear(element: Readonly<Ref<HTMLElement | null>>) {
  const approached = ref(false)
  const printed = ref(false)

  const observer = new IntersectionObserver(
    (entries) => {
      approached.value = entries.at(-1)?.isIntersecting ?? false
    },
    { rootMargin: '800px' },
  )
  const print = ({ type }: Event) => {
    printed.value = type === 'beforeprint'
  }

  onMounted(() => {
    if (element.value) observer.observe(element.value)
    for (const event of PRINTING) addEventListener(event, print)
  })
  onScopeDispose(() => {
    observer.disconnect()
    for (const event of PRINTING) removeEventListener(event, print)
  })
  return computed(() => approached.value || printed.value)
}

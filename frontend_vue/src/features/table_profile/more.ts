import { computed, onMounted, onScopeDispose, ref, toValue, watch } from 'vue'
import type { MaybeRefOrGetter, Ref } from 'vue'

const STEP = 24

/** Show the first of many items, and more of them as their end comes near, or to be printed. */
export function useMore<T>(items: MaybeRefOrGetter<T[]>, end: Readonly<Ref<HTMLElement | null>>) {
  const limit = ref(STEP)
  const shown = computed(() => toValue(items).slice(0, limit.value))

  /** Show so many at least. */
  function show(count: number) {
    limit.value = Math.max(limit.value, count)
  }
  const showAll = () => {
    show(toValue(items).length)
  }

  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) grow()
    },
    { rootMargin: '800px' },
  )

  function grow() {
    if (shown.value.length === toValue(items).length || !end.value) return
    show(limit.value + STEP)
    // Where they do not fill the window, the end is still near, and nobody would say so again.
    observer.unobserve(end.value)
    observer.observe(end.value)
  }

  // Other items begin anew: a filter that is let go need not draw all of them at once.
  watch(
    () => toValue(items),
    () => (limit.value = STEP),
  )
  onMounted(() => {
    if (end.value) observer.observe(end.value)
    addEventListener('beforeprint', showAll)
  })
  onScopeDispose(() => {
    observer.disconnect()
    removeEventListener('beforeprint', showAll)
  })
  return { shown, show }
}

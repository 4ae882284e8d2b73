import { useTitle } from '@vueuse/core'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { pageConfig } from '@/page-config'

/** Name the page in the browser's tab. */
export function usePageTitle(title: MaybeRefOrGetter<string>) {
  useTitle(computed(() => `${toValue(title)} · ${pageConfig.title}`))
}

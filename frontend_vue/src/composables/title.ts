import { toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { pageConfig } from '@/page-config'

/** Name the page in the browser's tab. */
export function usePageTitle(title: MaybeRefOrGetter<string>) {
  watchEffect(() => (document.title = `${toValue(title)} · ${pageConfig.title}`))
}

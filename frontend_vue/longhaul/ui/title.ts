import { ref, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { pageConfig } from '../product'

/** How many jobs have ended since somebody last looked. */
export const badge = ref(0)

/** Name the page in the browser's tab. */
export function usePageTitle(title: MaybeRefOrGetter<string>) {
  watchEffect(() => {
    const news = badge.value ? `(${badge.value}) ` : ''
    document.title = `${news}${toValue(title)} · ${pageConfig.title}`
  })
}

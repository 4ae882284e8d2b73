import { nextTick, ref, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { pageConfig } from '../product'

/** How many jobs have ended while the page was in the background. */
export const badge = ref(0)

/** Set the title in the browser's tab. */
export function usePageTitle(title: MaybeRefOrGetter<string>) {
  watchEffect(() => {
    const count = badge.value ? `(${badge.value}) ` : ''
    document.title = `${count}${toValue(title)} · ${pageConfig.title}`
  })
}

/** Focus the page's heading: screen readers then read from there what is new. */
export async function focusHeading() {
  await nextTick()
  document.querySelector('h1')?.focus({ preventScroll: true })
}

/** Focus the first invalid field of a form, once its error is shown. */
export async function focusWrongField(form: HTMLElement | null) {
  await nextTick()
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus()
}

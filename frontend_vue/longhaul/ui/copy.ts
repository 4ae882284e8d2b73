import { ref } from 'vue'
import { t } from '../i18n'
import { announce } from './announcer'

/** Copy a text; `select` marks it, for people to copy where the page may not. */
export function useCopy(select: () => void) {
  const copied = ref(false)

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      copied.value = true
      announce(t('copy.copied'))
    } catch {
      // Refused, or there is no clipboard without TLS.
      select()
      announce(t('copy.failed'), { show: true })
    }
  }
  return { copied, copy }
}

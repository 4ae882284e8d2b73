import { useI18n } from 'vue-i18n'
import { ApiError } from '@/api/problems'

/** Put an error in words: the server's own, or that it could not be reached. */
export function useProblemText() {
  const { t } = useI18n()
  return (error: unknown) => {
    if (!(error instanceof ApiError)) return t('error.offline')
    return error.message || t('error.status', { status: error.status })
  }
}

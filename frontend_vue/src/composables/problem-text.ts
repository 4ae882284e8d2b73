import { useI18n } from 'vue-i18n'
import { ApiError } from '@/api/problems'
import { translated } from '@/i18n'

/** Put an error in words: those for its code, the server's own, or that it could not be reached. */
export function useProblemText() {
  const { t } = useI18n()
  return (error: unknown) => {
    if (!(error instanceof ApiError)) return t('error.offline')
    const { code, errors } = error.problem
    return (
      translated(`server.${errors[0]?.code ?? code}`, error.message) ||
      t('error.status', { status: error.status })
    )
  }
}

import { useI18n } from 'vue-i18n'
import { ApiError } from './problems'
import { translated } from '../i18n'
import { inOtherWords } from '../i18n/sentences'

/** Put an error in words: those for its sentence or code, the server's own, or that it could not be reached. */
export function useProblemText() {
  const { t } = useI18n()
  return (error: unknown) => {
    if (!(error instanceof ApiError)) return t('error.offline')
    const { code, errors } = error.problem
    return (
      inOtherWords('server', error.message) ??
      (translated(`server.${errors[0]?.code ?? code}`, error.message) ||
        t('error.status', { status: error.status }))
    )
  }
}

import { MutationCache, QueryCache, QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createApp, type App } from 'vue'
import { ApiError, isTransient } from '../api/problems'
import { sessionQuery } from '../api/session'
import { addWords, i18n, loadWords, startWords, t } from '../i18n'
import { languages } from '../i18n/locale'
import { PRODUCT, type Product } from '../product'
import { announce, useTheme } from '../ui'
import { createAppRouter } from './router'

/** Make the page of a product. It is ready to be mounted once the words of its language are loaded. */
export async function createLonghaulApp(product: Product): Promise<App> {
  const cache = createCache((error) => {
    if (error instanceof ApiError && error.status === 401) void signInAgain()
  })
  const router = createAppRouter(product, () =>
    cache.query({ ...sessionQuery, staleTime: 'static' }),
  )

  async function signInAgain() {
    // Several requests may fail at once, and after signing out the page is there already.
    if (cache.getQueryData(sessionQuery.queryKey) === null) return
    cache.setQueryData(sessionQuery.queryKey, null)
    const { fullPath, name } = router.currentRoute.value
    if (name !== 'sign-in') await router.push({ name: 'sign-in', query: { next: fullPath } })
  }

  // A part of the page could not be loaded.
  window.addEventListener('vite:preloadError', () => {
    announce(t('error.offline'), { show: true })
  })

  // Applies what was chosen, before anything is shown.
  useTheme()
  if (product.languages) languages.value = product.languages
  addWords(product.messages ?? {})
  await startWords()
  // Not needed before something goes wrong; until then it would be said in English.
  void loadWords('server')
  return createApp(product.layout)
    .use(router)
    .use(i18n)
    .use(VueQueryPlugin, { queryClient: cache })
    .provide(PRODUCT, product)
}

/** Make the cache of what the server has answered; `onError` is called with every failure. */
export const createCache = (onError: (error: unknown) => void) =>
  new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: (count, error) => count < 3 && isTransient(error) },
      // Without a connection it fails at once, rather than be done when nobody expects it any more.
      mutations: { networkMode: 'always' },
    },
  })

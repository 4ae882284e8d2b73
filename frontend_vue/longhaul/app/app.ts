import { MutationCache, QueryCache, QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createApp, type App } from 'vue'
import { ApiError, isTransient } from '../api/problems'
import { sessionQuery } from '../api/session'
import { addWords, i18n, languages, loadWords, startWords, t } from '../i18n'
import { PRODUCT, type Product } from '../product'
import { announce, useTheme } from '../ui'
import { createAppRouter } from './router'

/** Create the page of a product. The promise resolves when the messages of its language are loaded. */
export async function createLonghaulApp(product: Product): Promise<App> {
  const cache = createCache((error) => {
    if (error instanceof ApiError && error.status === 401) void signInAgain()
  })
  const router = createAppRouter(product, () =>
    cache.query({ ...sessionQuery, staleTime: 'static' }),
  )

  async function signInAgain() {
    // Several requests may fail at once, and after signing out the page is already shown.
    if (cache.getQueryData(sessionQuery.queryKey) === null) return
    cache.setQueryData(sessionQuery.queryKey, null)
    const { fullPath, name } = router.currentRoute.value
    if (name !== 'sign-in') await router.push({ name: 'sign-in', query: { next: fullPath } })
  }

  // A part of the page could not be loaded.
  window.addEventListener('vite:preloadError', () => {
    announce(t('error.offline'), { show: true })
  })

  // Applies the chosen theme before anything is shown.
  useTheme()
  if (product.languages) languages.value = product.languages
  addWords(product.messages ?? {})
  await startWords()
  // Not awaited: needed only for errors, which are in English until then.
  void loadWords('server')
  return createApp(product.layout)
    .use(router)
    .use(i18n)
    .use(VueQueryPlugin, { queryClient: cache })
    .provide(PRODUCT, product)
}

/** Create the cache of the server's answers. `onError` is called with every error. */
export const createCache = (onError: (error: unknown) => void) =>
  new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: (count, error) => count < 3 && isTransient(error) },
      // Without a connection a change fails at once, instead of being sent later unexpectedly.
      mutations: { networkMode: 'always' },
    },
  })

import { MutationCache, QueryCache, QueryClient } from '@tanstack/vue-query'
import { isTransient } from './problems'

/** Make the cache of what the server has answered; `onError` hears of every failure. */
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

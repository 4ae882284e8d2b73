import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/vue-query'
import { client } from './client'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) =>
    (await client.GET('/api/v1/auth/session/', { signal })).data?.user ?? null,
  staleTime: Infinity,
})

export const useSession = () => useQuery(sessionQuery)

export function useSignIn() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: { email: string; password: string }) =>
      client.POST('/api/v1/auth/session/', { body }),
    onSuccess: () => {
      forget(cache)
      return cache.resetQueries({ queryKey: sessionQuery.queryKey })
    },
  })
}

export function useSignOut() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: () => client.DELETE('/api/v1/auth/session/'),
    onSuccess: () => {
      endSession(cache)
    },
  })
}

/** End every session of this person, this one as well. */
export function useSignOutEverywhere() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: () => client.DELETE('/api/v1/auth/sessions/'),
    onSuccess: () => {
      endSession(cache)
    },
  })
}

/** Take note that nobody is signed in any more. */
export function endSession(cache: QueryClient) {
  cache.setQueryData(sessionQuery.queryKey, null)
  forget(cache)
  void import('@/composables/drafts').then(({ dropAllDrafts }) => dropAllDrafts())
}

/** Forget what belongs to a person. The session's own entry stays, because the layout watches it. */
function forget(cache: QueryClient) {
  cache.getMutationCache().clear()
  cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
}

import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/vue-query'
import { client } from './client'
import { ApiError, parseProblem } from './problems'
import type { User } from './types'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client: cache, queryKey, signal }) => {
    const user = (await client.GET('/api/v1/auth/session/', { signal })).data?.user ?? null
    const known = cache.getQueryData<User | null>(queryKey)
    // In another tab somebody may have signed out, or another person in.
    if (known && !user) throw new ApiError(parseProblem(401, ''))
    if (known && known.email !== user?.email) window.location.reload()
    return user
  },
  staleTime: Infinity,
  refetchOnWindowFocus: 'always',
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
  void import('./drafts').then(({ dropAllDrafts }) => dropAllDrafts())
}

/** Forget what belongs to a person. The session's own entry stays, because the layout watches it. */
function forget(cache: QueryClient) {
  cache.getMutationCache().clear()
  cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
}

import { queryOptions, useQuery, type QueryClient } from '@tanstack/vue-query'
import { useRouter } from 'vue-router'
import { client } from './client'
import { announceProblem, ApiError, parseProblem } from './problems'
import { useChange, type Change } from './query'
import type { User } from './types'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client: cache, queryKey, signal }) => {
    const user = (await client.GET('/api/v1/auth/session/', { signal })).data?.user ?? null
    const known = cache.getQueryData<User | null>(queryKey)
    // In another tab, the user may have signed out or another user may have signed in.
    if (known && !user) throw new ApiError(parseProblem(401, ''))
    if (known && known.email !== user?.email) window.location.reload()
    return user
  },
  staleTime: Infinity,
  refetchOnWindowFocus: 'always',
})

export const useSession = () => useQuery(sessionQuery)

export const reloadSession = (cache: QueryClient) =>
  cache.invalidateQueries({ queryKey: sessionQuery.queryKey })

export const useSignIn = () =>
  useChange(
    (body: { email: string; password: string }) => client.POST('/api/v1/auth/session/', { body }),
    (cache) => {
      forget(cache)
      return cache.resetQueries({ queryKey: sessionQuery.queryKey })
    },
  )

/** End this session, or with `everywhere` all sessions of the user. */
export function useSignOut({ everywhere = false } = {}) {
  const router = useRouter()
  const { mutateAsync, isPending }: Change<void, unknown> = useChange(
    () => client.DELETE(everywhere ? '/api/v1/auth/sessions/' : '/api/v1/auth/session/'),
    endSession,
  )
  /** Sign out and open the page for signing in. Returns false if the server could not be reached. */
  async function signOut(): Promise<boolean> {
    try {
      await mutateAsync()
    } catch (error) {
      announceProblem(error, 'layout.signOutFailed')
      return false
    }
    await router.push({ name: 'sign-in' })
    return true
  }
  return { signOut, isPending }
}

/** Remove everything of the user who has signed out. */
export function endSession(cache: QueryClient) {
  cache.setQueryData(sessionQuery.queryKey, null)
  forget(cache)
  void import('./drafts').then(({ dropAllDrafts }) => dropAllDrafts())
}

/** Clear the cache. The session's own entry stays, because the layout uses it. */
function forget(cache: QueryClient) {
  cache.getMutationCache().clear()
  cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
}

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
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
    onSuccess: () => cache.resetQueries({ queryKey: sessionQuery.queryKey }),
  })
}

export function useSignOut() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: () => client.DELETE('/api/v1/auth/session/'),
    onSuccess: () => {
      cache.clear()
      cache.setQueryData(sessionQuery.queryKey, null)
    },
  })
}

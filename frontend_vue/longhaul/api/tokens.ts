import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { client } from './client'
import type { NewToken, Schemas } from './types'

export const TOKENS = ['tokens']

export const useTokens = () =>
  useQuery({
    queryKey: TOKENS,
    queryFn: async ({ signal }) => (await client.GET('/api/v1/auth/tokens/', { signal })).data,
  })

export function useMakeToken() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async (body: Schemas['TokenRequest']) =>
      (await client.POST('/api/v1/auth/tokens/', { body })).data as NewToken,
    onSuccess: () => cache.invalidateQueries({ queryKey: TOKENS }),
  })
}

export function useRevokeToken() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (token: string) =>
      client.DELETE('/api/v1/auth/tokens/{token}/', { params: { path: { token } } }),
    onSettled: () => cache.invalidateQueries({ queryKey: TOKENS }),
  })
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { client } from './client'
import { endSession, sessionQuery } from './session'
import { TOKENS } from './tokens'
import type { Schemas } from './types'

const PROFILE = ['profile']
const ADDRESS = ['address']

export const useProfile = () =>
  useQuery({
    queryKey: PROFILE,
    queryFn: async ({ signal }) => (await client.GET('/api/v1/auth/user/', { signal })).data,
  })

export function useSaveProfile() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: Schemas['PatchedUserRequest']) =>
      client.PATCH('/api/v1/auth/user/', { body }),
    onSuccess: ({ data }) => cache.setQueryData(PROFILE, data),
  })
}

/** The address, and the one that waits to take its place. */
export function useAddress() {
  const cache = useQueryClient()
  return useQuery({
    queryKey: ADDRESS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/api/v1/auth/email/', { signal })
      // It may have been confirmed in another tab meanwhile; the page's head shows it, too.
      cache.setQueryData(
        sessionQuery.queryKey,
        (user) => user && { ...user, email: data?.email ?? user.email },
      )
      return data
    },
  })
}

export function useChangeAddress() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: Schemas['EmailChangeRequest']) =>
      client.POST('/api/v1/auth/email/', { body }),
    onSuccess: ({ data }) => cache.setQueryData(ADDRESS, data),
  })
}

/** Change the password, which ends all tokens and every session but this one. */
export function useChangePassword() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: Schemas['PasswordChangeRequest']) =>
      client.POST('/api/v1/auth/password/change/', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: TOKENS }),
  })
}

/** Remove the account with all that belongs to it. */
export function useDeleteAccount() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: Schemas['ProofRequest']) => client.DELETE('/api/v1/auth/user/', { body }),
    onSuccess: () => {
      endSession(cache)
    },
  })
}

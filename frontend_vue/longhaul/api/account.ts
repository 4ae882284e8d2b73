import { useQuery, useQueryClient, type QueryClient } from '@tanstack/vue-query'
import { client } from './client'
import { useChange } from './query'
import { endSession, reloadSession, sessionQuery } from './session'
import type { NewToken, Schemas } from './types'

const PROFILE = ['profile']
const ADDRESS = ['address']
const TOKENS = ['tokens']

// ── Registration and lost passwords ─────────────────────────────────────────────────────────────

export const useRegister = () =>
  useChange((body: Schemas['RegisterRequest']) =>
    client.POST('/api/v1/auth/registration/', { body }),
  )

export const useResend = () =>
  useChange((body: Schemas['AddressRequest']) =>
    client.POST('/api/v1/auth/registration/resend-email/', { body }),
  )

/** Take the key of a mail as proof of an address: of a new account, or a new one of an old. */
export const useVerify = () =>
  useChange(
    (body: Schemas['VerifyRequest']) =>
      client.POST('/api/v1/auth/registration/verify-email/', { body }),
    reloadSession,
  )

export const useRequestReset = () =>
  useChange((body: Schemas['AddressRequest']) =>
    client.POST('/api/v1/auth/password/reset/', { body }),
  )

/** Set the password that a link of a mail allows, which ends every session, this one as well. */
export const useResetPassword = () =>
  useChange(
    (body: Schemas['PasswordResetConfirmRequest']) =>
      client.POST('/api/v1/auth/password/reset/confirm/', { body }),
    reloadSession,
  )

// ── Settings ────────────────────────────────────────────────────────────────────────────────────

export const useProfile = () =>
  useQuery({
    queryKey: PROFILE,
    queryFn: async ({ signal }) => (await client.GET('/api/v1/auth/user/', { signal })).data,
  })

export const useSaveProfile = () =>
  useChange(
    (body: Schemas['PatchedUserRequest']) => client.PATCH('/api/v1/auth/user/', { body }),
    (cache, { data }) => cache.setQueryData(PROFILE, data),
  )

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

export const useChangeAddress = () =>
  useChange(
    (body: Schemas['EmailChangeRequest']) => client.POST('/api/v1/auth/email/', { body }),
    (cache, { data }) => cache.setQueryData(ADDRESS, data),
  )

/** Change the password, which ends all tokens and every session but this one. */
export const useChangePassword = () =>
  useChange(
    (body: Schemas['PasswordChangeRequest']) =>
      client.POST('/api/v1/auth/password/change/', { body }),
    reloadTokens,
  )

/** Remove the account with all that belongs to it. */
export const useDeleteAccount = () =>
  useChange(
    (body: Schemas['ProofRequest']) => client.DELETE('/api/v1/auth/user/', { body }),
    endSession,
  )

// ── API tokens ──────────────────────────────────────────────────────────────────────────────────

export const useTokens = () =>
  useQuery({
    queryKey: TOKENS,
    queryFn: async ({ signal }) => (await client.GET('/api/v1/auth/tokens/', { signal })).data,
  })

const reloadTokens = (cache: QueryClient) => cache.invalidateQueries({ queryKey: TOKENS })

export const useMakeToken = () =>
  useChange(
    async (body: Schemas['TokenRequest']) =>
      (await client.POST('/api/v1/auth/tokens/', { body })).data as NewToken,
    reloadTokens,
  )

export function useRevokeToken() {
  const cache = useQueryClient()
  return useChange((token: string) =>
    client
      .DELETE('/api/v1/auth/tokens/{token}/', { params: { path: { token } } })
      .finally(() => reloadTokens(cache)),
  )
}

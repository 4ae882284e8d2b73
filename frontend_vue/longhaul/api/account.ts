import { useQuery, useQueryClient, type QueryClient } from '@tanstack/vue-query'
import { client } from './client'
import { useChange } from './query'
import { endSession, reloadSession, sessionQuery } from './session'
import type { NewToken, Schemas } from './types'

const PROFILE = ['profile']
const ADDRESS = ['address']
const TOKENS = ['tokens']

// ── Registration and lost passwords ─────────────────────────────────────────────────────────────

/** Send the mail with the key that confirms the address of a new account. */
export const resendMail = (email: string) =>
  client.POST('/api/v1/auth/registration/resend-email/', { body: { email } })

/** Confirm an address by the key of a mail: that of a new account, or the new one of an account. */
export const useVerify = () =>
  useChange(
    (body: Schemas['VerifyRequest']) =>
      client.POST('/api/v1/auth/registration/verify-email/', { body }),
    reloadSession,
  )

/** Set a new password by the link of a mail. This ends every session, including this one. */
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

/** The user's address, and a new one that is not confirmed yet. */
export function useAddress() {
  const cache = useQueryClient()
  return useQuery({
    queryKey: ADDRESS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/api/v1/auth/email/', { signal })
      // It may have been confirmed in another tab, and the page's header shows it, too.
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

/** Change the password. This revokes all tokens and ends every other session. */
export const useChangePassword = () =>
  useChange(
    (body: Schemas['PasswordChangeRequest']) =>
      client.POST('/api/v1/auth/password/change/', { body }),
    reloadTokens,
  )

/** Delete the account with everything that belongs to it. */
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

export const useCreateToken = () =>
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

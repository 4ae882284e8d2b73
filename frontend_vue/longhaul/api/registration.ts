import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { client } from './client'
import { sessionQuery } from './session'
import type { Schemas } from './types'

export const useRegister = () =>
  useMutation({
    mutationFn: (body: Schemas['RegisterRequest']) =>
      client.POST('/api/v1/auth/registration/', { body }),
  })

export const useResend = () =>
  useMutation({
    mutationFn: (body: Schemas['AddressRequest']) =>
      client.POST('/api/v1/auth/registration/resend-email/', { body }),
  })

/** Take the key of a mail as proof of an address, be it of a new account or a new one of an old. */
export function useVerify() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: Schemas['VerifyRequest']) =>
      client.POST('/api/v1/auth/registration/verify-email/', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  })
}

export const useRequestReset = () =>
  useMutation({
    mutationFn: (body: Schemas['AddressRequest']) =>
      client.POST('/api/v1/auth/password/reset/', { body }),
  })

/** Set the password that a link of a mail allows, which ends every session, this one as well. */
export function useResetPassword() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: Schemas['PasswordResetConfirmRequest']) =>
      client.POST('/api/v1/auth/password/reset/confirm/', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  })
}

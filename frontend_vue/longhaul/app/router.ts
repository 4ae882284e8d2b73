import type { Component } from 'vue'
import { createRouter, createWebHistory, type RouteMeta, type RouteRecordRaw } from 'vue-router'
import type { User } from '../api/types'
import { loadWords } from '../i18n'
import type { Product } from '../product'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean
    /** The area of messages that the page needs beside the general ones. */
    words?: string
  }
}

type Page = () => Promise<Component>

const page = (path: string, name: string, component: Page, meta: RouteMeta = {}) => ({
  path,
  name,
  component,
  // The parameters of the address are the page's props.
  props: true,
  meta,
})
const ACCOUNTS = { open: true, words: 'accounts' }

const routes: RouteRecordRaw[] = [
  page('/sign-in', 'sign-in', () => import('../account/SignInPage.vue'), ACCOUNTS),
  page('/register', 'register', () => import('../account/RegisterPage.vue'), ACCOUNTS),
  // Mails link to the next three.
  page(
    '/verify-email/:proof?',
    'verify-email',
    () => import('../account/VerifyEmailPage.vue'),
    ACCOUNTS,
  ),
  page(
    '/reset-password/:uid/:token',
    'reset-password',
    () => import('../account/ResetPasswordPage.vue'),
    ACCOUNTS,
  ),
  page(
    '/reset-password',
    'forgot-password',
    () => import('../account/ForgotPasswordPage.vue'),
    ACCOUNTS,
  ),
  page('/new/:feature', 'new', () => import('../jobs/NewPage.vue')),
  page('/jobs', 'jobs', () => import('../jobs/JobsPage.vue'), { words: 'jobs' }),
  page('/jobs/:id', 'job', () => import('../jobs/JobPage.vue')),
  page('/settings', 'settings', () => import('../account/SettingsPage.vue'), { words: 'accounts' }),
  page('/staff', 'staff', () => import('../staff/StaffPage.vue'), { words: 'staff' }),
]
const notFound = page('/:path(.*)*', 'not-found', () => import('./NotFoundPage.vue'), {
  open: true,
})

/** Create the router. `loadUser` returns the user who is signed in, or null. */
export function createAppRouter(
  { home, routes: ofProduct = [] }: Pick<Product, 'home' | 'routes'>,
  loadUser: () => Promise<User | null>,
) {
  const router = createRouter({
    history: createWebHistory(),
    routes: [page('/', 'home', home), ...ofProduct, ...routes, notFound],
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is experimental
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })

  router.beforeEach(async (to) => {
    if (to.meta.open) return true
    // Unknown while the server cannot be reached; the page itself then shows the error.
    const user = await loadUser().catch(() => undefined)
    if (user !== null) return true
    return { name: 'sign-in', query: { next: to.fullPath } }
  })
  router.beforeResolve(async ({ meta }) => {
    if (meta.words) await loadWords(meta.words)
  })
  router.onError(async (_error, to, from) => {
    // A new release has removed this page's code, so the page is loaded from the server. It stays as
    // it is while the server cannot be reached, and on the first page, which would reload endlessly.
    if (from.matched.length && (await isServed(to.fullPath))) location.assign(to.fullPath)
  })
  return router
}

const isServed = (path: string) =>
  fetch(path, { method: 'HEAD' }).then(
    ({ ok }) => ok,
    () => false,
  )

import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { User } from '../api/types'
import { loadWords } from '../i18n'
import type { Product } from '../product'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean
    /** The area whose words it shows beside the page's. */
    words?: string
  }
}

const ACCOUNTS = { open: true, words: 'accounts' }

const routes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('../account/SignInPage.vue'),
    meta: ACCOUNTS,
  },
  {
    path: '/register',
    name: 'register',
    component: () => import('../account/RegisterPage.vue'),
    meta: ACCOUNTS,
  },
  // Mails lead here.
  {
    path: '/verify-email/:proof?',
    name: 'verify-email',
    component: () => import('../account/VerifyEmailPage.vue'),
    props: true,
    meta: ACCOUNTS,
  },
  {
    path: '/reset-password',
    name: 'forgot-password',
    component: () => import('../account/ForgotPasswordPage.vue'),
    meta: ACCOUNTS,
  },
  {
    path: '/reset-password/:uid/:token',
    name: 'reset-password',
    component: () => import('../account/ResetPasswordPage.vue'),
    props: true,
    meta: ACCOUNTS,
  },
  {
    path: '/new/:feature',
    name: 'new',
    component: () => import('../jobs/NewPage.vue'),
    props: true,
  },
  {
    path: '/jobs',
    name: 'jobs',
    component: () => import('../jobs/JobsPage.vue'),
    meta: { words: 'jobs' },
  },
  { path: '/jobs/:id', name: 'job', component: () => import('../jobs/JobPage.vue'), props: true },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('../account/SettingsPage.vue'),
    meta: { words: 'accounts' },
  },
  {
    path: '/staff',
    name: 'staff',
    component: () => import('../staff/StaffPage.vue'),
    meta: { words: 'staff' },
  },
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('./NotFoundPage.vue'),
    meta: { open: true },
  },
]

/** Make the router; `loadUser` tells who is signed in, null if no one is. */
export function createAppRouter(
  { home, routes: ofProduct = [] }: Pick<Product, 'home' | 'routes'>,
  loadUser: () => Promise<User | null>,
) {
  const router = createRouter({
    history: createWebHistory(),
    routes: [{ path: '/', name: 'home', component: home }, ...ofProduct, ...routes],
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is experimental
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })

  router.beforeEach(async (to) => {
    if (to.meta.open) return true
    // While the server is away nobody knows; the page itself then says what is wrong.
    const user = await loadUser().catch(() => undefined)
    if (user !== null) return true
    return { name: 'sign-in', query: { next: to.fullPath } }
  })
  router.beforeResolve(async ({ meta }) => {
    if (meta.words) await loadWords(meta.words)
  })
  router.onError(async (_error, to, from) => {
    // A release has taken the code away that this page knows of. While the server is away the page
    // stays as it is, and what was opened first has nothing that it could go on from.
    if (from.matched.length && (await isServed(to.fullPath))) location.assign(to.fullPath)
  })
  return router
}

const isServed = (path: string) =>
  fetch(path, { method: 'HEAD' }).then(
    ({ ok }) => ok,
    () => false,
  )

import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { User } from './api/types'
import { loadWords } from './i18n'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean
    /** The area whose words it shows beside the page's. */
    words?: string
  }
}

const ACCOUNTS = { open: true, words: 'accounts' }

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./pages/Home.vue') },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./pages/SignIn.vue'),
    meta: ACCOUNTS,
  },
  {
    path: '/register',
    name: 'register',
    component: () => import('./pages/Register.vue'),
    meta: ACCOUNTS,
  },
  // Mails lead here.
  {
    path: '/verify-email/:proof?',
    name: 'verify-email',
    component: () => import('./pages/VerifyEmail.vue'),
    props: true,
    meta: ACCOUNTS,
  },
  {
    path: '/reset-password',
    name: 'forgot-password',
    component: () => import('./pages/ForgotPassword.vue'),
    meta: ACCOUNTS,
  },
  {
    path: '/reset-password/:uid/:token',
    name: 'reset-password',
    component: () => import('./pages/ResetPassword.vue'),
    props: true,
    meta: ACCOUNTS,
  },
  { path: '/new/:feature', name: 'new', component: () => import('./pages/New.vue'), props: true },
  {
    path: '/jobs',
    name: 'jobs',
    component: () => import('./pages/Jobs.vue'),
    meta: { words: 'jobs' },
  },
  { path: '/jobs/:id', name: 'job', component: () => import('./pages/Job.vue'), props: true },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./pages/Settings.vue'),
    meta: { words: 'accounts' },
  },
  {
    path: '/staff',
    name: 'staff',
    component: () => import('./pages/Staff.vue'),
    meta: { words: 'staff' },
  },
  // Built pages go without it.
  ...(import.meta.env.DEV
    ? [
        {
          path: '/ui',
          name: 'ui',
          component: () => import('./workshop/Workshop.vue'),
          meta: { open: true },
        },
      ]
    : []),
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('./pages/NotFound.vue'),
    meta: { open: true },
  },
]

/** Make the router; `loadUser` tells who is signed in, null for nobody. */
export function createAppRouter(loadUser: () => Promise<User | null>) {
  const router = createRouter({
    history: createWebHistory(),
    routes,
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

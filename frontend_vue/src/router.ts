import type { NavigationEntry } from '@longhaul'
import type { RouteRecordRaw } from 'vue-router'

/**
 * Pages of your own, beside those of the engine (/jobs, /new/…, /settings, /staff, /sign-in, …):
 *
 *     { path: '/projects', name: 'projects', component: () => import('./pages/Projects.vue') }
 */
export const routes: RouteRecordRaw[] = []

/**
 * Their entries in the main navigation; `word` is a key of i18n/en.json:
 *
 *     { to: '/projects', word: 'projects.title' }
 */
export const navigation: NavigationEntry[] = []

import type { Product } from '@longhaul'
import App from './App.vue'

/**
 * What the engine needs to know of this page. Its name comes from the server's settings, its colors
 * from theme.css; public/favicon.svg is the logo, here and in the browser's tab.
 */
export const product: Product = {
  layout: App,
  home: () => import('./pages/Home.vue'),
  // Your own pages, beside those of the engine (/jobs, /new/…, /settings, /staff, /sign-in, …):
  // { path: '/projects', name: 'projects', component: () => import('./pages/Projects.vue') }
  routes: [],
  illustration: () => import('./components/Scene.vue'),
  features: import.meta.glob('./features/*/{Form,Result}.vue', { import: 'default' }),
  messages: import.meta.glob(
    ['./i18n/*.json', './features/*/*.json', './features/*/server/*.json'],
    { import: 'default' },
  ),
}

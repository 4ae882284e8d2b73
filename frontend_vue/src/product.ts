import type { Product } from '@longhaul'
import logo from '../public/favicon.svg?no-inline'
import { navigation, routes } from './router'

/**
 * What makes this page yours. Its name comes from the server's settings, its colours from theme.css;
 * public/favicon.svg is the logo, here and in the browser's tab.
 */
export const product: Product = {
  logo,
  illustration: () => import('./Scene.vue'),
  home: () => import('./pages/Home.vue'),
  routes,
  navigation,
  footer: [],
  features: import.meta.glob('./features/*/{Form,Result}.vue', { import: 'default' }),
  messages: import.meta.glob(
    ['./i18n/*.json', './features/*/*.json', './features/*/server/*.json'],
    { import: 'default' },
  ),
}

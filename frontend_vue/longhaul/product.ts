import { inject, type Component, type InjectionKey } from 'vue'
import type { RouteRecordRaw } from 'vue-router'

type Loader<T> = () => Promise<T>

/** What `createLonghaulApp` needs to know of a product. */
export interface Product {
  /** The frame of every page: `AppFrame` with a header and a footer. */
  layout: Component
  /** A picture on the pages for signing in and registering. */
  illustration?: Loader<Component>
  /** The page at `/`. */
  home: Loader<Component>
  /** The product's own pages. `meta: { open: true }` shows one without signing in. */
  routes?: RouteRecordRaw[]
  /** `Form.vue` and `Result.vue` by path; the folder has the feature's name: `…/table_profile/Form.vue`. */
  features?: Record<string, Loader<Component>>
  /**
   * Words by path: `…/i18n/en.json` for the product, `…/features/<name>/en.json` for a feature's own
   * components, and `…/features/<name>/server/de.json` for what the server says about a feature.
   * English is shown where a language has no file. The product's words replace the engine's.
   */
  messages?: Record<string, Loader<unknown>>
  /** The languages to choose from, each by its own name. Default: English and German. */
  languages?: Record<string, string>
}

export const PRODUCT: InjectionKey<Product> = Symbol('product')

export function useProduct(): Product {
  const product = inject(PRODUCT)
  if (!product) throw new Error('This component belongs into an app of createLonghaulApp.')
  return product
}

/** What the server tells the page when it loads. */
export interface PageConfig {
  /** The product's name. */
  title: string
  version: string
  /** The address before every path of the API; empty if the same server serves the page. */
  apiRoot?: string
  demo: { email: string; password: string } | null
  links: { docs: string; admin: string; flower: string | null }
}

export const pageConfig = JSON.parse(
  document.getElementById('page-config')?.textContent ?? '{}',
) as PageConfig

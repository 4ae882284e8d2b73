/** What the server tells the page when it loads. */
export interface PageConfig {
  title: string
  version: string
  /** What stands before every path of the API; empty where the page itself comes from there. */
  apiRoot?: string
  demo: { email: string; password: string } | null
  links: { docs: string; admin: string; flower: string | null }
}

export const pageConfig = JSON.parse(
  document.getElementById('page-config')?.textContent ?? '{}',
) as PageConfig

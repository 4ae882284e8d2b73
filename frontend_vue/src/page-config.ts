/** What the server tells the page when it loads. */
export interface PageConfig {
  title: string
  version: string
  demo: { email: string; password: string } | null
  links: { docs: string; admin: string; flower: string | null }
}

export const pageConfig = JSON.parse(
  document.getElementById('page-config')?.textContent ?? '{}',
) as PageConfig

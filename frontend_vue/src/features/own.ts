import { defineAsyncComponent, type Component } from 'vue'

export type Loaders = Record<string, () => Promise<Component>>

/** Find by name what a feature brings itself (slug table-profile, folder table_profile), once. */
export function ownOr(loaders: Loaders, file: string, generic: Component) {
  const found = new Map<string, Component>()
  return (slug: string): Component => {
    const loader = loaders[`./${slug.replaceAll('-', '_')}/${file}.vue`]
    const component = found.get(slug) ?? (loader ? defineAsyncComponent(loader) : generic)
    found.set(slug, component)
    return component
  }
}

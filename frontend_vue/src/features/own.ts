import { defineAsyncComponent, type Component } from 'vue'
import { loadWords } from '@/i18n'

export type Loaders = Record<string, () => Promise<Component>>

export const folderOf = (slug: string) => slug.replaceAll('-', '_')

/** Find by name what a feature brings itself (slug table-profile, folder table_profile), once. */
export function ownOr(loaders: Loaders, file: string, generic: Component) {
  const found = new Map<string, Component>()
  return (slug: string): Component => {
    const folder = folderOf(slug)
    const loader = loaders[`./${folder}/${file}.vue`]
    const component = found.get(slug) ?? (loader ? withWords(folder, loader) : generic)
    found.set(slug, component)
    return component
  }
}

function withWords(folder: string, loader: () => Promise<Component>): Component {
  return defineAsyncComponent(async () => {
    const [component] = await Promise.all([loader(), loadWords(folder)])
    return component
  })
}

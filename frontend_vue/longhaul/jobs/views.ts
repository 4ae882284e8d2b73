import { defineAsyncComponent, type Component } from 'vue'
import { folderOf } from '../api/features'
import { loadWords } from '../i18n'
import { useProduct } from '../product'

type Loader = () => Promise<Component>

// One component for each loader, because a new component would be mounted again.
const made = new Map<Loader, Component>()

/** Find the `Form` or `Result` of a feature, or else return the generic one. */
export function useFeatureView(file: 'Form' | 'Result', generic: Component) {
  const { features = {} } = useProduct()
  return (slug: string): Component => {
    const folder = folderOf(slug)
    const path = Object.keys(features).find((each) => each.endsWith(`/${folder}/${file}.vue`))
    return path ? withWords(folder, features[path] as Loader) : generic
  }
}

function withWords(folder: string, load: Loader): Component {
  const component =
    made.get(load) ??
    defineAsyncComponent(async () => {
      const [view] = await Promise.all([load(), loadWords(folder)])
      return view
    })
  made.set(load, component)
  return component
}

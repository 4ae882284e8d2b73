import { defineAsyncComponent, type Component } from 'vue'

type Loaders = Record<string, () => Promise<Component>>

const FORMS = import.meta.glob<Component>('./*/Form.vue', { import: 'default' })
const RESULTS = import.meta.glob<Component>('./*/Result.vue', { import: 'default' })

const folderOf = (slug: string) => slug.replaceAll('-', '_')

function memoize(find: (slug: string) => Component) {
  const found = new Map<string, Component>()
  return (slug: string) => {
    const known = found.get(slug) ?? find(slug)
    found.set(slug, known)
    return known
  }
}

const own = (loaders: Loaders, slug: string, file: string) => {
  const loader = loaders[`./${folderOf(slug)}/${file}.vue`]
  return loader && defineAsyncComponent(loader)
}

/** The feature's own form for its options, else one made from its schema. */
export const formOf = memoize(
  (slug) => own(FORMS, slug, 'Form') ?? defineAsyncComponent(() => import('./GenericForm.vue')),
)

/** The feature's own view of its result, else one made from the values. */
export const resultOf = memoize(
  (slug) =>
    own(RESULTS, slug, 'Result') ?? defineAsyncComponent(() => import('./GenericResult.vue')),
)

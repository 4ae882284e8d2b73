/** What somebody has entered and not sent yet. */
export interface KeptDraft {
  options: Record<string, unknown>
  files: Record<string, File[]>
  /** Names the intention: sent after a reload it is still the same one. */
  key: string
  /** The job that it was made from. */
  like?: string
}

/** Keep a draft in this browser, for one person and what it is to become. */
export function draftStore(owner: string, purpose: string) {
  const name = `${owner} ${purpose}`
  return {
    load: () => attempt(({ get }, store) => get<KeptDraft>(name, store)),
    keep: ({ options, files, key, like }: KeptDraft) => {
      const plainFiles = Object.entries(files).map(([part, list]) => [part, [...list]])
      const plain = {
        // Reactive objects cannot be stored.
        options: JSON.parse(JSON.stringify(options)) as KeptDraft['options'],
        files: Object.fromEntries(plainFiles) as KeptDraft['files'],
        key,
        like,
      }
      return attempt(({ set }, store) => set(name, plain, store))
    },
    drop: () => attempt(({ del }, store) => del(name, store)),
  }
}

/** Leave nothing behind in this browser. */
export const dropAllDrafts = () => attempt(({ clear }, store) => clear(store))

type Library = typeof import('idb-keyval')
let opened: ReturnType<Library['createStore']> | undefined

// Browsers refuse in private windows and when the disk is full; the form works without.
async function attempt<T>(
  action: (library: Library, store: NonNullable<typeof opened>) => Promise<T>,
): Promise<T | undefined> {
  try {
    const library = await import('idb-keyval')
    opened ??= library.createStore('drafts', 'drafts')
    return await action(library, opened)
  } catch {
    return undefined
  }
}

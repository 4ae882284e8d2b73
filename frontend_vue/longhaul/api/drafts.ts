/** What a user has entered and not sent yet. */
interface KeptDraft {
  options: Record<string, unknown>
  files: Record<string, File[]>
  /** The idempotency key: sent again after a reload, the draft gives the same job. */
  key: string
  /** The id of the job that it was made from. */
  like?: string
}

/** Store a draft in this browser, by user and purpose. */
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

/** Delete all drafts in this browser. */
export const dropAllDrafts = () => attempt(({ clear }, store) => clear(store))

type Library = typeof import('idb-keyval')
let opened: ReturnType<Library['createStore']> | undefined

// Browsers refuse in private windows and when the disk is full. The form works without it.
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

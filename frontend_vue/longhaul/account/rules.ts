/** What the server demands of a password; `isMet` is missing where only the server can tell. */
export const RULES: { word: string; isMet?: (password: string) => boolean }[] = [
  { word: 'long', isMet: (password) => Array.from(password).length >= 8 },
  { word: 'letters', isMet: (password) => /\D/u.test(password) },
  { word: 'unlike' },
]

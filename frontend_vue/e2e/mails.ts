import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

// Each mail is a file; `./dev up` keeps them there.
const FOLDER = process.env.E2E_MAIL_DIR ?? '../var/mail'

/** Read the mails to an address, the newest first. */
export function mailsTo(address: string): string[] {
  return readdirSync(FOLDER)
    .map((name) => join(FOLDER, name))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
    .map((path) => readFileSync(path, 'utf-8'))
    .filter((mail) => mail.includes(`To: ${address}\n`))
}

/** Find where the link in the newest mail to an address leads. */
export function linkTo(page: 'verify-email' | 'reset-password', address: string): string {
  const [mail = ''] = mailsTo(address)
  const link = new RegExp(`https?://\\S+(/${page}/\\S+)`).exec(mail)?.[1]
  if (!link) throw new Error(`The newest mail to ${address} has no link to ${page}: ${mail}`)
  return link
}

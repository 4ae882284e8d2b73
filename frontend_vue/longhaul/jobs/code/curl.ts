import type { JobRequests } from './request'

const AUTH = '-H "Authorization: Token $LONGHAUL_TOKEN"'
const END = `'"status":"(completed|failed|cancelled)"'`

/** Put a text into single quotes, as a shell reads them. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Write as commands of a shell how to follow this job, and to ask for one like it. */
export function curl({ create, options, files, status, results, downloads }: JobRequests): string {
  return [
    '# Watch it: the server answers at the next change.',
    `until curl -fsS ${AUTH} -H "Prefer: wait=20" ${status} |`,
    `  grep -E ${END}; do sleep 1; done`,
    '',
    '# Fetch the result, and the files.',
    `curl -fsS ${AUTH} ${results}`,
    ...downloads.map((address) => `curl -fsS ${AUTH} -OJ ${address}`),
    '',
    '# Ask for one like it.',
    `curl -fsS ${AUTH} -H "Idempotency-Key: $(uuidgen)" \\`,
    ...bodyOf(options, files).map((part) => `  ${part} \\`),
    `  ${create}`,
  ].join('\n')
}

function bodyOf(options: string, files: JobRequests['files']): string[] {
  if (!files)
    return ["-H 'Content-Type: application/json'", `-d ${quoted(`{"options": ${options}}`)}`]
  return [
    ...files.map(([part, name]) => `-F ${quoted(`${part}=@"${name}"`)}`),
    `-F ${quoted(`options=${options}`)}`,
  ]
}

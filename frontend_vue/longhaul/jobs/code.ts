import type { Feature, Job } from '../api/types'

/** What the code in every language is made from. Addresses are absolute. */
interface Requests {
  /** Asks for a job like this one. */
  create: string
  options: string
  /** The file names by the part that they belong to; null where the feature takes none. */
  files: [string, string][] | null
  status: string
  results: string
  downloads: string[]
}

/** Collect the requests that follow a job and create another one like it. */
export function requestsOf(job: Job, feature: Feature | undefined, origin: string): Requests {
  const whole = (path: string) => new URL(path, origin).href
  const takesFiles = Boolean(feature?.uploads.length)
  return {
    create: whole(`/api/v1/${job.feature}/create/`),
    options: JSON.stringify(job.options),
    files: takesFiles ? filesOf(job) : null,
    status: whole(job.links.self),
    results: whole(job.links.results),
    downloads: job.files.filter(({ kind }) => kind === 'output').map(({ url }) => whole(url)),
  }
}

const filesOf = (job: Job): [string, string][] =>
  job.files.filter(({ kind }) => kind === 'input').map(({ part, name }) => [part, name])

const text = (value: string) => JSON.stringify(value)

const AUTH = '-H "Authorization: Token $API_TOKEN"'
const END = `'"status":"(completed|failed|cancelled)"'`

/** Put a text into single quotes, as a shell reads them. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Write as commands of a shell how to follow this job, and to ask for one like it. */
export function curl({ create, options, files, status, results, downloads }: Requests): string {
  const body = files
    ? [
        ...files.map(([part, name]) => `-F ${quoted(`${part}=@"${name}"`)}`),
        `-F ${quoted(`options=${options}`)}`,
      ]
    : ["-H 'Content-Type: application/json'", `-d ${quoted(`{"options": ${options}}`)}`]
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
    ...body.map((part) => `  ${part} \\`),
    `  ${create}`,
  ].join('\n')
}

/** Write with httpx how to follow this job, and to ask for one like it. */
export function python({ create, options, files, status, results, downloads }: Requests): string {
  const opened = (files ?? []).map(([part, name]) => `(${text(part)}, open(${text(name)}, "rb"))`)
  const body = files
    ? [`data={"options": ${text(options)}}`, `files=[${opened.join(', ')}]`]
    : [`json={"options": json.loads(${text(options)})}`]
  return [
    'import json, os, uuid',
    'import httpx',
    '',
    'client = httpx.Client(',
    `    headers={"Authorization": f"Token {os.environ['API_TOKEN']}"}, timeout=30`,
    ')',
    '',
    '# Watch it: the server answers at the next change.',
    'while True:',
    `    job = client.get(${text(status)}, headers={"Prefer": "wait=20"}).raise_for_status().json()`,
    '    if job["status"] in ("completed", "failed", "cancelled"):',
    '        break',
    '',
    '# Fetch the result, and the files.',
    `result = client.get(${text(results)}).raise_for_status().json()["result"]`,
    ...downloads.map((address) => `data = client.get(${text(address)}).raise_for_status().content`),
    '',
    '# Ask for one like it.',
    'job = client.post(',
    `    ${text(create)},`,
    '    headers={"Idempotency-Key": str(uuid.uuid4())},',
    ...body.map((line) => `    ${line},`),
    ').raise_for_status().json()',
  ].join('\n')
}

/** Write with fetch, as Node.js has it, how to follow this job, and to ask for one like it. */
export function javascript(requests: Requests): string {
  const { create, options, files, status, results, downloads } = requests
  const type = files ? '' : "'Content-Type': 'application/json', "
  const body = files
    ? [
        'const body = new FormData()',
        `body.append('options', ${text(options)})`,
        ...files.map(
          ([part, name]) =>
            `body.append(${text(part)}, await openAsBlob(${text(name)}), ${text(name)})`,
        ),
      ]
    : [`const body = JSON.stringify({ options: ${options} })`]
  return [
    ...(files ? ["import { openAsBlob } from 'node:fs'", ''] : []),
    'const headers = { Authorization: `Token ${process.env.API_TOKEN}` }',
    'async function send(address, init = {}) {',
    '  const answer = await fetch(address, { ...init, headers: { ...headers, ...init.headers } })',
    '  if (!answer.ok) throw new Error(await answer.text())',
    '  return answer',
    '}',
    '',
    '// Watch it: the server answers at the next change.',
    'let job',
    'do {',
    `  job = await (await send(${text(status)}, { headers: { Prefer: 'wait=20' } })).json()`,
    "} while (!['completed', 'failed', 'cancelled'].includes(job.status))",
    '',
    '// Fetch the result, and the files.',
    `const { result } = await (await send(${text(results)})).json()`,
    ...downloads.map(
      (address, index) => `const file${index} = await (await send(${text(address)})).blob()`,
    ),
    '',
    '// Ask for one like it.',
    ...body,
    `await send(${text(create)}, {`,
    "  method: 'POST',",
    '  body,',
    `  headers: { ${type}'Idempotency-Key': crypto.randomUUID() },`,
    '})',
  ].join('\n')
}

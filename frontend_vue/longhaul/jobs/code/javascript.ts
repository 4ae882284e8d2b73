import type { JobRequests } from './request'

const text = (value: string) => JSON.stringify(value)

/** Write with fetch, as Node.js has it, how to follow this job, and to ask for one like it. */
export function javascript(requests: JobRequests): string {
  const { create, files, status, results, downloads } = requests
  return [
    ...(files ? ["import { openAsBlob } from 'node:fs'", ''] : []),
    'const headers = { Authorization: `Token ${process.env.LONGHAUL_TOKEN}` }',
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
    ...bodyOf(requests),
    `await send(${text(create)}, {`,
    "  method: 'POST',",
    '  body,',
    `  headers: { ${typeOf(files)}'Idempotency-Key': crypto.randomUUID() },`,
    '})',
  ].join('\n')
}

const typeOf = (files: JobRequests['files']) =>
  files ? '' : "'Content-Type': 'application/json', "

function bodyOf({ options, files }: JobRequests): string[] {
  if (!files) return [`const body = JSON.stringify({ options: ${options} })`]
  return [
    'const body = new FormData()',
    `body.append('options', ${text(options)})`,
    ...files.map(
      ([part, name]) =>
        `body.append(${text(part)}, await openAsBlob(${text(name)}), ${text(name)})`,
    ),
  ]
}

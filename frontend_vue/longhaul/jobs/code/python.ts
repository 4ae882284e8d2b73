import type { JobRequests } from './request'

const text = (value: string) => JSON.stringify(value)

/** Write with httpx how to follow this job, and to ask for one like it. */
export function python({
  create,
  options,
  files,
  status,
  results,
  downloads,
}: JobRequests): string {
  const given = `json.loads(${text(options)})`
  return [
    'import json, os, uuid',
    'import httpx',
    '',
    'client = httpx.Client(',
    `    headers={"Authorization": f"Token {os.environ['LONGHAUL_TOKEN']}"}, timeout=30`,
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
    ...bodyOf(given, options, files).map((line) => `    ${line},`),
    ').raise_for_status().json()',
  ].join('\n')
}

function bodyOf(given: string, options: string, files: JobRequests['files']): string[] {
  if (!files) return [`json={"options": ${given}}`]
  const parts = files.map(([part, name]) => `(${text(part)}, open(${text(name)}, "rb"))`)
  return [`data={"options": ${text(options)}}`, `files=[${parts.join(', ')}]`]
}

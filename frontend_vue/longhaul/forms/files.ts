import type { Upload } from '../api/types'
import { formatBytes, totalSize } from '../i18n/format'

/** What is wrong with the chosen files: the key of a message and its values. */
interface FileComplaint {
  key: string
  values: Record<string, string | number>
}

/** Check the files before they are sent, by the same rules as the server. */
export function complaintOf(upload: Upload, files: File[]): FileComplaint | null {
  if (files.length === 0) return upload.required ? { key: 'file.missing', values: {} } : null
  const limit = upload.max_files
  if (files.length > limit) return { key: 'file.tooMany', values: { limit } }
  const ofOne = files.map((file) => complaintOfOne(upload, file)).find(Boolean)
  return ofOne ?? complaintOfAll(upload, files)
}

function complaintOfAll(upload: Upload, files: File[]): FileComplaint | null {
  const size = totalSize(files)
  if (size <= upload.max_total_bytes) return null
  const limit = formatBytes(upload.max_total_bytes)
  return { key: 'file.tooMuch', values: { size: formatBytes(size), limit } }
}

function complaintOfOne(upload: Upload, { name, size }: File): FileComplaint | null {
  const limit = formatBytes(upload.max_bytes)
  if (!hasEnding(name, upload.extensions)) {
    return { key: 'file.wrongType', values: { name, extensions: upload.extensions.join(', ') } }
  }
  if (size === 0) return { key: 'file.empty', values: { name } }
  if (size <= upload.max_bytes) return null
  return { key: 'file.tooLarge', values: { name, limit, size: formatBytes(size) } }
}

function hasEnding(name: string, extensions: string[]): boolean {
  return !extensions.length || extensions.some((each) => name.toLowerCase().endsWith(each))
}

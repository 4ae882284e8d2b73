export interface components {
  schemas: {
    Status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled'
    Phase:
      | 'scheduled'
      | 'queued'
      | 'retrying'
      | 'running'
      | 'cancelling'
      | 'completed'
      | 'failed'
      | 'cancelled'
    Progress: { current: number; total: number | null; percent: number | null; message: string }
    JobError: { code: string; title: string; detail?: string; retryable: boolean }
    File: { name: string; kind: 'input' | 'output'; size: number; sha256: string; url: string }
    Links: {
      self: string
      results: string
      cancel: string
      retry: string
      delete: string
      downloads: Record<string, string>
    }
    JobItem: {
      id: string
      feature: string
      status: components['schemas']['Status']
      phase: components['schemas']['Phase']
      progress: components['schemas']['Progress']
      attempt: number
      max_attempts: number
      cancel_requested: boolean
      title: string
      options: Record<string, unknown>
      error: components['schemas']['JobError'] | null
      created_at: string
      available_at: string
      started_at: string | null
      finished_at: string | null
      expires_at: string | null
      links: components['schemas']['Links']
    }
    Job: components['schemas']['JobItem'] & { files: components['schemas']['File'][] }
    JobPage: {
      next: string | null
      previous: string | null
      results: components['schemas']['JobItem'][]
    }
    Result: {
      id: string
      feature: string
      finished_at: string
      result: unknown
      files: components['schemas']['File'][]
    }
    Upload: {
      name: string
      extensions: string[]
      max_bytes: number
      max_files: number
      required: boolean
    }
    Download: { name: string; title: string; media_type: string }
    Feature: {
      slug: string
      title: string
      description: string
      uploads: components['schemas']['Upload'][]
      options_schema: Record<string, unknown>
      result_schema: Record<string, unknown>
      downloads: components['schemas']['Download'][]
      sample: boolean
      time_limit_seconds: number
    }
    Session: { user: { email: string; is_staff: boolean } | null }
    SignIn: { email: string; password: string }
  }
}

type Schemas = components['schemas']
type Json<T> = { headers: Record<string, unknown>; content: { 'application/json': T } }

export interface paths {
  '/api/v1/auth/session/': {
    get: { responses: { 200: Json<Schemas['Session']> } }
    post: {
      requestBody: { content: { 'application/json': Schemas['SignIn'] } }
      responses: { 204: { content?: never } }
    }
    delete: { responses: { 204: { content?: never } } }
  }
  '/api/v1/features/': { get: { responses: { 200: Json<Schemas['Feature'][]> } } }
  '/api/v1/jobs/': {
    get: {
      parameters: {
        query?: {
          status?: Schemas['Status'][]
          feature?: string
          search?: string
          page_size?: number
          cursor?: string
          ids?: string
        }
      }
      responses: { 200: Json<Schemas['JobPage']> }
    }
  }
}

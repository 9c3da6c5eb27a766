import type { D1Migration } from 'cloudflare:test'

declare global {
  namespace Cloudflare {
    interface Env {
      TEST_MIGRATIONS: D1Migration[]
      SERVER_SECRET: string
      RECEIPT_KEY: string
    }
  }
}

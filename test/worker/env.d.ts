import type { D1Migration } from 'cloudflare:test'

declare global {
  namespace Cloudflare {
    interface Env {
      TEST_MIGRATIONS: D1Migration[]
      SERVER_SECRET: string
      RECEIPT_KEY: string
      /** Where the stand-ins of outside services listen; see test/support/outside.ts. */
      OUTSIDE: string
    }
  }

  /** What only browsers know of a request; the modules of the site are read here too. */
  interface RequestInit<Cf = CfProperties> {
    credentials?: string
    referrerPolicy?: string
    cf?: Cf
  }
}

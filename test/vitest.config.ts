import { fileURLToPath } from 'node:url'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { compileCounty } from '../site/cli/county.ts'
import { standOutside } from './support/outside.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
compileCounty(root)

export default defineConfig({
  root,
  test: {
    // The Workers plugin cannot read Vitest's module cache from inside workerd.
    fsModuleCache: false,
    projects: [
      { extends: false, root, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      // The built portal, from a terminal and through the eyes of a thief.
      { extends: false, root, test: { name: 'system', include: ['test/e2e/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } },
      {
        extends: false,
        root,
        plugins: [
          cloudflareTest(async () => ({
            main: './test/support/worker-entry.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations(`${root}worker/migrations`),
                SERVER_SECRET: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
                RECEIPT_KEY: JSON.stringify(await testReceiptKey()),
                OUTSIDE: await standOutside(),
              },
            },
          })),
        ],
        test: { name: 'worker', fsModuleCache: false, include: ['test/worker/**/*.test.ts'], setupFiles: ['test/worker/apply-migrations.ts'], testTimeout: 60_000 },
      },
    ],
  },
})

/** A key of this run alone. */
async function testReceiptKey(): Promise<JsonWebKey> {
  const { privateKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  return crypto.subtle.exportKey('jwk', privateKey)
}

import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { compileCounty } from '../site/cli/county.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
compileCounty(root)

export default defineConfig({
  root,
  test: {
    // The Workers plugin cannot read Vitest's module cache from inside workerd.
    fsModuleCache: false,
    projects: [{ extends: false, root, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } }],
  },
})

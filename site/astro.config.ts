import { fileURLToPath } from 'node:url'
import cloudflare from '@astrojs/cloudflare'
import preact from '@astrojs/preact'
import { defineConfig } from 'astro/config'
import { withoutGrounds } from './build/without-grounds.ts'
import { compileCounty } from './cli/county.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
// The county's YAML becomes typed modules before anything imports them; a wrong file stops the build here.
compileCounty(root)

export default defineConfig({
  srcDir: '.',
  publicDir: './public',
  outDir: process.env['ANSHAO_OUT'] ?? '../dist',
  cacheDir: process.env['ANSHAO_OUT'] === undefined ? '../node_modules/.astro' : `${process.env['ANSHAO_OUT']}/.cache`,
  base: process.env['ANSHAO_BASE'] ?? '/',
  output: 'static',
  adapter: cloudflare({ prerenderEnvironment: 'node', imageService: 'passthrough', configPath: '../wrangler.toml' }),
  session: false,
  integrations: [preact()],
  trailingSlash: 'never',
  build: { format: 'file', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false },
  vite: {
    plugins: [withoutGrounds()],
    // age's post-quantum half asks for an older copy of the same two libraries; browsers need one.
    resolve: { dedupe: ['@noble/curves', '@noble/hashes'] },
    build: { target: 'es2020' },
  },
  security: {
    csp: {
      directives: [
        "default-src 'none'", "connect-src 'self'", "img-src 'self' blob: data:", "manifest-src 'self'",
        "form-action 'none'", "base-uri 'none'",
      ],
    },
  },
})

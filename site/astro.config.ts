import { fileURLToPath } from 'node:url'
import cloudflare from '@astrojs/cloudflare'
import { satteri } from '@astrojs/markdown-satteri'
import preact from '@astrojs/preact'
import sitemap from '@astrojs/sitemap'
import { defineConfig } from 'astro/config'
import { checkedContent } from './build/checked-content.ts'
import { citations, joinedLines } from './build/citations.ts'
import { inlineHash } from './build/inline.ts'
import { inLanguage } from './build/in-language.ts'
import { languagePages } from './build/languages.ts'
import { editor } from './build/editor.ts'
import { searchIndex } from './build/search-index.ts'
import { onion } from './build/onion.ts'
import { offline } from './build/offline.ts'
import { subPath } from './build/sub-path.ts'
import { practiceBanks } from './build/practice-banks.ts'
import { withoutGrounds } from './build/without-grounds.ts'
import { readWhereabouts } from './build/whereabouts.ts'
import { compileCounty } from './cli/county.ts'
import { readCounty } from './county/county.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { out, base } = readWhereabouts(process.env, root)
// The county's YAML becomes typed modules before anything imports them; a wrong file stops the build here.
compileCounty(root)
const { profile, languages } = readCounty(root)
const further = languages.slice(1).map(({ id }) => id)

/** Pages that have nothing for somebody who searches: the desks, the way back, and what is printed. */
const isForEverybody = (page: string): boolean => !/\/(?:track|staff|edit|offline|404|month\/posters\/[\w-]+-a[34])$/.test(page)

/** What a form shows first. Each language has its own, and no words of another. */
const FIRST = /\/(?:site\/ui\/(?!link|today|Choice)|site\/report\/since\.ts|contract\/county\/(?:profile|form|units|small|language)\.ts|contract\/rules\/(?:fill|day|day-number)\.ts)/

/** Few chunks, each asked for by whole pages: on a slow line every further request costs more than its bytes. */
const CHUNKS = [
  // What fetches the rest at a touch: alone, so that a page to read does not bring an island's library before anything is done.
  { name: 'touch', test: /site\/learn\/touch\.ts|vite\/preload-helper/, priority: 4 },
  // What an island needs that files nothing: pages to learn from fetch this and no more.
  { name: 'core', test: /node_modules\/(?:preact|@astrojs\/preact)|site\/ui\/(?:link|today|Choice)\.tsx?|contract\/limits\.ts/, priority: 3 },
  { name: 'base', test: (id: string) => FIRST.test(id) && !/\/in-[a-z]+\//.test(id), priority: 2 },
  ...further.map((id) => ({ name: `base-${id}`, test: new RegExp(`/in-${id}/(?:ui/|report/since|contract/rules/(?:fill|day))|contract/county/(?:profile|form|units|small|language)\\.${id}\\.ts`), priority: 2 })),
  // What only members call stays with the console. Apart from what seals: a page that only asks the Worker something does without forty kilobytes of ciphers.
  { name: 'wire', test: /node_modules\/(?:zod|altcha-lib)|site\/api\/(?!bytes)|report\/solve\.ts|contract\/(?!county\/|(?:announced|archive|audit|award|awarding|board|clearance|console|custody|event|evidence-file|evidence-part|holding|inbox|letter|member|merge|passkey|proxy|review|staff-report|track|transfer|unit-key|upload|voucher|waiting|way)\.ts|rules\/(?:file-copy|award|claim|clearance|transfer|reconcile|voucher|custody|past|proxy|holding|escalation|merge|movers|moves|recourse|review|routing|deadline|fill|day|reward|money|contest|upload|part-size))/, priority: 1 },
  // The calculator's rule in one piece, although the console and a reporter's award have use for parts of it.
  { name: 'reckon', test: /contract\/(?:rules\/(?:money|reward)|county\/reward-rules)\.ts|site\/reward\/amount\.ts/, priority: 1 },
  { name: 'seal', test: /node_modules\/(?:@noble|@scure|age-encryption)|site\/crypto\//, priority: 1 },
]

export default defineConfig({
  // Search engines and feed readers need full addresses; everything else is by path.
  ...(profile.address !== undefined && { site: profile.address }),
  srcDir: '.',
  publicDir: './public',
  outDir: out ?? '../dist',
  // Beside the output, which a build empties after the content has been read.
  cacheDir: out === undefined ? '../node_modules/.astro' : `${out}-cache`,
  base: base === '' ? '/' : base,
  output: 'static',
  // The preview of content serves pages alone: no Worker, nothing to be filed.
  ...(process.env['ANSHAO_PREVIEW'] !== '1' && { adapter: cloudflare({ prerenderEnvironment: 'node', imageService: 'passthrough', configPath: '../wrangler.toml' }) }),
  session: false,
  integrations: [languagePages(root, further), checkedContent(root), preact(), subPath(), onion(profile.portal.onion), offline(), searchIndex(), editor(root), ...(profile.address === undefined ? [] : [sitemap({ filter: isForEverybody, customPages: [`${profile.address}${base.replace(/\/$/, '')}/plain`] })])],
  trailingSlash: 'never',
  build: { format: 'file', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false, processor: satteri({ hastPlugins: [joinedLines, citations], features: { smartPunctuation: false } }) },
  vite: {
    plugins: [inLanguage(root, further, FIRST), practiceBanks(), withoutGrounds()],
    // For code that runs outside of a build too, where there is no import.meta.env.
    define: { ANSHAO_SUB_PATH: JSON.stringify(base) },
    // age's post-quantum half asks for an older copy of the same two libraries; browsers need one.
    resolve: { dedupe: ['@noble/curves', '@noble/hashes'] },
    build: { target: 'es2020' },
    // By its name site/public/_headers knows the one script that may compile wasm.
    worker: { format: 'es', rollupOptions: { output: { entryFileNames: ({ name }: { name: string }) => (name === 'worker' ? '_astro/search-worker.[hash].js' : '_astro/[name].[hash].js') } } },
    environments: { client: { build: { rollupOptions: { output: { codeSplitting: { groups: CHUNKS } } } } } },
  },
  security: {
    csp: {
      scriptDirective: { hashes: [inlineHash(`${root}site/display/Early.astro`), inlineHash(`${root}site/offline/Register.astro`)] },
      directives: [
        "default-src 'none'", "connect-src 'self'", "img-src 'self' blob: data:", "manifest-src 'self'", "worker-src 'self'",
        "form-action 'none'", "base-uri 'none'",
      ],
    },
  },
})

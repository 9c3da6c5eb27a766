/** The browser tests: one portal for all, two sizes of screen, two workers. No traces, no videos: they would keep what was typed. */
import { fileURLToPath } from 'node:url'
import { defineConfig, type ReporterDescription } from '@playwright/test'
import { compileCounty } from '../../site/cli/county.ts'
import { findChromium } from '../support/chromium.ts'
import { PATIENCE } from './steps/place.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
compileCounty(root)

const file = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']
const counted: ReporterDescription[] = file === undefined ? [] : [['json', { outputFile: file }]]

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: `${root}.test/e2e-results`,
  globalSetup: './portal.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: PATIENCE },
  reporter: [['list'], ...counted],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'off',
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    launchOptions: {
      executablePath: process.env['ANSHAO_CHROMIUM'] ?? (await findChromium()),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
    // Set by portal.ts, which runs before the workers read this file.
    ...(process.env['ANSHAO_PORTAL'] !== undefined && { baseURL: process.env['ANSHAO_PORTAL'] }),
  },
  projects: [
    // Stories and pages at both sizes. The rest, which size does not change, at the one where it is most at home.
    { name: 'phone', testIgnore: /(keyboard|desk|posters)\.spec\.ts/, use: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true } },
    { name: 'desktop', testIgnore: /(privacy|trouble)\.spec\.ts/, use: { viewport: { width: 1280, height: 900 } } },
  ],
})

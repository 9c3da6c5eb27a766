/** The 24 tips where there is no file system: inside workerd. */
import type { TipFixture } from './tip.ts'

const files = import.meta.glob<Omit<TipFixture, 'name'>>('./tips/*.json', { eager: true, import: 'default' })

export const TIP_FILES: readonly TipFixture[] = Object.entries(files)
  .map(([path, file]) => ({ name: path.replace(/^.*\/|\.json$/g, ''), ...file }))
  .sort((a, b) => (a.name < b.name ? -1 : 1))

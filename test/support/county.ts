import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileCounty } from '../../site/cli/county.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** A copy of the county's content that a test may spoil. */
export function copyOfCounty() {
  const root = mkdtempSync(join(tmpdir(), 'anshao-county-'))
  cpSync(join(repository, 'content/county'), join(root, 'content/county'), { recursive: true })
  for (const folder of ['content/form', 'content/learn/quiz']) cpSync(join(repository, folder), join(root, folder), { recursive: true })
  return {
    root,
    /** Replaces the first `before`; throws where there is none, so that no test passes by changing nothing. */
    change(file: string, before: string, after: string) {
      const path = join(root, 'content', file)
      const text = readFileSync(path, 'utf8')
      if (!text.includes(before)) throw new Error(`${file} does not contain ${before}`)
      writeFileSync(path, text.replace(before, () => after))
    },
    files: (folder: string) => readdirSync(join(root, 'content', folder)),
    write: (file: string, text: string) => writeFileSync(join(root, 'content', file), text),
    remove: (file: string) => rmSync(join(root, 'content', file), { recursive: true }),
    /** What compileCounty says about it; null when it is content. */
    complaint(): string | null {
      try {
        compileCounty(root)
        return null
      } catch (fault) {
        return (fault as Error).message
      }
    },
    dispose: () => rmSync(root, { recursive: true }),
  }
}

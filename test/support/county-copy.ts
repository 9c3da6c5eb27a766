/** A copy of the project with a county of its own, where the commands may publish keys and build: the tree under test stays as it is. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

/** `linked`: node_modules by a link, which is enough for commands; a build wants its files. */
export function copyCounty(to: string, { linked }: { linked: boolean }): string {
  const copy = resolve(ROOT, to)
  rmSync(copy, { recursive: true, force: true })
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', 'site', 'worker', 'content', 'package.json', 'wrangler.toml', 'tsconfig*.json'], { cwd: ROOT, encoding: 'utf8' })
  for (const file of files.split('\0').filter((one) => one !== '')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(ROOT, file), join(copy, file))
  }
  if (linked) symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  else execFileSync('cp', ['-al', join(ROOT, 'node_modules'), join(copy, 'node_modules')])
  return copy
}

export interface Done {
  readonly status: number | null
  readonly answer: Record<string, unknown> & { error?: { code: string; message: string } }
}

/** `npm run -s keys -- …` in that copy. */
export function runKeys(copy: string, ...words: string[]): Done {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['site/cli/keys.ts', ...words], { cwd: copy, encoding: 'utf8', env: { ...process.env, INIT_CWD: copy } })
  return { status, answer: JSON.parse(status === 0 ? stdout : stderr) as Done['answer'] }
}

/** Where a build goes and below which path of its host it will lie, as the environment says. */
import { resolve } from 'node:path'

export interface Whereabouts {
  /** Whole path of the build's folder; undefined for the usual one. */
  readonly out: string | undefined
  /** '/safety', '' at the host's root. */
  readonly base: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** A relative ANSHAO_OUT counts from the repository's root, wherever the command was called. */
export const readWhereabouts = (environment: Environment, root: string): Whereabouts => {
  const out = environment['ANSHAO_OUT']
  return { out: out === undefined || out === '' ? undefined : resolve(root, out), base: readBase(environment['ANSHAO_BASE'] ?? '') }
}

/** `safety`, `/safety` and `/safety/` are the same path. Throws a sentence for what is none: links made of it would lead nowhere. */
function readBase(written: string): string {
  const inner = written.replace(/^\/+|\/+$/g, '')
  if (inner === '') return ''
  if (!/^[\w-]+(?:\/[\w-]+)*$/.test(inner)) throw new Error(`ANSHAO_BASE 写了“${written}”，不是一个子路径；写成 /safety 这样，只用英文字母、数字、- 和 _，不带网址。`)
  return `/${inner}`
}

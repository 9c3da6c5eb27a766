import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
/** Everything that a run of the browser tests leaves behind; a test with a portal of its own says where. */
export const HOME = process.env['ANSHAO_STEPS'] ?? `${ROOT}/.test/e2e`

/** How long a screen may take, in milliseconds, on a machine that does other things besides. */
export const PATIENCE = 15_000

/** Where the portal of this run answers: http://127.0.0.1:… */
export function portal(): string {
  const base = process.env['ANSHAO_PORTAL']
  if (base === undefined) throw new Error('the portal of the browser tests is not open')
  return base
}

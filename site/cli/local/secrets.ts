/** The secrets of a local deployment: made at first start, in an ignored file that only its owner can read. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes the file once; a start later finds the same secrets, so receipts stay verifiable and sessions alive. */
export async function ensureSecrets(file: string): Promise<void> {
  if (existsSync(file)) return
  const { privateKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  const { kty, crv, x, d } = await crypto.subtle.exportKey('jwk', privateKey)
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `SERVER_SECRET=${secret}\nRECEIPT_KEY='${JSON.stringify({ kty, crv, x, d })}'\n`, { mode: 0o600 })
}

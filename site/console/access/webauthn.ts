/** The browser's passkeys. The only importer of @simplewebauthn/browser; what the PRF gives is taken out before anything is sent. */
import {
  startAuthentication, startRegistration, WebAuthnError, type AuthenticationExtensionsClientInputs, type AuthenticatorTransport,
} from '@simplewebauthn/browser'
import { toBase64Url, utf8 } from '#contract/bytes.ts'
import { profile } from '#contract/county/profile.ts'
import { randomBytes } from '../../crypto/derive.ts'
import type { Asserted, Authenticator, AuthenticatorProblem, Made } from './authenticator.ts'

/** What passkeys are told to derive from: the same for all, because each has a secret of its own. */
const PRF_INPUT = utf8('anshao/v1/member/passkey')
const withPrf = { prf: { eval: { first: PRF_INPUT } } } as AuthenticationExtensionsClientInputs
const TIMEOUT_MS = 120_000

/** `by-number`: opened by an address of numbers, where browsers have no passkeys. */
export type Support = 'here' | 'none' | 'by-number'

export function passkeySupport(): Support {
  if (/^[\d.]+$|^\[/.test(location.hostname)) return 'by-number'
  return 'PublicKeyCredential' in window && window.isSecureContext ? 'here' : 'none'
}

export const browserPasskeys: Authenticator = {
  make: async ({ challenge, user, existing }) => attempt(async (): Promise<Made> => {
    const { id, rawId, type, response, clientExtensionResults } = await startRegistration({
      optionsJSON: {
        challenge,
        rp: { id: location.hostname, name: `${profile.name}安哨` },
        user,
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        timeout: TIMEOUT_MS,
        attestation: 'none',
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        excludeCredentials: existing.map((one) => ({ id: one.id, type: 'public-key', transports: one.transports as AuthenticatorTransport[] })),
        extensions: withPrf,
      },
    })
    const { clientDataJSON, attestationObject, transports = [] } = response
    const prf = prfIn(clientExtensionResults) ?? (hasPrf(clientExtensionResults) ? await firstPrf(id) : null)
    return { response: { id, rawId, type, response: { clientDataJSON, attestationObject, transports } }, prf }
  }),
  use: async (challenge) => attempt(() => use(challenge)),
}

async function use(challenge: string, id?: string): Promise<Asserted> {
  const { id: used, rawId, type, response, clientExtensionResults } = await startAuthentication({
    optionsJSON: {
      challenge, rpId: location.hostname, timeout: TIMEOUT_MS, userVerification: 'required', extensions: withPrf,
      ...(id !== undefined && { allowCredentials: [{ id, type: 'public-key' }] }),
    },
  })
  const { clientDataJSON, authenticatorData, signature } = response
  return { response: { id: used, rawId, type, response: { clientDataJSON, authenticatorData, signature } }, prf: prfIn(clientExtensionResults) }
}

/** Many authenticators give it only when used: asked once more, with a challenge of our own that nobody is sent. */
const firstPrf = async (id: string) => (await use(toBase64Url(randomBytes(32)), id)).prf

const prfOf = (results: object) => (results as { prf?: { enabled?: boolean; results?: { first?: ArrayBuffer } } }).prf
const hasPrf = (results: object) => prfOf(results)?.enabled === true
const prfIn = (results: object) => {
  const first = prfOf(results)?.results?.first
  return first === undefined ? null : new Uint8Array(first)
}

/** The browser tells nobody why somebody did not confirm; a fault of ours stays one. */
async function attempt<T>(work: () => Promise<T>): Promise<T | AuthenticatorProblem> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'there-already'
    if (error instanceof Error && (error instanceof WebAuthnError || ['NotAllowedError', 'AbortError', 'InvalidStateError', 'NotSupportedError', 'ConstraintError', 'SecurityError', 'UnknownError'].includes(error.name))) return 'cancelled'
    throw error
  }
}

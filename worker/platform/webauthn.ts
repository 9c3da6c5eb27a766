import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { fromBase64Url, toBase64Url } from '#contract/bytes.ts'
import type { Assertion, Attestation } from '#contract/passkey.ts'

/** Where a passkey must have been used: our origins, and their hosts as relying parties. */
export interface Site {
  readonly origins: string[]
  readonly hosts: string[]
}

export interface Credential {
  readonly id: string
  /** COSE, base64url. */
  readonly publicKey: string
  readonly counter: number
}

/** Whether this is a challenge of ours that still stands. */
type IsOurs = (challenge: string) => Promise<boolean>

/** The new credential of a registration (WebAuthn §7.1) with user verification; null for whatever is wrong with it: the library throws, we refuse. */
export async function readAttestation(response: Attestation, { origins, hosts }: Site, isOurs: IsOurs): Promise<Credential | null> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge: isOurs,
      expectedOrigin: origins,
      expectedRPID: hosts,
      requireUserVerification: true,
    })
    if (!verified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return { id, publicKey: toBase64Url(publicKey), counter }
  } catch {
    return null
  }
}

/** The counter after a sign-in (WebAuthn §7.2) with user verification; null for whatever is wrong, a counter that does not grow included. */
export async function readAssertion(response: Assertion, known: Credential, { origins, hosts }: Site, isOurs: IsOurs): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge: isOurs,
      expectedOrigin: origins,
      expectedRPID: hosts,
      credential: { id: known.id, publicKey: fromBase64Url(known.publicKey), counter: known.counter },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}

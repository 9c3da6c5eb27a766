/** What comparing keyrings needs once somebody asks: the API and the keyring of this page. */
export { call } from '../api/call.ts'
export { sayFailure } from '../report/failure.ts'
export { compareKeyrings, fingerprint } from './fingerprint.ts'
export { readKeyring } from '#contract/public.ts'
export { keyring } from '#contract/county/keyring.ts'

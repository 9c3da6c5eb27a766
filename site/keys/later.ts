/** What /keys needs once somebody asks: the API, the chain and the signatures. */
export { call } from '../api/call.ts'
export { sayFailure } from '../report/failure.ts'
export { compareKeyrings, fingerprint } from './fingerprint.ts'
export { checkReceipt, readReceipt } from './receipt-check.ts'
export { readKeyring } from '#contract/public.ts'
export { keyring } from '#contract/county/keyring.ts'

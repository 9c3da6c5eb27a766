/** What checking a receipt needs, loaded when the page is: from then on it works without a network. */
export { call } from '../api/call.ts'
export { sayFailure } from '../report/failure.ts'
export { fetchHeads, headsName, readHeads } from './heads.ts'
export { checkReceipt, judgeReceipt, readReceipt } from './receipt-check.ts'
export { judgeClaim, readClaimProof } from '../track/claim-proof.ts'
export { sayClaimProof } from './claim-words.ts'
export { isWell, sayChecked } from './words.ts'

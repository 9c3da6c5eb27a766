/** What the announcement needs once somebody scrolls to it. */
export { call } from '../api/call.ts'
export { readAnnounced } from './announced.ts'

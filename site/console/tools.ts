/** The console's own tools: this page's calls, ALTCHA, and the keyring built into it. */
import { keyring } from '#contract/county/keyring.ts'
import { call } from '../api/call.ts'
import { solve } from '../report/solve.ts'
import type { StaffTools } from './session.ts'

export const pageTools: StaffTools = { call, solve: (challenge) => solve(challenge), keyring }

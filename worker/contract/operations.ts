import { listAnnounced } from './announced.ts'
import * as answers from './answer.ts'
import * as archive from './archive.ts'
import * as audit from './audit.ts'
import * as awarding from './awarding.ts'
import * as board from './board.ts'
import * as clearance from './clearance.ts'
import * as desk from './console.ts'
import * as contest from './contest.ts'
import * as custody from './custody.ts'
import type { Endpoint } from './endpoint.ts'
import * as holding from './holding.ts'
import * as evidence from './evidence-part.ts'
import { listReports } from './inbox.ts'
import { numberLetter } from './letter.ts'
import * as merge from './merge.ts'
import * as member from './member.ts'
import * as passkey from './passkey.ts'
import { fileForSomebody } from './proxy.ts'
import * as open from './public.ts'
import { submitReport } from './report.ts'
import * as review from './review.ts'
import { askReview, claimAward, readTrackedPart, trackReport, writeAsReporter } from './track.ts'
import * as transfer from './transfer.ts'
import * as unitKey from './unit-key.ts'
import * as upload from './upload.ts'
import * as voucher from './voucher.ts'
import { countWaiting } from './waiting.ts'
import type * as z from 'zod/mini'

type AnyEndpoint = Endpoint<string, z.ZodMiniType, z.ZodMiniType>
const isEndpoint = (value: unknown): value is AnyEndpoint => typeof value === 'object' && value !== null && 'path' in value && 'access' in value

/** Every operation there is: the access table, the OpenAPI document and the security tests walk this list. */
export const OPERATIONS: readonly AnyEndpoint[] = [
  submitReport, fileForSomebody, trackReport, writeAsReporter, readTrackedPart, askReview, claimAward, listReports, listAnnounced, numberLetter, countWaiting,
  ...[open, contest, member, passkey, unitKey, desk, clearance, holding, custody, review, merge, answers, board, audit, archive, awarding, voucher, transfer, upload, evidence].flatMap((group) => Object.values(group).filter(isEndpoint)),
]

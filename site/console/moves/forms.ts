/** Each move's form. A move without one does not compile. */
import type { JSX } from 'preact'
import type { Move } from '#contract/rules/moves.ts'
import { AcceptForm, CloseForm, ReferForm, RefuseForm } from './desk-forms.tsx'
import { BeginForm, ClearForm, ExtendForm, FindForm, InspectForm, RectifyForm, ReturnForm } from './lead-forms.tsx'
import type { FormProps } from './MoveForm.tsx'
import { PublishForm } from './PublishForm.tsx'
import { HandOnForm } from '../holding/HandOnForm.tsx'
import { RedactForm } from '../holding/RedactForm.tsx'
import { RenewForm, TakeOutForm } from '../holding/TakeOutForm.tsx'
import { DecideReviewForm, DeclineForm, EscalateForm, NameReviewForm } from '../review/forms.tsx'
import { MergeForm, RelayForm, UnmergeForm } from '../merge/forms.tsx'
import { AssignForm } from './unit-forms.tsx'
import { NoteForm, ReplyForm } from './word-forms.tsx'

export const FORMS: Record<Move, (props: FormProps) => JSX.Element> = {
  accept: AcceptForm, refuse: RefuseForm, refer: ReferForm, assign: AssignForm, 'hand-on': HandOnForm, return: ReturnForm,
  begin: BeginForm, reply: ReplyForm, note: NoteForm, find: FindForm, extend: ExtendForm, rectify: RectifyForm, inspect: InspectForm, clear: ClearForm, close: CloseForm, publish: PublishForm,
  redact: RedactForm, 'take-out': TakeOutForm, renew: RenewForm,
  decline: DeclineForm, escalate: EscalateForm, 'name-review': NameReviewForm, 'decide-review': DecideReviewForm,
  merge: MergeForm, unmerge: UnmergeForm, relay: RelayForm,
}

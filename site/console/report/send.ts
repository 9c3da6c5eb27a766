/** Files that a member sends: how they go up. No DOM. */
import { openMemberUpload } from '#contract/evidence-part.ts'
import type { Caller } from '../../api/call.ts'
import type { Lines } from '../../evidence/send.ts'

/** How a member begins an upload: the session lets it in, and no challenge. */
export const memberLines = ({ call }: { readonly call: Caller }): Required<Pick<Lines, 'call' | 'open'>> => ({ call, open: (asked) => call(openMemberUpload, {}, asked) })

/** What makes a filing acceptable: pure, and nothing about what it says. */
import { languages } from '#contract/county/languages.ts'
import { units } from '#contract/county/units.ts'
import type { Part } from '#contract/staff-report.ts'
import type { Keyring } from '#contract/public.ts'
import type { AnyFiling, Evidence, Route } from '#contract/report.ts'
import { clearOf } from '#contract/rules/filing.ts'
import { unknownFields } from '#contract/rules/routing.ts'

export type FilingRefusal =
  | 'revoked-keyring' | 'unknown-keyring' | 'unknown-category' | 'unknown-township' | 'unknown-violations' | 'unknown-avoid' | 'unknown-language' | 'repeated'
  | 'named-without-identity' | 'missing-grant' | 'unknown-holder' | 'unwanted-grant' | 'avoided-holder' | 'one-compartment'

/** Null when the filing can be routed: a keyring still accepted, known words, sealed parts as they belong. */
export function decideFiling(filing: AnyFiling, keyring: Keyring): FilingRefusal | null {
  return refuseKeyring(filing, keyring) ?? refuseWords(filing) ?? refuseSealed(filing)
}

function refuseKeyring(filing: AnyFiling, keyring: Keyring): FilingRefusal | null {
  if (keyring.revoked.includes(filing.keyring)) return 'revoked-keyring'
  return keyring.versions.some((known) => known.version === filing.keyring) ? null : 'unknown-keyring'
}

function refuseWords(filing: AnyFiling): FilingRefusal | null {
  const clear = clearOf(filing)
  const [unknown] = unknownFields(clear)
  if (unknown !== undefined) return `unknown-${unknown}`
  if (!languages.some(({ id }) => id === filing.language)) return 'unknown-language'
  const twice = (words: readonly string[]) => new Set(words).size !== words.length
  return twice(clear.violations) || twice(clear.flags) || twice(clear.avoid) ? 'repeated' : null
}

function refuseSealed(filing: AnyFiling): FilingRefusal | null {
  const identity = identityOf(filing)
  if (clearOf(filing).named !== (identity !== undefined)) return 'named-without-identity'
  const compartments = [filing.content.compartment, filing.dialogue.compartment, ...(identity === undefined ? [] : [identity.compartment]), ...evidenceOf(filing).map(({ compartment }) => compartment)]
  return new Set(compartments).size === compartments.length ? null : 'one-compartment'
}

/** The sealed identity, which only a report may have. */
export const identityOf = (filing: AnyFiling) => (filing.kind === 'question' ? undefined : filing.identity)

/** The files that it names, which only a report may have. */
export const evidenceOf = (filing: AnyFiling): readonly Evidence[] => (filing.kind === 'question' ? [] : (filing.evidence ?? []))

/** Null when exactly the holders of its route are granted, the reporter, and the custodian of a named one. */
export function decideFilingGrants(filing: AnyFiling, holders: readonly string[]): FilingRefusal | null {
  const { avoid, named } = clearOf(filing)
  const wanted = ['reporter', ...holders, ...(named ? ['custodian'] : [])]
  const given = filing.grants.map((grant) => grant.holder)
  if (given.some((holder) => avoid.includes(holder))) return 'avoided-holder'
  if (given.some((holder) => holder !== 'reporter' && !units.some((unit) => unit.id === holder))) return 'unknown-holder'
  if (wanted.some((holder) => !given.includes(holder))) return 'missing-grant'
  return given.every((holder, at) => wanted.includes(holder) && given.indexOf(holder) === at) ? null : 'unwanted-grant'
}

/** Who has which part when a report arrives. Lead, assists and copies are proposals unless they hold a grant already. */
export function partsAtFiling(route: Route, holders: readonly string[]): Part[] {
  const standing = (unit: string): Part['standing'] => (holders.includes(unit) ? 'holding' : 'proposed')
  const lead = route.lead === null || route.lead === 'desk' ? [] : [route.lead]
  return [
    { unit: 'desk', part: 'desk', standing: 'holding' },
    ...lead.map((unit): Part => ({ unit, part: 'lead', standing: standing(unit) })),
    ...route.assists.map((unit): Part => ({ unit, part: 'assist', standing: standing(unit) })),
    ...route.copies.map((unit): Part => ({ unit, part: 'copy', standing: standing(unit) })),
  ]
}

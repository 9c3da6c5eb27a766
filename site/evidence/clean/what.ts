/** What a tag is about, by its name in any of the formats: Exif, IPTC, XMP, QuickTime, ID3, RIFF, Vorbis, PDF, Office. */
import type { What } from '#contract/evidence.ts'

/** The first that fits. */
const NAMES: readonly (readonly [What, RegExp])[] = [
  ['place', /gps|location|iso6709|^loci$|^.xyz$|city|country|province|latitude|longitude/i],
  ['serial', /serial/i],
  ['id', /unique|(?:document|instance|digitized|content)\W?id$|uuid|identifier|^id$/i],
  ['software', /software|tool|producer|encoder|processing|application|appversion|vendor|^.(?:too|swr|enc)$|^(?:TSSE|TENC|ISFT|TSS)$/i],
  ['time', /date|time|creation|created|modified$|^.day$|^(?:TD|TYER|TDA|ICRD)/i],
  ['history', /history|derived|ancestor|template|revision|ingredients/i],
  ['author', /artist|author|creator|by-?line|owner|writer|composer|director|publisher|lastmodifiedby|manager|^(?:TPE|TCOM|TEXT|TPUB|IART)|^.ART$|^aART$|^©(?:wrt|aut|prd)$/i],
  ['company', /copyright|company|rights|credit|source|cprt|^(?:TCOP|ICOP)|^.cpy$/i],
  ['device', /make|model|lens|computer|camera|device|manufacturer|^.(?:mak|mod)$/i],
  ['thumbnail', /thumb|preview|cover|covr|image|APIC|^PIC$/i],
  ['name', /title|headline|album|name|^(?:TIT|TAL|INAM|IPRD)|^.(?:nam|alb)$/i],
  ['comment', /comment|descri|caption|abstract|keyword|subject|instruction|lyrics|^desc$|^(?:COMM|ICMT|IKEY|ISBJ|USLT)|^.(?:cmt|des|lyr)$/i],
]

/** Of a name with dots the last part: `com.apple.quicktime.make` is about a maker, not about time. */
export function whatOf(name: string): What {
  const last = name.split('.').at(-1) ?? ''
  return NAMES.find(([, pattern]) => pattern.test(last))?.[0] ?? 'other'
}

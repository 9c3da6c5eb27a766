/**
 * Fills the {names} of a sentence from content/form. A part in [square brackets] is left out as a whole when one of its names has
 * no value; a name outside brackets without a value leaves nothing behind.
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number | null | undefined>>): string {
  const valueOf = (name: string) => values[name] ?? null
  return sentence
    .replace(/\[([^\]]*)\]/g, (_, part: string) => (namesIn(part).every((name) => valueOf(name) !== null) ? part : ''))
    .replace(/\{([A-Za-z]+)\}/g, (_, name: string) => String(valueOf(name) ?? ''))
}

/** The {names} of a sentence, in order. */
export function namesIn(sentence: string): string[] {
  return [...sentence.matchAll(/\{([A-Za-z]+)\}/g)].map((match) => match[1] ?? '')
}

/** The value of an outcome that must have gone well. */
export function must<T>(outcome: { ok: true; value: T } | { ok: false; code: string; message?: string }): T {
  if (!outcome.ok) throw new Error(['refused:', outcome.code, outcome.message].filter(Boolean).join(' '))
  return outcome.value
}

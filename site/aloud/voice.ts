/** Which of the device's voices reads. */

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>

/** Best first. Cantonese reads what Mandarin is written in, if it must. Android writes zh_CN. */
const FITTING = {
  zh: [/^(?:zh|cmn)[-_](?:cn|hans)/i, /^(?:zh|cmn)(?!.*hk)/i, /^(?:zh|yue)/i],
  en: [/^en[-_](?:gb|us)/i, /^en/i],
} as const

/** Only a voice that lives on the device: the others send the words of the page to their maker. */
export function chooseVoice<T extends Voice>(voices: readonly T[], language: keyof typeof FITTING): T | undefined {
  const own = voices.filter(({ localService }) => localService)
  return FITTING[language].map((pattern) => own.find(({ lang }) => pattern.test(lang))).find((voice) => voice !== undefined)
}

/** Browsers tell of their voices some time after they are first asked. */
const PATIENCE_MS = 1500

/** Undefined if the device cannot speak, or not this language. */
export async function findVoice(language: keyof typeof FITTING): Promise<SpeechSynthesisVoice | undefined> {
  if (!('speechSynthesis' in window)) return undefined
  const now = chooseVoice(speechSynthesis.getVoices(), language)
  if (now !== undefined) return now
  await new Promise((done) => {
    setTimeout(done, PATIENCE_MS)
    speechSynthesis.addEventListener('voiceschanged', () => chooseVoice(speechSynthesis.getVoices(), language) !== undefined && done(null))
  })
  return chooseVoice(speechSynthesis.getVoices(), language)
}

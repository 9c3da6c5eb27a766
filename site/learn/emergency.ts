/** The words around the emergency cards, in both languages. */
export type Language = 'zh' | 'en'

interface Words {
  readonly lang: 'zh-CN' | 'en'
  readonly base: string
  /** What the link to this language says. */
  readonly here: string
  readonly title: string
  readonly lead: string
  readonly all: string
  readonly call: string
  readonly callOf: Readonly<Record<string, string>>
  readonly steps: string
  readonly never: string
  readonly checked: string
}

export const EMERGENCY_WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    lang: 'zh-CN', base: '/emergency', here: '中文', title: '出事了，马上做什么', lead: '先保命，再打电话，最后才轮到网上说。',
    all: '‹ 别的险情', call: '现在就打', callOf: { 119: '火警、有人被困', 110: '报警', 120: '急救', 122: '交通事故' },
    steps: '按这个顺序做', never: '千万记住', checked: '核对日期',
  },
  en: {
    lang: 'en', base: '/en', here: 'English', title: 'Emergency: what to do now', lead: 'Get safe first, then call. The operators answer in Chinese; each card has a sentence to say or to show.',
    all: '‹ Other emergencies', call: 'Call now', callOf: { 119: 'Fire and rescue', 110: 'Police', 120: 'Ambulance', 122: 'Traffic accident' },
    steps: 'Do this, in this order', never: 'Remember', checked: 'Checked on',
  },
}

/** A browser of text: knows pages, links and forms, and nothing of scripts, styles or pictures. Its pages come from whoever fetches for it. */

export interface Fetched {
  readonly status: number
  readonly html: string
}

/** `body`: a form as browsers post it; null for a page that is only asked for. */
export type Fetching = (path: string, body: string | null) => Promise<Fetched>

interface Field {
  readonly name: string
  readonly kind: 'text' | 'choice' | 'select' | 'hidden'
  /** Of a choice: which of its group this is. */
  readonly value: string
  readonly type: string
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const unescape = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)
  return found === null ? null : unescape(found[1] ?? '')
}

interface Form {
  readonly action: string
  readonly fields: Field[]
  /** As they are now. */
  values: [name: string, value: string][]
  readonly buttons: { readonly name: string; readonly value: string }[]
}

/** The words of a page, as somebody reads them. */
export const textOf = (html: string): string => unescape(html.replace(/<(?:style|title)>[\s\S]*?<\/(?:style|title)>/g, '').replace(/<(?:p|li|dt|dd|h\d|section|br|option)\b/g, '\n$&').replace(/<[^>]+>/g, ' ')).replace(/[ \t]+/g, ' ')

export class TextBrowser {
  html = ''
  status = 0
  path = ''
  private forms: Form[] = []

  private readonly fetching: Fetching

  constructor(fetching: Fetching) {
    this.fetching = fetching
  }

  get text(): string {
    return textOf(this.html)
  }

  /** The value that a text field holds now. */
  valueOf(name: string): string {
    return this.forms.flatMap(({ values }) => values).find(([one]) => one === name)?.[1] ?? ''
  }

  /** Every value under a name: of the boxes that are ticked. */
  chosen(name: string): string[] {
    return this.forms.flatMap(({ values }) => values).filter(([one]) => one === name).map(([, value]) => value)
  }

  async go(path: string): Promise<void> {
    this.path = path
    this.take(await this.fetching(path, null))
  }

  /** Follows the link with these words. */
  async follow(words: string): Promise<void> {
    const link = [...this.html.matchAll(/<a\b[^>]*>([\s\S]*?)<\/a>/g)].find(([, label]) => unescape(label ?? '').trim() === words)
    if (link === undefined) throw new Error(`no link “${words}” on ${this.path}`)
    await this.go(attribute(link[0], 'href') ?? '')
  }

  type(name: string, value: string): void {
    const form = this.forms.find(({ fields }) => fields.some((field) => field.name === name && (field.kind === 'text' || field.kind === 'select')))
    if (form === undefined) throw new Error(`no field “${name}” on ${this.path}`)
    form.values = [...form.values.filter(([one]) => one !== name), [name, value]]
  }

  /** Ticks a box, or chooses one of a group of which only one can be chosen. */
  tick(name: string, value: string): void {
    const field = (one: Field) => one.kind === 'choice' && one.name === name && one.value === value
    const form = this.forms.find(({ fields }) => fields.some(field))
    if (form === undefined) throw new Error(`no choice “${name}: ${value}” on ${this.path}`)
    const many = form.fields.find(field)?.type === 'checkbox'
    form.values = [...form.values.filter(([one, other]) => one !== name || (many && other !== value)), [name, value]]
  }

  /** Presses a button, which sends its own form; what is sent is kept, so that it can be sent again. */
  async press(label: string): Promise<void> {
    const form = this.forms.find(({ buttons }) => buttons.some(({ value }) => value === label))
    const button = form?.buttons.find(({ value }) => value === label)
    if (form === undefined || button === undefined) throw new Error(`no button “${label}” on ${this.path}: ${this.forms.flatMap(({ buttons }) => buttons).map(({ value }) => value).join('、')}`)
    this.path = form.action
    this.last = new URLSearchParams([...form.values.map(([name, value]) => [name, value.replace(/\r?\n/g, '\r\n')]), [button.name, button.value]]).toString()
    this.take(await this.fetching(this.path, this.last))
  }

  last = ''

  /** Sends the last form once more, as a reload does. */
  async again(): Promise<void> {
    this.take(await this.fetching(this.path, this.last))
  }

  private take({ status, html }: Fetched): void {
    Object.assign(this, { status, html, forms: [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)].map(([whole, inside]) => readForm(whole, inside ?? '')) })
  }
}

function readForm(whole: string, inside: string): Form {
  const form: Form = { action: attribute(whole, 'action') ?? '', fields: [], values: [], buttons: [] }
  for (const tag of inside.match(/<input\b[^>]*>|<textarea\b[^>]*>[\s\S]*?<\/textarea>|<select\b[^>]*>[\s\S]*?<\/select>/g) ?? []) readField(form, tag)
  return form
}

function readField({ fields, values, buttons }: Form, tag: string): void {
  const name = attribute(tag, 'name') ?? ''
  const value = attribute(tag, 'value') ?? ''
  const type = attribute(tag, 'type') ?? 'text'
  const isChoice = type === 'checkbox' || type === 'radio'
  if (type === 'submit') {
    buttons.push({ name, value })
  } else if (tag.startsWith('<textarea')) {
    fields.push({ name, kind: 'text', value: '', type: '' })
    values.push([name, unescape(/>\n?([\s\S]*)<\/textarea>/.exec(tag)?.[1] ?? '')])
  } else if (tag.startsWith('<select')) {
    const selected = [...tag.matchAll(/<option\b[^>]*>/g)].find(([option]) => / selected/.test(option))
    fields.push({ name, kind: 'select', value: '', type: '' })
    values.push([name, attribute(selected?.[0] ?? '', 'value') ?? ''])
  } else {
    fields.push({ name, kind: type === 'hidden' ? 'hidden' : isChoice ? 'choice' : 'text', value, type })
    if (!isChoice || / checked/.test(tag)) values.push([name, value])
  }
}

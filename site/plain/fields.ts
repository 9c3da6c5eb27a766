/** Fields of a form without scripts. Each has its label, its hint, and what is wrong with it before it. */
import { html } from 'hono/html'
import { form } from '#contract/county/form.ts'
import { fill } from '#contract/rules/fill.ts'
import type { Problem } from '../ui/problem.ts'
import type { Markup } from './page.ts'

export type ErrorAt = (field: string) => string | undefined
export const errorsOf = (problems: readonly Problem[]): ErrorAt => (field) => problems.find((problem) => problem.field === field)?.sentence

export interface Field {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly example?: string | undefined
  readonly error?: string | undefined
  readonly value: string
}

const describedBy = ({ id, hint, example, error }: Omit<Field, 'label' | 'value'>): Markup =>
  error === undefined && hint === undefined && example === undefined
    ? html``
    : html` aria-describedby="${[...(hint === undefined && example === undefined ? [] : [`${id}-h`]), ...(error === undefined ? [] : [`${id}-e`])].join(' ')}"`

const before = ({ id, label, hint, example, error }: Omit<Field, 'value'>): Markup =>
  html`<label for="${id}">${label}</label>${hint === undefined && example === undefined ? '' : html`<p class="h" id="${id}-h">${hint}${example === undefined ? '' : html` 例：${example}`}</p>`}${error === undefined ? '' : html`<p class="e" id="${id}-e">${error}</p>`}`

const invalid = ({ error }: { readonly error?: string | undefined }): Markup => (error === undefined ? html`` : html` aria-invalid="true"`)

export const textField = (field: Field & { readonly mode?: 'tel' | 'numeric' }): Markup =>
  html`<div class="f">${before(field)}<input id="${field.id}" name="${field.id}" value="${field.value}" autocomplete="off"${field.mode === undefined ? '' : html` inputmode="${field.mode}"`}${describedBy(field)}${invalid(field)}></div>
`

/** A browser drops one line break at the beginning: it gets one to drop. */
export const longField = (field: Field & { readonly rows: number }): Markup =>
  html`<div class="f">${before(field)}<textarea id="${field.id}" name="${field.id}" rows="${field.rows}" cols="36" autocomplete="off"${describedBy(field)}${invalid(field)}>
${field.value}</textarea></div>
`

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
}

/** `groups`: options under headings; the empty heading for none. */
export const selectField = (field: Field & { readonly none: string; readonly groups: readonly (readonly [heading: string, options: readonly Option[]])[] }): Markup => {
  const options = (list: readonly Option[]) => list.map(({ value, label }) => html`<option value="${value}"${value === field.value ? html` selected` : ''}>${label}`)
  return html`<div class="f">${before(field)}<select id="${field.id}" name="${field.id}"${describedBy(field)}${invalid(field)}><option value="">${field.none}
${field.groups.map(([heading, list]) => (heading === '' ? options(list) : html`<optgroup label="${heading}">${options(list)}</optgroup>
`))}</select></div>
`
}

export interface Choices {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
}

const choice = (type: 'checkbox' | 'radio', { id, options, chosen }: Pick<Choices, 'id' | 'options' | 'chosen'>): Markup[] =>
  options.map(({ value, label, hint }) => html`<label><input type="${type}" name="${id}" value="${value}"${chosen.includes(value) ? html` checked` : ''}><span>${label}${hint === undefined ? '' : html`<span class="h">${hint}</span>`}</span></label><br>
`)

export const checks = (group: Choices, rest?: { readonly summary: string; readonly options: readonly Option[] }): Markup =>
  html`<fieldset class="c" id="${group.id}"><legend>${group.label}</legend>${group.hint === undefined ? '' : html`<p class="h">${group.hint}</p>`}
${choice('checkbox', group)}${rest === undefined ? '' : html`<details${rest.options.some(({ value }) => group.chosen.includes(value)) ? html` open` : ''}><summary>${rest.summary}</summary>${choice('checkbox', { ...group, options: rest.options })}</details>`}</fieldset>
`

export const radios = (group: Choices): Markup =>
  html`<fieldset class="c" id="${group.id}"><legend>${group.label}</legend>${group.hint === undefined ? '' : html`<p class="h">${group.hint}</p>`}
${choice('radio', group)}</fieldset>
`

export const hidden = (name: string, value: string): Markup => html`<input type="hidden" name="${name}" value="${value}">
`

/**
 * `values`: what the form is told by the button that was pressed; the first is pressed by the Enter key. It stands in the name: text browsers
 * show this kind of button, whose value is its label, in brackets, and the other like words.
 */
export const buttons = (...values: readonly (readonly [value: string, label: string])[]): Markup =>
  html`<div class="b">${values.map(([value, label], at) => html`<input type="submit" name="do-${value}" value="${label}"${at === 0 ? html` class="go"` : ''}>
`)}</div>`

/** Which button was pressed; null where the form does not say. */
export const pressed = (form: URLSearchParams | null): string | null => [...(form?.keys() ?? [])].find((name) => name.startsWith('do-'))?.slice(3) ?? null

/** What has to be changed, each a link to its field. */
export const summaryOf = (problems: readonly Problem[]): Markup =>
  problems.length === 0
    ? html``
    : html`<section class="n s" role="alert"><h2>${fill(form['error-summary'].title, { n: problems.length })}</h2><p>${form['error-summary'].sentence}</p><ul>${problems.map(({ field, sentence }) => html`<li><a href="#${field}">${sentence}</a></li>`)}</ul></section>
`

/** One sentence that something went wrong with. */
export const trouble = (sentence: string | null): Markup => (sentence === null ? html`` : html`<p class="n s" role="alert">${sentence}</p>
`)

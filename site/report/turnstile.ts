/** Turnstile's box, for a county that configures it. Its script is loaded only then, and the page names the third party beforehand. */
const SCRIPT = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit'

interface Turnstile {
  render(container: HTMLElement, options: { sitekey: string; callback: (token: string) => void; 'error-callback': () => void }): string
  remove(widget: string): void
}

let loading: Promise<Turnstile> | undefined

function load(): Promise<Turnstile> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = SCRIPT
    script.referrerPolicy = 'no-referrer'
    script.onload = () => resolve((globalThis as unknown as { turnstile: Turnstile }).turnstile)
    script.onerror = () => {
      loading = undefined
      reject(new Error('turnstile did not load'))
    }
    document.head.append(script)
  })
  return loading
}

/** Shows the box in `container` until it gives a token. Rejects when it cannot load or gives up. */
export async function askTurnstile(container: HTMLElement, siteKey: string): Promise<string> {
  const turnstile = await load()
  return new Promise((resolve, reject) => {
    const widget = turnstile.render(container, {
      sitekey: siteKey,
      callback: (token) => {
        resolve(token)
        setTimeout(() => turnstile.remove(widget), 0)
      },
      'error-callback': () => reject(new Error('turnstile gave up')),
    })
  })
}

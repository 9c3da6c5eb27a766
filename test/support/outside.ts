/** Stand-ins of the services outside: a Turnstile and a notice gateway that answer, refuse, talk nonsense, and remember what they were told. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens on loopback for as long as the tests run; returns its address. `GET /told` gives every body since the last time it was asked. */
export async function standOutside(): Promise<string> {
  let told: { path: string; body: unknown }[] = []
  const server: Server = createServer((request, response) => {
    const path = request.url ?? ''
    const answer = (status: number, text: string) => response.writeHead(status, { 'content-type': 'application/json' }).end(text)
    if (path === '/told') {
      answer(200, JSON.stringify(told))
      told = []
      return
    }
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      told.push({ path, body: JSON.parse(text) as unknown })
      const { response: token } = JSON.parse(text) as { response?: string }
      if (path.startsWith('/turnstile')) return answer(...turnstile(path, token))
      return path === '/moved' ? response.writeHead(302, { location: '/gateway' }).end() : answer(path === '/gateway' ? 200 : 503, '{}')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** As siteverify answers: yes to the token `good`, no to the rest; or the faults that the path names. */
function turnstile(path: string, token: string | undefined): [status: number, text: string] {
  if (path === '/turnstile/broken') return [500, '<html>Bad gateway</html>']
  if (path === '/turnstile/garbage') return [200, '{"success":"yes"}']
  return [200, JSON.stringify(token === 'good' ? { success: true } : { success: false, 'error-codes': ['invalid-input-response'] })]
}

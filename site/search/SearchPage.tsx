import type { JSX } from 'preact'
import { link } from '../ui/link.ts'
import { Facets, type Choices } from './Facets.tsx'
import type { Found, Hit } from './find.ts'
import { useSearch } from './use-search.ts'

/** The field, what narrows the search, and what was found. Without scripts the page around it leads on by topics. */
export function SearchPage({ choices }: { readonly choices: Choices }): JSX.Element {
  const { ready, search, standing, change, more, again } = useSearch()
  const typed = (event: InputEvent & { currentTarget: HTMLInputElement }) => {
    // Letters on their way to being a character are nobody's query.
    if (!event.isComposing) change({ query: event.currentTarget.value })
  }
  return (
    <div class="search">
      <div class="field" role="search">
        <label class="name" for="q">找什么</label>
        <p class="hint" id="q-hint">写平常说的话就行：黑加油站、电梯困人、楼道充电。</p>
        <input
          id="q" type="search" value={search.query} disabled={!ready} enterkeyhint="search" autocomplete="off" autocapitalize="off" spellcheck={false}
          aria-describedby="q-hint" onInput={typed} onCompositionEnd={(event) => change({ query: event.currentTarget.value })}
        />
      </div>
      <details class="narrow-down" open={Object.keys(search.filters).length > 0}>
        <summary>只看一部分：种类、场景、给谁看</summary>
        <Facets choices={choices} filters={search.filters} ready={ready} onChange={(filters) => change({ filters })} />
      </details>
      <p role="status" class="told">{standing.step === 'found' ? sayCount(standing.query, standing.found) : ''}</p>
      {standing.step === 'failed' && (
        <div class="notice stop" role="alert">
          <p>没有搜成，网络不通或者太慢。下面的分类还能用。</p>
          <button type="button" class="button" onClick={again}>再搜一次</button>
        </div>
      )}
      {standing.step === 'found' && standing.found.total === 0 && <Nothing />}
      {standing.step === 'found' && <Hits found={standing.found} kinds={new Map(choices.kinds.map(({ id, name }) => [id, name]))} />}
      {standing.step === 'found' && standing.found.hits.length < standing.found.total && <button type="button" class="button" onClick={more}>再看几页</button>}
    </div>
  )
}

const sayCount = (query: string, { total, hits }: Found) =>
  total === 0 ? `没有找到“${query}”。` : `“${query}”有${total}页${hits.length < total ? `，先看${hits.length}页` : ''}。`

function Hits({ found, kinds }: { readonly found: Found; readonly kinds: ReadonlyMap<string, string> }): JSX.Element {
  return (
    <ol class="hits plain">
      {found.hits.map((hit) => <HitLine key={hit.path} hit={hit} kind={hit.kind === null ? undefined : kinds.get(hit.kind)} />)}
    </ol>
  )
}

/** Words are set as text and marks as elements: nothing of the index is read as HTML. */
function HitLine({ hit, kind }: { readonly hit: Hit; readonly kind: string | undefined }): JSX.Element {
  return (
    <li>
      <h2><a href={link(hit.path)}>{hit.title}</a></h2>
      <p class="small quiet">
        {kind !== undefined && <strong>{kind}　</strong>}
        {hit.excerpt.map(({ text, marked }, index) => (marked ? <mark key={index}>{text}</mark> : text))}
      </p>
    </li>
  )
}

function Nothing(): JSX.Element {
  return (
    <div class="notice tell">
      <div>
        <p>换个短一点的词，或者把上面选的去掉。还可以：</p>
        <ul class="ways">
          <li><a href="#topics">看下面的分类</a></li>
          <li>不知道找哪个单位：<a href={link('/who')}>这事归谁管</a></li>
          <li>不是安全的事，打 <a href="tel:12345">12345</a></li>
          <li>想问一句：<a href={link('/ask')}>问安委办</a></li>
          <li>有人正有危险：<a href={link('/emergency')}>出事了，马上做什么</a>，<a href={link('/hotlines')}>各种电话</a></li>
          <li>英文的应急卡片：<a href={link('/en')} hreflang="en" lang="en">English</a></li>
        </ul>
      </div>
    </div>
  )
}

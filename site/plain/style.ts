/** The whole style of the pages without scripts: the light colours and the sizes of site/styles/tokens.css, and no more than forms need: a page has 20 KB, and the longest tip takes thirteen of them. No quotes, no angle brackets: it stands in the page as it is. */
export const STYLE =
  ':root{--paper:#faf8f2;--sheet:#fffefb;--ink:#17191a;--quiet:#4a4842;--edge:#6e6a60;--act:#0a5a3b;--on:#fff;--stop:#9c1418;--onstop:#fff;--tell:#0a4784}' +
  '*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.75 system-ui,sans-serif;overflow-wrap:anywhere}' +
  'header nav,main,footer{max-width:40rem;margin:auto;padding:8px 16px}header nav{display:flex;justify-content:space-between;align-items:center}' +
  'main{padding-bottom:48px}h1{font-size:1.5rem;line-height:1.4}h2,legend{font-size:1.15rem;line-height:1.5;font-weight:700}h2{margin:2rem 0 .5rem}a{color:var(--tell)}' +
  '.demo{margin:0;padding:4px 16px;background:#fc0;color:#17191a;text-align:center}' +
  'fieldset{border:0;margin:2rem 0 0;padding:0;min-width:0}legend{padding:0}.b+.q{margin-top:8px}label{display:block}.f{margin-top:2rem}.f label{font-weight:700}' +
  'p.h,span.h,.q{color:var(--quiet);font-size:.95rem;font-weight:400;margin:0}span.h{display:block}.c label{display:grid;grid-template-columns:32px 1fr;min-height:48px;padding:8px 0;align-items:start}' +
  '.c br{display:none}.c input{width:22px;height:22px;margin:5px 0}input,select,textarea{font:inherit;color:inherit}' +
  '.f input:not([type=submit]),.f select,.f textarea{width:100%;min-height:48px;padding:8px 12px;background:var(--sheet);border:1px solid var(--edge);border-radius:8px}' +
  '.b{display:flex;flex-wrap:wrap;gap:12px;margin-top:2rem}[type=submit],a.go,a.exit{display:inline-block;min-height:48px;padding:8px 24px;border:2px solid;border-radius:8px;background:none;color:var(--act);text-decoration:none;font-weight:700}' +
  'input.go,a.go{background:var(--act);color:var(--on)}a.exit{border-color:var(--stop);background:var(--stop);color:var(--onstop)}' +
  '.p{display:none}:focus-visible{outline:4px solid var(--tell);outline-offset:2px}' +
  '.n{margin:1.5rem 0;padding:16px;background:var(--sheet);border:1px solid var(--edge);border-left:8px solid var(--act)}.n.w{border-left-color:#fc0}.n.s{border-left-color:var(--stop)}.n h2,.n p:first-child{margin-top:0}.n p:last-child,.n ul:last-child{margin-bottom:0}' +
  '.e{color:var(--stop);font-weight:700;margin:0}ul,ol{padding-left:1.4em}dt{margin-top:.75rem;color:var(--quiet)}dd{margin:0}.t{white-space:pre-wrap}pre{white-space:pre-wrap;font-size:.8rem}' +
  '.tel{display:flex;gap:12px;padding:0;list-style:none}.tel a{display:block;min-height:48px;padding:8px 12px;border:2px solid;border-radius:8px;color:var(--stop);font-weight:700;text-decoration:none}' +
  '.code{font-size:1.6rem;font-weight:700;overflow-wrap:normal}details{margin-top:1rem}summary{min-height:48px;padding:8px 0}' +
  'footer{border-top:1px solid var(--edge);font-size:.9rem}footer a{display:inline-block;padding:8px 16px 8px 0}'

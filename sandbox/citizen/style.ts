/** Colours are those of the portal. A wide screen shows the device whole; on a phone the page is its screen. */
export const STYLE = `:root{color-scheme:light dark;--bg:#fff;--desk:#eef1ea;--surface:#f6f7f2;--text:#171d15;--muted:#535e4e;--border:#d8ddd0;--accent:#2b5f1e;--soft:#e5f0dd;--on:#fff;--danger:#a3241c;--danger-soft:#fce9e6;--warn-soft:#fbf0d9;--focus:#1a4fd6;--case:#1c211b;font:1rem/1.6 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
@media(prefers-color-scheme:dark){:root{--bg:#10150f;--desk:#0a0d09;--surface:#1b221a;--text:#e9ede4;--muted:#a9b4a3;--border:#333d31;--accent:#98cf80;--soft:#22321c;--on:#0f1a0a;--danger:#f5a097;--danger-soft:#3a1a17;--warn-soft:#33270f;--focus:#9db8ff;--case:#2a3128}}
*,*::before,*::after{box-sizing:border-box}
body{margin:0;background:var(--desk);color:var(--text);overflow-wrap:anywhere;text-size-adjust:100%}
a{color:var(--accent)}
h1{font-size:1.375rem;line-height:1.25;margin:0}h2{font-size:1.125rem;line-height:1.3;margin:0}h3{font-size:1rem;margin:0}
p{margin:.5rem 0}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.top{display:flex;gap:1rem;justify-content:space-between;flex-wrap:wrap;padding:.625rem 1rem;background:var(--bg);border-block-end:1px solid var(--border);font-size:.9375rem}
.top nav{display:flex;gap:1rem}
.top a{display:inline-flex;align-items:center;min-block-size:1.75rem}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
button,.button{font:inherit;line-height:1.3;display:inline-flex;align-items:center;justify-content:center;min-block-size:2.75rem;padding:.5rem 1.125rem;border:1px solid var(--accent);border-radius:.5rem;background:transparent;color:var(--accent);text-decoration:none;cursor:pointer}
button.main{background:var(--accent);color:var(--on);font-weight:600}
button.danger{border-color:var(--danger);color:var(--danger)}
button:hover,.button:hover{text-decoration:underline}
input[type=text],input[type=tel]{font:inherit;inline-size:100%;min-block-size:2.75rem;padding:.5rem .75rem;border:1px solid var(--muted);border-radius:.5rem;background:var(--bg);color:inherit}
label.field{display:block;font-weight:600;margin-block:.75rem .25rem}
[role=alert]{background:var(--danger-soft);border-inline-start:4px solid var(--danger);border-radius:.25rem;padding:.625rem .875rem;margin:0 0 .75rem}
.muted{color:var(--muted);font-size:.9rem}
.note{background:var(--warn-soft);border-radius:.375rem;padding:.5rem .75rem;font-size:.9rem}
.links{list-style:none;margin:.75rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.links a{display:inline-flex;align-items:center;min-block-size:2.25rem}
.plain{max-inline-size:34rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.people{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.5rem}
.people li{background:var(--bg);border:1px solid var(--border);border-radius:.5rem;padding:.625rem .875rem}
.people small{display:block;color:var(--muted)}
.phone{display:grid;grid-template-areas:'head' 'device' 'more';grid-template-rows:auto 1fr auto}
.head{grid-area:head;padding:.75rem 1rem}.head p{margin:0}
.more{grid-area:more;padding:1rem}
.device{grid-area:device;background:var(--bg);display:flex;flex-direction:column;min-block-size:34rem;border-block:1px solid var(--border)}
.status{display:flex;justify-content:space-between;gap:.5rem;align-items:center;padding:.375rem 1.25rem;font-size:.875rem;font-weight:600;font-variant-numeric:tabular-nums}
.status svg{block-size:.9rem;inline-size:auto;fill:currentColor;vertical-align:-.1rem}
.screen{flex:1;overflow-y:auto;padding:.25rem 1rem 1.25rem}
.screen>h2{padding-block:.5rem .75rem;font-size:1.5rem}
.tabs{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(min-content,1fr);border-block-start:1px solid var(--border)}
.tabs a{display:flex;text-align:center;flex-direction:column;align-items:center;justify-content:center;gap:.125rem;min-block-size:3.5rem;padding:.375rem .125rem;color:var(--muted);text-decoration:none;font-size:.75rem;overflow-wrap:normal;line-height:1.3;border-block-start:3px solid transparent}
.tabs a[aria-current]{color:var(--accent);font-weight:600;border-block-start-color:var(--accent)}
.tabs svg{inline-size:1.375rem;block-size:1.375rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.list{list-style:none;margin:0;padding:0}
.list>li{display:grid;grid-template-columns:2.5rem 1fr;gap:.125rem .75rem;padding-block:.75rem;border-block-end:1px solid var(--border)}
.list>li:last-child{border:0}
.face{grid-row:1/3;inline-size:2.5rem;block-size:2.5rem;border-radius:50%;background:var(--soft);color:var(--accent);display:grid;place-items:center;font-weight:700}
.face svg{inline-size:1.25rem;block-size:1.25rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.line{display:flex;justify-content:space-between;gap:.75rem;align-items:baseline}
.line h3{font-size:.9375rem}
.line time{color:var(--muted);font-size:.8125rem;white-space:nowrap;font-variant-numeric:tabular-nums}
.sms{grid-column:2;background:var(--surface);border-radius:.25rem 1rem 1rem 1rem;padding:.5rem .75rem;margin:.125rem 0 0;white-space:pre-wrap;inline-size:fit-content;max-inline-size:100%}
.ringing .face{background:var(--accent);color:var(--on)}
.missed h3{color:var(--danger)}
.cards{list-style:none;margin:0;padding:0}
.screen>h3{margin-block:1rem .5rem}.screen>h3:first-of-type{margin-block-start:0}
.card{background:var(--surface);border:1px solid var(--border);border-radius:.75rem;padding:.75rem .875rem;margin-block:0 .75rem}
.card h3,.card h4{font-size:1rem;line-height:1.35;margin:0}
.card p{margin:.25rem 0}.card form{margin-block-start:.5rem}
.card fieldset{border:0;margin:.5rem 0;padding:0}.card legend{font-weight:600;padding:0}
.card code{font-size:.9rem}
.choice{display:flex;gap:.75rem;align-items:center;min-block-size:2.5rem;border-block-end:1px solid var(--border)}
.choice input{inline-size:1.25rem;block-size:1.25rem;flex:none;accent-color:var(--accent)}
.card .buttons{display:flex;flex-wrap:wrap;gap:.75rem;margin-block-start:.75rem}
.badge{font-size:.8125rem;line-height:1.4;white-space:nowrap;border:1px solid var(--muted);border-radius:1rem;padding:0 .625rem;color:var(--muted)}
.badge.good{background:var(--soft);border-color:var(--accent);color:var(--accent)}
.ussd{background:var(--surface);border:1px solid var(--border);border-radius:1rem;padding:1rem;margin-block:2rem 1rem;box-shadow:0 .5rem 1.5rem #0002}
.ussd .text{white-space:pre-wrap;margin:0 0 .75rem;font-size:1.0625rem}
.ussd .buttons{display:flex;justify-content:flex-end;flex-wrap:wrap;gap:.75rem;margin-block-start:.875rem}
.dial{display:grid;grid-template-columns:1fr auto;gap:.5rem;align-items:end}
.dial label{grid-column:1/3}
.codes{list-style:none;margin:.5rem 0 0;padding:0;display:grid;gap:.5rem}
.codes button{inline-size:100%;justify-content:space-between;gap:1rem;text-align:start;border-color:var(--border);color:inherit}
.codes code{font:inherit;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap;color:var(--accent)}
.share output{display:block;user-select:all;background:var(--bg);border:1px solid var(--border);border-radius:.375rem;padding:.5rem .75rem;font:.875rem/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
@media(min-width:52rem){
.phone{grid-template-areas:'head device' 'more device';grid-template-columns:minmax(16rem,22rem) minmax(23rem,25rem);grid-template-rows:auto 1fr;gap:0 3rem;justify-content:center;padding:2rem 1.5rem 3rem}
.head{padding:1rem 0 0}.head h1{font-size:1.75rem}.more{padding:1rem 0}
.device{block-size:min(50rem,calc(100vh - 7rem));min-block-size:36rem;border:.75rem solid var(--case);border-radius:2.75rem;overflow:hidden;box-shadow:0 0 0 1px #0003,0 1.5rem 3rem #0003}
.status{padding:.625rem 1.5rem .25rem}
.tabs a{min-block-size:4rem;padding-block-end:.625rem}
}
@media print{.tabs,.top,.more{display:none}}`;

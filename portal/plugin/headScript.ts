/**
 * Runs before the page is first painted, so that nothing moves afterwards: puts on the chosen theme, says whether there is a key and whether the
 * address narrows a list, and offers the reader's language where the page is in another one. A language that was chosen is remembered and opens in place of `/`.
 * Nothing is offered where nothing can be remembered.
 * @param bases path prefix of each language
 */
export function headScript(bases: Record<string, string>): string {
  return `if(/[?&](text|layer|agency|lifecycle)=[^&]/.test(location.search))document.documentElement.dataset.narrowed='';try{(function(d,s,b){
var t=s.getItem('dpi.theme'),l=s.getItem('dpi.locale'),w=(navigator.languages[0]||'').split('-')[0];
if(t)d.dataset.theme=t;
if(s.getItem('dpi.key'))d.dataset.hasKey='';
if(l!==null){if(location.pathname==='/'&&b[l]&&l!==d.lang)location.replace(b[l]+location.search+location.hash)}
else if(b[w]&&w!==d.lang){var o=document.createElement('style');o.textContent='[data-offer='+w+']{display:flex!important}';document.head.append(o)}
document.addEventListener('click',function(e){var c=e.target.closest('[data-choose-locale]');if(c){s.setItem('dpi.locale',c.dataset.chooseLocale);if(o)o.remove()}})
})(document.documentElement,localStorage,${JSON.stringify(bases)})}catch(e){}`.replaceAll('\n', '');
}

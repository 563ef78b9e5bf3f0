var i=new Map;function d(e){let t=i.get(e)??import(new URL(e,location.origin).href);return i.set(e,t),t}function l(e){let t=()=>{},o=!1;return d(e.data.address).
then(({draw:n})=>{o||(t=n(e))},()=>s(e)),()=>{o=!0,t()}}function s({data:e,parentElement:t}){let o=t.querySelector("pre"),n=o??document.createElement("pre");if(n.
textContent=e.source,o)return;let r=document.createElement("p");r.setAttribute("role","alert"),r.textContent="The code editor could not be fetched from the serv\
er. Reload the page to edit.",t.append(r,n)}export{l as default};

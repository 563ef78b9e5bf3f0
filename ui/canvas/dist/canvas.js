var ai=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11"],["Pooling","M2.5 3.5h11L9.6 8.8v4.4l-3.2-1.6V8.8z"],["Normalization","M1.8 12.2C5.6 12.2 5 3.8 8 3.8s2.4 8.4 6.2 8.4"],
["Activation","M2 11.8h5.6L13.6 4"],["Dropout","M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"],["Shape","M2.5 5.5h5v5h-5zM10.5\
 2.5h3v11h-3z"],["Reduction","M2.5 3.5h11M4.3 6.5h7.4M6.1 9.5h3.8M8 12.5h.1"],["Upsampling","M3 9.5h3.5V13H3zM6.5 9.5V3H13v10H6.5M11 5H8.8M11 5v2.2M11 5L8.8 7.2"],
["Embedding","M6 2.5h7.5v11H6zM6 6.2h7.5M6 9.8h7.5M1.5 8H4M2.8 6.6L4.2 8 2.8 9.4"],["Attention","M1.8 8s2.3-4.2 6.2-4.2S14.2 8 14.2 8s-2.3 4.2-6.2 4.2S1.8 8 1.8\
 8zM8 6.3a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4"],["Padding","M5.5 5.5h5v5h-5zM2.5 4.8V2.5h2.3M11.2 2.5h2.3v2.3M13.5 11.2v2.3h-2.3M4.8 13.5H2.5v-2.3"],["Visio\
n","M2.5 3.5h11v9h-11zM2.5 10.6l3-3 2.6 2.6 1.9-1.9 3.5 3.5M10.6 6.1h.1"],["Recurrent","M12.9 6.6A5.2 5.2 0 1 0 13.1 9.6M13.1 3v3.6H9.6"],["Arithmetic","M5 2.6v\
4.8M2.6 5h4.8M9.3 3.3l3.4 3.4M12.7 3.3L9.3 6.7M2.8 11.2h4.4M9 9.9h4M9 12.5h4"],["Other","M8 2l5.2 3v6L8 14l-5.2-3V5zM2.8 5L8 8l5.2-3M8 8v6"],["Residual","M5 1.5\
v13M5 4h3.6a3.4 3.4 0 0 1 3.4 3.4v1.2A3.4 3.4 0 0 1 8.6 12H5"],["Parallel","M8 1.5V4M8 12v2.5M3.8 7v2M12.2 7v2M3.8 7C3.8 5 5 4 8 4s4.2 1 4.2 3M3.8 9c0 2 1.2 3 4\
.2 3s4.2-1 4.2-3"],["Repeat","M3 7V6a2.5 2.5 0 0 1 2.5-2.5h7M10.5 1.5l2 2-2 2M13 9v1a2.5 2.5 0 0 1-2.5 2.5h-7M5.5 10.5l-2 2 2 2"],["Graph","M3.8 2.2a1.6 1.6 0 1\
 1 0 3.2a1.6 1.6 0 1 1 0-3.2M3.8 10.6a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2M12.2 6.4a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2M3.8 5.4v5.2M5.3 4.5l5.4 2.8M5.3 1\
1.5l5.4-2.8"],["My blocks","M2.5 6.2L8 3l5.5 3.2v5L8 14.2l-5.5-3zM2.5 6.2L8 9.4l5.5-3.2M8 9.4v4.8M5.2 4.6l5.6 3.2"],["Reuse","M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.2-2\
.2a2.6 2.6 0 0 0-3.7-3.7L7.9 4.4M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.5 8.8a2.6 2.6 0 0 0 3.7 3.7l.9-.9"],["chain","M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-\
3.7-3.7L7.9 4.4M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.5 8.8a2.6 2.6 0 0 0 3.7 3.7l.9-.9"],["define","M2.5 6.2L8 3l5.5 3.2v5L8 14.2l-5.5-3zM2.5 6.2L8 9.4l5.5-3.2M8 9.4v4\
.8"],["Code","M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5M9 3L7 13"],["undo","M5.5 3l-3 3 3 3M2.5 6h6.8a3.7 3.7 0 0 1 0 7.4H6.5"],["redo","M10.5 3l3 3-3 3M13.5 \
6H6.7a3.7 3.7 0 0 0 0 7.4h2.8"],["input","M2.5 8h7M6.8 5L10 8l-3.2 3M11 3.5h2.5v9H11"],["back","M10 4L6 8l4 4"],["project","M1.8 3h12.4M2.8 3v7.5h10.4V3M8 10.5V\
12M5 14l3-2 3 2M7 5.2l2.6 1.6L7 8.4z"],["chevron","M6 4l4 4-4 4"],["copy","M5.8 5.8h7.7v7.7H5.8zM10.2 5.8V2.5H2.5v7.7h3.3"],["remove","M3 4.5h10M6.2 4.5v-2h3.6v\
2M4.4 4.5l.6 9h6l.6-9M6.8 7v4M9.2 7v4"],["close","M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6"],["wrap","M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M8 5.6v4.8\
M5.6 8h4.8"],["unwrap","M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.6 8h4.8"],["search","M7 2.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4M10.2 10.2l3\
.3 3.3"],["check","M3.2 8.6l3 3 6.6-7"],["alert","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M8 5v3.6M8 11h.1"],["share","M8 9.5v-7M5 5.2l3-2.9 3 2.9M4.5 7\
.5H3v6h10v-6h-1.5"],["open","M2 12.5v-9h4l1.5 2h5v2M2 12.5l2-5h10.5l-2 5z"],["save","M8 2.5v7M5 6.8l3 2.9 3-2.9M2.5 11v2.5h11V11"],["file","M2.5 4.5h11M2.5 8h11\
M2.5 11.5h11"],["lost","M2 2l12 12M4.2 9.2A5.5 5.5 0 0 1 6.5 7.6M1.8 6.4a9 9 0 0 1 2.5-1.8M7.5 3.6a9 9 0 0 1 6.7 2.8M10.6 8a5.5 5.5 0 0 1 1.2 1.2M8 12.3h.1"],["\
plus","M8 3.5v9M3.5 8h9"],["star","M8 2.2l1.8 3.7 4 .5-3 2.8.8 4L8 11.3l-3.6 1.9.8-4-3-2.8 4-.5z"],["minus","M3.5 8h9"],["fit","M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 \
10.5v3h-3M5.5 13.5h-3v-3M5.5 5.5h5v5h-5z"],["help","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11.3h.1"]]),
li="http://www.w3.org/2000/svg",hi=new Map;function bs(s){let t=document.createElementNS(li,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("aria-hi\
dden","true");let e=document.createElementNS(li,"path");return e.setAttribute("d",s),t.append(e),t}function f(...s){let t=s.find(i=>ai.has(i))??"Other",e=hi.get(
t)??bs(ai.get(t));return hi.set(t,e),e.cloneNode(!0)}function l(s,t="",e="",...i){let n=document.createElement(s);return t&&(n.className=t),e&&(n.textContent=e),n.append(...i),n}function E(s,t,e){let i=l("button",
"tool","",f(t));return i.type="button",i.dataset.action=s,$(i,e),i}function k(s,t,e){let i=l("button",s,t);return i.type="button",i.addEventListener("click",e),
i}function $(s,t){u(s,"aria-label",t),u(s,"title",t)}function u(s,t,e){s.getAttribute(t)!==e&&(e===null?s.removeAttribute(t):s.setAttribute(t,e))}function st(){
return[l("span","if-wide","from the left"),l("span","if-narrow","from the list above")]}function g(s,t){s.textContent!==t&&(s.textContent=t)}function M(s,t){let e=new Set(
t);for(let n of[...s.children])e.has(n)||n.remove();let i=s.firstElementChild;for(let n of t){if(i&&i!==n&&i.nextElementSibling===n){let o=i;i=n,o.remove()}i===
n?i=i.nextElementSibling:s.insertBefore(n,i)}}function m(s,t){let e=s.composedPath()[0];return e instanceof Element?e.closest(t):null}var ws="input:not([type=ch\
eckbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";function R(s){return m(s,ws)!==null}var W=class{element;chips=[];constructor(t){this.element=l("div",`chips ${t}`),this.element.hidden=!0}draw(t){for(this.element.hidden=!t.length;this.chips.length<
t.length;)this.chips.push(ks());this.chips.length=t.length,t.forEach((e,i)=>ys(this.chips[i],e)),M(this.element,this.chips)}at(t){return this.element.hidden?null:
this.chips[t]??null}};function ks(){let s=l("button","chip","",l("span","chip-arrow","\u2190"),l("span","chip-text"));return s.type="button",s.tabIndex=-1,s.firstElementChild.
setAttribute("aria-hidden","true"),s}function ys(s,{text:t,id:e,hue:i,hint:n}){g(s.lastElementChild,t),u(s,"title",n),u(s,"aria-label",e===null?n:`From ${n}`),u(
s,"data-source",e===null?null:String(e)),s.disabled=e===null,s.classList.toggle("plain-source",i===null&&e!==null),i===null?s.style.removeProperty("--h"):s.style.
setProperty("--h",String(i))}var ot=class{constructor(t,e,i){this.sheet=t;this.find=e;this.wires=i}sheet;find;wires;lit=[];source(t){let e=Number(t.dataset.source),
i=t.closest("[data-block]");this.light([t,this.find(e)]),this.wires.highlight(i?Number(i.dataset.block):e,i?e:void 0)}takers(t){let e=this.find(t),i=[...this.sheet.
querySelectorAll(`[data-source="${t}"]`)].filter(n=>!e?.contains(n));this.light([...i,...i.map(n=>n.closest("[data-block], .terminal")),...this.alike(e)]),this.
wires.highlight(t)}alike(t){let e=t?.dataset.share;return e?[...this.sheet.querySelectorAll(`[data-share="${CSS.escape(e)}"]`)].filter(i=>i!==t):[]}clear(){this.
light([]),this.wires.highlight(null)}light(t){for(let e of this.lit)e.classList.remove("lit");this.lit=t.filter(e=>e!==null);for(let e of this.lit)e.classList.add(
"lit")}};function ci(s){let t=new Map,e=new Map(s.children.map((o,r)=>[o.id,r])),i=(o,r)=>{if(o.id===null)return;let a=e.get(o.id)??-1;if(a>=r.to)return;let h=`${o.id}.${o.
place}`,d=t.get(h)??{source:o.id,place:o.place,hue:o.hue,from:a,last:r.to,lane:0,wires:[]};d.wires.push(r),d.last=Math.max(d.last,r.to),t.set(h,d)};s.children.forEach(
(o,r)=>o.takes.forEach((a,h)=>{(!o.linked||!di(s,a,r))&&i(a,{taker:o.id,to:r,chip:h})}));let n=s.children.length;return s.gives.forEach((o,r)=>{(!s.given||!di(s,
o,n))&&i(o,{taker:null,to:n,chip:r})}),xs([...t.values()])}function V(s){return s.length?14+Le(s)*ui(s):0}function Le(s){return Math.max(2.5,Math.min(8,112/Math.
max(1,ui(s))))}function ui(s){return Math.max(0,...s.map(t=>t.lane))}function di(s,t,e){let i=s.children[e-1];return t.place===0&&(i?t.id===i.id:e===0)}function xs(s){
let t=[],e=[...s].sort((i,n)=>i.last-i.from-(n.last-n.from)||i.from-n.from);for(let i of e){let n=t.findIndex(o=>o.every(r=>i.last<=r.from||r.last<=i.from));i.lane=
n<0?t.length:n,(t[i.lane]??=[]).push(i)}return s}var pi="[data-port]",X=class{element;tags=[];constructor(t){this.element=l("div",`ports ${t}`),this.element.hidden=!0,this.element.setAttribute("aria-hidden","t\
rue")}draw(t){for(this.element.hidden=!t.length;this.tags.length<t.length;)this.tags.push(l("span","port tag"));this.tags.length=t.length,t.forEach(({text:e,name:i,
hint:n},o)=>{let r=this.tags[o];g(r,e),u(r,"title",n),r.dataset.port=i}),M(this.element,this.tags)}at(t){return this.element.hidden?null:this.tags[t]??null}};function mi(){
let s=l("span","port handle");return s.setAttribute("aria-hidden","true"),s}function Te(s,t){let e=Object.keys(s);return e.length===Object.keys(t).length&&e.every(i=>s[i]===t[i])}function Se(s,t){for(let e of Object.keys(t)){let[i,n]=[s[e],
t[e]];fi(i)&&fi(n)&&(t[e]=Se(i,n))}return Te(s,t)?s:t}function fi(s){return typeof s=="object"&&s!==null}var rt=class{element=l("div","parts");drawn="";constructor(){this.element.hidden=!0}draw(t){let e=JSON.stringify(t);e!==this.drawn&&(this.drawn=e,this.element.hidden=
!t.length,this.element.replaceChildren(...t.map(Es)))}};function Es({path:s,kind:t,text:e,params:i,depth:n,family:o,hue:r}){let a=[["kind",t],["part-path",s],["\
detail",e],["params",i]],h=l("div","part","",l("span","sign","",f(t,o)),...a.map(([d,c])=>l("span",d,c)));return h.title=`${s}: ${t}(${e})`,h.style.setProperty(
"--h",String(r)),h.style.setProperty("--depth",String(n)),h}function at({received:s,expected:t,fix:e,fixes:i},n){let o=l("div","problem");for(let[r,a]of[["received",s],["expected",t],["fix",e]])a&&o.append(l("div","fact",
"",l("span","fact-label",r),l("span","fact-text",a)));return i.length&&o.append(Ae(i,n)),o}function Ae(s,t){let e=l("div","fixes");return s.forEach((i,n)=>{let o=k(
"fix",i,()=>t(n));o.dataset.fix=String(n),o.title=i,e.append(o)}),e}function G(s){return s.reuse||s.label}var lt=class{element=l("span","chains");label=gi();tie=gi();draw(t){let e=G(t),i=[e?this.label:null,t.tied.length?this.tie:
null].filter(n=>n!==null);M(this.element,i),e&&(g(this.label.lastElementChild,e),this.label.style.setProperty("--h",String(t.shareHue)),u(this.label,"title",t.reuse?
`The block labelled ${e}, with the same parameters`:`Label ${e}: other places call this block again`)),t.tied.length&&(g(this.tie.lastElementChild,[...new Set(t.
tied.map(n=>n.label))].join(", ")),this.tie.style.setProperty("--h",String(t.tied[0].hue)),u(this.tie,"title",`Tied: ${t.tied.map(n=>n.text).join(", ")}`))}};function gi(){
return l("span","chain","",f("chain"),l("span"))}var ht=class{element=l("div","reach");words=l("span","reach-text");constructor(t){let e=k("unique","Make unique",
t);e.title="This place becomes blocks of its own; later edits of the definition leave it as it is",e.tabIndex=-1,this.element.append(this.words,e),this.element.
hidden=!0}draw({instance:t,folded:e,kind:i,places:n}){this.element.hidden=!t||e||n<2,g(this.words,`${i} \xB7 edits here change ${n} places`)}};function T(s){return s<=0&&s>-1e3}function dt(s,t=0){return-1e3-s*1e3-t}function vi(s){return Math.floor((-1e3-s)/1e3)}function w(s){return s!==null&&s<=-1e3}var Ms=200;function Ce(s,{block:t,others:e}){let i=new Set([t,...e]),n=[],o=r=>{for(let a of r.children)i.has(a.id)?n.push({block:a,parent:r}):o(a)};return o(s),
n}function bi({block:s,parent:t}){t.children.splice(t.children.indexOf(s),1)}function wi(s,t){for(let e of Ce(s.root,t))bi(e),s.selected!==null&&N(e.block,s.selected)&&
(s.selected=null)}function ki(s,t){let e=Ce(s.root,t),i=N(s.root,t.parent);if(!i||e.some(({block:r})=>N(r,i.id)))return;let n=new Set(e.map(({block:r})=>r)),o=i.
children.slice(t.index).find(r=>!n.has(r));e.forEach(bi),i.children.splice(o?i.children.indexOf(o):i.children.length,0,...n);for(let{block:r,parent:a}of e)Object.
assign(r,{pending:!0},i===a?{}:{takes:[],linked:!0})}function yi(s,t){let e=Ce(s.root,t).slice(0,Ms),i=e.map(({block:o},r)=>Ts(o,dt(t.id,r))),n=t.parent===void 0?
null:N(s.root,t.parent);n?n.children.splice(t.index??0,0,...i):t.parent===void 0&&[...e.keys()].reverse().forEach(o=>e[o].parent.children.splice(Ls(e,o),0,i[o])),
s.selected=i[0]?.id??s.selected}function Ls(s,t){let{block:e,parent:i}=s[t],n=new Set(s.map(r=>r.block)),o=i.children.indexOf(e);for(;n.has(i.children[o+1]);)o+=
1;return o+1}function Ts(s,t){return{...s,id:t,pending:!0,folded:s.holds,hidden:B(s),children:[],takes:[],linked:!0,outs:[]}}var xi=188,Ss=106,As=210,Cs=28,Ps=20,Hs=140,Ei=12,Os=60,Bs=new Set(["add","move","duplicate","remove","fold","rename","rename definition","rewire"]);function Pe(s,t){
let i={root:t.some(n=>Bs.has(n.op))?Li(s.root):s.root,selected:s.selected,places:new Map,order:s.inputs.map(n=>n.id)};for(let n of t)$s(i,n,s);return Si(i,i.root,
null,0,0,!1),i}function C(s){return s.kind==="Parallel"}function He({parent:s,index:t}){if(s?.kind!=="Graph"||s.folded)return!1;let e=s.children[t+1];return e?!e.
linked:!s.given}function P(s){return s.holds&&!s.folded&&!s.loading}function Z(s){let t=s.children.find(e=>e.body||e.slot&&e.key==="body");return t?Z(t):s}function Oe(s){
let[t]=s.children;return t?.body?Oe(t):t}function H(s,t){let{parent:e}=t;return e?.body?H(s,s.places.get(e.id)):e}function j(s,t){let e=s.places.get(t);return e?
e.parent?[...j(s,e.parent.id),e.index]:[]:null}function Mi(s,t){for(let e=s.places.get(t);e?.parent;e=s.places.get(e.parent.id))if(e.block.body)return e.parent.
kind;return""}function _(s,t,e){for(let i=s.places.get(e);i;i=i.parent?s.places.get(i.parent.id):void 0)if(i.block.id===t)return!0;return!1}function B(s){return s.
folded?s.hidden:s.children.reduce((t,e)=>t+(e.slot?0:1)+B(e),0)}function Li(s){return{...s,children:s.children.map(Li)}}function N(s,t){if(s.id===t)return s;for(let e of s.
children){let i=N(e,t);if(i)return i}return null}function $s(s,t,e){let i="block"in t&&t.block!==null?N(s.root,t.block):null;t.op==="select"||t.op==="form"?s.selected=
t.block:t.op==="add"?Rs(s,t,e):t.op==="move"?ki(s,t):t.op==="rename"&&i?i.name=t.name:t.op==="rename definition"?Ti(s.root,t.definition,t.name):t.op==="rewire"&&
i?i.pending=!0:t.op==="fold"&&i?Vs(i,t.folded):t.op==="remove"?wi(s,t):t.op==="duplicate"&&yi(s,t)}function Rs(s,t,e){let i=N(s.root,t.parent);if(!i)return;let n=e.
palette.find(a=>a.kinds.some(h=>h.kind===t.kind)),o=n?.kinds.find(a=>a.kind===t.kind),r={id:dt(t.id),kind:t.kind,name:"",family:n?.family??"",hue:o?.hue??n?.hue??
220,key:"",detail:"",params:"",exact:"",sum:"",input:"",output:"",changed:!1,means:null,state:"unknown",problem:null,caution:null,holds:!1,slot:!1,instance:!1,places:0,
label:"",reuse:"",shareHue:null,tied:[],count:0,shared:!1,folded:!1,hidden:0,children:[],pending:!0,takes:[],linked:!0,outs:[],wants:null,gives:[],given:!0,ins:[],
skips:0};i.children.splice(t.index,0,r),s.selected=r.id}function Ti(s,t,e){s.instance&&s.kind===t&&(s.kind=e);for(let i of s.children)Ti(i,t,e)}function Vs(s,t){
s.folded!==t&&(s.hidden=B(s),s.folded=t,s.loading=!t,s.children=[])}function Si(s,t,e,i,n,o){let r={block:t,parent:e,index:i,level:n,width:xi,wide:0,nets:t.kind===
"Graph"?ci(t):[]};s.places.set(t.id,r),e&&!t.body&&s.order.push(t.id);let a=t.children.length>1&&(C(t)||t.children.some(c=>c.slot)),h=t.children.map((c,p)=>Si(s,
c,t,p,t.body?n:n+1,o||a)),d=t.slot||!e?0:o?Ps:Cs;return r.wide=Ns(s,t,a)+d,r.width=Ds(t,h,a,o?Ss:xi)+(h.length?d:0)+(e?V(r.nets):0),r.width}function Ns(s,t,e){let i=t.
children.map(n=>s.places.get(n.id).wide);return e?i.reduce((n,o)=>n+Math.max(As,o),Ei*(i.length-1)):Math.max(0,...i)}function Ds(s,t,e,i){return s.slot&&s.key===
"shortcut"&&!t.length?Os:t.length?Math.max(i,e?t.reduce((n,o)=>n+o,Ei*(t.length-1)):Math.max(...t)):P(s)?Math.min(i,Hs):i}var Is=62,ct=class{constructor(t,e){this.id=t;this.events=e;this.become(t),this.element.setAttribute("role","treeitem"),this.element.tabIndex=-1,this.inside.setAttribute(
"role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden","true"),this.head.append(this.
twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,this.empty,this.gives.element),
this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=l("div","item");card=l("div","card");head=l("div","head");kind=l("span","\
kind");label=l("span","name");inside=l("div","inside");empty=l("div","empty");seen=0;typing=null;drawn=null;stands="";look="";twist=l("button","twist","",f("che\
vron"));sign=l("span","sign");count=l("span","count");detail=l("span","detail");params=l("span","params");takes=new W("takes");entries=null;outs=null;gives=new W(
"gives");handle=null;chains=null;reach=null;parts=null;problem=null;caution=null;actions=null;wire=l("div","wire");pill=l("span","pill");become(t){this.id=t,this.
element.dataset.block=String(t)}update(t,e,i){let{block:n}=t;this.updateStand(t);let o=_s(t,e,i);if(this.drawn&&Te(o,this.drawn))return;this.drawn=o,this.updateElement(
t,e),this.updateHead(n),this.updateProblem(n),this.updateCaution(n.problem?null:n.caution),this.updatePill(n,i),this.takes.draw(n.takes),this.gives.draw(n.folded?
[]:n.gives),this.updatePorts(t),this.updateSharing(n);let r=n.holds&&!n.children.length;this.inside.hidden=!n.children.length,this.empty.hidden=!r||n.folded&&!n.
slot,g(this.empty,r?Fs(n):"")}mark(t,e){this.element.classList.toggle("marked",t),this.element.classList.contains("within")||u(this.element,"aria-selected",String(
e))}forget(){this.drawn=null}needActions(){if(!(this.actions||this.element.classList.contains("slot"))){this.actions=l("span","actions"),this.actions.append(E("\
wrap","wrap","Wrap (w)"),E("duplicate","copy","Duplicate (d)"),E("remove","remove","Remove (Delete)"));for(let t of this.actions.children)t.tabIndex=-1;this.head.
append(this.actions)}}updateStand({block:t,parent:e,index:i,level:n}){let o=e?.children.length??1,r=t.body?"":`${n} ${i} ${o}`;if(r===this.stands)return;this.stands=
r;let a=h=>t.body?null:String(h);u(this.element,"aria-level",a(n)),u(this.element,"aria-posinset",a(i+1)),u(this.element,"aria-setsize",a(o))}updateElement(t,e){
let{block:i,parent:n,index:o}=t,{element:r}=this,a=["item",i.holds?"holds":"leaf",i.state];i.slot&&a.push("slot",i.key),Ai(i)&&a.push("vacant"),n&&C(n)&&a.push(
"lane"),i.holds&&!i.children.length&&a.push("hollow"),i.problem&&a.push("failing"),n?.kind==="Graph"&&a.push("joined"),He(t)&&a.push("cut"),n?.children[o+1]?.takes.
length&&a.push("spaced"),i.outs.length&&a.push("ported"),i.pending&&a.push("pending"),i.count&&!i.slot&&a.push("stack"),i.body&&a.push("within"),i.instance&&a.push(
"instance"),G(i)&&a.push("sharing"),e&&a.push("selected");for(let h of["hover","lifted","lit","taker","taking","marked","target","aside","loose","typing-name","\
typing-kind"])r.classList.contains(h)&&a.push(h);r.className=a.join(" "),r.dataset.kind=i.kind,r.style.setProperty("--h",String(i.slot?n.hue:i.hue)),u(r,"data-s\
hare",G(i)||null),i.shareHue!==null&&r.style.setProperty("--share",String(i.shareHue)),u(this.inside,"role",i.body?"none":"group"),r.style.setProperty("--w",`${t.
width}px`),r.style.setProperty("--wide",`${t.wide}px`),i.kind==="Graph"&&r.style.setProperty("--gutter",`${V(t.nets)}px`),this.inside.className=`inside ${Ws(i)}`,
this.speak(t),t.level===1&&(r.style.containIntrinsicSize=`auto ${Is*(1+B(i))}px`),e&&this.needActions()}speak(t){let{block:e}=t,i=o=>e.body?null:o,{element:n}=this;
u(n,"role",e.body?"none":"treeitem"),u(n,"aria-label",i(Us(t))),u(n,"aria-expanded",e.holds&&!e.slot&&!e.body?String(!e.folded):null),e.body&&u(n,"tabindex",null)}updatePorts({
block:t,parent:e}){let i=t.kind==="Graph"&&!t.folded&&t.children.length>0;i&&!this.entries&&this.inside.before((this.entries=new X("entries")).element),this.entries?.
draw(i?t.ins.map(o=>({text:o,name:o,hint:`${o}: an input of this Graph`})):[]),this.entries?.element.classList.toggle("linked",i&&t.children[0].linked),this.entries?.
element.classList.toggle("several",t.ins.length>1);let n=e?.kind==="Graph"&&!t.slot;if(n&&t.outs.length&&!this.outs&&this.card.append((this.outs=new X("outs")).
element),this.outs?.draw(n?t.outs:[]),!n||t.outs.length){this.handle?.remove(),this.handle=null;return}this.handle||this.card.append(this.handle=mi()),this.handle.
dataset.port=t.name}updateSharing(t){(G(t)||t.tied.length)&&!this.chains&&this.count.after((this.chains=new lt).element),this.chains?.draw(t),t.instance&&!this.
reach&&this.head.after((this.reach=new ht(()=>this.events.makeUnique(this.id))).element),this.reach?.draw(t),t.parts?.length&&!this.parts&&this.inside.before((this.
parts=new rt).element),this.parts?.draw(t.folded?[]:t.parts??[])}updateHead(t){let e=`${t.kind}/${t.family}`;e!==this.look&&this.sign.replaceChildren(f(t.kind,t.
family)),this.look=e,this.twist.hidden=!t.holds,u(this.twist,"aria-label",t.folded?"Unfold":"Fold"),this.typing!=="kind"&&g(this.kind,t.slot?t.key:t.kind),u(this.
head,"title",t.key&&t.key!==t.name?`${t.kind} ${t.key}`:null),this.typing!=="name"&&g(this.label,t.slot?"":t.name),u(this.label,"title",t.name||null),g(this.count,
t.count?`\xD7${t.count}${t.shared?" shared":""}`:""),u(this.count,"title",t.shared?"The same weights every time":null);let i=t.folded?[Gs(t),t.detail,Pi(t.hidden),
js(t)].filter(Boolean).join(" \xB7 "):t.detail;g(this.detail,i),u(this.detail,"title",i||null),u(this.head,"data-shape-far",t.problem?"\xD7":t.output||null),g(this.
params,t.pending?"\u2026":t.reuse?"shared":t.params),u(this.params,"title",t.exact||null)}updateProblem(t){this.problem?.remove(),this.problem=null,t.problem&&(this.
problem=at(t.problem,e=>this.events.fix(this.id,e)),this.head.after(this.problem))}updateCaution(t){this.caution?.remove(),this.caution=t&&l("div","caution","",
f("alert"),l("span","caution-text",t.text)),this.caution&&(this.caution.title=t.hint,t.fixes.length&&this.caution.append(Ae(t.fixes,e=>this.events.fix(this.id,e))),
this.head.after(this.caution))}updatePill(t,e){let[i,n]=t.body?["","sum"]:t.slot?[t.key==="body"?"+":"","sum"]:t.pending?["\u2026","unknown"]:t.problem?["\xD7",
"wrong"]:t.output?[t.output,t.changed?"changed":"same"]:["?","unknown"];this.pill.className=`pill ${n}`,g(this.pill,i),this.pill.dataset.shape=i,u(this.pill,"ti\
tle",t.means===null&&i.includes("B")&&e?`${i}
${e}`:null)}};function Ai(s){return Ci(s)&&!s.folded&&!s.children.length}function Ci(s){return s.slot&&s.key==="shortcut"}function Fs(s){return s.loading?"\u2026":
s.folded?Pi(s.hidden):Ci(s)?"x":C(s)?"Drop a first branch here":"Drop layers here"}function Ws(s){return C(s)?"lanes":s.children[0]?.body?"whole":s.children.some(
t=>t.slot)?s.children.some(Ai)?"branches skip":"branches":"column"}function Pi(s){return s===1?"1 block":`${s} blocks`}function Gs(s){return s.input&&s.output?`${s.
input} \u2192 ${s.output}`:""}function js({skips:s}){return s?`${s} ${s===1?"skip":"skips"}`:""}function b(s){return s.slot?s.key:s.name?`${s.kind} ${s.name}`:s.
kind}function Us(s){let{block:t,parent:e}=s,i=[b(t)];return t.detail&&i.push(t.detail),e?.kind==="Graph"&&i.push(`takes ${Hi(s)}`),t.instance&&i.push(t.places>1?
`one of ${t.places} places`:"its only place"),G(t)&&i.push(`${t.reuse?"calls again":"label"} ${G(t)}`),t.holds&&i.push(`${B(t)} inside`),t.gives.length&&i.push(
`gives ${Oi(t.gives)}`),t.problem?i.push(`problem: received ${t.problem.received}, expected ${t.problem.expected}`):i.push(t.output?`output ${t.output}`:"output\
 unknown"),t.caution&&!t.problem&&i.push(`caution: ${t.caution.text}`),(t.exact||t.params)&&i.push(t.exact||`${t.params} parameters`),i.join(", ")}function Hi({
block:s,parent:t,index:e}){return s.takes.length?Oi(s.takes):s.linked?e?t.children[e-1].name:"the input":"nothing"}function Oi(s){return s.map(t=>t.text).join("\
, ")}function _s(s,t,e){let{block:i,parent:n}=s;return{...i,children:i.children.length,means:i.means===null,selected:t,batch:e,top:s.level===1,width:s.width,wide:s.
wide,inside:B(i),first:i.children[0]?.linked,cut:He(s),parent:n?.kind,parentHue:n?.hue,next:n?.children[s.index+1]?.takes.length,sources:n?.kind==="Graph"&&Hi(s),
gutter:V(s.nets)}}var ut=class{set=new Set;anchor=null;reached=null;ids(t){let i=[...this.set].filter(n=>Bi(t.places.get(n))).filter(n=>!this.isWithin(t,n)).sort((n,o)=>t.order.indexOf(
n)-t.order.indexOf(o));return i.length>1?i:[]}with(t,e){let i=this.ids(t);return this.set.has(e)&&i.length?i:[e]}toggle(t,e,i){this.ids(t).length||(this.set=new Set(
e!==null&&Bi(t.places.get(e))?[e]:[]));let n=!this.set.delete(i);return n&&this.set.add(i),this.anchor=this.reached=i,n}put(t){this.set=new Set(t),this.anchor=t[0]??
null,this.reached=t.at(-1)??null}all(t,e){let i=t.places.get(e)?.parent?.children.filter(n=>!n.slot)??[];return this.put(i.map(n=>n.id)),this.ids(t)}reach(t,e,i){
let n=this.anchor!==null&&t.places.has(this.anchor)?this.anchor:e,o=n===null?void 0:t.places.get(n),r=t.places.get(i);for(;r?.parent&&r.parent!==o?.parent;)r=t.
places.get(r.parent.id);if(!o?.parent||!r?.parent||r.block.slot)return!1;let[a,h]=[Math.min(o.index,r.index),Math.max(o.index,r.index)];return this.set=new Set(
o.parent.children.slice(a,h+1).map(d=>d.id)),this.anchor=n,this.reached=r.block.id,!0}step(t,e,i){this.reached!==e&&this.clear();let n=t.places.get(e),o=n?.parent?.
children[n.index+i];return o&&!o.slot&&this.reach(t,e,o.id)?o.id:null}clear(){this.set.clear(),this.anchor=this.reached=null}isWithin(t,e){for(let i=t.places.get(
e)?.parent;i;i=t.places.get(i.id)?.parent)if(this.set.has(i.id))return!0;return!1}};function q(s,t){let e=t.map(n=>s.places.get(n)),[i]=e;return e.every((n,o)=>n?.
parent&&n.parent===i?.parent&&n.index===i.index+o)}function Bi(s){return!!(s?.parent&&!s.block.slot)}var ft=["Sequential","Graph","Residual","Parallel","Repeat"],qs="Structure",$i="Only blocks side by side can be put into one. Mark neighbours, or drag these to \
one place first.",mt=class{constructor(t){this.desk=t}desk;select(t){this.desk.view.selected===t||w(t)||this.desk.send({op:"select",block:t})}fold(t,e){let i=this.
desk.choosing.with(t).map(n=>this.place(n)?.block).filter(n=>n?.holds&&n.folded!==e&&!(n.slot&&e));for(let n of i)w(n.id)||this.desk.send({op:"fold",block:n.id,
folded:e});i.length&&this.desk.announce(`${e?"Folded":"Unfolded"} ${i.length>1?`${i.length} blocks`:b(i[0])}`)}add(t){let{desk:e}=this,i=()=>{let{parent:o,index:r}=this.
nextPlace();e.send({op:"add",kind:t,parent:o,index:r}),e.announce(`Added ${t}`)},n=this.place(e.view.selected)?.block;n?.pending&&n.family===qs?e.afterAnswer(i):
e.settle([],i)}drop(t,e,i){let{desk:n}=this;n.settle([...t.blocks,e.parent],()=>{t.block===null?this.insert(t.kind,e.parent,e.index):i==="again"?this.reuse(t.block,
e):i==="copy"?this.duplicate(t.block,e):this.move(t.block,e.parent,e.index)})}insert(t,e,i){let{desk:n}=this;n.settle([e],()=>{n.send({op:"add",kind:t,parent:e,
index:i}),n.view.selected!==null&&n.focus(n.view.selected),n.announce(`Added ${t}`)})}move(t,e,i){let{desk:n}=this,o=n.choosing.with(t),r=this.place(t);!r?.parent||
r.block.slot||n.settle([...o,e],()=>{n.send({op:"move",...pt(o),parent:e,index:i}),n.view.selected!==t&&n.send({op:"select",block:t}),n.focus(t);let a=this.place(
o[0]);a?.parent&&n.announce(`Moved ${this.spoken(o)} to position ${a.index+1} of ${this.named(a.parent.id)}`)})}shift(t,e){let i=this.desk.choosing.with(t),n=this.
place(i[0]);if(!n?.parent||n.block.slot)return;if(!q(this.desk.view,i))return this.desk.refuse("The marked blocks are not side by side. Drag them to one place f\
irst.");let o=e<0?n.index-1:n.index+i.length+1;if(o<0||o>n.parent.children.length)return this.desk.announce(e<0?"Already first":"Already last");this.move(t,n.parent.
id,o)}moveIn(t){let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=e.parent.children[this.place(this.desk.choosing.with(t)[0]).index-1];if(!i?.holds)return this.
desk.announce("No container before it to move into");if(!P(i))return this.fold(i.id,!1),this.desk.announce(`Unfolded ${b(i)}; press again to move in`);let n=Z(i);
this.move(t,n.id,n.children.length)}moveOut(t){let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=this.place(e.parent.id);for(;i?.block.slot&&i.parent;)
i=this.place(i.parent.id);if(!i?.parent)return this.desk.announce("Already at the outermost level");this.move(t,i.parent.id,i.index+1)}duplicate(t,e){let i=new Set(
this.desk.view.places.keys());this.onMarked(t,e?"Copied":"Duplicated",n=>{this.desk.send({op:"duplicate",...pt(n),...e&&{parent:e.parent,index:e.index}}),e&&this.
desk.view.selected!==null&&this.desk.focus(this.desk.view.selected),n.length>1&&this.desk.afterAnswer(()=>this.desk.choosing.putNew(i))})}reuse(t,e){if(this.desk.
choosing.with(t).length>1)return this.desk.refuse("One block can be called again. Wrap the marked row (w), or make a block of it (m), and call that again.");let i=e?
{parent:e.parent,index:e.index}:{};this.onBlock(t,"Calls again",()=>this.desk.send({op:"reuse",block:t,...i}))}define(t){let{desk:e}=this;if(!t.length)return e.
announce("Mark the blocks first");if(!q(e.view,t))return e.refuse($i);e.settle(t,()=>{e.send({op:"define",blocks:t}),e.announce(`Made a block of ${this.spoken(t)}`),
e.afterAnswer(()=>e.naming.className())})}makeUnique(t){this.onBlock(t,"Made unique:",()=>this.desk.send({op:"make unique",block:t}))}wrap(t,e){if(!q(this.desk.
view,this.desk.choosing.with(t)))return this.desk.refuse($i);this.onMarked(t,`Wrapped in ${e}:`,i=>this.desk.send({op:"wrap",...pt(i),kind:e}))}unwrap(t){let e=this.
place(t);if(this.isAlone(t,"unwrapped")){if(!e?.block.holds)return this.desk.announce("Only a container can be unwrapped");this.onBlock(t,"Unwrapped",()=>{this.
desk.focus((Z(e.block).children[0]??e.parent).id),this.desk.send({op:"unwrap",block:t})})}}isAlone(t,e){let i=this.desk.choosing.with(t).length===1;return i||this.
desk.refuse(`Blocks are ${e} one at a time. Select one of them.`),i}remove(t){this.place(t)?.parent&&!this.place(t).block.slot&&this.removeAll(this.desk.choosing.
with(t),!1)}removeAll(t,e){let{desk:i}=this;i.settle(t,()=>{let n=this.place(t[0]);if(!n?.parent)return;let o=new Set(t),r=c=>!o.has(c.id),{children:a}=n.parent,
h=a.slice(n.index).find(r)??a.slice(0,n.index).findLast(r)??n.parent,d=`${e?"Cut":"Removed"} ${this.spoken(t)}`;i.send({op:"remove",...pt(t),...e&&{cut:e}}),i.focus(
i.view.root.id===h.id?0:h.id),i.announce(d)})}paste(t,e){let{desk:i}=this;i.settle([],()=>{let n=new Set(i.view.places.keys()),o=this.nextPlace(),r=e!==null&&Mi(
i.view,o.parent)===e.home;i.send({op:"paste",text:r?e.text:t,...o}),i.afterAnswer(()=>i.choosing.putNew(n))})}addInput(t,e){let{desk:i}=this;i.send(t),i.send({op:"\
select",block:e}),i.afterAnswer(()=>i.focus(e)),i.announce("Added an input")}removeInput(t){let{desk:e}=this;e.send({op:"remove input",index:-t}),e.send({op:"se\
lect",block:0}),e.focus(0)}rename(t,e){this.desk.settle([t],()=>this.desk.send({op:"rename",block:t,name:e}))}fix(t,e){this.desk.settle([t],()=>this.desk.send({
op:"fix",block:t,index:e}))}onBlock(t,e,i){let n=this.place(t);!n?.parent||n.block.slot||this.desk.settle([t],()=>{let o=this.place(t);o?.parent&&(i(o),this.desk.
announce(`${e} ${b(o.block)}`))})}onMarked(t,e,i){let n=this.desk.choosing.with(t);!this.place(t)?.parent||this.place(t).block.slot||this.desk.settle(n,()=>{if(!n.
every(r=>this.place(r)?.parent))return;let o=this.spoken(n);i(n),this.desk.announce(`${e} ${o}`)})}spoken(t){return t.length===1?b(this.place(t[0]).block):`${t.
length} blocks`}nextPlace(){let{view:t}=this.desk,e=this.place(t.selected);if(t.selected!==null&&T(t.selected))return{parent:t.root.id,index:0};if(!e?.parent)return{
parent:t.root.id,index:t.root.children.length};let i=Z(e.block);return P(i)&&P(e.block)&&!i.children.length?{parent:i.id,index:0}:e.block.slot?{parent:e.block.id,
index:e.block.children.length}:{parent:e.parent.id,index:e.index+1}}named(t){let e=this.place(t);return e?.parent?b(e.block.slot?e.parent:e.block):"the model"}place(t){
return t===null?void 0:this.desk.view.places.get(t)}};function pt(s){return{block:s[0],others:s.slice(1)}}function Be(s,t,e){let{order:i}=s.view;gt(s,i[i.indexOf(t)+e])}function $e(s,t){gt(s,s.view.order.at(t))}function Re(s,t){let e=s.view.places.get(t)?.block;e?.folded?
s.commands.fold(t,!1):gt(s,e&&Oe(e)?.id)}function Ri(s,t){let e=s.view.places.get(t)?.block;e?.holds&&!e.folded&&!e.slot?s.commands.fold(t,!0):gt(s,Di(s.view,t))}
function Vi(s,t){let e=s.view.selected===t;s.commands.select(t),e&&(s.view.places.get(t)?.block.holds?Re(s,t):s.openForm(t))}function Ni(s,t){let e=Di(s.view,t);
e!==void 0&&e!==s.view.root.id?s.focus(e):s.commands.select(null)}function Di(s,t){let e=s.places.get(t);return e&&H(s,e)?.id}function gt(s,t){t!==void 0&&t!==s.
view.root.id&&s.focus(t)}var Ii=["Walk","Change","Put around","Look","Model"],Ks={Sequential:"Shift+s",Graph:"Shift+g",Residual:"Shift+r",Parallel:"Shift+p",Repeat:"Shift+x"},zs=99,I=[{
id:"next",title:"Next block",group:"Walk",keys:["ArrowDown"],block:!0,quiet:!0,run:(s,t)=>Be(s,t,1)},{id:"previous",title:"Block before",group:"Walk",keys:["Arr\
owUp"],block:!0,quiet:!0,run:(s,t)=>Be(s,t,-1)},{id:"enter",title:"Unfold or go in",group:"Walk",keys:["ArrowRight"],block:!0,quiet:!0,run:Re},{id:"leave",title:"\
Fold or go out",group:"Walk",keys:["ArrowLeft"],block:!0,quiet:!0,run:Ri},{id:"first",title:"First block",group:"Walk",keys:["Home"],block:!0,quiet:!0,run:s=>$e(
s,0)},{id:"last",title:"Last block",group:"Walk",keys:["End"],block:!0,quiet:!0,run:s=>$e(s,-1)},{id:"choose",title:"Select, go in",group:"Walk",keys:["Enter","\
 "],block:!0,quiet:!0,run:Vi},{id:"escape",title:"Go out, select nothing",group:"Walk",keys:["Escape"],block:!0,quiet:!0,run:(s,t)=>{s.choosing.clear()||Ni(s,t)}},
{id:"mark-next",title:"Mark the next one too",group:"Walk",keys:["Shift+ArrowDown"],block:!0,quiet:!0,run:({choosing:s},t)=>s.step(t,1)},{id:"mark-previous",title:"\
Mark the one before too",group:"Walk",keys:["Shift+ArrowUp"],block:!0,quiet:!0,run:({choosing:s},t)=>s.step(t,-1)},{id:"mark-all",title:"Mark all beside it (Ctr\
l+click: any block)",short:"Mark all beside it",group:"Walk",keys:["Ctrl+a"],block:!0,run:({choosing:s},t)=>s.all(t)},{id:"menu",title:"All that can be done wit\
h it",group:"Walk",keys:["Shift+F10","ContextMenu"],block:!0,quiet:!0,run:(s,t)=>s.openMenu(t)},{id:"search",title:"Search layers, Enter adds",group:"Change",keys:[
"/"],run:s=>s.focusSearch()},{id:"up",title:"Move up",group:"Change",keys:["Alt+ArrowUp"],block:!0,run:({commands:s},t)=>s.shift(t,-1)},{id:"down",title:"Move d\
own",group:"Change",keys:["Alt+ArrowDown"],block:!0,run:({commands:s},t)=>s.shift(t,1)},{id:"in",title:"Move into the container before",group:"Change",keys:["Al\
t+ArrowRight"],block:!0,run:({commands:s},t)=>s.moveIn(t)},{id:"out",title:"Move out of its container",group:"Change",keys:["Alt+ArrowLeft"],block:!0,run:({commands:s},t)=>s.
moveOut(t)},{id:"duplicate",title:"Duplicate",group:"Change",keys:["d","Ctrl+d"],block:!0,run:({commands:s},t)=>s.duplicate(t)},{id:"copy",title:"Copy (nothing \
selected: the model)",short:"Copy",group:"Change",keys:["Ctrl+c"],block:!0,native:!0,run:s=>s.clip("copy")},{id:"cut",title:"Cut",group:"Change",keys:["Ctrl+x"],
block:!0,native:!0,run:s=>s.clip("cut")},{id:"paste",title:"Paste after the selected block",short:"Paste after it",group:"Change",keys:["Ctrl+v"],block:!0,native:!0,
run:s=>s.clip("paste")},{id:"remove",title:"Remove",group:"Change",keys:["Delete","Backspace"],block:!0,run:({commands:s},t)=>T(t)?s.removeInput(t):s.remove(t)},
{id:"form",title:"Go to its form (Esc: back)",short:"Go to its form",group:"Change",keys:["e"],block:!0,run:(s,t)=>s.openForm(t)},{id:"rename",title:"Rename",group:"\
Change",keys:["F2"],block:!0,run:({naming:s},t)=>s.name(t)},{id:"reuse",title:"Call the same block again (Alt+drag: there)",short:"Call it again",group:"Change",
keys:["r"],block:!0,run:({commands:s},t)=>s.reuse(t)},{id:"takes",title:"In a Graph: choose what the block takes",short:"Choose what it takes",group:"Change",keys:[
"t"],block:!0,run:(s,t)=>s.openTakes(t)},{id:"wrap",title:"Wrap in \u2026",group:"Put around",keys:["w"],block:!0,run:({menus:s},t)=>s.wrap(t)},...ft.map(s=>({id:`\
wrap-${s}`,title:`Wrap in ${s}`,group:"Put around",keys:[Ks[s]],block:!0,run:({commands:t},e)=>t.wrap(e,s)})),{id:"unwrap",title:"Unwrap",group:"Put around",keys:[
"u"],block:!0,run:({commands:s},t)=>s.unwrap(t)},{id:"define",title:"Make a block of my own",group:"Put around",keys:["m"],block:!0,run:({commands:s,choosing:t},e)=>s.
define(t.meant(e))},{id:"fold",title:"Fold or unfold",group:"Look",keys:["f"],block:!0,run:({commands:s,view:t},e)=>s.fold(e,!t.places.get(e)?.block.folded)},{id:"\
fold-all",title:"Fold all",group:"Look",keys:["Shift+f","1"],run:s=>s.foldTo(1)},{id:"depth-2",title:"Unfold two levels",group:"Look",keys:["2"],run:s=>s.foldTo(
2)},{id:"depth-3",title:"Unfold three levels",group:"Look",keys:["3"],run:s=>s.foldTo(3)},{id:"unfold-all",title:"Unfold all",group:"Look",keys:["Shift+u","4"],
run:s=>s.foldTo(zs)},{id:"zoom-in",title:"Zoom in",group:"Look",keys:["+","="],run:s=>s.zoom(1)},{id:"zoom-out",title:"Zoom out",group:"Look",keys:["-"],run:s=>s.
zoom(-1)},{id:"zoom-reset",title:"Zoom to 100 %",group:"Look",keys:["0"],run:s=>s.zoom("life")},{id:"zoom-fit",title:"Fit the model to the canvas",group:"Look",
keys:["Shift+0",")"],run:s=>s.zoom("fit")},{id:"explain",title:"Explain the shape it gives",group:"Look",keys:["i"],block:!0,run:(s,t)=>s.explain(t)},{id:"proje\
ct",title:"Step through the forward pass, in large",group:"Look",keys:["p"],run:s=>s.project()},{id:"problem",title:"Show the first problem",group:"Look",keys:[
"!"],run:s=>s.showProblem()},{id:"undo",title:"Undo",group:"Model",keys:["Ctrl+z"],run:s=>s.step("undo")},{id:"redo",title:"Redo",group:"Model",keys:["Ctrl+y","\
Ctrl+Shift+z"],run:s=>s.step("redo")},{id:"history",title:"Go back several steps \u2026",group:"Model",keys:[],run:({menus:s})=>s.history()},{id:"title",title:"\
Rename the model",group:"Model",keys:[],run:s=>s.startTitle()},{id:"file",title:"New, open, save, share",group:"Model",keys:[],quiet:!0,run:({files:s})=>s.menu()},
{id:"new",title:"New model",group:"Model",keys:[],run:({files:s})=>s.begin()},{id:"open",title:"Open a file \u2026",group:"Model",keys:["Ctrl+o"],always:!0,run:({
files:s})=>s.open()},{id:"save",title:"Save as a file",group:"Model",keys:["Ctrl+s"],always:!0,run:({files:s})=>s.save()},{id:"share",title:"Share a link",group:"\
Model",keys:[],run:({files:s})=>s.share()},{id:"drafts",title:"Earlier drafts \u2026",group:"Model",keys:[],run:({files:s})=>s.earlier()},{id:"finder",title:"Fi\
nd anything",group:"Model",keys:["Ctrl+k"],always:!0,quiet:!0,run:s=>s.openFinder()},{id:"help",title:"List of shortcuts",group:"Model",keys:["?"],run:({menus:s})=>s.
help()}],vt=[{id:"next",title:"Next step, or the answer",keys:["ArrowRight","ArrowDown"," ","PageDown"]},{id:"back",title:"Step before",keys:["ArrowLeft","Arrow\
Up","PageUp"]},{id:"first",title:"First step",keys:["Home"]},{id:"last",title:"Last step",keys:["End"]},{id:"ask",title:"Ask what comes out, then show it",keys:[
"a"]},{id:"inside",title:"Look inside a folded block",keys:["f"]},{id:"close",title:"Back to the canvas, at this block",keys:["Escape"]}],Ys=new Map(I.flatMap(s=>s.
keys.map(t=>[t,s])));function Fi(s){return Ys.get(s)}function A(s){let t=I.find(e=>e.id===s);if(!t)throw new Error(`There is no action "${s}".`);return t}var Ve="blockyard/tab",bt="blockyard/left",Js=window,Xs=Symbol.for(Ve);function Q(){let s=crypto.getRandomValues(new Uint32Array(2));return s[0].toString(36)+s[1].
toString(36)}function K(){return Js[Xs]??=Zs()}function Zs(){let s=Q();try{sessionStorage.getItem(bt)&&(s=sessionStorage.getItem(Ve)??s),sessionStorage.removeItem(
bt),sessionStorage.setItem(Ve,s),addEventListener("pagehide",()=>sessionStorage.setItem(bt,"yes")),addEventListener("pageshow",t=>t.persisted&&sessionStorage.removeItem(
bt))}catch{}return s}var ji="blockyard/drafts",Ui=2,Qs=8,to=300,_i=new Set(["new","open","open link","open ours"]);function eo(s){if(typeof s!="object"||s===null)return!1;let{v:t,tab:e,
session:i,time:n,title:o,document:r,edits:a,folded:h}=s,d=[e,i,o,r].every(c=>typeof c=="string");return t===Ui&&typeof n=="number"&&d&&Array.isArray(a)&&a.every(
io)&&Array.isArray(h)}function io(s){return typeof s=="object"&&s!==null&&"op"in s}function wt(){try{let s=JSON.parse(localStorage.getItem(ji)??"[]");return Array.
isArray(s)?s.filter(eo):[]}catch{return[]}}function Wi(s){for(let t=Math.min(s.length,Qs);t>0;t-=1)try{return localStorage.setItem(ji,JSON.stringify(s.slice(0,t)))}catch{}}
function no(s,t,e){let i=[...t.places.values()].filter(({block:d})=>d.folded).map(({block:d})=>j(t,d.id)),n=t.selected===null?null:j(t,t.selected),{session:o,title:r,
document:a}=s,h=s.changed||e.some(({op:d})=>!_i.has(d));return{v:Ui,tab:K(),session:o,time:Date.now(),title:r,document:a,changed:h,edits:e,selected:n,folded:i}}
var kt=class{timer=0;make=null;written=null;leaving=new AbortController;held=!1;constructor(){K(),addEventListener("pagehide",()=>this.flush(),{signal:this.leaving.
signal})}own(){return wt().find(t=>t.tab===K())??this.written}others(t){return wt().filter(e=>e.tab!==K()&&e.document!==t.document)}keep(t,e,i){this.held||t.fresh&&
!i.length||(this.make=()=>no(t,e,i),this.timer||=window.setTimeout(()=>this.flush(),to))}flush(){clearTimeout(this.timer),this.timer=0;let t=this.make?.();this.
make=null,!(!t||this.written&&Gi(t)===Gi(this.written))&&(this.written=t,Wi([t,...wt().filter(e=>e.tab!==t.tab&&e.document!==t.document)]))}hold(){this.flush(),
this.held=!0}release(){this.held=!1}setAside(){this.held||(this.flush(),this.written=null,Wi(wt().flatMap(t=>t.tab!==K()?t:t.changed?so(t):[])))}stop(){this.flush(),
this.leaving.abort()}};function so(s){let t=s.edits.findIndex(({op:e})=>_i.has(e));return{...s,tab:Q(),edits:t<0?s.edits:s.edits.slice(0,t)}}function Gi(s){return JSON.
stringify({...s,time:0})}function z(s){let t=new Date(s),i=t.toDateString()===new Date().toDateString()?{}:{day:"numeric",month:"short"};return t.toLocaleString(
void 0,{...i,hour:"2-digit",minute:"2-digit"})}var oo={ArrowUp:"\u2191",ArrowDown:"\u2193",ArrowLeft:"\u2190",ArrowRight:"\u2192",Delete:"Del",Escape:"Esc"," ":"Space",ContextMenu:"Menu",PageUp:"PgUp",PageDown:"\
PgDn"},ro=/mac|iphone|ipad/i.test(navigator.platform);function qi(s){let t=s.key.length===1,e=s.shiftKey&&(!t||/[a-z0-9]/i.test(s.key));return[...[(s.ctrlKey||s.
metaKey)&&"Ctrl",s.altKey&&"Alt",e&&"Shift"],t?s.key.toLowerCase():s.key].filter(Boolean).join("+")}function tt(s){let t=s==="+"?["+"]:s.split("+");return t.map(
e=>oo[e]??(e==="Ctrl"&&ro?"\u2318":e.length===1&&t.length>1?e.toUpperCase():e))}function S(s){return tt(s).join("+")}function zi(s,t,e){let i=JSON.parse(s.document),n=new Map((i.definitions??[]).map(d=>[d.name,d])),o=t.map(d=>Yi(s.root,i.root,d,n,{},""));if(!o.length||!o.every(
d=>d!==null))return null;let{home:r}=o[0],a=r!==""&&o.every(d=>d.home===r),h=o.map(d=>({...d,values:{}}));return{text:Ki(o,i,e),own:a?{text:Ki(h,i,e),home:r}:null}}
function Ki(s,t,e){let i=s.every(({parent:d})=>d.kind==="Graph"&&d===s[0].parent),n=s.map(({plain:d,values:c})=>Ji(d,c)),[o,r]=i?co(s,n,t):[[Ne(s[0].card.input,
t)],{kind:"Sequential",children:ho(n)}],a=uo(n,t.definitions??[]),h={format:t.format,title:e.slice(0,64),...t.batch?{batch:t.batch}:{},inputs:o,...a.length?{definitions:a}:
{},root:r};return`${JSON.stringify(h,null,2)}
`}function Yi(s,t,e,i,n,o){for(let[r,a]of s.children.entries()){let h=a.body?i.get(s.kind):void 0,d=h?h.body:t.children?.[r];if(!d)return null;if(a.id===e)return{
card:a,plain:d,parent:s,values:n,home:o};let c=h?{...h.parameters,...Xi(t.args??{},n)}:n,p=Yi(a,d,e,i,c,h?.name??o);if(p)return p}return null}function Ji(s,t){let e=s.
args&&{args:Xi(s.args,t)},i=s.children&&{children:s.children.map(n=>Ji(n,t))};return{...s,...e,...i}}function Xi(s,t){return Object.fromEntries(Object.entries(s).
map(([e,i])=>[e,Zi(i)?ao(i.rule,t):i]))}function Zi(s){return typeof s=="object"&&s!==null&&!Array.isArray(s)&&"rule"in s}function ao(s,t){let e=s.trim();return Object.
hasOwn(t,e)?t[e]:{rule:s.replace(/[A-Za-z_]\w*/g,i=>Object.hasOwn(t,i)?lo(t[i],i):i)}}function lo(s,t){return Zi(s)?`(${s.rule})`:typeof s=="boolean"?s?"True":"\
False":typeof s=="number"?s<0?`(${s})`:String(s):t}function ho(s){let t=new Set;return s.map(({inputs:e,...i})=>(!i.name||t.has(i.name)?delete i.name:t.add(i.name),
i))}function co(s,t,e){let i=new Set(t.map(h=>h.name)),n=new Map,o=h=>i.has(h)||[...n.values()].some(d=>d.name===h)?o(`${h}_`):h;t[0].inputs?.length||n.set("",{
...Ne(s[0].card.input,e),name:o("x")});let r=t.map(h=>({...h,...h.inputs&&{inputs:h.inputs.map(a)}}));return[[...n.values()].slice(0,8),{kind:"Graph",children:r}];
function a(h){let d=h.split(".")[0];if(i.has(d))return h;let c=s[0].parent.children.find(v=>v.name===d),p=n.get(h)?.name??o(h.replace(".","_"));return n.has(h)||
n.set(h,{...Ne(c&&d===h?c.output:"",e),name:p}),p}}function Ne(s,{inputs:[t]}){let e=s.split("\xD7").map(n=>n==="B"?"B":Number(n)),i=e.every((n,o)=>n==="B"?e.indexOf(
"B")===o:Number.isInteger(n)&&n>0);return!s||!i||e.join()===t.shape.join()?{shape:t.shape,dtype:t.dtype}:{shape:e,dtype:"float32"}}function uo(s,t){let e=new Set,
i=n=>{e.add(n.kind),n.children?.forEach(i)};s.forEach(i);for(let n of[...t].reverse())e.has(n.name)&&i(n.body);return t.filter(n=>e.has(n.name))}var Qi=1e6,yt=class{constructor(t){this.host=t;let{signal:e}=this.listening;document.addEventListener("copy",i=>this.copy(i),{signal:e}),document.addEventListener(
"cut",i=>this.cut(i),{signal:e}),document.addEventListener("paste",i=>this.paste(i),{signal:e})}host;last=null;asked=!1;listening=new AbortController;stop(){this.
listening.abort()}run(t){if(t==="paste")return void this.read();this.asked=!0,document.execCommand(t),this.asked=!1}async read(){try{this.take(await navigator.clipboard.
readText())}catch{this.no(`The browser does not hand its clipboard to menus. Press ${S("Ctrl+v")} instead.`)}}copy(t){if(!this.isMeant(t))return!1;let e=this.host.
choosing.chosen,i=e.length?this.host.commands.spoken(e):"the whole model",n=e.length?zi(this.host.model,e,i):{text:this.host.model.document,own:null};return t.preventDefault(),
n===null?this.no("The block is still being made. Copy it again in a moment."):new Blob([n.text]).size>Qi?this.no("These blocks are too large for the clipboard. \
Save the model as a file instead."):(t.clipboardData?.setData("text/plain",n.text),this.last=n,this.host.say(`${t.type==="cut"?"Cut":"Copied"} ${i}`),!0)}cut(t){
this.isMeant(t)&&!this.host.choosing.chosen.length?this.no("Select the block to cut first."):this.copy(t)&&this.host.commands.removeAll(this.host.choosing.chosen,
!0)}paste(t){this.isMeant(t)&&(t.preventDefault(),this.take(t.clipboardData?.getData("text/plain")??""))}take(t){let e=t.trim();new Blob([e]).size>Qi?this.no("T\
he text on the clipboard is too large. Open it as a file instead."):e.startsWith("{")?this.host.commands.paste(e,e===this.last?.text.trim()?this.last.own:null):
this.no(`The clipboard holds ${e?"a text that is no model":"no text"}. Copy blocks here first (Ctrl+C), or the JSON of a model.`)}no(t){return this.host.refuse(
t),!1}isMeant(t){return this.asked?!0:t.type!=="paste"&&this.hasText()||t.defaultPrevented||R(t)||m(t,"[role=dialog], .menu, .palette")?!1:t.composedPath().includes(
this.host.root)||document.activeElement===document.body||document.activeElement===null}hasText(){let t=this.host.root.getRootNode();return[document.getSelection(),
t.getSelection?.()].some(e=>!!(e&&!e.isCollapsed&&e.toString()))}};var xt=class{constructor(t){this.host=t}host;marks=new ut;get several(){return this.marks.ids(this.host.view)}get chosen(){let{places:t,selected:e}=this.host.view,
i=e===null?void 0:t.get(e);return this.several.length?this.several:i?.parent&&!i.block.slot?[e]:[]}with(t){return this.marks.with(this.host.view,t)}meant(t){return this.
several.length?this.several:this.host.view.places.has(t)?[t]:[]}follow(t){let{selected:e}=this.host.view;e!==t&&!this.several.includes(e??NaN)&&this.marks.clear()}choose(t){
this.marks.clear(),this.host.commands.select(t),this.host.redraw()}chooseNothing(){this.marks.clear(),this.host.commands.select(null),this.host.redraw()}step(t,e){
let i=this.marks.step(this.host.view,t,e);i===null?this.host.announce("No further block in this row"):this.reached(i)}reach(t){let e=this.marks.reach(this.host.
view,this.host.view.selected,t);return e&&this.reached(t),e}toggle(t){let e=this.marks.toggle(this.host.view,this.host.view.selected,t);this.reached(e?t:this.several.
at(-1)??t)}all(t){this.marks.all(this.host.view,t).length&&this.reached(t)}put(t,e){this.marks.put(t);let i=t.at(-1);e&&i!==void 0?this.reached(i):this.host.redraw()}putNew(t){
let{order:e,places:i,selected:n}=this.host.view,o=r=>!t.has(r)&&!i.get(r).block.slot;this.marks.put(e.filter(r=>i.has(r)&&o(r)&&t.has(i.get(r).parent.id))),n!==
null&&i.has(n)&&this.host.focus(n),this.host.redraw()}clear(){let t=this.several.length>0;return this.marks.clear(),t&&this.host.redraw(),t}reached(t){let{host:e}=this;
e.commands.select(t),e.focus(t),e.redraw();let{length:i}=this.several;e.announce(i?`${i} blocks marked`:"One block selected")}};var Et=class{constructor(t){this.tell=t}tell;timer=0;lost=!1;watch(t){clearTimeout(this.timer),t?this.timer=window.setTimeout(()=>{this.ask()},this.lost?1500:2500):
this.say(!1)}stop(){clearTimeout(this.timer)}async ask(){let t=this.timer,e=await po();t===this.timer&&(this.say(!e),this.watch(!0))}say(t){t!==this.lost&&(this.
lost=t,this.tell(t))}};async function po(){try{return(await fetch(new URL("_stcore/health",location.href),{cache:"no-store",signal:AbortSignal.timeout(1500)})).
ok}catch{return!1}}var mo=["Change","Put around","Look","Walk","Model"],fo={up:({index:s})=>s>0,down:({index:s,parent:t})=>s<t.children.length-1,in:({index:s,parent:t})=>t.children[s-
1]?.holds===!0,out:({level:s})=>s>1,takes:({parent:s})=>s.kind==="Graph",unwrap:({block:s})=>s.holds,fold:({block:s})=>s.holds},Mt=class{constructor(t,e,i){this.
host=t;this.popover=e;i.addEventListener("contextmenu",n=>this.asked(n))}host;popover;open(t,e=null){let{host:i}=this,n=i.view.places.get(t),o=i.sheet.items.get(
t);if(!n?.parent||!o||n.block.slot||w(t))return;i.choosing.with(t).includes(i.view.selected??NaN)||i.choosing.choose(t);let r=i.choosing.with(t).length,a=o.head.
getBoundingClientRect();this.popover.menu(e??new DOMRect(a.left+8,a.bottom,0,0),r>1?`${r} blocks`:b(n.block),this.choices(n),()=>i.focus(t))}asked(t){if(m(t,".m\
enu"))return t.preventDefault();let e=m(t,".item:not(.slot)");!e||m(t,"input")||t.pointerType==="touch"||(t.preventDefault(),this.open(Number(e.dataset.block),new DOMRect(
t.clientX,t.clientY,0,0)))}choices(t){let e=I.filter(i=>i.block&&!i.quiet&&!i.id.startsWith("wrap-")&&(fo[i.id]?.(t)??!0));return mo.flatMap(i=>e.filter(n=>n.group===
i).map(n=>this.choice(n,t.block.id)))}choice({title:t,short:e,group:i,keys:n,run:o},r){return{text:e??t,hint:n[0]?S(n[0]):"",group:i,run:()=>o(this.host,r)}}};var go=220,tn=8,et=8,vo=".pill[data-shape], .terminal-shape",en=["depth","height","width"],Lt=class{constructor(t,e,i){this.root=t;this.look=i;this.element.setAttribute(
"role","tooltip"),this.element.hidden=!0,t.append(this.element),e.addEventListener("pointerover",n=>this.point(m(n,vo))),e.addEventListener("pointerleave",()=>this.
point(null)),e.addEventListener("scroll",()=>this.hide()),t.addEventListener("pointerdown",()=>this.hide()),t.addEventListener("keydown",()=>this.hide(),{capture:!0}),
t.addEventListener("focusout",()=>this.hide())}root;look;element=l("div","explain");pill=null;timer=0;show(t){let e=t.querySelector(":scope > .wire > .pill, .te\
rminal-shape");return e&&this.open(e)?this.spoken():""}point(t){t!==this.pill&&(this.hide(),this.pill=t,t&&(this.timer=window.setTimeout(()=>this.open(t),go)))}hide(){
clearTimeout(this.timer),this.pill=null,this.element.hidden=!0}open(t){let[e,i]=this.meaning(t);if(!t.isConnected||!i)return!1;let[n,o=""]=i.split(`
`),r=e.split(" \xB7 ").map((d,c)=>bo(d,n.split(" \xB7 ")[c]??"")),{batch:a}=this.look().data,h=t.classList.contains("changed")?[l("p","explain-filled","Filled: \
the shape changed here.")]:[];return this.element.replaceChildren(...r.map(d=>wo(d,a)),...o?[l("p","explain-change",o)]:[],...h),this.element.hidden=!1,this.beside(
t),!0}meaning(t){let{view:e,data:i}=this.look(),n=Number(t.closest("[data-block]")?.dataset.block??e.root.id),o=i.inputs.find(a=>a.id===n);if(o)return[o.text,o.
means];let r=e.places.get(n)?.block;return r&&!r.pending&&r.means!==null?[r.output,i.meanings[r.means]??""]:["",""]}spoken(){return[...[...this.element.querySelectorAll(
".explain-row")].map(e=>[...e.children].map(i=>i.textContent).join(" ")),this.element.querySelector(".explain-change")?.textContent].filter(Boolean).join(", ")}beside(t){
let e=this.root.getBoundingClientRect(),i=t.getBoundingClientRect(),{offsetWidth:n,offsetHeight:o}=this.element,r=i.right-e.left+tn,a=r+n+et<=e.width?r:i.left-e.
left-n-tn,h=(i.top+i.bottom)/2-e.top-o/2;this.element.style.left=`${Math.max(et,Math.min(a,e.width-n-et))}px`,this.element.style.top=`${Math.max(et,Math.min(h,e.
height-o-et))}px`}};function bo(s,t){let e=t.split("|"),i=[];return s.split("\xD7").forEach((n,o)=>{let r=e[o]||`dimension ${o}`,a=i.at(-1);a&&en.includes(e[o-1]??
"")&&en.includes(r)?(a.size+=`\xD7${n}`,a.word+=` \xD7 ${r}`):i.push({size:n,word:r})}),i}function wo(s,t){let e=t.match(/\d+/)?.[0];return l("div","explain-row\
s","",...s.map(({size:i,word:n})=>{let o=l("span","explain-word",n==="batch"&&i==="B"&&e?`batch, now ${e}`:n);return o.classList.toggle("nameless",n.startsWith(
"dimension ")),l("div","explain-row","",l("span","explain-size",i),o)}))}var Tt="#model=";async function nn(s){let t=new Blob([s]).stream().pipeThrough(new CompressionStream("deflate")),e=new Uint8Array(await new Response(t).arrayBuffer()),n=btoa(Array.
from(e,o=>String.fromCharCode(o)).join("")).replaceAll("+","-").replaceAll("/","_").replaceAll("=","");return`${location.origin}${location.pathname}${Tt}${n}`}var sn=window,
on=Symbol.for("blockyard/link");function De(){if(location.hash.startsWith(Tt))return location.hash;let s=sn[on]?"":performance.getEntriesByType("navigation")[0]?.
name??"";return s.includes(Tt)?s.slice(s.indexOf(Tt)):null}function rn(){sn[on]=!0,history.replaceState(history.state,"",location.pathname+location.search)}async function an(s){
s.select();try{return await navigator.clipboard.writeText(s.value),!0}catch{return document.execCommand("copy")}}var hn=1e6,St=class{constructor(t){this.desk=t}desk;menu(){let t=(n,o,r="")=>{let{title:a,keys:h}=A(n);return{text:a,hint:r||h.map(S).join(""),icon:o,run:()=>this.
desk.run(n)}},e=this.desk.drafts().length,i=[t("new","plus"),t("open","open"),t("save","save"),t("share","share")];this.desk.popover.menu(this.desk.boxOf("file"),
"Model",e?[...i,t("drafts","undo",String(e))]:i,this.desk.back())}begin(){this.desk.send({op:"new"}),this.desk.announce("A new model. Undo brings back the one b\
efore.")}open(){let t=l("input");t.type="file",t.accept=".json,application/json",t.addEventListener("change",()=>t.files?.[0]&&void this.read(t.files[0])),t.click()}save(){
let{document:t,file:e}=this.desk.model,i=l("a");i.href=URL.createObjectURL(new Blob([t],{type:"application/json"})),i.download=`${e}.json`,i.click(),setTimeout(
()=>URL.revokeObjectURL(i.href),1e4),this.desk.announce(`Saved as ${i.download}`)}share(){this.desk.afterAnswer(()=>{this.offerLink()})}async offerLink(){let t=l(
"input","link-field");t.value=await nn(this.desk.model.document),t.readOnly=!0,t.setAttribute("aria-label","Link");let e=l("p","panel-text"),i=t.value.length.toLocaleString(
"en"),n=(...a)=>this.desk.popover.panel(this.desk.boxOf("share"),"Share",a,this.desk.back());if(t.value.length>8e3)return e.textContent=`This model needs a link\
 of ${i} characters. Beyond ${8e3.toLocaleString("en")} mail and chat may cut it: send it as a file.`,n(e,k("solid","Save as a file",()=>this.save())),this.desk.
announce(e.textContent);let o=async()=>{let a=await an(t);e.textContent=a?`Link copied: its ${i} characters hold the whole model.`:`The link holds the whole mod\
el, in ${i} characters.`,this.desk.announce(e.textContent)},r=l("p","panel-note","Who opens it gets a copy. The model stands in the address itself and is stored\
 nowhere else.");n(e,t,r,k("plain","Copy again",()=>{o()})),await o()}earlier(){let t=this.desk.drafts();if(!t.length)return this.desk.announce("No earlier draf\
ts");let e=t.map(i=>({text:i.title||"Untitled",hint:z(i.time),icon:"undo",run:()=>this.desk.restore(i)}));this.desk.popover.menu(this.desk.boxOf("file"),"Restor\
e",e,this.desk.back())}async read(t){if(t.size>hn)return this.desk.refuse(`${t.name} has ${t.size.toLocaleString("en")} bytes. Expected: a model of at most ${hn.
toLocaleString("en")}. Fix: choose a .json file saved here.`);this.desk.send({op:"open",text:await t.text(),name:t.name})}};function dn(s,t,e){let i=un(s,n=>t.commands.add(n));return[...pn(i,e),...ko(t),...mn(i,e),...yo(t),...xo(s,t),...Eo()]}function cn(s,t,{parent:e,index:i},n){let o=un(
s,r=>t.commands.insert(r,e,i));return[...pn(o,n),...mn(o,n)]}function un(s,t){return s.palette.flatMap(({family:e,hue:i,kinds:n})=>n.map(({kind:o,hint:r,hue:a})=>({
verb:"Add",text:o,hint:r||e,icon:[o,e],hue:a??i,keys:[],run:()=>t(o)})))}function pn(s,t){return t.flatMap(e=>s.find(({text:i})=>i===e)??[])}function mn(s,t){return s.
filter(({text:e})=>!t.includes(e))}function ko(s){let{view:t,at:e}=s,i=t.places.get(e)?.block,n=i?b(i):"the input";return I.filter(({quiet:o})=>!o).map(o=>({verb:"",
text:o.title,hint:o.block?n:"",icon:["chevron"],hue:null,keys:o.keys.length?tt(o.keys[0]):[],run:()=>o.run(s,e)}))}function yo(s){return s.view.order.flatMap(t=>{
let e=s.view.places.get(t)?.block;return!e||e.slot?[]:[{verb:"Go to",text:b(e),hint:e.detail,icon:[e.kind,e.family],hue:e.hue,keys:[],run:()=>s.goTo(t)}]})}function xo(s,t){
return s.models.map(([e,i])=>({verb:"Open",text:i,hint:"Gallery",icon:["My blocks"],hue:null,keys:[],run:()=>t.openOurs(e)}))}function Eo(){return[...document.querySelectorAll(
"[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")].filter(({pathname:t})=>t!==location.pathname).map(t=>({verb:"Turn to",text:t.textContent?.trim()??
"",hint:"page",icon:["chevron"],hue:null,keys:[],run:()=>t.click()}))}function Mo(s,t,e){let i=e.toLowerCase().split(/\s+/).filter(Boolean),n=i.join(" "),o=s.toLowerCase();if(o===n)return 0;if(o.startsWith(n))return 1;if(i.length===
1&&fn(n,Lo(s)))return 2;if(i.every(a=>o.includes(a)))return 3;let r=`${o} ${t.toLowerCase()}`;return i.every(a=>r.includes(a))?4:1/0}function At(s,t,e){return t.
trim()?s.map(n=>({thing:n,rank:Mo(...e(n),t)})).filter(({rank:n})=>n<1/0).sort((n,o)=>n.rank-o.rank).map(({thing:n})=>n):[...s]}function Lo(s){return s.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[a-z]?/g)?.
map(t=>t.toLowerCase())??[]}function fn(s,t){if(!s)return!0;let[e,...i]=t;if(!e)return!1;for(let n=1;n<=Math.min(e.length,s.length)&&s[n-1]===e[n-1];n+=1)if(fn(
s.slice(n),i))return!0;return!1}var To=60,Ct=class{constructor(t,e,i){this.root=t;this.host=e;this.shelf=i;Object.assign(this.field,{type:"text",spellcheck:!1,autocomplete:"off",maxLength:64});
for(let[n,o]of Object.entries({role:"combobox","aria-expanded":"true","aria-controls":"finder-list","aria-autocomplete":"list"}))this.field.setAttribute(n,o);this.
list.id="finder-list",this.list.setAttribute("role","listbox"),this.list.setAttribute("aria-label","Found"),this.field.addEventListener("input",()=>this.filter()),
t.addEventListener("pointerdown",n=>this.panel&&!n.composedPath().includes(this.panel)&&this.close(),{capture:!0})}root;host;shelf;panel=null;field=l("input","f\
inder-field");list=l("div","finder-list");finds=[];shown=[];at=0;back=null;closed=null;open(t){if(this.panel)return this.close();this.finds=dn(t,this.host,this.
shelf.recent),this.show("Find anything","Find an action, a layer, a block, a model \u2026")}openAt(t,e,i,n){this.close(!1),this.closed=n,this.finds=cn(t,this.host,
e,this.shelf.recent),this.show(`Add ${e.text}`,`Add a layer ${e.text}`),this.stand(i)}show(t,e){this.back=this.root.getRootNode().activeElement,this.panel=l("di\
v","finder","",l("label","finder-line","",f("search"),this.field,l("kbd","","Esc")),this.list),u(this.panel,"role","dialog"),u(this.panel,"aria-label",t),u(this.
field,"aria-label",t),this.panel.addEventListener("keydown",i=>this.key(i)),this.panel.addEventListener("focusout",i=>!this.panel?.contains(i.relatedTarget)&&this.
close(!1)),this.root.append(this.panel),this.field.placeholder=e,this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}stand(t){let{panel:e,root:i}=this;
if(!e)return;e.classList.add("placed");let n=i.getBoundingClientRect(),{offsetWidth:o,offsetHeight:r}=e,a=t.bottom-n.top+6,h=a+r+8<=n.height?a:Math.max(8,t.top-
n.top-r-6);e.style.top=`${h}px`,e.style.left=`${Math.max(8,Math.min((t.left+t.right)/2-n.left-o/2,n.width-o-8))}px`}close(t=!0){let{panel:e,back:i}=this;e&&(this.
panel=this.back=null,e.remove(),this.closed?.(),this.closed=null,t&&(i?.isConnected?i.focus({preventScroll:!0}):this.host.focus(this.host.at)))}filter(){this.shown=
At(this.finds,this.field.value,({verb:e,text:i,hint:n})=>[i,`${e} ${n}`]).slice(0,To),this.at=0,this.list.scrollTop=0;let t=this.shown.map((e,i)=>this.row(e,i));
M(this.list,t.length?t:[l("p","none","Nothing is called so")]),this.light()}row({verb:t,text:e,hint:i,icon:n,hue:o,keys:r},a){let h=l("span","sign","",f(...n)),
d=l("div","find","",h,l("span","find-text",`${t} ${e}`.trim()),l("span","find-hint",i),l("span","keys","",...r.map(c=>l("kbd","",c))));return d.id=`find-${a}`,d.
setAttribute("role","option"),d.classList.toggle("coloured",o!==null),o!==null&&d.style.setProperty("--h",String(o)),d.addEventListener("pointermove",()=>this.walk(
a-this.at)),d.addEventListener("click",()=>this.run(a)),d}key(t){let e={ArrowDown:1,ArrowUp:-1,PageDown:8,PageUp:-8}[t.key];if(t.stopPropagation(),e)this.walk(e);else if(t.
key==="Enter"&&!t.isComposing)this.run(this.at);else if(t.key==="Escape"||t.key==="Tab"||(t.ctrlKey||t.metaKey)&&t.key==="k")this.close();else return;t.preventDefault()}walk(t){
t&&(this.at=Math.max(0,Math.min(this.shown.length-1,this.at+t)),this.light())}light(){let t=[...this.list.querySelectorAll(".find")];t.forEach((e,i)=>e.setAttribute(
"aria-selected",String(i===this.at))),u(this.field,"aria-activedescendant",t[this.at]?.id??null),t[this.at]?.scrollIntoView({block:"nearest"})}run(t){let e=this.
shown[t];e&&(this.close(),e.run())}};function vn(s,t){gn(s,t)&&requestAnimationFrame(()=>gn(s,t))}function bn(s){let t=wn(s),e=t.getBoundingClientRect();(e.top<0||e.bottom>innerHeight)&&t.scrollIntoView(
{block:"nearest",inline:"nearest"})}function wn(s){return s.querySelector(":scope > .card > .head")??s}function kn(s,t,e){let i=t();e();let n=t();if(i===n)return;
let o=s.clientWidth;s.scrollLeft+=(Math.max(n,o)-Math.max(i,o))/2}function gn(s,t){let[e,i]=[t.scrollTop,t.scrollLeft],n=t.getBoundingClientRect(),o=wn(s).getBoundingClientRect();
return o.top<n.top+24?t.scrollTop-=n.top+48-o.top:o.bottom>n.bottom-24&&(t.scrollTop+=o.bottom-n.bottom+72),o.left<n.left?t.scrollLeft-=n.left+24-o.left:o.right>
n.right&&(t.scrollLeft+=Math.min(o.right-n.right,o.left-n.left)+24),t.scrollTop!==e||t.scrollLeft!==i}var So=":scope > .card > .chips > .chip, :scope > .more",Pt=class{constructor(t,e){this.sheet=t;this.scroller=e}sheet;scroller;at=0;stops=[];wanted=null;place(t,e){
this.sheet.find(this.at)||(this.at=this.successor(t,e));let i=this.sheet.find(this.at),n=i?[i,...i.querySelectorAll(So)]:[];for(let o of this.stops)n.includes(o)||
(o.tabIndex=-1);for(let o of n)o.tabIndex&&(o.tabIndex=0);this.stops=n}go(t,e){this.at=t,this.place(e,e),this.take(),this.reveal(this.at);let i=this.sheet.find(
this.at);i&&bn(i)}take(){this.sheet.find(this.at)?.focus({preventScroll:!0})}reveal(t){let e=this.sheet.find(t);this.wanted=e?null:t,e&&vn(e,this.scroller)}drawn(){
this.wanted!==null&&this.sheet.find(this.wanted)&&this.reveal(this.wanted)}successor(t,e){let{selected:i,root:n}=t;if(!e)return i===null||i===n.id?0:i;let o=i!==
null&&this.sheet.find(i)&&i>0?i:null;if(o!==null&&(w(this.at)||!e.places.has(o)))return o;let r=e.order.indexOf(this.at);return e.order.slice(r+1).find(h=>t.places.
has(h))??e.order.slice(0,Math.max(0,r)).findLast(h=>t.places.has(h))??0}};var Ge='[class*="st-key-panel-"]',Ie="[role=tab]",Ao='input:not([type="file"]), textarea, [contenteditable="true"]',Co=15e3,Po=700,Ho=50,Oo=500,Ht=class{constructor(t){
this.leave=t;let e={signal:this.listening.signal,capture:!0};document.addEventListener("focusin",i=>this.moved(i),e),document.addEventListener("keydown",i=>this.
key(i),e),document.addEventListener("focusout",()=>this.onTabs&&setTimeout(()=>this.backToTabs(),Ho),e),document.addEventListener("pointerdown",()=>this.pressed(),
e),this.watching.observe(document.body,{childList:!0,subtree:!0})}leave;wanted=[];until=0;last=null;onTabs=!1;timer=0;watching=new MutationObserver(()=>this.drawn());listening=new AbortController;open(t){
return this.wanted=T(t)?[`input-shape-${-t}`]:[`arg-${t}`,`code-${t}`,`takes-${t}`,`name-${t}`],this.until=performance.now()+Co,this.arrive()}stop(){this.listening.
abort(),this.watching.disconnect(),clearTimeout(this.timer)}arrive(){performance.now()>this.until&&(this.wanted=[]);let t=Fe(this.wanted);return t&&t!==yn()&&(t.
focus(),t instanceof HTMLInputElement&&this.mark(t,performance.now()+Oo)),t!==null}mark(t,e,i=""){if(!this.wanted.length||t!==yn()||performance.now()>e)return;let{
value:n}=t;n!==i&&t.select(),requestAnimationFrame(()=>this.mark(t,e,n))}drawn(){if(this.backToTabs(),this.arrive()||!this.last||this.last.element.isConnected||
!We())return;let t=Fe([this.last.key]);t?t.focus():this.timer||=window.setTimeout(()=>this.giveUp(),Po)}giveUp(){this.timer=0,this.last&&!this.last.element.isConnected&&
We()&&this.leave()}backToTabs(){this.onTabs&&We()&&document.querySelector(`${Ie}[aria-selected=true]`)?.focus({preventScroll:!0})}pressed(){this.wanted=[],this.
onTabs=!1}moved(t){let e=t.target;this.onTabs=e.matches(Ie);let i=t.composedPath()[0];clearTimeout(this.timer),this.timer=0,this.last=e.closest(Ge)?{element:i,key:Bo(
e)}:null,this.last&&i!==Fe(this.wanted)&&(this.wanted=[])}key(t){t.repeat||(this.wanted=[]),!(!(t.target instanceof Element)||!t.target.closest(`${Ge}, ${Ie}`))&&
(t.key!=="Escape"||$o(t)||(t.stopPropagation(),this.leave()))}};function Bo(s){return[...s.closest('[class*="st-key-"]').classList].find(i=>i.startsWith("st-key\
-")).slice(7).replace(/--\d+$/,"")}function Fe(s){for(let t of s.map(e=>`st-key-${CSS.escape(e)}`))for(let e of document.querySelectorAll(`${Ge} :is(.${t}, [cla\
ss*="${t}-"])`)){let i=xn(e);if(i)return i}return null}function xn(s){let t=i=>[...s.querySelectorAll(i)].find(n=>!n.matches(":disabled")&&n.getClientRects().length),
e=t(Ao)??t("button");if(e)return e;for(let i of s.querySelectorAll("*"))if(i.shadowRoot)return xn(i.shadowRoot);return null}function yn(){let s=document.activeElement;
for(;s?.shadowRoot?.activeElement;)s=s.shadowRoot.activeElement;return s}function We(){return document.activeElement===null||document.activeElement===document.body}
function $o(s){let t=s.composedPath()[0];return t.getAttribute("aria-expanded")==="true"||t.closest("[contenteditable=true]")!==null}var Ot=class{constructor(t){this.go=t;this.element.setAttribute("aria-label","Where the selected block is")}go;element=l("nav","trail");parts=[];marks=[];draw(t,e,i){
let n=i.length>1?Vo(t,i):En(t,t.selected),o=[{id:null,text:e,hint:"The whole model"},...n];for(;this.parts.length<o.length;)this.parts.push(this.makePart());for(this.
parts.length=o.length;this.marks.length<o.length-1;)this.marks.push(l("span","trail-mark","\u203A"));o.forEach(({id:r,text:a,hint:h},d)=>{let c=this.parts[d];c.
dataset.trail=r===null?"":String(r),g(c,a),u(c,"title",h),c.disabled=Number.isNaN(r),u(c,"aria-current",d&&d===o.length-1?"true":null)}),M(this.element,this.parts.
flatMap((r,a)=>a?[this.marks[a-1],r]:[r]))}makePart(){let t=l("button","trail-part");return t.type="button",t.addEventListener("click",()=>this.go(t.dataset.trail?
Number(t.dataset.trail):null)),t}},Ro=NaN;function Vo(s,t){let[e=[],...i]=t.map(r=>En(s,r).slice(0,-1)),n=e.findIndex(({id:r},a)=>i.some(h=>h[a]?.id!==r));return[
...n<0?e:e.slice(0,n),{id:Ro,text:`${t.length} blocks`,hint:"All that are marked"}]}function En(s,t){if(t===null||t===s.root.id)return[];if(T(t))return[{id:t,text:"\
input",hint:"An input of the model"}];let e=[],i=s.places.get(t);for(;i?.parent;){No(i.block)||e.unshift({id:i.block.id,text:Do(i.block),hint:b(i.block)});let n=H(
s,i);i=n?s.places.get(n.id):void 0}return e}function No(s){return s.slot&&s.key==="body"}function Do(s){let t=s.slot?s.key:s.name||s.kind;return s.count?`${t} \xD7${s.
count}`:t}var Mn=[["fold-all","1",1],["depth-2","2",2],["depth-3","3",3],["unfold-all","All",1/0]],Bt=class{constructor(t){this.events=t;this.trail=new Ot(t.go),this.depths=
Mn.map(([a,h])=>this.button(l("button","depth",h),a));let e=l("div","depths","",l("span","footer-label","Depth"),...this.depths);e.setAttribute("role","group"),
e.setAttribute("aria-label","Unfold to depth");let[i,n,o]=[["zoom-out","minus"],["zoom-in","plus"],["zoom-fit","fit"]].map(([a,h])=>this.button(E(a,h,""),a));this.
button(this.level,"zoom-reset");let r=l("div","zooms","",i,this.level,n,o);r.setAttribute("role","group"),r.setAttribute("aria-label","Zoom"),this.element.append(
this.trail.element,e,r)}events;element=l("div","footer");trail;depths;level=l("button","zoom-level","100 %");draw(t,e,i){this.trail.draw(t,e||"Untitled",i);let n=Io(
t);this.depths.forEach((o,r)=>u(o,"aria-pressed",String(n===Mn[r][2])))}zoomed(t){let e=`${Math.round(t*100)} %`;g(this.level,e),u(this.level,"aria-label",`Zoom\
 ${e}, back to 100 %`)}button(t,e){let{title:i,keys:n}=A(e);t.type="button",t.dataset.action=e;let o=t.textContent??"",r=i.toLowerCase().includes(o.toLowerCase())?
i:`${o}: ${i}`;return $(t,n.length?`${r} (${S(n[0])})`:r),t.addEventListener("click",()=>this.events.run(e)),t}};function Io(s){let[t,e]=[0,1/0],i=new Map([[s.root.
id,0]]);for(let{block:n,parent:o}of s.places.values()){if(!o)continue;let r=i.get(o.id)+(n.slot?0:1);i.set(n.id,r),!(!n.holds||n.slot)&&(n.folded?e=Math.min(e,r):
n.children.length&&(t=Math.max(t,r)))}return e===1/0||t<e?e:null}var Fo=4,$t=class{constructor(t){this.host=t;let{signal:e}=this.listening,{scroller:i}=t;i.addEventListener("pointerdown",n=>this.press(n),{signal:e}),i.addEventListener(
"pointermove",n=>this.move(n),{signal:e}),i.addEventListener("pointerup",()=>this.end(),{signal:e}),i.addEventListener("pointercancel",()=>this.end(),{signal:e}),
i.addEventListener("click",n=>this.swallow(n),{signal:e,capture:!0})}host;element=l("div","band");pointer=null;start={x:0,y:0};active=!1;marked=[];listening=new AbortController;stop(){
this.end(),this.listening.abort()}press(t){if(t.pointerType!=="mouse"||t.button!==0||m(t,"[data-block], .terminal, .ending, button, input"))return;let e=this.host.
scroller.getBoundingClientRect();t.clientX-e.left>this.host.scroller.clientWidth||t.clientY-e.top>this.host.scroller.clientHeight||(this.pointer=t.pointerId,this.
start=this.inSheet(t))}move(t){if(t.pointerId!==this.pointer)return;let{x:e,y:i}=this.inSheet(t);if(!this.active&&Math.hypot(e-this.start.x,i-this.start.y)<Fo)return;
this.active||this.begin(t.pointerId);let n={left:Math.min(e,this.start.x),top:Math.min(i,this.start.y),right:Math.max(e,this.start.x),bottom:Math.max(i,this.start.
y)};Object.assign(this.element.style,{left:`${n.left}px`,top:`${n.top}px`,width:`${n.right-n.left}px`,height:`${n.bottom-n.top}px`});let o=this.touched(this.host.
view.root,n).map(r=>r.id);o.join()!==this.marked.join()&&this.host.mark(this.marked=o,!1)}begin(t){this.active=!0,this.marked=[],this.host.scroller.setPointerCapture(
t),this.host.sheet.append(this.element)}end(){this.pointer=null,this.element.remove(),this.active&&(setTimeout(()=>this.active=!1,0),this.host.mark(this.marked,
!0))}swallow(t){this.active&&t.stopPropagation()}touched(t,e){let i=t.children.filter(h=>Wo(e,this.box(h))),[n]=i;if(i.length!==1||!P(n))return i.filter(h=>!h.slot);
let o=this.touched(n,e),{top:r,bottom:a}=this.box(n);return o.length&&(n.slot||e.top>r&&e.bottom<a)?o:i.filter(h=>!h.slot)}box(t){let e=this.host.sheet.getBoundingClientRect(),
i=this.host.card(t.id).getBoundingClientRect();return{left:i.left-e.left,top:i.top-e.top,right:i.right-e.left,bottom:i.bottom-e.top}}inSheet(t){let e=this.host.
sheet.getBoundingClientRect();return{x:t.clientX-e.left,y:t.clientY-e.top}}};function Wo(s,t){return s.left<t.right&&s.right>t.left&&s.top<t.bottom&&s.bottom>t.
top}var Ln=5,Y=class{element=l("div","landing");lit=null;show({line:t,vertical:e,zone:i},n,o){if(this.hide(),i?.classList.add("over"),n?.classList.add("aimed"),this.
lit=i??n,i)return;let{left:r,top:a,right:h,bottom:d}=t,{style:c}=this.element;this.element.classList.toggle("vertical",e),Object.assign(c,{left:`${r}px`,top:`${a}\
px`,width:`${h-r}px`,height:`${d-a}px`});let[p,v]=n?Go(n,o.getBoundingClientRect().left+r):[0,0];c.setProperty("--from",`${p}px`),c.setProperty("--to",`${v}px`),
this.element.isConnected||o.append(this.element),this.element.hidden=!1}hide(){this.lit?.classList.remove("over","aimed"),this.lit=null,this.element.hidden=!0}remove(){
this.hide(),this.element.remove()}};function Go(s,t){let{left:e,right:i}=s.getBoundingClientRect();return[e-t-Ln,i-t+Ln]}var jo=10,Uo=8,_o=3,Tn=14,Rt=12,J=class{constructor(t,e,i,n,o=[],r=""){this.view=t;this.items=e;this.sheet=i;this.column=n;this.dragged=o;this.kind=r}view;items;sheet;column;dragged;kind;boxes=new Map;aimAt(t,e,i=!1){
let n=this.within(this.view.root,t,e),o=this.refusal(n,t,e,i);return{slot:o||!i&&this.changesNothing(n)?null:n,refusal:o}}words({parent:t,index:e}){let{block:i}=this.
view.places.get(t),n=i.children.filter((d,c)=>c<e||!this.dragged.includes(d.id)),o=n[e-1]??null,r=n[e],a=o?`after ${b(o)}`:r?`before ${b(r)}`:"";return[t===this.
view.root.id?"":`into ${this.placeName(i)}`,a].filter(Boolean).join(", ")||"into the model"}pill({parent:t,index:e,vertical:i}){let n=this.view.places.get(t).block.
children[e-1];return!i&&n&&this.items.get(n.id)?.pill||null}placeName(t){let e=t.body||t.slot?H(this.view,this.view.places.get(t.id)):null;return e?t.body?b(e):
`${b(e)} ${t.key}`:b(t)}refusal({parent:t},e,i,n){let o=[...this.hits(this.view.root,e,i)].filter(h=>!h.slot),r=o.findIndex(h=>this.dragged.includes(h.id));if(!n&&
r>=0&&r<o.length-1)return"not into itself";let a=new Set([this.kind,...this.dragged.flatMap(h=>An(this.view.places.get(h)?.block))]);for(let h=this.view.places.
get(t);h;h=h.parent?this.view.places.get(h.parent.id):void 0)if(h.block.instance&&a.has(h.block.kind))return`${h.block.kind} cannot contain itself`;return""}foldedAt(t,e){
for(let i of this.hits(this.view.root,t,e))if(i.folded)return i.id;return null}changesNothing(t){let[e]=this.dragged;if(e===void 0)return!1;if(this.dragged.some(
n=>_(this.view,n,t.parent)))return!0;let i=this.view.places.get(e);return i?.parent?.id===t.parent&&q(this.view,this.dragged)&&t.index>=i.index&&t.index<=i.index+
this.dragged.length}*hits(t,e,i){for(let n of t.children)if(qo(this.box(this.items.get(n.id).element),e,i)){yield n,yield*this.hits(n,e,i);return}}within(t,e,i){
let n=t.children.filter(o=>o.slot);if(n.length){let o=n.find(r=>r.key==="shortcut"&&this.outer(r).left<=e);return this.within(o??n[0],e,i)}return t.children.length?
this.isBeside(t)?this.inRow(t,e,i):this.inColumn(t,e,i):this.inEmpty(t)}inColumn(t,e,i){let{children:n}=t,o=Sn(n.length,d=>this.outer(n[d]).bottom>i);if(o===n.length)
return this.between(t,o);let r=n[o],a=this.inner(r);return P(r)&&!this.dragged.includes(r.id)&&e>=a.left&&e<=a.right&&i>a.top+jo&&i<a.bottom-Ko(r)?this.within(r,
e,i):this.between(t,i<(a.top+a.bottom)/2?o:o+1)}inRow(t,e,i){let{children:n}=t,o=Sn(n.length,d=>this.outer(n[d]).right>e);if(o===n.length)return this.beside(t,o);
let r=n[o],a=this.inner(r);return P(r)&&!this.dragged.includes(r.id)&&e>a.left+Tn&&e<a.right-Tn&&i>=a.top?this.within(r,e,i):this.beside(t,e<(a.left+a.right)/2?
o:o+1)}inEmpty(t){let e=this.items.get(t.id),i=e?e.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),o=(n.top+n.bottom)/2;return{parent:t.id,index:0,
vertical:!1,zone:i,line:{...n,top:o,bottom:o}}}between(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,o=i&&
n?(i.bottom+n.top)/2:i?i.bottom+Rt/2:n.top-Rt/2,{left:r,right:a}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:t.id,index:e,vertical:!1,zone:null,line:{
left:r,right:a,top:o,bottom:o}}}beside(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,o=i&&n?(i.right+n.left)/
2:i?i.right+Rt/2:n.left-Rt/2,{top:r,bottom:a}=this.box(this.items.get(t.id).inside);return{parent:t.id,index:e,vertical:!0,zone:null,line:{left:o,right:o,top:r,
bottom:a}}}isBeside(t){return C(t)?t.children.length<2?!0:this.outer(t.children[1]).top<this.outer(t.children[0]).bottom:!1}outer(t){return this.box(this.items.
get(t.id).element)}inner(t){return this.box(this.items.get(t.id).card)}box(t){let e=this.boxes.get(t);if(!e){let i=this.sheet.getBoundingClientRect(),{left:n,top:o,
right:r,bottom:a}=t.getBoundingClientRect();e={left:n-i.left,top:o-i.top,right:r-i.left,bottom:a-i.top},this.boxes.set(t,e)}return e}};function qo(s,t,e){return t>=
s.left&&t<=s.right&&e>=s.top&&e<=s.bottom}function Sn(s,t){let e=0,i=s;for(;e<i;){let n=e+i>>1;t(n)?i=n:e=n+1}return e}function An(s){return s?[...s.instance?[s.
kind]:[],...s.children.flatMap(An)]:[]}function Ko(s){let t=s.children.at(-1);return t&&P(t)?_o:Uo}var zo=4,Yo=10,Jo=250,Xo=600,Zo=48,Cn=16,[Qo,Pn]=[14,12],je=6,tr={move:"",copy:"copy",again:"call again"},Vt=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.
listening;e.addEventListener("pointerdown",n=>this.press(n),{signal:i}),e.addEventListener("pointermove",n=>this.move(n),{signal:i}),e.addEventListener("pointer\
up",n=>this.release(n),{signal:i}),e.addEventListener("pointercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),e.addEventListener("contextmenu",
n=>this.load&&n.preventDefault(),{signal:i}),e.addEventListener("touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),e.addEventListener("click",
n=>this.swallow(n),{signal:i,capture:!0}),t.scroller.addEventListener("scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.
key(n),{signal:i,capture:!0}),window.addEventListener("keyup",n=>this.active&&this.hold(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),
{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;way="move";away=!1;opened=[];ghost=null;line=new Y;listening=new AbortController;get dragging(){
return this.active}refresh(t){if(!(!this.active||!this.load)){if(!this.load.blocks.every(t))return this.cancel();this.geometry=this.host.geometry(this.load),this.
host.lift(this.load.blocks,!0),this.aim()}}stop(){this.cancel(),this.listening.abort()}press(t){if(this.load||t.button!==0||!t.isPrimary||R(t)||m(t,"button:not(\
[data-palette], [data-shelf]), .problem, .menu, .port"))return;let e=this.host.pick(t);e&&(this.load=e,this.pointer=t.pointerId,this.start=this.at={x:t.clientX,
y:t.clientY},t.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),Jo)))}move(t){if(!(!this.load||t.pointerId!==this.pointer)){if(this.at={x:t.
clientX,y:t.clientY},!this.active){let e=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);if(t.pointerType==="touch"){e>Yo&&this.cancel();return}if(e<zo)
return;this.begin()}t.preventDefault(),this.hold(t)}}begin(){if(!this.load)return;clearTimeout(this.timer),this.active=!0;let{root:t}=this.host;try{t.setPointerCapture(
this.pointer)}catch{}t.classList.add("dragging"),this.ghost=new Ue(this.load),t.append(this.ghost.element),this.host.lift(this.load.blocks,!0),this.load&&(this.
geometry=this.host.geometry(this.load),this.aim(),this.frame=requestAnimationFrame(()=>this.scroll()))}release(t){if(t.pointerId!==this.pointer)return;let{load:e,
slot:i,active:n,opened:o,way:r,away:a}=this;this.opened=[],this.active=!1,n&&(this.justEnded=!0,setTimeout(()=>this.justEnded=!1,0),e&&i?this.host.drop(e,i,r):e&&
a&&this.host.discard(e.blocks),this.host.refold(o,i?.parent??null)),this.cancel()}justEnded=!1;swallow(t){this.justEnded&&(this.justEnded=!1,t.stopPropagation(),
t.preventDefault())}cancel(){clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(this.frame),this.ghost&&(this.slot=null,this.host.target(
null),this.line.remove(),this.ghost.element.remove(),this.host.refold(this.opened,null),this.host.root.classList.remove("dragging","discarding"),this.host.lift(
this.load?.blocks??[],!1),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.rest.block=null,this.opened=[],
this.way="move",this.away=!1,this.load=this.geometry=this.ghost=null,this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),
t.key==="Escape"?this.cancel():this.hold(t))}hold(t){let e=this.load?.block!==null;this.way=e?t.altKey?"again":t.ctrlKey||t.metaKey?"copy":"move":"move",this.host.
lift(this.load?.blocks??[],this.way==="move"),this.aim()}follow(){this.ghost?.follow(this.at,this.host.root.getBoundingClientRect())}aim(){let{x:t,y:e}=this.at;
if(this.away=this.load?.block!==null&&this.way==="move"&&Hn(this.host.bin,t,e),this.host.root.classList.toggle("discarding",this.away),!Hn(this.host.scroller,t,
e))return this.linger(null),this.show({slot:null,refusal:this.away?"remove":""});let i=this.host.sheet.getBoundingClientRect();this.show(this.geometry.aimAt(t-i.
left,e-i.top,this.way!=="move")),this.linger(this.geometry.foldedAt(t-i.left,e-i.top))}show({slot:t,refusal:e}){this.slot=t,this.host.target(t?.parent??null),t?
this.line.show(t,this.geometry.pill(t),this.host.sheet):this.line.hide(),this.ghost?.say(t?[tr[this.way],this.geometry.words(t)].filter(Boolean).join(", "):e,e!==
""),this.follow()}linger(t){t!==null&&this.load?.blocks.includes(t)&&(t=null),t!==this.rest.block&&(clearTimeout(this.rest.timer),this.rest.block=t,t!==null&&(this.
rest.timer=window.setTimeout(()=>this.open(t),Xo)))}open(t){this.opened.push(t),this.host.unfold(t)}scroll(){let{scroller:t}=this.host,e=t.getBoundingClientRect();
this.at.x>e.left&&this.at.x<e.right&&(t.scrollTop+=Nt(this.at.y,e.top,e.bottom),t.scrollLeft+=Nt(this.at.x,e.left,e.right)),this.frame=requestAnimationFrame(()=>this.
scroll())}};function Hn(s,t,e){let{left:i,right:n,top:o,bottom:r}=s.getBoundingClientRect();return t>=i&&t<=n&&e>=o&&e<=r}function Nt(s,t,e){let i=Math.min(Zo,(e-
t)/4);return s<t+i?-Math.ceil(Math.min(1,(t+i-s)/i)*Cn):s>e-i?Math.ceil(Math.min(1,(s-e+i)/i)*Cn):0}var Ue=class{element=l("div","ghost");words=l("div","ghost-w\
ords");constructor({kind:t,text:e,family:i,hue:n}){let o=l("div","ghost-line","",l("span","sign","",f(t,i)),l("span","kind",t),l("span","detail",e));this.element.
append(o,this.words),this.element.style.setProperty("--h",String(n)),this.say("",!1)}say(t,e){g(this.words,t),this.words.hidden=!t,this.element.classList.toggle(
"refused",e)}follow({x:t,y:e},i){let{offsetWidth:n,offsetHeight:o}=this.element,r=Math.max(je,Math.min(t-i.left+Qo,i.width-n-je)),a=e-i.top+Pn,h=a+o+je<=i.height?
a:e-i.top-Pn-o;this.element.style.transform=`translate(${r}px, ${h}px)`}};var er={names:["input"],least:1,many:!1},ir={names:["output"],least:1,many:!0},Dt=class{constructor(t){this.desk=t}desk;connect(t,e,i){let n=this.taker(e,i);if(!n)
return;let{wants:o,taken:r}=n;if(r.includes(t)&&!o.many)return this.desk.announce(`${n.title} takes ${t} already`);if(o.names.length===1&&!o.many)return this.send(
n,[t]);if(r.length<o.least)return this.send(n,[...r,t]);this.desk.menus.offer(e,`${n.title} takes ${t}`,On(n).map(({text:a,hint:h,at:d})=>({text:a,hint:h,icon:"\
Graph",run:()=>this.send(n,Bn(r,d,t))})))}refuse(t,e){let i=this.desk.view.places.get(e);if(!i)return;let n=i.block.wants?.names.length===0;this.desk.refuse(n?`${b(
i.block)} takes nothing: it makes its tensor itself.`:`${b(i.block)} comes before ${t}: a block takes only from blocks above it.`)}open(t){let e=this.desk.view.
places.get(t);if(e?.parent?.kind!=="Graph"||e.block.slot)return this.desk.announce("Only a block of a Graph chooses what it takes");let i=this.taker(t,e.parent.
id);if(!i)return;if(!i.wants.names.length)return this.refuse("",t);let n=On(i);if(n.length===1)return this.openSources(i,n[0].at);this.desk.menus.offer(t,`${i.title}\
 takes`,n.map(({text:o,hint:r,at:a})=>({text:o,hint:r,icon:"Graph",run:()=>this.openSources(i,a)}))),this.desk.announce(`${i.title} takes ${i.taken.join(", ")}.\
 Choose which of them to change.`)}openSources(t,e){let{taken:i,wants:n}=t,o=rr(t).map(({name:r,hint:a,icon:h})=>({text:r,icon:h,hint:i[e]===r?"now":a,run:()=>this.
send(t,Bn(i,e,r))}));e<i.length&&i.length>n.least&&o.push({text:"nothing",hint:"",icon:"remove",run:()=>this.send(t,n.many?i.toSpliced(e,1):i.slice(0,e))}),this.
desk.menus.offer(t.id,`${t.title} takes`,o),this.desk.announce(`What ${t.title} takes: ${o.length} to choose from`)}send(t,e){let{desk:i}=this;i.settle([t.id],()=>{
t.index===t.graph.children.length?i.send({op:"set",block:t.id,args:{outputs:e}}):i.send({op:"rewire",block:t.id,inputs:e.length===1&&e[0]===_e(t.graph,t.index)?
[]:e}),i.announce(`${t.title} takes ${e.join(", ")}`)})}taker(t,e){let{places:i}=this.desk.view,n=i.get(e)?.block,o=i.get(t);return!n||!o||w(t)?null:t===e?{id:t,
title:"the output",graph:n,index:n.children.length,wants:ir,taken:or(n)}:{id:t,title:b(o.block),graph:n,index:o.index,wants:o.block.wants??er,taken:sr(o)}}};function $n(s,t){
let e=Number(s.closest("[data-block]").dataset.block),i=s.dataset.port;if(T(e))return{graph:t.root.id,from:-1,name:i};let n=t.places.get(e);return n?.parent?s.closest(
".entries")?{graph:e,from:-1,name:i}:{graph:n.parent.id,from:n.index,name:i}:null}function Rn({graph:s,from:t},e,i){let n=e.places.get(s)?.block.children??[],o=new Map(
n.filter(({id:r})=>nr(e.places.get(r),t)).map(({id:r})=>[r,i(r)]));return s===e.root.id?o.set(s,i(s)):o}function nr({block:s,index:t},e){return t>e&&s.wants?.names.
length!==0&&!w(s.id)}function sr({block:s,parent:t,index:e}){return s.takes.length?s.takes.map(i=>i.text):s.linked?[_e(t,e)]:[]}function or(s){return s.gives.length?
s.gives.map(t=>t.text):[_e(s,s.children.length)]}function _e(s,t){return t?s.children[t-1].name:s.ins[0]}function On({wants:s,taken:t}){let e=s.many?t.length+1:
Math.min(s.names.length,t.length+1);return Array.from({length:e},(i,n)=>{let o=t[n];return s.many?{text:o===void 0?"One more":`Instead of ${o}`,hint:"",at:n}:{text:s.
names[n],hint:o===void 0?"nothing yet":`now ${o}`,at:n}})}function rr({graph:s,index:t}){return[...s.children.slice(0,t).reverse().flatMap(({kind:i,name:n,output:o,
outs:r})=>r.length?r.map(a=>({name:a.name,hint:a.text,icon:i})):[{name:n,hint:o,icon:i}]),...s.ins.map(i=>({name:i,hint:"input",icon:"Graph"}))]}function Bn(s,t,e){
return s.toSpliced(t,1,e)}function It(s){let t=[`M${F(s[0])}`];for(let e=1;e<s.length-1;e+=1){let[i,n,o]=[s[e-1],s[e],s[e+1]],r=Math.min(7,qe(i,n)/2,qe(n,o)/2);t.push(`L${F(Vn(n,i,r))}Q${F(
n)} ${F(Vn(n,o,r))}`)}return`${t.join("")}L${F(s.at(-1))}`}function Dn([s,t],e){let i=e?[[s-4,t-4-2],[s+4,t-4-2]]:[[s-4-2,t-4],[s-4-2,t+4]];return`M${F(i[0])}L${F(
[s,t])}L${F(i[1])}Z`}function Vn([s,t],[e,i],n){let o=qe([s,t],[e,i])||1;return[s+(e-s)*n/o,t+(i-t)*n/o]}function qe([s,t],[e,i]){return Math.hypot(e-s,i-t)}function F([
s,t]){return`${Nn(s)} ${Nn(t)}`}function Nn(s){return Math.round(s*10)/10}var ar=4,In="http://www.w3.org/2000/svg",Ft=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;this.picture.classList.add("drawn-wire"),this.
picture.setAttribute("aria-hidden","true"),this.picture.append(this.line),e.addEventListener("pointerdown",n=>this.press(n),{signal:i}),e.addEventListener("poin\
termove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("pointercancel",n=>n.pointerId===this.pointer&&
this.cancel(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),{signal:i})}host;start=null;port=null;pointer=-1;from={
x:0,y:0};at={x:0,y:0};active=!1;frame=0;takers=new Map;over=null;picture=document.createElementNS(In,"svg");line=document.createElementNS(In,"path");listening=new AbortController;get drawing(){
return this.active}refresh(){if(this.active){if(!this.port?.isConnected)return this.cancel();this.mark(!1),this.takers=this.host.takers(this.start),this.mark(!0)}}stop(){
this.cancel(),this.listening.abort()}press(t){let e=m(t,pi);this.start||!e||t.button!==0||!t.isPrimary||(this.start=this.host.start(e),this.port=e,this.pointer=
t.pointerId,this.at=this.from={x:t.clientX,y:t.clientY})}move(t){!this.start||t.pointerId!==this.pointer||(this.at={x:t.clientX,y:t.clientY},!(!this.active&&Math.
hypot(this.at.x-this.from.x,this.at.y-this.from.y)<ar)&&(this.active||this.begin(),t.preventDefault(),this.aim()))}begin(){let{root:t,sheet:e}=this.host;this.active=
!0;try{t.setPointerCapture(this.pointer)}catch{}t.classList.add("wiring"),e.append(this.picture),this.takers=this.host.takers(this.start),this.mark(!0),this.frame=
requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{start:e,active:i}=this,n=i?this.blockAt():null,o=n!==null&&this.takers.
has(n);this.cancel(),i&&e&&this.host.drop(e,n,o)}cancel(){cancelAnimationFrame(this.frame),this.active&&(this.mark(!1),this.show(null),this.picture.remove(),this.
host.root.classList.remove("wiring"),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.start=this.port=null,
this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}mark(t){for(let e of this.takers.values())
e.classList.toggle("taker",t)}aim(){let t=this.blockAt();this.show(t!==null&&this.takers.has(t)?t:null);let e=this.host.sheet.getBoundingClientRect(),i=this.port.
getBoundingClientRect(),n=[(i.left+i.right)/2-e.left,(i.top+i.bottom)/2-e.top],r=[(this.takers.get(this.over??NaN)?.querySelector(".card, .terminal")?.getBoundingClientRect()?.
left??this.at.x)-e.left,this.at.y-e.top],a=Math.min(n[0],r[0])-12;this.line.setAttribute("d",It([n,[a,n[1]],[a,r[1]],r]))}show(t){t!==this.over&&(this.takers.get(
this.over??NaN)?.classList.remove("taking"),this.over=t,this.takers.get(t??NaN)?.classList.add("taking"))}blockAt(){let e=this.host.root.getRootNode().elementFromPoint(
this.at.x,this.at.y);for(let[n,o]of this.takers)if(e&&o.contains(e))return n;let i=e?.closest(".item:not(.slot)");return i?Number(i.dataset.block):null}scroll(){
let{scroller:t}=this.host,e=t.getBoundingClientRect(),i=Nt(this.at.y,e.top,e.bottom);t.scrollTop+=i,i&&this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}};var Wt=class{constructor(t){this.host=t;this.drag=this.makeDrag(),this.band=this.makeBand(),this.wiring=this.makeWiring()}host;drag;band;wiring;lit=null;get dragging(){
return this.drag.dragging}get busy(){return this.drag.dragging||this.wiring.drawing}refresh(){this.drag.refresh(t=>this.host.view.places.has(t)),this.wiring.refresh()}stop(){
this.drag.stop(),this.band.stop(),this.wiring.stop()}makeDrag(){let{host:t}=this,{root:e,scroller:i,sheet:n,commands:o}=t;return new Vt({root:e,scroller:i,sheet:n.
element,pick:r=>t.pick(r),geometry:({blocks:r,kind:a})=>new J(t.view,n.items,n.element,n.column,r,a),lift:(r,a)=>{t.lifted();for(let h of r)n.find(h)?.classList.
toggle("lifted",a)},target:r=>this.light(r),unfold:r=>o.fold(r,!1),refold:(r,a)=>{for(let h of r)(a===null||!_(t.view,h,a))&&o.fold(h,!0)},drop:(r,a,h)=>o.drop(
r,a,h),bin:t.bin,discard:r=>o.removeAll(r,!1)})}light(t){let{view:e,sheet:i}=this.host,n=t===null?void 0:e.places.get(t),o=n?.block.body?H(e,n).id:t,r=n?.parent?
i.find(o):null;r!==this.lit&&(this.lit?.classList.remove("target"),r?.classList.add("target"),this.lit=r)}makeBand(){let{host:t}=this;return new $t({get view(){
return t.view},scroller:t.scroller,sheet:t.sheet.element,card:e=>t.sheet.items.get(e)?.card,mark:(e,i)=>t.choosing.put(e,i)})}makeWiring(){let{host:t}=this;return new Ft(
{root:t.root,scroller:t.scroller,sheet:t.sheet.element,start:e=>$n(e,t.view),takers:e=>Rn(e,t.view,i=>t.sheet.find(i)),drop:(e,i,n)=>{n?t.takes.connect(e.name,i,
e.graph):i!==null&&t.takes.refuse(e.name,i)}})}};var Fn="blockyard/hint",Gt=class{element=l("div","coach");constructor(t){let e=l("span","coach-text");e.append("Drag a layer ",...st()," to where it belongs, or\
 press its +. Shapes show at once; a filled one changed there."),this.element.append(e,k("plain","Got it",()=>{this.put(),t()})),this.element.hidden=!0,this.element.
setAttribute("role","note")}greet(){try{this.element.hidden=localStorage.getItem(Fn)!==null}catch{}}put(){this.element.hidden||(this.element.hidden=!0,localStorage.
setItem(Fn,"seen"))}};var lr=".scroller, .sheet, .tree, .column, .inside, .wire, .lead",jt=class{constructor(t,e){this.host=t;this.plus.type="button",this.plus.tabIndex=-1,e.addEventListener(
"dblclick",i=>this.point(i)),e.addEventListener("pointerover",i=>i.pointerType==="mouse"&&!t.busy&&this.offer(m(i,".wire, .lead"))),e.addEventListener("pointerl\
eave",()=>this.offer(null)),this.plus.addEventListener("click",i=>{i.stopPropagation();let n=this.placeOf(this.plus.parentElement);n&&this.open(n,this.plus.getBoundingClientRect())})}host;plus=l(
"button","insert","",f("plus"));line=new Y;point(t){let{view:e,sheet:i}=this.host;if(!m(t,"*")?.matches(lr))return;let n=i.element.getBoundingClientRect(),o=new J(
e,i.items,i.element,i.column),{slot:r}=o.aimAt(t.clientX-n.left,t.clientY-n.top);r&&(this.plus.remove(),this.line.show(r,o.pill(r),i.element),this.open(this.landing(
r.parent,r.index),new DOMRect(t.clientX,t.clientY,0,0)))}offer(t){let e=this.placeOf(t);if(!t||!e)return this.plus.remove();if(t===this.plus.parentElement)return;
let i=t.querySelector(".pill"),n=i?`${i.offsetLeft-24}px`:"calc(50% - 26px)";t.append(this.plus),this.plus.style.left=n,u(this.plus,"aria-label",`Add a layer ${e.
text}`),u(this.plus,"title",`Add a layer ${e.text}`)}open(t,e){this.host.openFinderAt(t,e,()=>{this.line.remove(),this.plus.remove()})}placeOf(t){let{view:e}=this.
host;if(t?.matches(".lead"))return this.landing(e.root.id,0);let i=Number(t?.closest(".item")?.dataset.block),n=e.places.get(i);return!n?.parent||n.block.slot||
n.block.pending||w(i)||C(n.parent)?null:this.landing(n.parent.id,n.index+1)}landing(t,e){let i=this.host.view.places.get(t).block,[n,o]=[i.children[e-1],i.children[e]],
r=n?`after ${b(n)}`:o?`before ${b(o)}`:"here";return{parent:t,index:e,text:r}}};var Ut=class{constructor(t,e){this.take=e;let i={signal:this.listening.signal,capture:!0};document.addEventListener("focusin",()=>this.check(),i),t.addEventListener(
"focusout",()=>setTimeout(()=>this.check()),i),document.addEventListener("pointerdown",()=>this.release(),i),document.addEventListener("keydown",n=>n.key==="Tab"&&
this.release(),i)}take;until=0;listening=new AbortController;hold(){this.until=performance.now()+4e3}release(){this.until=0}stop(){this.listening.abort()}check(){
if(performance.now()>this.until)return;let{activeElement:t}=document,e=t?.getAttribute("role")==="tab";e&&(this.until=Math.min(this.until,performance.now()+500)),
(e||t===null||t===document.body)&&this.take()}};function Ke(s,t){let e=Fi(qi(t));if(!e||e.native||!hr(t,e))return!1;if(!e.block)e.run(s,NaN);else{let i=m(t,"[data-block]"),n=Number(i?.dataset.block);if(!i||!dr(
s,n))return!1;e.run(s,n)}return t.preventDefault(),!0}function hr(s,{always:t}){return s.defaultPrevented||m(s,"[role=dialog], .menu")?!1:R(s)?t===!0:!(m(s,"but\
ton")&&(s.key==="Enter"||s.key===" "))}function dr({view:s},t){return s.order.includes(t)}var it=8,_t=class{constructor(t){this.root=t;t.addEventListener("pointerdown",e=>{this.element&&!e.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(t,e,i,n){let o=l("div","menu");o.setAttribute("role","menu"),o.setAttribute("aria-label",e);for(let[r,a]of i.entries()){r&&a.group!==
i[r-1].group&&o.append(l("div","menu-rule"));let h=l("button","choice","",...a.icon?[f(a.icon,"Structure")]:[],l("span","choice-text",a.text),l("span","choice-h\
int",a.hint));h.type="button",h.setAttribute("role","menuitem"),h.dataset.choice=a.text,h.addEventListener("click",()=>{this.close(!0),a.run()}),o.append(h)}o.prepend(
l("div","menu-label",e)),o.addEventListener("keydown",r=>this.walk(r)),this.open(o,t,n),o.querySelector("button")?.focus({preventScroll:!0})}shortcuts(t,e,i){let n=l(
"div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute("aria-label","Keyboard shortcuts"),n.tabIndex=-1;let o=l("div","key-groups");for(let r of Ii){
let a=e.filter(h=>h.group===r&&h.keys.length).map(Gn);o.append(Wn(r,a))}o.append(Wn("In the projector",vt.map(Gn))),n.append(o),n.addEventListener("keydown",r=>{
(r.key==="Escape"||r.key==="?")&&this.close(!0)}),this.open(n,t,i),n.focus({preventScroll:!0})}panel(t,e,i,n){let o=l("div","menu panel","",l("div","menu-title",
e),...i);o.setAttribute("role","dialog"),o.setAttribute("aria-label",e),o.tabIndex=-1,o.addEventListener("keydown",r=>r.key==="Escape"&&this.close(!0)),this.open(
o,t,n),o.focus({preventScroll:!0})}close(t){this.element&&(this.element.remove(),this.element=null,t&&this.back?.(),this.back=null)}walk(t){let e=[...this.element.
querySelectorAll("button")],i=e.indexOf(t.composedPath()[0]),n=t.key==="ArrowDown"?1:t.key==="ArrowUp"?-1:0;n?(e[(i+n+e.length)%e.length].focus({preventScroll:!0}),
t.preventDefault()):t.key==="Home"||t.key==="End"?(e.at(t.key==="Home"?0:-1).focus({preventScroll:!0}),t.preventDefault()):(t.key==="Escape"||t.key==="Tab")&&(this.
close(!0),t.preventDefault())}open(t,e,i){this.close(!1),this.element=t,this.back=i,this.root.append(t);let n=this.root.getBoundingClientRect(),{offsetWidth:o,offsetHeight:r}=t,
a=e.bottom-n.top+4,h=a+r+it<=n.height?a:e.top-n.top-r-4,d=(e.width?e.right-o:e.left)-n.left;t.style.top=`${Math.max(it,Math.min(h,n.height-r-it))}px`,t.style.left=
`${Math.max(it,Math.min(d,n.width-o-it))}px`}};function Wn(s,t){return l("section","key-group","",l("h3","menu-title",s),...t)}function Gn({title:s,keys:t}){let e=t.
map(i=>l("span","chord","",...tt(i).map(n=>l("kbd","",n))));return l("div","key-row","",l("span","",s),l("span","keys","",...e))}var qt=class{constructor(t){this.host=t}host;wrap(t,e=null){let{view:i,sheet:n,commands:o,choosing:r,popover:a}=this.host,h=i.places.get(t),d=n.items.get(t)?.head;
if(!h||!d||h.block.slot)return;let c=ft.map(x=>({text:x,hint:"",icon:x,run:()=>o.wrap(t,x)})),p={text:"Unwrap",hint:"u",icon:"unwrap",run:()=>o.unwrap(t)},v=e??
(d.querySelector("[data-action=wrap]")??d).getBoundingClientRect(),y=r.with(t).length===1;a.menu(v,"Wrap in",h.block.holds&&y?[...c,p]:c,()=>this.host.focus(t))}offer(t,e,i){
let{sheet:n,popover:o}=this.host,r=n.items.get(t)?.head??n.find(t)?.querySelector(".terminal");r&&o.menu(r.getBoundingClientRect(),e,i,()=>this.host.focus(t))}history(){
let{model:t,popover:e}=this.host,i=t.past.map((n,o)=>({text:n,hint:o?`${o+1} steps`:"",icon:"undo",run:()=>this.host.step("undo",o+1)}));if(!i.length)return this.
host.announce("There is nothing to undo");e.menu(this.host.boxOf("undo"),"Go back to before",i,this.host.back())}help(){this.host.popover.shortcuts(this.host.boxOf(
"help"),I,this.host.back())}};var cr=4e3,ur=12e3,Kt=class{live=l("div","live");toasts=l("div","toasts");banner=l("div","banner");lost=l("div","lost","Not connected: your edits wait here");shown=0;timer=0;level=null;acts=!1;told=!1;constructor(){
this.live.setAttribute("aria-live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=this.lost.hidden=!0,this.lost.prepend(f("lost"))}announce(t){
this.live.textContent=this.live.textContent===t?`${t}\xA0`:t}notice(t,e){t?.id!==this.shown&&((this.told||e&&this.acts)&&this.edited(),t&&(this.shown=t.id,this.
toast(t.text,t.level),this.told=!0,this.announce(t.text)))}edited(){(this.level==="error"||this.acts)&&this.hide()}toast(t,e,i){let n=l("span","sign","",f(e==="\
error"?"alert":"check")),o=E("dismiss","close","Dismiss");o.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.level=e,this.acts=i!==void 0,
this.told=!1;let r=()=>{this.hide(),i.run()},a=i?[k("plain",i.text,r),o]:[o];this.toasts.replaceChildren(l("div",`toast ${e}`,"",n,l("span","toast-text",t),...a)),
e==="info"&&(this.timer=window.setTimeout(()=>this.hide(),i?ur:cr))}connection(t){this.lost.hidden=!t,this.announce(t?this.lost.textContent:"Connected again")}offer(t,e){
let[i,...n]=t;if(this.banner.hidden=!i,!i)return;let o=l("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${z(i.time)}?`),a=[k("solid","Res\
tore",()=>{this.banner.hidden=!0,e(i)})];n.length&&a.push(k("plain","Show an older one",()=>this.offer(n,e))),a.push(k("plain","Dismiss",()=>this.offer([],e))),
this.banner.replaceChildren(o,...a)}stop(){clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.acts=!1,this.toasts.replaceChildren()}};var U=48,pr=460,mr=1.3,_n=7,ze=3,jn=.6,fr=.3,Un=1.5,gr=120,zt=class{constructor(t,e){this.sheet=t;this.scroller=e;this.element.setAttribute("aria-hidden","true"),
this.element.hidden=!0,this.element.append(this.picture,this.frame),this.element.addEventListener("pointerdown",i=>this.press(i)),this.element.addEventListener(
"pointermove",i=>this.element.hasPointerCapture(i.pointerId)&&this.scrollTo(i)),e.addEventListener("scroll",()=>this.frameIt()),this.watcher.observe(t.element),
this.watcher.observe(e)}sheet;scroller;element=l("div","minimap");picture=l("canvas");frame=l("div","minimap-frame");view=null;timer=0;height=0;watcher=new ResizeObserver(
()=>this.refresh());draw(t){this.view=t,this.refresh()}stop(){clearTimeout(this.timer),this.watcher.disconnect()}refresh(){clearTimeout(this.timer),this.timer=window.
setTimeout(()=>this.paint(),gr)}paint(){let{scrollHeight:t,clientHeight:e,clientWidth:i}=this.scroller,n=this.view!==null&&t>e*mr&&i>=pr;if(this.element.hidden=
!n,this.scroller.classList.toggle("mapped",n),this.scroller.classList.toggle("beside-map",n&&this.sheet.width>i-2*U),!n)return;let o=this.view.root.children.map(
p=>Ye(p)),r=o.reduce((p,v)=>p+v[0].until,0);this.height=Math.min(e-2*ze,r*_n*1.5);let a=devicePixelRatio||1;this.picture.width=U*a,this.picture.height=this.height*
a,this.picture.style.height=`${this.height}px`;let h=this.picture.getContext("2d");if(!h)return;h.scale(a,a);let d=vr(this.element),c=this.sheet.element.getBoundingClientRect();
for(let p of o){let v=this.sheet.items.get(p[0].block.id)?.element.getBoundingClientRect();if(!v)continue;let y=v.height/c.height*this.height/p[0].until,x=(v.top-
c.top)/c.height*this.height;for(let O of p)br(h,O,x,y,d,this.view.selected===O.block.id)}this.frameIt()}frameIt(){if(this.element.hidden)return;let{scrollTop:t,
scrollHeight:e,clientHeight:i}=this.scroller;this.frame.style.height=`${i/e*this.height}px`,this.frame.style.transform=`translateY(${t/e*this.height}px)`}press(t){
t.button===0&&(t.preventDefault(),this.element.setPointerCapture(t.pointerId),this.scrollTo(t))}scrollTo({clientY:t}){let{top:e}=this.picture.getBoundingClientRect(),
{scrollHeight:i,clientHeight:n}=this.scroller;this.scroller.scrollTop=(t-e)/this.height*i-n/2}};function Ye(s,t=0,e=0,i=1,n=0){let o={block:s,top:t,rows:1,left:e,
right:i,level:n,until:1+(s.problem?Un:0)},r=s.slot;if(!s.children.length)return[{...o,rows:r?0:1}];let a=[o],h=t+(r?0:jn)+(s.problem?Un:0),d=C(s)||s.children.length>
1&&s.children.some(v=>v.slot),c=(i-e)/s.children.length,p=h;return s.children.forEach((v,y)=>{let x=d?Ye(v,h,e+y*c,e+(y+1)*c,n+1):Ye(v,h,e,i,n+(r?0:1));p=Math.max(
p,x[0].top+x[0].until),d||(h=p),a.push(...x)}),o.rows=r?0:jn,o.until=p-t+(r?0:fr),a}function vr(s){let t=getComputedStyle(s),e=t.getPropertyValue("--st-primary-\
color").trim()||"#3454d1";return{dark:s.closest(".dark")!==null,red:t.getPropertyValue("--red").trim(),accent:e}}function br(s,{block:t,top:e,rows:i,left:n,right:o,
level:r,until:a},h,d,c,p){let v=Math.min(3*r,15),y=U-2*ze-v-6,[x,O]=[ze+v+n*y,Math.max(2,(o-n)*y-1)],[nt,Me]=[h+e*d,Math.max(1,Math.min(i*d-(d>4?2:.4),_n))];i&&
t.children.length&&(s.fillStyle=`hsl(${t.hue} ${c.dark?"30% 30%":"50% 90%"} / 60%)`,s.fillRect(x,nt,O,a*d-1)),i&&(s.fillStyle=t.problem?c.red:`hsl(${t.hue} ${c.
dark?"36% 50%":"48% 68%"})`,s.fillRect(x,nt,t.children.length?Math.min(O,14):O,Me)),t.problem&&wr(s,nt+Me/2,c.red),p&&(s.fillStyle=c.accent,s.fillRect(0,nt-1,U,
Math.max(2,Math.min(Me,3))+1))}function wr(s,t,e){s.fillStyle=e,s.beginPath(),s.moveTo(U,t-4),s.lineTo(U-6,t),s.lineTo(U,t+4),s.fill()}function Yt(s,t){let e=l("input","typing");e.value=t.value,e.placeholder=t.placeholder,e.maxLength=64,e.spellcheck=!1,e.autocomplete="off",e.setAttribute("aria-\
label",t.label);let i=!0,n=(o,r)=>{if(!i)return;i=!1;let a=e.value.trim();e.remove(),s.textContent=o?a:t.value,t.closed(r),o&&a!==t.value&&t.done(a)};e.addEventListener(
"keydown",o=>{o.stopPropagation();let r=o.key==="Enter"&&!o.isComposing;!r&&o.key!=="Escape"||(o.preventDefault(),n(r,!0))}),e.addEventListener("blur",()=>n(!0,
!1)),s.replaceChildren(e),e.focus({preventScroll:!0}),e.select()}var Jt=class{constructor(t){this.host=t}host;name(t){let{view:e,sheet:i,commands:n}=this.host,o=e.places.get(t)?.block,r=i.items.get(t);!o||!r||o.slot||w(t)||!n.
isAlone(t,"renamed")||this.open(r,"name",`Name of ${o.kind}`,o.name,o.key||"name",a=>n.rename(t,a))}className(){let{host:t}=this;t.drawNow();let e=kr(t.view),i=e&&
t.sheet.items.get(e.id);if(!e?.instance||!i)return;t.focus(e.id);let{kind:n}=e;this.open(i,"kind","Class name of the block",n,n,o=>o&&t.send({op:"rename definit\
ion",definition:n,name:o}))}open(t,e,i,n,o,r){if(t.typing)return;t.typing=e,t.element.classList.add(`typing-${e}`);let a=h=>{t.typing=null,t.forget(),t.element.
classList.remove(`typing-${e}`),h&&this.host.focus(t.id)};Yt(e==="name"?t.label:t.kind,{label:i,value:n,placeholder:o,done:r,closed:a})}};function kr({selected:s,
places:t}){return s===null?void 0:t.get(s)?.block}async function qn(s,t){try{let e=await fetch(new URL(s,location.origin),{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify(t),signal:AbortSignal.
timeout(2500)});return e.ok?new Uint8Array(await e.arrayBuffer()):null}catch{return null}}var Xt=3e3,yr=24e3,xr=new Set(["select","form"]),Zt=class{constructor(t){this.answered=t}answered;client=Q();pending=[];acknowledged=0;wake=()=>{};address="";last=0;shown=0;session="";again=new Map;asking=!1;closed=!1;timer=0;wait=Xt;get unseen(){
return this.last-this.shown}push(t,e){return this.last+=1,this.pending.push({...t,id:this.last}),e&&this.again.set(this.last,e),this.wait=Xt,this.deliver(),this.
asking}get waiting(){return this.pending.flatMap(({id:t})=>this.again.get(t)??[])}clear(){this.pending=[],this.shown=this.last,this.again.clear()}retry(){this.unseen&&
this.deliver()}drawn(t,e){this.wake=e,this.closed=!1,t.client===this.client&&(this.shown=Math.max(this.shown,t.id)),this.wait=Xt,this.schedule()}receive({ack:t,
session:e,edits:i}){if(this.session=e,this.address=i,t.client===this.client){this.acknowledged=Math.max(this.acknowledged,t.id),this.pending=this.pending.filter(
n=>n.id>this.acknowledged);for(let n of[...this.again.keys()])n<=this.acknowledged&&this.again.delete(n)}this.wait=Xt,this.schedule()}stop(){clearTimeout(this.timer),
this.answered=()=>{},this.wake=()=>{}}deliver(){this.schedule(),!this.asking&&(!this.closed&&this.pending.some(({op:t})=>!xr.has(t))?this.ask():this.wake(this.batch))}async ask(){
this.asking=!0;let[t,e]=[this.last,this.session],i=await qn(this.address,this.batch);this.asking=!1,this.closed=i===null,i&&e===this.session&&this.answered(i),this.
closed?this.wake(this.batch):this.last>t?this.deliver():requestAnimationFrame(()=>setTimeout(()=>this.unseen&&!this.asking&&this.wake(this.batch)))}get batch(){
return{client:this.client,session:this.session,ops:this.pending}}schedule(){clearTimeout(this.timer),this.unseen&&(this.timer=window.setTimeout(()=>{this.wait=Math.
min(this.wait*2,yr),this.wake(this.batch),this.schedule()},this.wait))}};function zn(s,t,e){let i=Jn("brick",s,t);i.dataset.palette=s.kind,i.append(l("span","brick-hint",s.hint));let n=Kn("star","star",""),o=Kn("plus","plus",`Add ${s.
kind}`),r=l("div","brick-row","",i,n,o);return e.append(r),{kind:s,family:t,row:r,button:i,section:e}}function Yn(s,t,e){let i=Jn("kind-chip",s,t);return i.dataset.
shelf=s.kind,e.append(i),{kind:s,family:t,button:i,row:i,section:e}}function Je({row:s,kind:t,button:e},i){let n=s.querySelector(".star");n&&(u(n,"aria-pressed",
String(i)),$(n,i?`Take ${t.kind} off the favourites (*)`:`Make ${t.kind} a favourite (*)`),u(e,"aria-description",i?"a favourite":null))}function Jn(s,t,e){let i=l(
"button",s,"",l("span","sign","",f(t.kind,e.family)),l("span","kind",t.kind));return i.type="button",i.tabIndex=-1,i.style.setProperty("--h",String(t.hue??e.hue)),
u(i,"aria-keyshortcuts","*"),i}function Kn(s,t,e){let i=l("button",s,"",f(t));return i.type="button",i.tabIndex=-1,e&&u(i,"aria-label",e),i}var Xn="http://www.w3.org/2000/svg";function Qt(s,t,e){let i=document.createElementNS(Xn,"svg");i.setAttribute("viewBox",t),i.setAttribute("class",s),i.setAttribute(
"aria-hidden","true");for(let[n,o]of e){let r=document.createElementNS(Xn,"path");r.setAttribute("class",n),r.setAttribute("d",o),i.append(r)}return i}var Er=260,Mr=6;function te(s,t,e=Er){let i=Zn(s);if(!i)return null;let[n,o,r]=Lr(i.slice(1)).map(a=>Math.max(Mr,e*Math.sqrt(a/t)));return Tr(n,o,r*.5)}function ee(s){
return Math.max(1,...s.flatMap(t=>Zn(t)?.slice(1)??[]))}function Zn(s){let t=s.split(" ")[0],e=t.split("\xD7").map(i=>/^\d+$/.test(i)?Number(i):/^\d*B$/.test(i)?
1:NaN);return t&&e.every(Number.isFinite)?e:null}function Lr(s){return s.length===0?[0,0,0]:s.length===1?[s[0],0,0]:s.length===2?[s[1],s[0],0]:[s.at(-1),s.at(-2),
s.slice(0,-2).reduce((t,e)=>t*e,1)]}function Tr(s,t,e){let i=e*.7,n=[s+i+4,t+i+4],o=Qt("tensor",`-2 -2 ${n.join(" ")}`,[["front",`M0 ${i}h${s}v${t}h${-s}z`],["t\
op",`M0 ${i}l${i} ${-i}h${s}l${-i} ${i}z`],["side",`M${s} ${i}l${i} ${-i}v${t}l${-i} ${i}z`]]);return o.setAttribute("width",String(n[0])),o.setAttribute("heigh\
t",String(n[1])),o}var Sr=44;function Qn(s,t){let e=l("span","sample-arrow","\u2192"),i=ee([...s,...t]),n=o=>Ar(o,i);return l("div","sample","",...s.map(n),...s.length?[e]:[],...t.
map(n))}function ts(s){let[t,e]=[Math.min(-1,...s),Math.max(1,...s)],i=r=>4+152*r/(s.length-1),n=r=>4+72*(e-r)/(e-t),o=s.map((r,a)=>`${i(a).toFixed(1)} ${n(r).toFixed(
1)}`).join("L");return is("curve",160,80,[["axis",`M4 ${n(0)}H156M80 4V76`],["graph",`M${o}`]])}function es(s){let t=Pr[s];return t?is("structure",160,96,[["wir\
es",t[0]],["boxes",t[1]]]):null}function Ar(s,t){let[e="",i=""]=s.split(" "),n=te(e,t,Sr),o=i?[l("span","sample-type",i)]:[];return l("span","sample-tensor","",
l("span","sample-picture","",...n?[n]:[]),l("span","sample-shape",e),...o)}function Cr(s,t,e,i){return`M${s} ${t}h${e}v${i}h${-e}z`}function is(s,t,e,i){return Qt(
`picture ${s}`,`0 0 ${t} ${e}`,i)}var L=(s,t,e=48)=>Cr(s-e/2,t-8,e,16),Pr={Sequential:["M80 2V94",L(80,20)+L(80,48)+L(80,76)],Residual:["M80 2V94M80 10h34a10 10\
 0 0 1 10 10v46a10 10 0 0 1 -10 10h-34",`${L(80,30)+L(80,54)}M80 68a8 8 0 1 1 0 16a8 8 0 1 1 0-16M76 76h8M80 72v8`],Parallel:["M80 2V94M28 40V22q0-10 10-10h84q1\
0 0 10 10V74q0 10-10 10H38q-10 0-10-10z",L(28,48,40)+L(80,48,40)+L(132,48,40)],Repeat:["M80 2V94",`${L(90,38)+L(85,43)+L(80,48)}M124 44l8 8M132 44l-8 8M138 42h7\
l-4 5q5 0 5 4t-8 2`],Graph:["M80 2V94M80 8H46q-10 0-10 10V40q0 10 10 10H56M104 26h10q10 0 10 10V66q0 10-10 10h-10",L(80,26)+L(80,50)+L(80,76)],Reuse:["M40 2V94M\
120 2V94M64 48h4m4 0h4m4 0h4m4 0h4m4 0h4",L(40,48)+L(120,48)]};var Hr=350,Or=150,ie=8,Br=220,ne=class{constructor(t,e,i,n){this.root=t;this.palette=e;for(let o of i)this.listen(o,n)}root;palette;address="";table=null;card=null;entry=null;timer=0;listening=new AbortController;listen(t,e){
t.addEventListener("pointerover",i=>i.pointerType==="mouse"&&this.rest(e(i))),t.addEventListener("pointerleave",()=>this.leave()),t.addEventListener("focusin",i=>i.
target.matches(":focus-visible")&&this.rest(e(i))),t.addEventListener("focusout",()=>this.leave()),t.addEventListener("pointerdown",()=>this.hide()),t.addEventListener(
"scroll",()=>this.card&&this.place())}hide(){clearTimeout(this.timer),this.listening.abort();let{card:t,entry:e}=this;e?.button.removeAttribute("aria-describedb\
y"),t?.remove(),this.card=this.entry=null}rest(t){if(!t)return this.leave();clearTimeout(this.timer),t!==this.entry&&(this.timer=window.setTimeout(()=>{this.open(
t)},this.card?0:Hr))}leave(){clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.hide(),Or)}async open(t){this.hide(),this.entry=t;let e=(await this.
known())[t.kind.kind]??{};this.entry!==t||!t.button.isConnected||this.root.classList.contains("dragging")||(this.card=$r(t,e),this.card.addEventListener("pointe\
renter",()=>clearTimeout(this.timer)),this.card.addEventListener("pointerleave",()=>this.leave()),t.button.setAttribute("aria-describedby",this.card.id),this.root.
append(this.card),this.place(),this.listening=new AbortController,window.addEventListener("keydown",i=>this.key(i),{capture:!0,signal:this.listening.signal}))}key(t){
t.key==="Escape"&&(this.hide(),t.stopImmediatePropagation())}known(){return this.table??=fetch(new URL(this.address,location.origin)).then(t=>t.ok?t.json():{}).
catch(()=>({})),this.table}place(){let{card:t,entry:e}=this;if(!t||!e)return;let i=this.root.getBoundingClientRect(),n=this.palette.getBoundingClientRect().right-
i.left+ie;t.hidden=i.width-n-ie<Br;let o=e.row.getBoundingClientRect().top-i.top;t.style.left=`${n}px`,t.style.top=`${Math.max(ie,Math.min(o,i.height-t.offsetHeight-
ie))}px`}};function $r({kind:s,family:t,button:e},i){let n=l("div","preview-title","",l("span","sign","",f(s.kind,t.family)),l("span","kind",s.kind),l("span","p\
review-family",t.family)),o=l("div","preview","",n,l("p","preview-doc",s.doc||s.hint));return o.id="palette-preview",o.setAttribute("role","tooltip"),o.style.setProperty(
"--h",e.style.getPropertyValue("--h")),o.append(...Rr(s,i)),o}function Rr({kind:s},{takes:t=[],gives:e=[],params:i,formula:n,curve:o}){let r=[],a=o?ts(o):es(s);
return a&&r.push(a),n&&r.push(l("div","preview-formula",n)),n?.startsWith("n \u2192")&&r.push(l("div","preview-letters",Vr(n))),e.length&&r.push(Qn(t,e)),i!==void 0&&
r.push(l("div","preview-params",`${i.toLocaleString("en")} parameters in this example`)),r}function Vr(s){return Object.entries({n:"each side",k:"kernel_size",s:"\
stride",p:"padding",d:"dilation"}).filter(([i])=>new RegExp(`\\b${i}\\b`).test(s)).map(([i,n])=>`${i} ${n}`).join(", ")}var ns=28,ss=A("finder").keys[0],se=class{constructor(t,e,i){this.shelf=e;this.host=i;let n=matchMedia("(hover: none)").matches?"Search layers":`Layers, or ${S(
ss)}`;Object.assign(this.field,{type:"text",placeholder:n,title:`${S(ss)} finds actions, layers, blocks and models`,spellcheck:!1,autocomplete:"off"}),this.field.
setAttribute("aria-label","Search layers"),this.field.dataset.action="search",this.field.addEventListener("input",()=>this.filter()),this.none.hidden=!0,this.none.
setAttribute("role","status"),this.list.setAttribute("role","group"),this.list.setAttribute("aria-label","Layers");let o=l("label","search","",f("search"),this.
field,l("kbd","","/"),this.browse);this.browse.type="button",this.browse.addEventListener("click",()=>this.open(!this.isOpen)),this.field.addEventListener("focu\
s",()=>this.open(!0)),this.open(!1),this.recent.setAttribute("role","group"),this.recent.setAttribute("aria-label","Recent layers"),this.element.append(o,this.list,
this.none,this.recent),this.element.addEventListener("keydown",r=>this.key(r)),this.element.addEventListener("pointerleave",()=>this.settle()),this.element.addEventListener(
"focusout",()=>setTimeout(()=>this.settle())),this.element.addEventListener("dblclick",r=>this.addFrom(r,"[data-palette], [data-shelf]")),this.list.addEventListener(
"click",r=>m(r,".star")?this.star(this.entryOf(r)):this.addFrom(r,".plus")),this.preview=new ne(t,this.element,[this.list,this.recent],r=>this.entryOf(r))}shelf;host;element=l(
"div","palette");field=l("input","search-field");list=l("div","families");favourites=l("div","shelves");recent=l("div","shelves recent");browse=l("button","brow\
se","",f("chevron"));none=l("div","none");preview;entries=[];chips={favourites:[],recent:[]};shown=[];drawn="";stale=!1;focusSearch(){this.field.focus({preventScroll:!0}),
this.field.select()}draw({palette:t,previews:e}){this.preview.address=e;let i=JSON.stringify(t);i!==this.drawn&&(this.drawn=i,this.entries=[],this.list.replaceChildren(
...t.map(n=>this.section(n))),this.drawShelves(),this.filter())}used(t){this.shelf.use(t),this.stale=!0,this.settle()}pick(t){let e=m(t,"[data-palette], [data-s\
helf]")?this.entryOf(t):void 0;return e?(this.preview.hide(),{block:null,blocks:[],kind:e.kind.kind,text:"",family:e.family.family,hue:e.kind.hue??e.family.hue}):
null}get isOpen(){return this.element.classList.contains("open")}open(t){this.element.classList.toggle("open",t),u(this.browse,"aria-expanded",String(t)),u(this.
browse,"aria-label","Layers")}section(t){let e=l("section","family","",l("h3","family-name",t.family));e.classList.toggle("mine",t.mine===!0),e.style.setProperty(
"--h",String(t.hue)),e.style.setProperty("--rows",String(t.kinds.length));for(let i of t.kinds)this.entries.push(zn(i,t,e));return e}settle(){let t=[this.list,this.
recent].some(e=>e.matches(":hover")||e.querySelector(":focus-visible"));this.stale&&!t&&this.drawShelves()}drawShelves(){this.stale=!1;let t=this.allChips.find(
({button:n})=>n.matches(":focus"))?.kind.kind,{favourites:e,recent:i}=this.shelf;this.chips={favourites:this.fill(this.favourites,"Favourites",e),recent:this.fill(
this.recent,"Recent",i.filter(n=>!e.includes(n)))};for(let n of this.entries)Je(n,e.includes(n.kind.kind));this.place(),t&&this.allChips.find(({kind:n})=>n.kind===
t)?.button.focus({preventScroll:!0})}fill(t,e,i){let n=i.flatMap(a=>this.entries.find(h=>h.kind.kind===a)??[]),o=l("div","chips-row"),r=n.map(({kind:a,family:h})=>Yn(
a,h,o));return t.replaceChildren(...r.length?[l("section","shelf","",l("h3","family-name",e),o)]:[]),r}get allChips(){return[...this.chips.favourites,...this.chips.
recent]}place(){let t=this.list.querySelector(":scope > .mine:not([hidden])");t?t.after(this.favourites):this.list.prepend(this.favourites);let e=this.field.value.
trim()!=="";this.favourites.hidden=e||!this.chips.favourites.length,this.recent.hidden=e||!this.chips.recent.length}star(t){if(!t)return;let{kind:e}=t.kind,i=this.
shelf.toggle(e);for(let n of this.entries)n.kind.kind===e&&Je(n,i);this.stale=!0,this.settle(),this.host.announce(i?`${e} is a favourite`:`${e} is no favourite \
any more`)}filter(){let t=this.field.value.trim(),e=At(this.entries,t,({kind:n})=>[n.kind,`${n.hint} ${n.doc}`]),i=new Map;for(let n of e)i.set(n.section,[...i.
get(n.section)??[],n]);this.shown=[...i.values()].flat();for(let n of this.entries)n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.button.classList.remove(
"first");for(let n of this.shown)n.row.hidden=n.section.hidden=!1,n.section.append(n.row);this.list.append(...i.keys()),this.place(),this.preview.hide(),this.markFirst(
t)}markFirst(t){let[e]=this.shown;if(this.none.hidden=e!==void 0,this.list.hidden=!e,this.list.scrollTop=0,!e)return this.sayNone(t);this.rows()[0].button.tabIndex=
0,e.button.classList.toggle("first",t!=="")}sayNone(t){let e=l("span","","No layer matches ",l("b","",t),document.createTextNode(".")),i=l("span","","Try what i\
t does: conv, norm, attention, add.");this.none.replaceChildren(e,i,k("plain","Show all layers",()=>this.clear()))}rows(){let{favourites:t,recent:e}=this.chips;
return this.field.value.trim()?this.shown:[...t,...this.shown,...e]}bring(t){if(!this.list.contains(t.row)){t.section.scrollTop=t.row.offsetTop-t.section.offsetTop;
return}let e=t.row.getBoundingClientRect(),i=this.list.getBoundingClientRect();e.top<i.top+ns?this.list.scrollTop-=i.top+ns-e.top:e.bottom>i.bottom&&(this.list.
scrollTop+=e.bottom-i.bottom+4)}entryOf(t){let e=m(t,".brick-row, .kind-chip");return e?[...this.allChips,...this.entries].find(i=>i.row===e):void 0}addFrom(t,e){
let i=m(t,e)?this.entryOf(t):void 0;i&&this.host.add(i.kind.kind)}key(t){if(t.isComposing)return;let e=t.composedPath()[0]===this.field,i=this.rows(),n=i.findIndex(
o=>o.button===t.composedPath()[0]);if(t.key==="ArrowDown")this.step(e?i[0]:i[n+1]);else if(t.key==="ArrowUp"&&!e)n>0?this.step(i[n-1]):this.focusSearch();else if(t.
key==="Enter"&&e&&this.field.value.trim()&&this.shown[0])this.addFound(this.shown[0]);else if((t.key==="Enter"||t.key==="+")&&n>=0)this.host.add(i[n].kind.kind);else if(t.
key==="*"&&n>=0)this.star(i[n]);else if(t.key==="Escape")this.field.value?this.clear():this.close();else if(t.key==="/"&&e)this.field.select();else return;t.preventDefault()}addFound(t){
this.host.add(t.kind.kind),this.clear()}close(){this.open(!1),this.host.leave()}clear(){this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}step(t){
if(t){for(let e of[...this.allChips,...this.entries])e.button.tabIndex=-1;t.button.tabIndex=0,t.button.focus({preventScroll:!0}),this.bring(t)}}};var oe=class{constructor(t,e){this.host=t;e.addEventListener("click",i=>this.click(i)),e.addEventListener("dblclick",i=>{m(i,".head")&&!m(i,"button, input")&&t.
naming.name(Xe(i))}),e.addEventListener("focusin",i=>{this.light(i);let n=Xe(i);n!==null&&t.focusMoved(n)}),e.addEventListener("focusout",()=>t.links.clear()),e.
addEventListener("pointerover",i=>{this.hover(m(i,".item:not(.slot)")),t.busy||this.light(i)}),e.addEventListener("pointerleave",()=>{this.hover(null),t.links.clear()})}host;hovered=null;pick(t){
let{view:e}=this.host,i=m(t,".item:not(.slot)"),n=i&&e.places.get(Number(i.dataset.block))?.block;if(!n||w(n.id))return null;let o=this.host.choosing.with(n.id),
r=B(n),a=o.length>1?`and ${o.length-1} more`:r?`${r} inside`:n.detail;return{block:n.id,blocks:o,kind:n.kind,text:a,family:n.family,hue:n.hue}}hover(t){t!==this.
hovered&&(this.hovered?.classList.remove("hover"),this.hovered=t,t&&(t.classList.add("hover"),this.host.sheet.items.get(Number(t.dataset.block))?.needActions()))}light(t){
let{links:e}=this.host,i=m(t,"[data-source]"),n=m(t,".item:not(.slot), .input")?.dataset.block;i?e.source(i):n!==void 0?e.takers(Number(n)):e.clear()}click(t){let{
host:e}=this;if(R(t)||m(t,".problem button"))return;let i=Xe(t),n=m(t,"[data-source]")?.dataset.source,o=m(t,"[data-action]")?.dataset.action;n!==void 0?e.goToSource(
Number(n)):o==="output"?e.commands.select(e.view.root.id):i!==null?this.clickBlock(i,o,t):m(t,".sheet, .scroller")&&e.choosing.chooseNothing()}clickBlock(t,e,i){
let{host:n}=this,o=n.view.places.get(t)?.block.folded;e==="fold"||o&&m(i,".empty")?n.commands.fold(t,!o):e==="add-input"?n.addInput():e==="wrap"?n.menus.wrap(t):
e==="duplicate"?n.commands.duplicate(t):e==="remove"?n.commands.remove(t):i.ctrlKey||i.metaKey?n.choosing.toggle(t):(!i.shiftKey||!n.choosing.reach(t))&&n.choosing.
choose(t)}};function Xe(s){let t=m(s,"[data-block]:not(.within)");return t?Number(t.dataset.block):null}var re=class{pressed=!1;timer=0;next=[];listening=new AbortController;constructor(t){let e={signal:this.listening.signal,capture:!0};t.addEventListener("pointer\
down",()=>this.hold(),e);for(let i of["pointerup","pointercancel"])addEventListener(i,({pointerType:n})=>this.letGo(n==="touch"?80:0),e);addEventListener("blur",
()=>this.release(),e),addEventListener("pointermove",({buttons:i})=>i||this.letGo(80),e)}then(t){this.pressed?this.next.push(t):t()}release(){clearTimeout(this.
timer),this.timer=0,this.pressed=!1;for(let t of this.next.splice(0))t()}stop(){this.listening.abort(),clearTimeout(this.timer),this.next=[]}hold(){clearTimeout(
this.timer),this.timer=0,this.pressed=!0}letGo(t){this.pressed&&(this.timer||=window.setTimeout(()=>this.release(),t))}};function Qe(s,t){let e=new Map(t.palette.flatMap(({kinds:r})=>r.map(({kind:a,doc:h})=>[a,h]))),i={detail:"",trail:[],result:"",params:"",sum:"",hue:null,icon:["\
input"],problem:null,folded:!1},n=t.inputs.map(({id:r,name:a,text:h,dtype:d})=>({...i,key:`in${r}`,id:r,title:a?`input ${a}`:"input",told:`A tensor of ${d}.`,takes:[],
gives:h})),o={...i,key:"out",id:s.root.id,title:"output",told:t.totals.map(({text:r,label:a})=>`${r} ${a}`).join(", "),takes:[t.output],gives:null,result:t.output,
problem:s.root.problem};return[...n,...s.root.children.flatMap(r=>Ze({view:s,words:e},r,[])),o]}function Ze(s,t,e){if(t.body||t.slot&&t.children.length)return t.
children.flatMap(r=>Ze(s,r,e));if(t.slot)return[];let i={key:String(t.id),id:t.id,title:b(t),detail:t.detail,told:Ir(s,t),trail:e,takes:t.input?[t.input]:[],gives:t.
output,result:"",params:t.params,sum:t.sum,hue:t.hue,icon:[t.kind,t.family],problem:t.problem,folded:t.folded};if(t.folded||!t.children.length)return[i];let n=[
...e,b(t)],o=t.children.flatMap(r=>{let a=t.children.length>1&&(t.kind==="Parallel"||r.slot);return Ze(s,r,a?[...n,Dr(t,r)]:n)});return[{...i,gives:null},...o,...Nr(
t,i)]}function Nr(s,t){let e=s.children[0]?.body?s.children[0]:s,i=e.kind==="Residual"||e.kind==="Parallel"?e.children.map(o=>o.output||"?"):[];if(!i.length)return[];
let n=e.kind==="Residual"?"Both ways are added.":`The branches are merged: ${e.detail}.`;return[{...t,key:`${t.key}+`,title:e.kind==="Residual"?"f(x) + x":b(s),
detail:"",told:n,trail:[...t.trail,b(s)],takes:i}]}function Dr(s,t){return t.slot?t.key:`branch ${s.children.indexOf(t)+1}`}function Ir({words:s},t){let[e]=t.children,
i=e?.body?e:t,n=t.children.length;return t.reuse?"The same block again, with the same parameters.":t.folded||!t.holds?s.get(t.kind)??"":t.instance?t.places>1?`O\
ne of ${t.places} uses of ${t.kind}; each has parameters of its own.`:s.get(t.kind)??"":i.kind==="Residual"?"Two ways: the body changes x, the shortcut brings x\
 around it.":i.kind==="Parallel"?`${n} branches, each given the same input.`:i.kind==="Repeat"?`${t.count} rounds, ${t.shared?"all with the same parameters":"ea\
ch with parameters of its own"}; one is shown.`:i.kind==="Graph"?`${n} blocks; each says what it takes.`:`${n} ${n===1?"block":"blocks"}, one after the other.`}var ae=class{constructor(t,e){this.root=t;this.host=e;let i=E("leave","close","Leave (Esc)");i.addEventListener("click",()=>this.dialog.close());let[n,o]=[E("st\
ep-back","back","Back (\u2190)"),E("step-next","chevron","Next (\u2192)")];n.addEventListener("click",()=>this.back()),o.addEventListener("click",()=>this.next()),
this.ask.setAttribute("aria-pressed","false"),this.dialog.setAttribute("aria-label","Step through the forward pass"),this.stage.setAttribute("aria-live","polite"),
this.stage.tabIndex=-1,this.stage.autofocus=!0,this.rail.setAttribute("aria-hidden","true");let r=l("div","scene-bar","",n,this.place,o,l("span","spacer"),this.
ask,i);this.dialog.append(this.rail,l("div","scene-side","",r,this.stage)),this.dialog.addEventListener("keydown",a=>this.key(a)),this.dialog.addEventListener("\
close",()=>this.closed()),this.rail.addEventListener("click",a=>this.goTo([...this.rail.children].indexOf(a.target.closest("li"))))}root;host;dialog=l("dialog",
"projector");rail=l("ol","rail");stage=l("div","scene");place=l("span","scene-place");ask=k("plain","Ask first (a)",()=>this.toggleAsking());steps=[];at=0;asking=!1;open=!0;show(t,e,i){
this.steps=Qe(t,e),this.at=Math.max(0,this.steps.findIndex(n=>n.id===i)),this.open=!this.asking,this.root.append(this.dialog),this.dialog.showModal(),this.draw()}update(t,e){
if(!this.dialog.open)return;let i=this.steps[this.at]?.key;this.steps=Qe(t,e);let n=this.steps.findIndex(o=>o.key===i);this.at=n<0?Math.min(this.at,this.steps.length-
1):n,this.draw()}key(t){if(t.stopPropagation(),t.target.closest("button")!==null&&t.key===" ")return;let i=vt.find(({keys:n})=>n.includes(t.key))?.id;!i||i==="c\
lose"||(this.does[i](),t.preventDefault())}does={next:()=>this.next(),back:()=>this.back(),first:()=>this.goTo(0),last:()=>this.goTo(this.steps.length-1),ask:()=>this.
toggleAsking(),inside:()=>this.unfold()};next(){this.open?this.goTo(this.at+1):(this.open=!0,this.draw())}back(){this.goTo(this.at-1)}goTo(t){if(t<0||t>=this.steps.
length||t===this.at)return;let e=t>this.at;this.at=t,this.open=!this.asking||!e||!this.steps[t].gives||this.steps[t].takes.length===0,this.draw()}unfold(){let t=this.
steps[this.at];t.folded&&this.host.unfold(t.id)}toggleAsking(){this.asking=!this.asking,this.ask.setAttribute("aria-pressed",String(this.asking)),this.open=!this.
asking,this.draw()}closed(){this.dialog.remove(),this.host.left(this.steps[this.at].id)}draw(){let t=this.steps[this.at];g(this.place,`${this.at+1} of ${this.steps.
length}`),M(this.rail,this.steps.map((e,i)=>this.line(e,i))),this.rail.style.setProperty("--steps",String(this.steps.length)),this.rail.children[this.at]?.scrollIntoView(
{block:"center"}),this.stage.style.setProperty("--h",String(t.hue??220)),this.stage.classList.toggle("coloured",t.hue!==null),this.stage.replaceChildren(...this.
scene(t))}line(t,e){let i=!this.asking||e<this.at||e===this.at&&this.open,n=l("li","rail-step","",l("span","rail-title",t.title),l("span","rail-shape",i?t.gives??
t.result:""));return n.classList.toggle("now",e===this.at),n.classList.toggle("passed",e<this.at),n.style.setProperty("--deep",String(t.trail.length)),t.problem&&
n.classList.add("wrong"),n}scene(t){let e=l("h2","scene-title","",f(...t.icon),l("span","",t.title)),n=[l("p","scene-trail",t.trail.join(" \u203A ")),e,l("p","s\
cene-detail",t.detail),this.flow(t),l("p","scene-told",t.told)];return t.params&&n.push(l("p","scene-params",t.sum?`${t.sum} parameters`:`${t.params} parameters`)),
t.problem&&n.push(l("p","scene-problem",`Received ${t.problem.received} Expected ${t.problem.expected}`)),t.folded&&n.push(k("solid","Look inside (f)",()=>this.
unfold())),n.filter(o=>o.textContent||o.matches(".flow"))}flow(t){let e=ee(this.steps.flatMap(({takes:r,gives:a})=>[...r,a??""])),i=t.takes.map(r=>os(r,e)),n=l(
"span","flow-arrow","\u2192");if(n.setAttribute("aria-hidden","true"),t.gives===null)return l("div","flow","",...i);let o=t.problem?l("span","flow-shape wrong",
"\xD7"):this.open?os(t.gives||"?",e):this.question();return o.classList.add("answer"),l("div","flow","",...i,...i.length?[n]:[],o)}question(){let t=k("flow-shap\
e asked","?",()=>this.next());return t.setAttribute("aria-label","What shape comes out? Show it"),t}};function os(s,t){let e=te(s,t);return l("span","flow-shape",
"",...e?[e]:[],l("span","flow-text",s))}var Fr=new TextDecoder;function ti(s){return JSON.parse(Fr.decode(s))}var le=class{number=-1;session="";blocks=new Map;read({number:t,data:e}){if(e.session===this.
session&&t<=this.number)return null;let i=e.session===this.session?this.blocks:new Map;[this.number,this.session,this.blocks]=[t,e.session,new Map];let{plain:n,
root:o,...r}=e;return{...r,root:this.filled(o,n,i)}}filled(t,e,i){let n=t.children?.map(h=>this.filled(h,e,i))??[],o={...e,...t,children:n},r=i.get(o.id),a=r?Se(
r,o):o;return this.blocks.set(a.id,a),a}};var Wr=["lenet","resnet18"],he=class{constructor(t){this.events=t;let e=l("p");e.append("Drag a layer here ",...st(),", or begin with:"),this.element.append(l("\
p","hint-title","A new model"),e,this.list)}events;element=l("div","hint");list=l("div","starts");draw(t,e){this.element.hidden=!t,!(!t||this.list.children.length)&&
this.list.replaceChildren(this.start("Linear","A Linear layer",()=>this.events.add("Linear")),...e.filter(([i])=>Wr.includes(i)).map(([i,n])=>this.start("My blo\
cks",`${n}, from the Gallery`,()=>this.events.openOurs(i))),this.start("search","A search through all layers",()=>this.events.search(),l("kbd","","/")))}start(t,e,i,...n){
let o=l("button","start","",f(t),l("span","",e),...n);return o.type="button",o.addEventListener("click",i),o}};var de=class{element=l("div","inputs");pills=[];more=E("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(t,e){for(;this.pills.length<e.inputs.length;)this.pills.push(new ei);this.pills.length=e.inputs.length,e.inputs.forEach((n,o)=>this.
pills[o].draw(n,t.selected===n.id,e.batch,t.root.kind==="Graph")),M(this.element,this.pills.map(n=>n.element)),this.more.hidden=!e.more;let i=this.pills.at(-1).
element;this.more.parentElement!==i&&i.append(this.more)}find(t){return this.pills.find(e=>e.element.dataset.block===String(t))?.element??null}},ei=class{element=l(
"div","terminal input");name=l("span","terminal-name");shape=l("span","terminal-shape");type=l("span","terminal-type");port=l("span","port");constructor(){this.
element.setAttribute("role","treeitem"),this.element.setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(l("b","","input"),this.name,this.
shape,this.type,this.port),this.port.setAttribute("aria-hidden","true")}draw({id:t,name:e,text:i,dtype:n,means:o},r,a,h){this.element.dataset.block=String(t),this.
element.classList.toggle("selected",r),u(this.element,"aria-selected",String(r)),u(this.element,"aria-label",["input",e,i,n].filter(Boolean).join(" ")),g(this.name,
e),g(this.shape,i),u(this.shape,"title",!o&&i.includes("B")&&a?a:null),g(this.type,n),this.port.hidden=!h,this.port.dataset.port=e}},ce=class{constructor(t){this.
fix=t;this.open.type="button",this.open.dataset.action="output",this.pill.append(this.open,this.gives.element,this.shape),this.element.append(this.pill)}fix;element=l(
"div","ending");pill=l("div","terminal output");open=l("button","open","output");shape=l("span","terminal-shape");gives=new W("gives");problem=null;signature="";draw(t,{
output:e,batch:i}){let{root:n}=t;this.open.disabled=n.kind!=="Graph",u(this.open,"aria-label",`output ${e}`),u(this.open,"title",this.open.disabled?null:"Choose\
 what the model gives"),this.pill.classList.toggle("selected",t.selected===n.id),this.pill.classList.toggle("wrong",n.problem!==null),this.drawProblem(n.problem),
g(this.shape,e),this.shape.dataset.shape=e,u(this.shape,"title",n.means===null&&e.includes("B")&&i?i:null),this.gives.draw(n.gives),this.pill.classList.toggle("\
unknown",e==="?"||!e)}drawProblem(t){let e=JSON.stringify(t);e!==this.signature&&(this.signature=e,this.problem?.remove(),this.problem=t&&at(t,this.fix),this.problem&&
this.element.append(this.problem))}};var si="http://www.w3.org/2000/svg",Gr=10,jr=12,Ur=7,_r=18,qr=10,rs=4,as=5,ue=class{constructor(t){this.ground=t}ground;layers=new Map;frame=0;focus={block:null,
route:null};watcher=new ResizeObserver(()=>this.paint());draw(t){let e=new Set;for(let{block:i,nets:n}of t.places.values())n.length&&(e.add(i.id),this.layer(i.id).
take(i,n));for(let[i,n]of this.layers)e.has(i)||(this.watcher.unobserve(n.column),n.element.remove(),this.layers.delete(i));this.refresh()}refresh(){cancelAnimationFrame(
this.frame),this.layers.size&&(this.frame=requestAnimationFrame(()=>this.paint()))}rest(t){this.focus={...this.focus,route:t},this.light()}picture(t){return this.
layers.get(t)?.element??null}highlight(t,e){this.focus.block===t&&this.focus.source===e||(this.focus={...this.focus,block:t,source:e},this.light())}stop(){cancelAnimationFrame(
this.frame),this.watcher.disconnect()}light(){for(let t of this.layers.values())t.highlight(this.focus)}layer(t){let e=this.layers.get(t),i=this.ground.column(t);
return(!e||e.column!==i)&&(this.layers.set(t,e=new ni(this.ground,i)),this.watcher.observe(i)),e}paint(){let t=[...this.layers.values()],e=t.map(i=>i.measure());
t.forEach((i,n)=>i.paint(e[n],this.focus))}},ni=class{constructor(t,e){this.ground=t;this.column=e;this.element.classList.add("wires"),this.element.setAttribute(
"aria-hidden","true")}ground;column;element=document.createElementNS(si,"svg");graph;nets=[];drawn="";take(t,e){this.graph=t,this.nets=e}measure(){let t=this.column.
getBoundingClientRect(),e=this.ground.scale(),i=h=>{let{left:d,right:c,top:p,bottom:v}=h.getBoundingClientRect(),[y,x]=[O=>(O-t.left)/e,O=>(O-t.top)/e];return{left:y(
d),right:y(c),top:x(p),bottom:x(v)}},n=this.graph.children.map(h=>this.ground.item(h.id)).map(h=>h?i(h.element):null),o=Math.min(...n.map(h=>h?.left??1/0))-Gr,r=Kr(
this.nets),a=Le(this.nets);return this.nets.flatMap(h=>{let d=o-a*h.lane,c=this.headOf(h,d,n,i);return c?h.wires.flatMap(p=>{let v=this.tailOf(p,d,n,r.get(p),i);
if(!v)return[];let y=p.taker===null;return[{...{source:h.source,taker:p.taker??this.graph.id,hue:h.hue,start:c[0],tip:Dn(v.at(-1),y)},path:It([...c,...v])}]}):[]})}paint(t,e){
let i=JSON.stringify(t);i!==this.drawn&&(this.drawn=i,this.element.replaceChildren(...t.map(zr)),this.highlight(e))}highlight({block:t,source:e,route:i}){let n=({
dataset:{from:a,to:h}})=>t===null?i?.carries(this.graph.id,Number(a),Number(h))??!1:e===void 0?[a,h].includes(String(t)):a===String(e)&&h===String(t),o=[...this.
element.children],r=o.filter(n);for(let a of o)a.classList.toggle("lit",r.includes(a));this.element.classList.toggle("dimmed",r.length>0||t===null&&i!==null),r.
length&&r.length<o.length&&this.element.append(...r)}headOf(t,e,i,n){let o=t.from<0?this.ground.entry(this.graph.id,t.place):this.ground.tag(t.source,t.place);if(o){
let h=n(o),d=(h.left+h.right)/2,c=h.bottom+as+rs*this.outside(t,p=>p.from===t.from);return[[d,h.bottom],[d,c],[e,c]]}let r=this.ground.item(t.source);if(t.from<
0||!r)return null;let a=n(r.card).bottom-qr;return[[i[t.from].left,a],[e,a]]}tailOf(t,e,i,n,o){let r=i[t.to];if(t.taker!==null){if(!r)return null;let y=r.top+jr+
n.index*Math.min(Ur,_r/n.count);return[[e,y],[r.left,y]]}let a=this.ground.exit(this.graph.id,t.chip);if(!a)return null;let{left:h,right:d}=o(a),{top:c}=o(a.closest(
".terminal")??a),p=(h+d)/2,v=c-as-rs*(n.count-n.index);return[[e,v],[p,v],[p,c]]}outside(t,e){return this.nets.filter(i=>e(i)&&i.lane>t.lane).length}};function Kr(s){
let t=new Map;for(let i of s)for(let n of i.wires)t.set(n.to,[...t.get(n.to)??[],{wire:n,lane:i.lane}]);let e=new Map;for(let i of t.values())i.sort((n,o)=>n.lane-
o.lane||n.wire.chip-o.wire.chip),i.forEach(({wire:n},o)=>e.set(n,{index:o,count:i.length}));return e}function zr({source:s,taker:t,hue:e,start:i,path:n,tip:o}){
let r=document.createElementNS(si,"g");r.classList.add("line"),e===null?r.classList.add("plain-source"):r.style.setProperty("--h",String(e)),r.dataset.from=String(
s),r.dataset.to=String(t);let[a,h,d]=[ii("path","run"),ii("path","tip"),ii("circle","dot")];return a.setAttribute("d",n),h.setAttribute("d",o),d.setAttribute("c\
x",String(i[0])),d.setAttribute("cy",String(i[1])),d.setAttribute("r","3"),r.append(a,h,d),r}function ii(s,t){let e=document.createElementNS(si,s);return e.classList.
add(t),e}var Yr=16,pe=class{constructor(t,e){this.events=t;this.hint=new he(e);let i=l("div","tree");i.setAttribute("role","tree"),i.setAttribute("aria-label","Model"),i.
setAttribute("aria-multiselectable","true"),this.column.setAttribute("role","none"),i.append(this.inputs.element,this.lead,this.column),this.element.append(i,this.
hint.element,this.output.element)}events;element=l("div","sheet");column=l("div","column root");items=new Map;wires=new ue({column:t=>t===this.root?this.column:
this.item(t).inside,item:t=>this.items.get(t),tag:(t,e)=>this.items.get(t)?.outs?.at(e)??null,entry:(t,e)=>t===this.root?this.inputs.find(-e):this.items.get(t)?.
entries?.at(e)??null,scale:()=>this.scale,exit:(t,e)=>(t===this.root?this.output.gives:this.items.get(t).gives).at(e)});scale=1;widest=0;inputs=new de;output=new ce(
t=>this.events.fix(this.root,t));lead=l("div","lead");hint;draws=0;orphans=[];root=0;draw(t,e,i){this.draws+=1,this.root=t.root.id;let n=!t.root.children.length;
this.element.classList.toggle("bare",n),this.hint.draw(n,e.models);let{width:o,nets:r}=t.places.get(t.root.id);this.widest=o+2*Math.max(Yr,V(r)),this.element.style.
setProperty("--widest",`${this.widest}px`),this.inputs.draw(t,e),this.output.draw(t,e),this.lead.classList.toggle("cut",!n&&!t.root.children[0].linked),this.element.
style.setProperty("--gutter",`${V(r)}px`),this.wires.draw(t),this.orphans=[...this.items.values()].filter(({id:h})=>w(h)&&!t.places.has(h)),this.fill(this.column,
t.root,t,e.batch);let a=new Set(i);for(let[h,d]of this.items)d.mark(a.has(h),a.has(h)||t.selected===h),d.seen!==this.draws&&(d.element.remove(),this.items.delete(
h))}find(t){return t===null?null:t===this.root?this.output.element:T(t)?this.inputs.find(t):this.items.get(t)?.element??null}route(t){this.element.classList.toggle(
"routed",t!==null);for(let[e,{element:i}]of this.items)i.classList.toggle("aside",t?.aside.has(e)??!1),i.classList.toggle("loose",t?.loose.has(e)??!1);this.wires.
rest(t)}get width(){return this.widest*this.scale}extent(){let t=this.element.getBoundingClientRect().top;return{width:this.width,height:this.output.element.getBoundingClientRect().
bottom-t}}fill(t,e,i,n){let o=e.children.map(a=>{let h=this.items.get(a.id)??this.adopted(a,t)??this.item(a.id);return h.seen=this.draws,h.update(i.places.get(a.
id),i.selected===a.id,n),this.fill(h.inside,a,i,n),h.element}),r=this.wires.picture(e.id);M(t,r?[r,...o]:o)}item(t){let e=this.items.get(t);return e||this.items.
set(t,e=new ct(t,this.events)),e.seen=this.draws,e}adopted({id:t,kind:e},i){let n=this.orphans.find(({element:o})=>o.parentElement===i&&o.dataset.kind===e);if(n)
return this.orphans.splice(this.orphans.indexOf(n),1),this.items.delete(n.id),this.items.set(t,n),n.become(t),n}};var Jr=new Set(["select","form","fold","foldall","undo","redo","fix"]);function ls(s,t){if(Jr.has(s.op))return null;let e={...s};for(let n of["block","parent"])
typeof e[n]=="number"&&(e[n]=j(t,e[n]));for(let n of["blocks","others"]){let o=e[n];Array.isArray(o)&&(e[n]=o.map(r=>j(t,r)))}return![e.block,e.parent,e.blocks,
e.others].flat().includes(null)?e:null}var me=class{constructor(t,e){this.view=t;this.block=e;let i=t.places.get(e);T(e)&&t.root.kind==="Graph"&&this.within(t.root,e);for(let n=i;n?.parent;n=t.places.
get(n.parent.id))this.beside(n.parent,n.block)}view;block;aside=new Set;loose=new Set;graphs=new Map;carries(t,e,i){let n=this.graphs.get(t);return n?n(e,i===t?
null:i):![...this.aside].some(o=>_(this.view,o,t))}beside(t,e){if(t.kind==="Graph")this.within(t,e.id);else if(C(t)||e.slot)for(let i of t.children)i!==e&&this.
aside.add(i.id)}within(t,e){let{children:i}=t,n=i.map((c,p)=>hs(c.takes,c.linked,i[p-1])),o=hs(t.gives,!0,i.at(-1)),r=i.map(c=>c.id),a=new Set([e]),h=new Set([e]);
r.toReversed().forEach((c,p)=>a.has(c)&&n[r.length-1-p].forEach(v=>v!==null&&a.add(v))),r.forEach((c,p)=>n[p].some(v=>v!==null&&h.has(v))&&h.add(c));let d=(c,p)=>(c===
null||!r.includes(c))&&c!==e?p!==null&&a.has(p)&&!T(e):p!==null&&a.has(c)&&a.has(p)||h.has(c)&&(p===null?o.includes(c):h.has(p));this.graphs.set(t.id,d),i.forEach(
({id:c},p)=>{!a.has(c)&&!h.has(c)?this.aside.add(c):d(c,r[p+1]??null)||this.loose.add(c)})}};function hs(s,t,e){return s.length?s.map(i=>i.id):t?[e?.id??null]:[]}var fe=class{constructor(t,e,i,n){this.desk=t;this.autosave=e;this.messages=i;this.hint=n}desk;autosave;messages;hint;begin(){let{model:t}=this.desk,e=this.autosave.
own(),i=e&&e.session!==t.session?e:null;if(De())return this.openLink(i);if(i&&t.fresh)return this.resume(i);i&&this.autosave.setAside(),(i||t.fresh)&&this.offer(),
t.fresh&&!this.autosave.others(t).length&&this.hint.greet()}openLink(t=null){let e=De();e&&this.open([{op:"open link",link:e}],i=>{if(rn(),!i)return t?this.resume(
t,this.desk.model.notice):void 0;this.autosave.setAside(),this.messages.toast(`Opened \u201C${this.desk.model.title}\u201D from the link.`,"info",i),t&&this.offer()})}restore(t){
this.open(this.edits(t),e=>e&&this.autosave.setAside())}resume(t,e=null){let i=this.edits(t);i.length&&this.open(i,n=>{if(!n)return this.autosave.setAside(),this.
offer();let o=`Restored \u201C${t.title||"Untitled"}\u201D, as you left it at ${z(t.time)}.`;e?this.messages.toast(e.text,e.level):this.messages.toast(o,"info",
n),this.messages.announce(o)})}edits({document:t,changed:e,edits:i,selected:n,folded:o}){return t===this.desk.model.document?i:[{op:"restore",text:t,changed:e,selected:n,
folded:o},...i]}open(t,e){let{notice:i}=this.desk.model;this.autosave.hold();for(let n of t)this.desk.send(n);this.desk.afterAnswer(()=>{let n=this.desk.model.notice,
o=n?.level==="error"&&n.id!==i?.id,r=()=>t.forEach(()=>this.desk.step("undo"));this.autosave.release(),e(o?null:{text:"Undo",run:r})})}offer(){this.messages.offer(
this.autosave.others(this.desk.model),t=>this.restore(t))}};var Xr=[["wrap","Wrap"],["define","Make a block"],["duplicate","Duplicate"],["copy","Copy"],["remove","Remove"],["escape","Unmark"]],ge=class{constructor(t){this.
events=t;this.buttons=Xr.map(([e,i])=>this.button(e,i)),this.element.hidden=!0,this.element.setAttribute("role","toolbar"),this.element.append(this.count,...this.
buttons),this.element.addEventListener("keydown",e=>this.key(e))}events;element=l("div","several");count=l("span","several-count");buttons;draw(t){let e=t>1,i=!e&&
this.element.matches(":focus-within");this.element.hidden=!e,i&&this.events.leave(),e&&(g(this.count,`${t} blocks`),u(this.element,"aria-label",`${t} blocks mar\
ked`))}button(t,e){let i=S(A(t).keys[0]),n=l("button","deed",e,l("kbd","",i));return n.type="button",n.dataset.action=t,$(n,`${e} (${i})`),n.addEventListener("c\
lick",()=>this.events.run(t,n.getBoundingClientRect())),n}key(t){let e={ArrowRight:1,ArrowLeft:-1}[t.key],i=this.buttons.findIndex(n=>n.matches(":focus"));if(e)
this.buttons.at((i+e)%this.buttons.length).focus();else if(t.key==="Escape")this.buttons.at(-1).click();else return;t.preventDefault(),t.stopPropagation()}};var ve=class{constructor(t,e){this.draw=e;for(let i of["keydown","pointerdown"])t.addEventListener(i,()=>this.now(),{capture:!0})}draw;waiting=!1;timer=0;next=[];ask(){
this.waiting||(this.waiting=!0,this.timer=window.setTimeout(()=>this.now(),0))}askAtOnce(){this.waiting=!0,queueMicrotask(()=>this.now())}then(t){this.waiting?this.
next.push(t):t()}now(){this.waiting&&this.draw()}drawn(){clearTimeout(this.timer),this.waiting=!1;for(let t of this.next.splice(0))t()}stop(){clearTimeout(this.
timer),this.waiting=!1}};var ps="blockyard/shelf";var be=class{kept=cs()??{v:1,recent:[],favourites:[]};get recent(){return this.kept.recent}get favourites(){return this.kept.favourites}use(t){this.change(e=>({
...e,recent:[t,...ds(e.recent,t)].slice(0,5)}))}toggle(t){let e=this.kept.favourites.includes(t);return this.change(i=>({...i,favourites:[...ds(i.favourites,t),
...e?[]:[t]].slice(-50)})),!e}change(t){this.kept=t(cs()??this.kept);try{localStorage.setItem(ps,JSON.stringify(this.kept))}catch{}}};function ds(s,t){return s.
filter(e=>e!==t)}function cs(){try{let{v:s,recent:t,favourites:e}=JSON.parse(localStorage.getItem(ps)??"null");return s===1&&us(t)&&us(e)?{v:s,recent:t.slice(0,
5),favourites:e.slice(0,50)}:null}catch{return null}}function us(s){return Array.isArray(s)&&s.every(t=>typeof t=="string"&&t.length<=64)}function ms(s,t){let e=document.createElement("span");e.style.cssText=`display:none;color:${t}`,s.append(e);let i=getComputedStyle(e).color.match(/[\d.]+/g)?.map(
Number)??[];e.remove();let[n=255,o=255,r=255]=i;return .2126*n+.7152*o+.0722*r}function fs(s){let t=getComputedStyle(s),[e,i]=["--st-background-color","--st-pri\
mary-color"].map(o=>t.getPropertyValue(o).trim()),n=`${e} ${i}`;return s.dataset.theme===n?!1:(s.dataset.theme=n,s.classList.toggle("dark",ms(s,e||"#fff")<128),
s.style.setProperty("--on-accent",ms(s,i||"#3454d1")>140?"#0b1020":"#fff"),!0)}var we=class{constructor(t){this.events=t;let[e,i]=[this.tool("project","project"),this.tool("finder","search")],n=l("div","tools","",this.undo,this.redo,l("spa\
n","divider"),this.define,l("span","divider"),e,i,this.help,this.share);this.file.setAttribute("aria-haspopup","menu"),this.share.classList.replace("tool","shar\
e"),this.share.append(l("span","share-text","Share")),this.undo.addEventListener("contextmenu",o=>{o.preventDefault(),this.undo.disabled||t.run("history")}),this.
title.type=this.status.type="button",this.title.dataset.action="title",this.status.dataset.action="status",this.title.append(this.titleText),this.title.addEventListener(
"click",()=>this.startTyping()),this.status.addEventListener("click",()=>t.run("problem")),this.element.setAttribute("role","toolbar"),this.element.setAttribute(
"aria-label","Model"),this.element.append(this.file,this.title,this.status,this.totals,l("div","spacer"),n)}events;element=l("div","toolbar");title=l("button","\
title");titleText=l("span","title-text");status=l("button","badge status");totals=l("div","totals");undo=this.tool("undo","undo");redo=this.tool("redo","redo");define=this.
tool("define","define");help=this.tool("help","help");file=this.tool("file","file");share=this.tool("share","share");look="";typing=!1;boxOf(t){return this[t].getBoundingClientRect()}draw(t,e){
this.define.disabled=!e,this.typing||(g(this.titleText,t.title||"Untitled"),u(this.title,"title",`${t.title||"Untitled"}: click to rename`)),this.drawStatus(t),
this.drawTotals(t.totals),this.drawHistory(this.undo,"Undo",t.undo),t.past.length>1&&u(this.undo,"title",`Undo ${t.undo}
Right click: several steps

${t.past.map(i=>`\xB7 ${i}`).join(`
`)}`),this.drawHistory(this.redo,"Redo",t.redo)}drawStatus({status:t}){let e=`${t.level}${t.text}`;e!==this.look&&this.status.replaceChildren(f(t.level==="good"?
"check":"alert"),l("span","badge-text",t.text)),this.look=e,this.status.classList.toggle("bad",t.level==="bad"),this.status.classList.toggle("doubtful",t.level===
"caution"),u(this.status,"aria-label",t.block===null?t.text:`${t.text}: show it`),u(this.status,"title",t.block===null?t.text:"Show the block"),this.status.disabled=
t.block===null}drawTotals(t){for(;this.totals.children.length>t.length;)this.totals.lastElementChild.remove();t.forEach((e,i)=>{let n=this.totals.children[i]??this.
totals.appendChild(l("span","badge","",l("b"),l("span","badge-label")));g(n.firstElementChild,e.text),g(n.lastElementChild,e.label),u(n,"title",e.exact)})}tool(t,e){
let{title:i,keys:n}=A(t),o=E(t,e,n.length?`${i} (${S(n[0])})`:i);return o.addEventListener("click",()=>this.events.run(t)),o}drawHistory(t,e,i){t.disabled=!i,$(
t,i?`${e} ${i}`:`Nothing to ${e.toLowerCase()}`)}startTyping(){if(this.typing)return;this.typing=!0;let t=l("span","title-text");this.title.replaceWith(t),Yt(t,
{label:"Title of the model",value:this.titleText.textContent??"",placeholder:"Title",done:e=>{g(this.titleText,e||"Untitled"),e&&this.events.rename(e)},closed:e=>{
this.typing=!1,t.replaceWith(this.title),e&&this.title.focus({preventScroll:!0})}})}};var Zr=new Set(["paste","wrap","unwrap","define","undo","redo","restore","new","open","open link","open ours","fix","add input","remove input"]),ke=class{constructor(t){
this.outbox=t}outbox;list=[];settle(t,e){this.list.length||!this.isSettled(t)?this.list.push({ids:t,run:e}):e()}behind(t){this.list.length?this.list.push({ids:[],
run:t}):t()}afterAnswer(t){this.outbox.pending.length?this.list.push({ids:null,run:t}):t()}answered(){for(;this.list.length&&this.isSettled(this.list[0].ids);){
let{ids:t,run:e}=this.list.shift();t?.some(w)||e()}}clear(){return this.list.splice(0).length}isSettled(t){if(t===null)return!this.outbox.pending.length;let e=new Set(
t.filter(w).map(i=>vi(i)));return!this.outbox.pending.some(i=>Zr.has(i.op)||e.has(i.id))}};var ye=[.35,.5,.67,.8,1,1.25,1.5,2],[oi,Qr]=[ye[0],ye.at(-1)],ta=.6,ea=100,gs=24,ia=12,xe=class{constructor(t,e,i){this.sheet=t;this.scroller=e;this.changed=i;e.
addEventListener("wheel",n=>this.wheel(n),{passive:!1}),e.addEventListener("touchstart",n=>this.touch(n)),e.addEventListener("touchmove",n=>this.pinch(n),{passive:!1}),
e.addEventListener("touchend",n=>this.touch(n))}sheet;scroller;changed;level=1;fingers=null;step(t){let e=t>0?ye.find(i=>i>this.level+.01):ye.findLast(i=>i<this.
level-.01);e&&this.to(e)}to(t,e=this.middle()){let i=Math.max(oi,Math.min(Qr,t));if(i===this.level)return;let n=this.spotAt(e);this.apply(i),this.hold(n,e),requestAnimationFrame(
()=>this.hold(n,e))}fit(){let t=this.level;this.apply(1);for(let e=0;e<2;e+=1)this.apply(Math.max(oi,Math.min(1,this.level*this.room())),!1);return this.apply(this.
level),this.level!==t&&this.scroller.scrollTo({top:0,left:(this.scroller.scrollWidth-this.scroller.clientWidth)/2}),this.level>oi||this.room()>=1}apply(t,e=!0){
let{element:i}=this.sheet;this.level=this.sheet.scale=t,i.style.setProperty("--zoom",String(t)),i.classList.toggle("far",t<ta),this.sheet.wires.refresh(),e&&this.
changed(t)}room(){let{width:t,height:e}=this.sheet.extent(),{clientWidth:i,clientHeight:n}=this.scroller;return Math.min(i/t,n/(e+ia))}middle(){let{left:t,top:e}=this.
scroller.getBoundingClientRect();return{x:t+this.scroller.clientWidth/2,y:e+this.scroller.clientHeight/2}}spotAt({x:t,y:e}){let n=this.scroller.getRootNode().elementFromPoint(
t,e)?.closest(".head, .terminal, .item")??this.sheet.element,{left:o,top:r,width:a,height:h}=n.getBoundingClientRect();return{element:n,right:(t-o)/(a||1),down:(e-
r)/(h||1)}}hold({element:t,right:e,down:i},{x:n,y:o}){let{left:r,top:a,width:h,height:d}=t.getBoundingClientRect();this.scroller.scrollLeft+=r+e*h-n,this.scroller.
scrollTop+=a+i*d-o}wheel(t){if(!t.ctrlKey&&!t.metaKey)return;t.preventDefault();let e=Math.max(-gs,Math.min(gs,t.deltaY));this.to(this.level*Math.exp(-e/ea),{x:t.
clientX,y:t.clientY})}touch({touches:t}){this.fingers=t.length===2?{distance:vs(t),level:this.level}:null}pinch(t){let{touches:e}=t;if(!this.fingers||e.length!==
2)return;t.preventDefault();let[i,n]=[e[0],e[1]],o={x:(i.clientX+n.clientX)/2,y:(i.clientY+n.clientY)/2};this.to(this.fingers.level*(vs(e)/this.fingers.distance),
o)}};function vs(s){let[t,e]=[s[0],s[1]];return Math.hypot(t.clientX-e.clientX,t.clientY-e.clientY)||1}var na=new Set(["add","move","wrap","duplicate","remove","open","new"]),Ee=class{view;commands=new mt(this);choosing=new xt(this);menus=new qt(this);naming=new Jt(
this);takes=new Dt(this);data;drawn;root=l("div","editor");scroller=l("div","scroller");messages=new Kt;autosave=new kt;outbox=new Zt(t=>this.press.then(()=>this.
hear(ti(t))));reader=new le;connection=new Et(t=>this.connected(t));hint=new Gt(()=>this.scroller.focus({preventScroll:!0}));session=new fe(this,this.autosave,this.
messages,this.hint);files=new St(this);popover=new _t(this.root);shelf=new be;finder=new Ct(this.root,this,this.shelf);context=new Mt(this,this.popover,this.root);projector=new ae(
this.root,{unfold:t=>this.commands.fold(t,!1),left:t=>this.leftProjector(t)});sheet=new pe({fix:(t,e)=>this.commands.fix(t,e),makeUnique:t=>this.commands.makeUnique(
t)},{add:t=>this.commands.add(t),openOurs:t=>this.openOurs(t),search:()=>this.focusSearch()});links=new ot(this.sheet.element,t=>this.sheet.find(t),this.sheet.wires);palette=new se(
this.root,this.shelf,{add:t=>this.commands.add(t),leave:()=>this.focusChosen(),announce:t=>this.announce(t)});explanation=new Lt(this.root,this.scroller,()=>({view:this.
view,data:this.data}));minimap=new zt(this.sheet,this.scroller);footer=new Bt({go:t=>this.goTo(t),run:t=>this.run(t)});severalBar=new ge({run:(t,e)=>this.runOnMarked(
t,e),leave:()=>this.focusChosen()});scale=new xe(this.sheet,this.scroller,t=>this.footer.zoomed(t));toolbar;hands;clipboard;keyboard=new Pt(this.sheet,this.scroller);keeper=new Ut(
this.root,()=>this.keyboard.take());form=new Ht(()=>this.focus(this.keyboard.at));pointer=new oe(this,this.scroller);pageKeys=new AbortController;waiting=new ke(
this.outbox);soon=new ve(this.root,()=>this.draw());press=new re(this.root);constructor(t){this.toolbar=this.makeToolbar(),this.scroller.append(this.sheet.element),
this.scroller.tabIndex=-1;let e=l("div","stage","",this.messages.banner,l("div","ground","",this.scroller,this.minimap.element),this.hint.element,this.messages.
lost,this.severalBar.element,this.footer.element,this.messages.toasts);this.root.append(this.toolbar.element,l("div","desk","",this.palette.element,e),this.messages.
live),this.hands=new Wt(this),this.clipboard=new yt(this),new jt(this,this.scroller),this.listen(),t.append(this.root)}update({data:t,setTriggerValue:e}){let i=ti(
t);fs(this.root)&&this.soon.ask(),this.outbox.drawn(i.data.ack,n=>e("ops",n)),this.press.then(()=>this.hear(i)),this.count()}hear(t){let e=this.reader.read(t);e&&
this.show(e)}show(t){let e=!this.data,i=this.data?.session!==t.session,n=this.drawn,o=!e&&t.document!==this.data.document;i&&!e?this.leave():!e&&t.root.id!==this.
data.root.id&&this.opened(),this.data=t,this.outbox.receive(t),this.palette.draw(t),this.draw(),this.messages.notice(t.notice,o),e?this.start():n&&n.selected!==
this.view.selected&&this.showSelected(n),i&&t.keeps&&this.session.begin(),this.waiting.answered(),this.keep()}opened(){this.data.keeps&&this.autosave.setAside(),
this.scale.to(1)}stop(){this.soon.stop(),this.press.stop(),this.hands.stop(),this.clipboard.stop(),this.outbox.stop(),this.autosave.stop(),this.connection.stop(),
this.messages.stop(),this.sheet.wires.stop(),this.minimap.stop(),this.keeper.stop(),this.form.stop(),this.pageKeys.abort(),this.root.remove()}send(t){["select",
"form","fold"].includes(t.op)||this.messages.edited(),t.op==="select"&&this.hasFocus()&&this.keeper.hold(),na.has(t.op)&&this.hint.put(),(t.op==="add"||t.op==="\
wrap")&&this.palette.used(t.kind);let e=this.outbox.push(t,ls(t,this.view));this.view=Pe(this.data,this.outbox.pending),this.count(),e?this.soon.askAtOnce():this.
soon.ask(),this.keep()}leave(){this.autosave.flush(),this.outbox.clear(),this.waiting.clear()&&this.data.keeps&&this.refuse("The server started anew, and your l\
ast step is lost. Expected: a connection. Fix: do it again.")}keep(){this.data.keeps&&this.autosave.keep(this.data,this.view,this.outbox.waiting),this.connection.
watch(this.outbox.pending.length>0)}connected(t){this.messages.connection(t),t||this.outbox.retry()}settle(t,e){this.waiting.settle(t,e)}step(t,e=1){this.waiting.
behind(()=>this.send({op:t,steps:e}))}afterAnswer(t){this.waiting.afterAnswer(t)}announce(t){this.messages.announce(t)}say(t){this.messages.toast(t,"info"),this.
announce(t)}refuse(t){this.messages.toast(t,"error"),this.announce(t)}start(){this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2}draw(){
let t=this.active(),e=this.hasFocus(),i=this.drawn;this.view=this.drawn=Pe(this.data,this.outbox.pending),this.choosing.follow(i?.selected),kn(this.scroller,()=>this.
sheet.width,()=>this.sheet.draw(this.view,this.data,this.choosing.several)),this.toolbar.draw(this.data,this.choosing.chosen.length),this.sheet.route(sa(this.view)),
this.severalBar.draw(this.choosing.several.length),this.footer.draw(this.view,this.data.title,this.choosing.several),this.minimap.draw(this.view),this.count(),this.
keyboard.place(this.view,i),e&&this.active()!==t&&(t&&this.sheet.element.contains(t)?t.focus({preventScroll:!0}):this.keyboard.take()),this.keeper.check(),this.
hands.dragging||this.keyboard.drawn(),this.hands.refresh(),this.projector.update(this.view,this.data),this.soon.drawn()}count(){this.root.dataset.ack=String(this.
outbox.acknowledged),this.root.dataset.pending=String(this.outbox.unseen)}active(){return this.root.getRootNode().activeElement}showSelected(t){let{selected:e}=this.
view;e===null||this.hands.dragging||(this.sheet.find(e)||!t.places.has(e))&&this.reveal(e)}hasFocus(){let t=this.active();return t!==null&&this.sheet.element.contains(
t)}reveal(t){this.soon.then(()=>this.keyboard.reveal(t))}focus(t){this.keyboard.at=t,this.soon.then(()=>this.keyboard.go(t,this.view))}focusChosen(){let{selected:t,
root:e}=this.view;this.focus(t===null||t===e.id?this.keyboard.at:t)}openTakes(t){this.commands.isAlone(t,"wired")&&this.takes.open(t)}openForm(t){if(w(t))return this.
afterAnswer(()=>this.openForm(this.keyboard.at));if(this.view.places.get(t)?.block.slot)return this.announce("Nothing to set here");this.keeper.release(),(this.
view.selected!==t||!this.form.open(t))&&this.send({op:"form",block:t}),this.form.open(t)}get model(){return this.data}drafts(){return this.autosave.others(this.
data)}restore(t){this.session.restore(t)}run(t){A(t).run(this,this.view.selected??NaN)}runOnMarked(t,e){let i=this.choosing.several.at(-1)??NaN;t==="wrap"?this.
menus.wrap(i,e):A(t).run(this,i)}boxOf(t){return this.toolbar.boxOf(t)}back(){let t=this.active();return()=>t?.focus({preventScroll:!0})}focusSearch(){this.palette.
focusSearch()}clip(t){this.clipboard.run(t)}openFinder(){this.finder.open(this.data)}openFinderAt(t,e,i){this.finder.openAt(this.data,t,e,i)}openOurs(t){this.send(
{op:"open ours",name:t})}openMenu(t){this.context.open(t)}project(){this.projector.show(this.view,this.data,this.view.selected)}leftProjector(t){this.view.places.
has(t)&&t!==this.view.root.id?this.goTo(t):this.focus(this.at)}startTitle(){this.toolbar.startTyping()}foldTo(t){this.send({op:"foldall",depth:t})}get at(){return this.
keyboard.at}goTo(t){if(t===null)return this.commands.select(this.view.root.kind==="Graph"?this.view.root.id:null),this.scroller.scrollTo({top:0});this.choosing.
choose(t),this.focus(t)}zoom(t){t==="fit"?this.fit():t==="life"?this.scale.to(1):this.scale.step(t)}fit(){this.scale.fit()||this.say("As small as can be read, t\
he model is still larger than the canvas. Depth 1, 2 or 3 folds it.")}explain(t){let e=this.sheet.find(t);this.announce(e&&this.explanation.show(e)||"Nobody kno\
ws what its dimensions are")}makeToolbar(){return new we({rename:t=>this.send({op:"title",title:t}),run:t=>this.run(t)})}showProblem(){let{block:t}=this.data.status;
if(t===null)return this.announce(this.data.status.text);if(this.commands.select(t),t===this.view.root.id)return this.reveal(t);if(this.view.places.has(t))return this.
focus(t);this.reveal(t),A("unfold-all").run(this,t)}pick(t){return this.palette.pick(t)??this.pointer.pick(t)}lifted(){this.press.release(),this.pointer.hover(null)}get bin(){
return this.palette.element}get busy(){return this.hands.busy}redraw(){this.soon.ask()}drawNow(){this.soon.now()}focusMoved(t){t!==this.keyboard.at&&(this.keyboard.
at=t,this.keyboard.place(this.view,this.view),this.sheet.items.get(t)?.needActions())}addInput(){this.commands.addInput(this.data.more,-this.data.inputs.length)}goToSource(t){
let e=this.view.places.get(t)?.block.body?H(this.view,this.view.places.get(t)).id:t;this.commands.select(e),this.focus(e)}listen(){this.root.addEventListener("k\
eydown",t=>this.key(t)),this.root.addEventListener("keyup",t=>t.stopPropagation()),document.addEventListener("keydown",t=>Ke(this,t),{signal:this.pageKeys.signal}),
addEventListener("hashchange",()=>this.data.keeps&&this.session.openLink(),{signal:this.pageKeys.signal})}key(t){t.stopPropagation(),!(Ke(this,t)||!t.key.startsWith(
"Arrow"))&&m(t,"[data-block], .scroller")?.matches(".scroller")&&(t.preventDefault(),this.keyboard.take())}};function sa(s){return s.selected===null||s.selected===
s.root.id?null:new me(s,s.selected)}var ri=new WeakMap;function oa(s){let{parentElement:t}=s,e=ri.get(t),i=e??new Ee(t);return e||ri.set(t,i),i.update(s),()=>{i.stop(),ri.delete(t)}}export{oa as default};

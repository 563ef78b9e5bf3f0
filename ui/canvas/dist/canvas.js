var me=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
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
6H6.7a3.7 3.7 0 0 0 0 7.4h2.8"],["fold","M4.5 2.5L8 6l3.5-3.5M4.5 13.5L8 10l3.5 3.5M2.5 8h11"],["unfold","M4.5 5.5L8 2l3.5 3.5M4.5 10.5L8 14l3.5-3.5M2.5 8h11"],
["input","M2.5 8h7M6.8 5L10 8l-3.2 3M11 3.5h2.5v9H11"],["back","M10 4L6 8l4 4"],["project","M1.8 3h12.4M2.8 3v7.5h10.4V3M8 10.5V12M5 14l3-2 3 2M7 5.2l2.6 1.6L7 \
8.4z"],["chevron","M6 4l4 4-4 4"],["copy","M5.8 5.8h7.7v7.7H5.8zM10.2 5.8V2.5H2.5v7.7h3.3"],["remove","M3 4.5h10M6.2 4.5v-2h3.6v2M4.4 4.5l.6 9h6l.6-9M6.8 7v4M9.\
2 7v4"],["close","M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6"],["wrap","M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M8 5.6v4.8M5.6 8h4.8"],["unwrap","M2.5 5V2\
.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.6 8h4.8"],["search","M7 2.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4M10.2 10.2l3.3 3.3"],["check","M3.2 8.6l3 3 \
6.6-7"],["alert","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M8 5v3.6M8 11h.1"],["share","M8 9.5v-7M5 5.2l3-2.9 3 2.9M4.5 7.5H3v6h10v-6h-1.5"],["open","M2 \
12.5v-9h4l1.5 2h5v2M2 12.5l2-5h10.5l-2 5z"],["save","M8 2.5v7M5 6.8l3 2.9 3-2.9M2.5 11v2.5h11V11"],["file","M2.5 4.5h11M2.5 8h11M2.5 11.5h11"],["lost","M2 2l12 \
12M4.2 9.2A5.5 5.5 0 0 1 6.5 7.6M1.8 6.4a9 9 0 0 1 2.5-1.8M7.5 3.6a9 9 0 0 1 6.7 2.8M10.6 8a5.5 5.5 0 0 1 1.2 1.2M8 12.3h.1"],["plus","M8 3.5v9M3.5 8h9"],["star",
"M8 2.2l1.8 3.7 4 .5-3 2.8.8 4L8 11.3l-3.6 1.9.8-4-3-2.8 4-.5z"],["help","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.\
9.7-.9 1.3M8 11.3h.1"]]),fe="http://www.w3.org/2000/svg",ge=new Map;function Fi(s){let t=document.createElementNS(fe,"svg");t.setAttribute("viewBox","0 0 16 16"),
t.setAttribute("aria-hidden","true");let e=document.createElementNS(fe,"path");return e.setAttribute("d",s),t.append(e),t}function p(...s){let t=s.find(i=>me.has(
i))??"Other",e=ge.get(t)??Fi(me.get(t));return ge.set(t,e),e.cloneNode(!0)}function a(s,t="",e="",...i){let n=document.createElement(s);return t&&(n.className=t),e&&(n.textContent=e),n.append(...i),n}function w(s,t,e){let i=a("button",
"tool","",p(t));return i.type="button",i.dataset.action=s,F(i,e),i}function g(s,t,e){let i=a("button",s,t);return i.type="button",i.addEventListener("click",e),
i}function F(s,t){d(s,"aria-label",t),d(s,"title",t)}function d(s,t,e){s.getAttribute(t)!==e&&(e===null?s.removeAttribute(t):s.setAttribute(t,e))}function m(s,t){
s.textContent!==t&&(s.textContent=t)}function y(s,t){let e=new Set(t);for(let n of[...s.children])e.has(n)||n.remove();let i=s.firstElementChild;for(let n of t){
if(i&&i!==n&&i.nextElementSibling===n){let r=i;i=n,r.remove()}i===n?i=i.nextElementSibling:s.insertBefore(n,i)}}function u(s,t){let e=s.composedPath()[0];return e instanceof
Element?e.closest(t):null}var Wi="input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";function R(s){return u(
s,Wi)!==null}var H=class{element;chips=[];constructor(t){this.element=a("div",`chips ${t}`),this.element.hidden=!0}draw(t){for(this.element.hidden=!t.length;this.chips.length<
t.length;)this.chips.push(Gi());this.chips.length=t.length,t.forEach((e,i)=>ji(this.chips[i],e)),y(this.element,this.chips)}at(t){return this.element.hidden?null:
this.chips[t]??null}};function Gi(){let s=a("button","chip","",a("span","chip-arrow","\u2190"),a("span","chip-text"));return s.type="button",s.tabIndex=-1,s.firstElementChild.
setAttribute("aria-hidden","true"),s}function ji(s,{text:t,id:e,hue:i,hint:n}){m(s.lastElementChild,t),d(s,"title",n),d(s,"aria-label",e===null?n:`From ${n}`),d(
s,"data-source",e===null?null:String(e)),s.disabled=e===null,s.classList.toggle("plain-source",i===null&&e!==null),i===null?s.style.removeProperty("--h"):s.style.
setProperty("--h",String(i))}var J=class{constructor(t,e,i){this.sheet=t;this.find=e;this.wires=i}sheet;find;wires;lit=[];selected=null;resting=!0;rest(t){this.
selected=t,this.resting&&this.wires.highlight(t)}source(t){let e=Number(t.dataset.source),i=t.closest("[data-block]");this.light([t,this.find(e)]),this.wires.highlight(
i?Number(i.dataset.block):e,i?e:void 0)}takers(t){let e=this.find(t),i=[...this.sheet.querySelectorAll(`[data-source="${t}"]`)].filter(n=>!e?.contains(n));this.
light([...i,...i.map(n=>n.closest("[data-block], .terminal")),...this.alike(e)]),this.wires.highlight(t)}alike(t){let e=t?.dataset.share;return e?[...this.sheet.
querySelectorAll(`[data-share="${CSS.escape(e)}"]`)].filter(i=>i!==t):[]}clear(){this.light([]),this.resting=!0,this.wires.highlight(this.selected)}light(t){this.
resting=!1;for(let e of this.lit)e.classList.remove("lit");this.lit=t.filter(e=>e!==null);for(let e of this.lit)e.classList.add("lit")}};function be(s){let t=new Map,e=new Map(s.children.map((r,o)=>[r.id,o])),i=(r,o)=>{if(r.id===null)return;let l=e.get(r.id)??-1;if(l>=o.to)return;let h=`${r.id}.${r.
place}`,c=t.get(h)??{source:r.id,place:r.place,hue:r.hue,from:l,last:o.to,lane:0,wires:[]};c.wires.push(o),c.last=Math.max(c.last,o.to),t.set(h,c)};s.children.forEach(
(r,o)=>r.takes.forEach((l,h)=>{(!r.linked||!ve(s,l,o))&&i(l,{taker:r.id,to:o,chip:h})}));let n=s.children.length;return s.gives.forEach((r,o)=>{(!s.given||!ve(s,
r,n))&&i(r,{taker:null,to:n,chip:o})}),qi([...t.values()])}function O(s){return s.length?14+8*Math.max(...s.map(t=>t.lane)):0}function ve(s,t,e){let i=s.children[e-
1];return t.place===0&&(i?t.id===i.id:e===0)}function qi(s){let t=[],e=[...s].sort((i,n)=>i.last-i.from-(n.last-n.from)||i.from-n.from);for(let i of e){let n=t.
findIndex(r=>r.every(o=>i.last<=o.from||o.last<=i.from));i.lane=n<0?t.length:n,(t[i.lane]??=[]).push(i)}for(let i of s)i.lane=Math.min(i.lane,14);return s}var ke="[data-port]",W=class{element;tags=[];constructor(t){this.element=a("div",`ports ${t}`),this.element.hidden=!0,this.element.setAttribute("aria-hidden","t\
rue")}draw(t){for(this.element.hidden=!t.length;this.tags.length<t.length;)this.tags.push(a("span","port tag"));this.tags.length=t.length,t.forEach(({text:e,name:i,
hint:n},r)=>{let o=this.tags[r];m(o,e),d(o,"title",n),o.dataset.port=i}),y(this.element,this.tags)}at(t){return this.element.hidden?null:this.tags[t]??null}};function we(){
let s=a("span","port handle");return s.setAttribute("aria-hidden","true"),s}var Y=class{element=a("div","parts");drawn="";constructor(){this.element.hidden=!0}draw(t){let e=JSON.stringify(t);e!==this.drawn&&(this.drawn=e,this.element.hidden=
!t.length,this.element.replaceChildren(...t.map(Ui)))}};function Ui({path:s,kind:t,text:e,params:i,depth:n,family:r,hue:o}){let l=[["kind",t],["part-path",s],["\
detail",e],["params",i]],h=a("div","part","",a("span","sign","",p(t,r)),...l.map(([c,b])=>a("span",c,b)));return h.title=`${s}: ${t}(${e})`,h.style.setProperty(
"--h",String(o)),h.style.setProperty("--depth",String(n)),h}function X({received:s,expected:t,fix:e,fixes:i},n){let r=a("div","problem");for(let[l,h]of[["received",s],["expected",t],["fix",e]])h&&r.append(a("div","fact",
"",a("span","fact-label",l),a("span","fact-text",h)));let o=a("div","fixes");return i.forEach((l,h)=>{let c=g("fix",l,()=>n(h));c.dataset.fix=String(h),c.title=
l,o.append(c)}),i.length&&r.append(o),r}function C(s){return s.reuse||s.label}var Z=class{element=a("span","chains");label=ye();tie=ye();draw(t){let e=C(t),i=[e?this.label:null,t.tied.length?this.tie:
null].filter(n=>n!==null);y(this.element,i),e&&(m(this.label.lastElementChild,e),this.label.style.setProperty("--h",String(t.shareHue)),d(this.label,"title",t.reuse?
`The block labelled ${e}, with the same parameters`:`Label ${e}: other places call this block again`)),t.tied.length&&(m(this.tie.lastElementChild,[...new Set(t.
tied.map(n=>n.label))].join(", ")),this.tie.style.setProperty("--h",String(t.tied[0].hue)),d(this.tie,"title",`Tied: ${t.tied.map(n=>n.text).join(", ")}`))}};function ye(){
return a("span","chain","",p("chain"),a("span"))}var Q=class{element=a("div","reach");words=a("span","reach-text");constructor(t){let e=g("unique","Make unique",
t);e.title="This place becomes blocks of its own; later edits of the definition leave it as it is",e.tabIndex=-1,this.element.append(this.words,e),this.element.
hidden=!0}draw({instance:t,folded:e,kind:i,places:n}){this.element.hidden=!t||e||n<2,m(this.words,`${i} \xB7 edits here change ${n} places`)}};function S(s){return s<=0&&s>-1e3}function G(s){return-1e3-s}function v(s){return s!==null&&s<=-1e3}var Kt=188,Ki=28,_i=140,zi=12,Ji=60,Yi=new Set(["add","move","duplicate","remove","fold","rename","rename definition","rewire"]);function xe(s,t){let i={root:t.
some(n=>Yi.has(n.op))?Me(s.root):s.root,selected:s.selected,places:new Map,order:s.inputs.map(n=>n.id)};for(let n of t)Xi(i,n,s);return Se(i,i.root,null,0,0),i}
function x(s){return s.kind==="Parallel"}function _t({parent:s,index:t}){if(s?.kind!=="Graph"||s.folded)return!1;let e=s.children[t+1];return e?!e.linked:!s.given}
function T(s){return s.holds&&!s.folded&&!s.loading}function j(s){let t=s.children.find(e=>e.body||e.slot&&e.key==="body");return t?j(t):s}function zt(s){let[t]=s.
children;return t?.body?zt(t):t}function q(s,t){let{parent:e}=t;return e?.body?q(s,s.places.get(e.id)):e}function B(s,t){let e=s.places.get(t);return e?e.parent?
[...B(s,e.parent.id),e.index]:[]:null}function Ee(s,t,e){for(let i=s.places.get(e);i;i=i.parent?s.places.get(i.parent.id):void 0)if(i.block.id===t)return!0;return!1}
function E(s){return s.folded?s.hidden:s.children.reduce((t,e)=>t+(e.slot?0:1)+E(e),0)}function Me(s){return{...s,children:s.children.map(Me)}}function V(s,t,e=null){
if(s.id===t)return[s,e];for(let i of s.children){let n=V(i,t,s);if(n)return n}return null}function Xi(s,t,e){let[i,n]="block"in t&&t.block!==null&&V(s.root,t.block)||
[null,null];if(t.op==="select")s.selected=t.block;else if(t.op==="add")Zi(s,t,e);else if(t.op==="move"&&i&&n)Qi(s,t,i,n);else if(t.op==="rename"&&i)i.name=t.name;else if(t.
op==="rename definition")Le(s.root,t.definition,t.name);else if(t.op==="rewire"&&i)i.pending=!0;else if(t.op==="fold"&&i)tn(i,t.folded);else if(t.op==="remove"&&
i&&n)n.children.splice(n.children.indexOf(i),t.count).some(o=>s.selected!==null&&V(o,s.selected))&&(s.selected=null);else if(t.op==="duplicate"&&t.count===1&&i&&
n){let r={...i,id:G(t.id),pending:!0,folded:i.holds,hidden:E(i),children:[],takes:[],linked:!0,outs:[]};n.children.splice(n.children.indexOf(i)+1,0,r),s.selected=
r.id}}function Zi(s,t,e){let i=V(s.root,t.parent)?.[0];if(!i)return;let n=e.palette.find(l=>l.kinds.some(h=>h.kind===t.kind)),r=n?.kinds.find(l=>l.kind===t.kind),
o={id:G(t.id),kind:t.kind,name:"",family:n?.family??"",hue:r?.hue??n?.hue??220,key:"",detail:"",params:"",exact:"",input:"",output:"",changed:!1,state:"unknown",
problem:null,caution:null,holds:!1,slot:!1,instance:!1,places:0,label:"",reuse:"",shareHue:null,tied:[],count:0,shared:!1,folded:!1,hidden:0,children:[],pending:!0,
takes:[],linked:!0,outs:[],wants:null,gives:[],given:!0,ins:[],skips:0};i.children.splice(t.index,0,o),s.selected=o.id}function Qi(s,t,e,i){let n=V(s.root,t.parent)?.[0],
r=i.children.indexOf(e),o=i.children.slice(r,r+t.count);if(!n||o.some(h=>V(h,n.id)))return;i.children.splice(r,o.length);let l=n===i?Math.max(0,Math.min(t.index-
r,o.length)):0;n.children.splice(t.index-l,0,...o);for(let h of o)Object.assign(h,{pending:!0},n===i?{}:{takes:[],linked:!0})}function Le(s,t,e){s.instance&&s.kind===
t&&(s.kind=e);for(let i of s.children)Le(i,t,e)}function tn(s,t){s.folded!==t&&(s.hidden=E(s),s.folded=t,s.loading=!t,s.children=[])}function Se(s,t,e,i,n){let r={
block:t,parent:e,index:i,level:n,width:Kt,nets:t.kind==="Graph"?be(t):[]};s.places.set(t.id,r),e&&!t.body&&s.order.push(t.id);let o=t.children.map((l,h)=>Se(s,l,
t,h,t.body?n:n+1));return r.width=en(t,o,e!==null)+(e?O(r.nets):0),r.width}function en(s,t,e){if(s.slot&&s.key==="shortcut"&&!t.length)return Ji;if(!t.length)return T(
s)?_i:Kt;let n=x(s)||s.children.some(r=>r.slot)?t.reduce((r,o)=>r+o,zi*(t.length-1)):Math.max(...t);return Math.max(Kt,n)+(s.slot||!e?0:Ki)}var nn=62,tt=class{constructor(t,e){this.id=t;this.events=e;this.element.dataset.block=String(t),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,
this.empty,this.gives.element),this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=a("div","item");card=a("div","card");head=a(
"div","head");kind=a("span","kind");label=a("span","name");inside=a("div","inside");empty=a("div","empty");seen=0;typing=null;signature="";look="";twist=a("butt\
on","twist","",p("chevron"));sign=a("span","sign");count=a("span","count");detail=a("span","detail");params=a("span","params");takes=new H("takes");entries=null;outs=null;gives=new H(
"gives");handle=null;chains=null;reach=null;parts=null;problem=null;caution=null;actions=null;wire=a("div","wire");pill=a("span","pill");update(t,e,i){let{block:n}=t,
r=`${ln(t,e)}${i}`;if(r===this.signature)return;this.signature=r,this.updateElement(t,e),this.updateHead(n),this.updateProblem(n),this.updateCaution(n.problem?
null:n.caution),this.updatePill(n,i),this.takes.draw(n.takes),this.gives.draw(n.folded?[]:n.gives),this.updatePorts(t),this.updateSharing(n);let o=n.holds&&!n.children.
length;this.inside.hidden=!n.children.length,this.empty.hidden=!o||n.folded&&!n.slot,m(this.empty,o?sn(n):"")}mark(t,e){this.element.classList.toggle("marked",t),
this.element.classList.contains("within")||d(this.element,"aria-selected",String(e))}forget(){this.signature=""}needActions(){if(!(this.actions||this.element.classList.
contains("slot"))){this.actions=a("span","actions"),this.actions.append(w("wrap","wrap","Wrap (w)"),w("duplicate","copy","Duplicate (d)"),w("remove","remove","R\
emove (Delete)"));for(let t of this.actions.children)t.tabIndex=-1;this.head.append(this.actions)}}updateElement(t,e){let{block:i,parent:n,index:r}=t,{element:o}=this,
l=["item",i.holds?"holds":"leaf",i.state];i.slot&&l.push("slot",i.key),Te(i)&&l.push("vacant"),n&&x(n)&&l.push("lane"),i.holds&&!i.children.length&&l.push("holl\
ow"),i.problem&&l.push("failing"),n?.kind==="Graph"&&l.push("joined"),_t(t)&&l.push("cut"),n?.children[r+1]?.takes.length&&l.push("spaced"),i.outs.length&&l.push(
"ported"),i.pending&&l.push("pending"),i.count&&!i.slot&&l.push("stack"),i.body&&l.push("within"),i.instance&&l.push("instance"),C(i)&&l.push("sharing"),e&&l.push(
"selected");for(let h of["hover","lifted","lit","taker","taking","marked","typing-name","typing-kind"])o.classList.contains(h)&&l.push(h);o.className=l.join(" "),
o.dataset.kind=i.kind,o.style.setProperty("--h",String(i.slot?n.hue:i.hue)),d(o,"data-share",C(i)||null),i.shareHue!==null&&o.style.setProperty("--share",String(
i.shareHue)),d(this.inside,"role",i.body?"none":"group"),o.style.setProperty("--w",`${t.width}px`),i.kind==="Graph"&&o.style.setProperty("--gutter",`${O(t.nets)}\
px`),this.inside.className=`inside ${rn(i)}`,this.speak(t),t.level===1&&(o.style.containIntrinsicSize=`auto ${nn*(1+E(i))}px`),e&&this.needActions()}speak(t){let{
block:e,parent:i}=t,n=o=>e.body?null:o,{element:r}=this;d(r,"role",e.body?"none":"treeitem"),d(r,"aria-label",n(an(t))),d(r,"aria-level",n(String(t.level))),d(r,
"aria-posinset",n(String(t.index+1))),d(r,"aria-setsize",n(String(i?.children.length??1))),d(r,"aria-expanded",e.holds&&!e.slot&&!e.body?String(!e.folded):null),
e.body&&d(r,"tabindex",null)}updatePorts({block:t,parent:e}){let i=t.kind==="Graph"&&!t.folded&&t.children.length>0;i&&!this.entries&&this.inside.before((this.entries=
new W("entries")).element),this.entries?.draw(i?t.ins.map(r=>({text:r,name:r,hint:`${r}: an input of this Graph`})):[]),this.entries?.element.classList.toggle("\
linked",i&&t.children[0].linked),this.entries?.element.classList.toggle("several",t.ins.length>1);let n=e?.kind==="Graph"&&!t.slot;if(n&&t.outs.length&&!this.outs&&
this.card.append((this.outs=new W("outs")).element),this.outs?.draw(n?t.outs:[]),!n||t.outs.length){this.handle?.remove(),this.handle=null;return}this.handle||this.
card.append(this.handle=we()),this.handle.dataset.port=t.name}updateSharing(t){(C(t)||t.tied.length)&&!this.chains&&this.count.after((this.chains=new Z).element),
this.chains?.draw(t),t.instance&&!this.reach&&this.head.after((this.reach=new Q(()=>this.events.makeUnique(this.id))).element),this.reach?.draw(t),t.parts?.length&&
!this.parts&&this.inside.before((this.parts=new Y).element),this.parts?.draw(t.folded?[]:t.parts??[])}updateHead(t){let e=`${t.kind}/${t.family}`;e!==this.look&&
this.sign.replaceChildren(p(t.kind,t.family)),this.look=e,this.twist.hidden=!t.holds,d(this.twist,"aria-label",t.folded?"Unfold":"Fold"),this.typing!=="kind"&&m(
this.kind,t.slot?t.key:t.kind),d(this.head,"title",t.key&&t.key!==t.name?`${t.kind} ${t.key}`:null),this.typing!=="name"&&m(this.label,t.slot?"":t.name),d(this.
label,"title",t.name||null),m(this.count,t.count?`\xD7${t.count}${t.shared?" shared":""}`:""),d(this.count,"title",t.shared?"The same weights every time":null),
m(this.detail,t.folded?[t.detail,Pe(t.hidden),on(t)].filter(Boolean).join(" \xB7 "):t.detail),d(this.detail,"title",t.detail||null),m(this.params,t.pending?"\u2026":
t.reuse?"shared":t.params),d(this.params,"title",t.exact||null)}updateProblem(t){this.problem?.remove(),this.problem=null,t.problem&&(this.problem=X(t.problem,e=>this.
events.fix(this.id,e)),this.head.after(this.problem))}updateCaution(t){this.caution?.remove(),this.caution=t&&a("div","caution","",p("alert"),a("span","caution-\
text",t.text)),this.caution&&(this.caution.title=t.hint,this.head.after(this.caution))}updatePill(t,e){let[i,n]=t.body?["","sum"]:t.slot?[t.key==="body"?"+":"",
"sum"]:t.pending?["\u2026","unknown"]:t.problem?["\xD7","wrong"]:t.output?[t.output,t.changed?"changed":"same"]:["?","unknown"];this.pill.className=`pill ${n}`,
m(this.pill,i),this.pill.dataset.shape=i,d(this.pill,"title",i.includes("B")&&e?`${i}
${e}`:null)}};function Te(s){return Ae(s)&&!s.folded&&!s.children.length}function Ae(s){return s.slot&&s.key==="shortcut"}function sn(s){return s.loading?"\u2026":
s.folded?Pe(s.hidden):Ae(s)?"x":x(s)?"Drop a first branch here":"Drop layers here"}function rn(s){return x(s)?"lanes":s.children[0]?.body?"whole":s.children.some(
t=>t.slot)?s.children.some(Te)?"branches skip":"branches":"column"}function Pe(s){return s===1?"1 block":`${s} blocks`}function on({skips:s}){return s?`${s} ${s===
1?"skip":"skips"}`:""}function f(s){return s.slot?s.key:s.name?`${s.kind} ${s.name}`:s.kind}function an(s){let{block:t,parent:e,index:i}=s,n=[f(t)];return t.detail&&
n.push(t.detail),e&&n.push(`block ${i+1} of ${e.children.length}`),e?.kind==="Graph"&&n.push(`takes ${$e(s)}`),t.instance&&n.push(t.places>1?`one of ${t.places}\
 places`:"its only place"),C(t)&&n.push(`${t.reuse?"calls again":"label"} ${C(t)}`),t.holds&&n.push(`${E(t)} inside`),t.gives.length&&n.push(`gives ${He(t.gives)}`),
t.problem?n.push(`problem: received ${t.problem.received}, expected ${t.problem.expected}`):n.push(t.output?`output ${t.output}`:"output unknown"),t.caution&&!t.
problem&&n.push(`caution: ${t.caution.text}`),(t.exact||t.params)&&n.push(t.exact||`${t.params} parameters`),n.join(", ")}function $e({block:s,parent:t,index:e}){
return s.takes.length?He(s.takes):s.linked?e?t.children[e-1].name:"the input":"nothing"}function He(s){return s.map(t=>t.text).join(", ")}function ln(s,t){let{block:e,
parent:i}=s,n=e.problem&&[e.problem.received,e.problem.expected,e.problem.fix,...e.problem.fixes].join("");return[e.kind,e.name,e.family,e.hue,e.key,e.detail,e.
params,e.exact,e.output,e.changed,e.state,n,e.slot,e.count,e.shared,e.folded,e.hidden,e.pending,e.loading,e.children.length,t,s.index,s.level,s.width,i?.kind,i?.
children.length,e.holds&&E(e),e.caution?.hint,JSON.stringify(e.takes),JSON.stringify(e.gives),_t(s),i?.children[s.index+1]?.takes.length,i?.kind==="Graph"&&$e(s),
e.skips,e.instance,e.places,e.label,e.reuse,JSON.stringify(e.tied),e.body,JSON.stringify(e.parts),JSON.stringify(e.outs),e.ins.join(),O(s.nets),e.children[0]?.linked].
join("")}var it=["Sequential","Graph","Residual","Parallel","Repeat"],hn="Structure",et=class{constructor(t){this.desk=t}desk;select(t){this.desk.view.selected===t||v(t)||
this.desk.send({op:"select",block:t})}fold(t,e){let i=this.place(t);v(t)||!i?.block.holds||i.block.slot&&e||i.block.folded===e||(this.desk.send({op:"fold",block:t,
folded:e}),this.desk.announce(`${e?"Folded":"Unfolded"} ${f(i.block)}`))}add(t){let{desk:e}=this,i=()=>{let{parent:r,index:o}=this.nextPlace();e.send({op:"add",
kind:t,parent:r,index:o}),e.announce(`Added ${t}`)},n=this.place(e.view.selected)?.block;n?.pending&&n.family===hn?e.afterAnswer(i):e.settle([],i)}drop(t,e,i){let{
desk:n}=this;n.settle([...t.row,e.parent],()=>{t.block!==null&&i?this.reuse(t.block,e):t.block===null?this.insert(t.kind,e.parent,e.index):this.move(t.block,e.parent,
e.index)})}insert(t,e,i){let{desk:n}=this;n.settle([e],()=>{n.send({op:"add",kind:t,parent:e,index:i}),n.view.selected!==null&&n.focus(n.view.selected),n.announce(
`Added ${t}`)})}move(t,e,i){let{desk:n}=this,r=n.row(t),o=this.place(t);!o?.parent||o.block.slot||n.settle([...r,e],()=>{n.send({op:"move",block:r[0],parent:e,index:i,
count:r.length}),n.view.selected!==t&&n.send({op:"select",block:t}),n.focus(t);let l=this.place(r[0]);l?.parent&&n.announce(`Moved ${this.spoken(r)} to position\
 ${l.index+1} of ${this.named(l.parent.id)}`)})}shift(t,e){let i=this.desk.row(t),n=this.place(i[0]);if(!n?.parent||n.block.slot)return;let r=e<0?n.index-1:n.index+
i.length+1;if(r<0||r>n.parent.children.length)return this.desk.announce(e<0?"Already first":"Already last");this.move(t,n.parent.id,r)}moveIn(t){let e=this.place(
t);if(!e?.parent||e.block.slot)return;let i=e.parent.children[this.place(this.desk.row(t)[0]).index-1];if(!i?.holds)return this.desk.announce("No container befo\
re it to move into");if(!T(i))return this.fold(i.id,!1),this.desk.announce(`Unfolded ${f(i)}; press again to move in`);let n=j(i);this.move(t,n.id,n.children.length)}moveOut(t){
let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=this.place(e.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.
desk.announce("Already at the outermost level");this.move(t,i.parent.id,i.index+1)}duplicate(t){this.onRow(t,"Duplicated",(e,i)=>{this.desk.send({op:"duplicate",
block:e.block.id,count:i}),i>1&&this.desk.afterAnswer(()=>this.desk.markCopies(i))})}reuse(t,e){if(this.desk.row(t).length>1)return this.desk.refuse("One block \
can be called again. Wrap the marked row (w), or make a block of it (m), and call that again.");let i=e?{parent:e.parent,index:e.index}:{};this.onBlock(t,"Calls\
 again",()=>this.desk.send({op:"reuse",block:t,...i}))}define(t){let{desk:e}=this;if(!t.length)return e.announce("Mark the blocks first");e.settle(t,()=>{e.send(
{op:"define",blocks:t}),e.announce(`Made a block of ${this.spoken(t)}`),e.afterAnswer(()=>e.nameClass())})}makeUnique(t){this.onBlock(t,"Made unique:",()=>this.
desk.send({op:"make unique",block:t}))}wrap(t,e){this.onRow(t,`Wrapped in ${e}:`,(i,n)=>this.desk.send({op:"wrap",block:i.block.id,kind:e,count:n}))}unwrap(t){let e=this.
place(t);if(!e?.block.holds)return this.desk.announce("Only a container can be unwrapped");this.onBlock(t,"Unwrapped",()=>{this.desk.focus((j(e.block).children[0]??
e.parent).id),this.desk.send({op:"unwrap",block:t})})}remove(t){this.onRow(t,"Removed",(e,i)=>{let n=e.parent.children,r=n[e.index+i]??n[e.index-1]??e.parent;this.
desk.send({op:"remove",block:e.block.id,count:i}),this.desk.focus(this.desk.view.root.id===r.id?0:r.id)})}addInput(t,e){let{desk:i}=this;i.send(t),i.send({op:"s\
elect",block:e}),i.afterAnswer(()=>i.focus(e)),i.announce("Added an input")}removeInput(t){let{desk:e}=this;e.send({op:"remove input",index:-t}),e.send({op:"sel\
ect",block:0}),e.focus(0)}rename(t,e){this.desk.settle([t],()=>this.desk.send({op:"rename",block:t,name:e}))}fix(t,e){this.desk.settle([t],()=>this.desk.send({op:"\
fix",block:t,index:e}))}onBlock(t,e,i){let n=this.place(t);!n?.parent||n.block.slot||this.desk.settle([t],()=>{let r=this.place(t);r?.parent&&(i(r),this.desk.announce(
`${e} ${f(r.block)}`))})}onRow(t,e,i){let n=this.desk.row(t);!this.place(t)?.parent||this.place(t).block.slot||this.desk.settle(n,()=>{let r=this.place(n[0]);if(!r?.
parent)return;let o=this.spoken(n);i(r,n.length),this.desk.announce(`${e} ${o}`)})}spoken(t){return t.length===1?f(this.place(t[0]).block):`${t.length} blocks`}nextPlace(){
let{view:t}=this.desk,e=this.place(t.selected);if(t.selected!==null&&S(t.selected))return{parent:t.root.id,index:0};if(!e?.parent)return{parent:t.root.id,index:t.
root.children.length};let i=j(e.block);return T(i)&&T(e.block)&&!i.children.length?{parent:i.id,index:0}:e.block.slot?{parent:e.block.id,index:e.block.children.
length}:{parent:e.parent.id,index:e.index+1}}named(t){let e=this.place(t);return e?.parent?f(e.block.slot?e.parent:e.block):"the model"}place(t){return t===null?
void 0:this.desk.view.places.get(t)}};function Jt(s,t,e){let{order:i}=s.view;nt(s,i[i.indexOf(t)+e])}function Yt(s,t){nt(s,s.view.order.at(t))}function Xt(s,t){let e=s.view.places.get(t)?.block;e?.folded?
s.commands.fold(t,!1):nt(s,e&&zt(e)?.id)}function Oe(s,t){let e=s.view.places.get(t)?.block;e?.holds&&!e.folded&&!e.slot?s.commands.fold(t,!0):nt(s,Ne(s.view,t))}
function Ce(s,t){let e=s.view.selected===t;s.commands.select(t),e&&Xt(s,t)}function Be(s,t){let e=Ne(s.view,t);e!==void 0&&e!==s.view.root.id?s.focus(e):s.commands.
select(null)}function Ne(s,t){let e=s.places.get(t);return e&&q(s,e)?.id}function nt(s,t){t!==void 0&&t!==s.view.root.id&&s.focus(t)}var st=["Walk","Change","Put around","Look","Model"],dn={Sequential:"Shift+s",Graph:"Shift+g",Residual:"Shift+r",Parallel:"Shift+p",Repeat:"Shift+x"},cn=99,P=[{
id:"next",title:"Next block",group:"Walk",keys:["ArrowDown"],block:!0,quiet:!0,run:(s,t)=>Jt(s,t,1)},{id:"previous",title:"Block before",group:"Walk",keys:["Arr\
owUp"],block:!0,quiet:!0,run:(s,t)=>Jt(s,t,-1)},{id:"enter",title:"Unfold or go in",group:"Walk",keys:["ArrowRight"],block:!0,quiet:!0,run:Xt},{id:"leave",title:"\
Fold or go out",group:"Walk",keys:["ArrowLeft"],block:!0,quiet:!0,run:Oe},{id:"first",title:"First block",group:"Walk",keys:["Home"],block:!0,quiet:!0,run:s=>Yt(
s,0)},{id:"last",title:"Last block",group:"Walk",keys:["End"],block:!0,quiet:!0,run:s=>Yt(s,-1)},{id:"choose",title:"Select, go in",group:"Walk",keys:["Enter","\
 "],block:!0,quiet:!0,run:Ce},{id:"escape",title:"Go out, select nothing",group:"Walk",keys:["Escape"],block:!0,quiet:!0,run:Be},{id:"mark-next",title:"Mark the\
 next one too",group:"Walk",keys:["Shift+ArrowDown"],block:!0,quiet:!0,run:(s,t)=>s.mark(t,1)},{id:"mark-previous",title:"Mark the one before too",group:"Walk",
keys:["Shift+ArrowUp"],block:!0,quiet:!0,run:(s,t)=>s.mark(t,-1)},{id:"menu",title:"All that can be done with it",group:"Walk",keys:["Shift+F10","ContextMenu"],
block:!0,quiet:!0,run:(s,t)=>s.openMenu(t)},{id:"search",title:"Search layers, Enter adds",group:"Change",keys:["/"],run:s=>s.focusSearch()},{id:"up",title:"Mov\
e up",group:"Change",keys:["Alt+ArrowUp"],block:!0,run:({commands:s},t)=>s.shift(t,-1)},{id:"down",title:"Move down",group:"Change",keys:["Alt+ArrowDown"],block:!0,
run:({commands:s},t)=>s.shift(t,1)},{id:"in",title:"Move into the container before",group:"Change",keys:["Alt+ArrowRight"],block:!0,run:({commands:s},t)=>s.moveIn(
t)},{id:"out",title:"Move out of its container",group:"Change",keys:["Alt+ArrowLeft"],block:!0,run:({commands:s},t)=>s.moveOut(t)},{id:"duplicate",title:"Duplic\
ate",group:"Change",keys:["d","Ctrl+d"],block:!0,run:({commands:s},t)=>s.duplicate(t)},{id:"remove",title:"Remove",group:"Change",keys:["Delete","Backspace"],block:!0,
run:({commands:s},t)=>S(t)?s.removeInput(t):s.remove(t)},{id:"rename",title:"Rename",group:"Change",keys:["F2"],block:!0,run:(s,t)=>s.startRename(t)},{id:"reuse",
title:"Call the same block again (Alt+drag: there)",group:"Change",keys:["r"],block:!0,run:({commands:s},t)=>s.reuse(t)},{id:"takes",title:"In a Graph: choose w\
hat the block takes",group:"Change",keys:["t"],block:!0,run:(s,t)=>s.openTakes(t)},{id:"wrap",title:"Wrap in \u2026",group:"Put around",keys:["w"],block:!0,run:(s,t)=>s.
openWrap(t)},...it.map(s=>({id:`wrap-${s}`,title:`Wrap in ${s}`,group:"Put around",keys:[dn[s]],block:!0,run:({commands:t},e)=>t.wrap(e,s)})),{id:"unwrap",title:"\
Unwrap",group:"Put around",keys:["u"],block:!0,run:({commands:s},t)=>s.unwrap(t)},{id:"define",title:"Make a block of my own",group:"Put around",keys:["m"],block:!0,
run:(s,t)=>s.define(t)},{id:"fold",title:"Fold or unfold",group:"Look",keys:["f"],block:!0,run:({commands:s,view:t},e)=>s.fold(e,!t.places.get(e)?.block.folded)},
{id:"fold-all",title:"Fold all",group:"Look",keys:["Shift+f"],run:s=>s.foldTo(1)},{id:"unfold-all",title:"Unfold all",group:"Look",keys:["Shift+u"],run:s=>s.foldTo(
cn)},{id:"project",title:"Step through the forward pass, in large",group:"Look",keys:["p"],run:s=>s.project()},{id:"problem",title:"Show the first problem",group:"\
Look",keys:["!"],run:s=>s.showProblem()},{id:"undo",title:"Undo",group:"Model",keys:["Ctrl+z"],run:s=>s.step("undo")},{id:"redo",title:"Redo",group:"Model",keys:[
"Ctrl+y","Ctrl+Shift+z"],run:s=>s.step("redo")},{id:"title",title:"Rename the model",group:"Model",keys:[],run:s=>s.startTitle()},{id:"file",title:"New, open, s\
ave, share",group:"Model",keys:[],quiet:!0,run:({files:s})=>s.menu()},{id:"new",title:"New model",group:"Model",keys:[],run:({files:s})=>s.begin()},{id:"open",title:"\
Open a file \u2026",group:"Model",keys:["Ctrl+o"],always:!0,run:({files:s})=>s.open()},{id:"save",title:"Save as a file",group:"Model",keys:["Ctrl+s"],always:!0,
run:({files:s})=>s.save()},{id:"share",title:"Share a link",group:"Model",keys:[],run:({files:s})=>s.share()},{id:"drafts",title:"Earlier drafts \u2026",group:"\
Model",keys:[],run:({files:s})=>s.earlier()},{id:"finder",title:"Find anything",group:"Model",keys:["Ctrl+k"],always:!0,quiet:!0,run:s=>s.openFinder()},{id:"hel\
p",title:"List of shortcuts",group:"Model",keys:["?"],run:s=>s.help()}],un=new Map(P.flatMap(s=>s.keys.map(t=>[t,s])));function Re(s){return un.get(s)}function M(s){
let t=P.find(e=>e.id===s);if(!t)throw new Error(`There is no action "${s}".`);return t}var Zt="blockyard/tab",rt="blockyard/left",pn=window,mn=Symbol.for(Zt);function U(){let s=crypto.getRandomValues(new Uint32Array(2));return s[0].toString(36)+s[1].
toString(36)}function K(){return pn[mn]??=fn()}function fn(){let s=U();try{sessionStorage.getItem(rt)&&(s=sessionStorage.getItem(Zt)??s),sessionStorage.removeItem(
rt),sessionStorage.setItem(Zt,s),addEventListener("pagehide",()=>sessionStorage.setItem(rt,"yes")),addEventListener("pageshow",t=>t.persisted&&sessionStorage.removeItem(
rt))}catch{}return s}var Ie="blockyard/drafts",Fe=2,gn=8,vn=300;function bn(s){if(typeof s!="object"||s===null)return!1;let{v:t,tab:e,session:i,time:n,title:r,document:o,edits:l,folded:h}=s,
c=[e,i,r,o].every(b=>typeof b=="string");return t===Fe&&typeof n=="number"&&c&&Array.isArray(l)&&Array.isArray(h)}function ot(){try{let s=JSON.parse(localStorage.
getItem(Ie)??"[]");return Array.isArray(s)?s.filter(bn):[]}catch{return[]}}function Ve(s){for(let t=Math.min(s.length,gn);t>0;t-=1)try{return localStorage.setItem(
Ie,JSON.stringify(s.slice(0,t)))}catch{}}function kn(s,t,e){let i=[...t.places.values()].filter(({block:c})=>c.folded).map(({block:c})=>B(t,c.id)),n=t.selected===
null?null:B(t,t.selected),{session:r,title:o,document:l}=s,h=s.changed||e.length>0;return{v:Fe,tab:K(),session:r,time:Date.now(),title:o,document:l,changed:h,edits:e,
selected:n,folded:i}}var at=class{timer=0;make=null;written=null;leaving=new AbortController;held=!1;constructor(){addEventListener("pagehide",()=>this.flush(),
{signal:this.leaving.signal})}own(){return ot().find(t=>t.tab===K())??this.written}others(t){return ot().filter(e=>e.tab!==K()&&e.document!==t.document)}keep(t,e,i){
this.held||t.fresh&&!i.length||(this.make=()=>kn(t,e,i),this.timer||=window.setTimeout(()=>this.flush(),vn))}flush(){clearTimeout(this.timer),this.timer=0;let t=this.
make?.();this.make=null,!(!t||this.written&&De(t)===De(this.written))&&(this.written=t,Ve([t,...ot().filter(e=>e.tab!==t.tab&&e.document!==t.document)]))}hold(){
this.flush(),this.held=!0}release(){this.held=!1}setAside(){this.held||(this.flush(),this.written=null,Ve(ot().flatMap(t=>t.tab!==K()?t:t.changed?{...t,tab:U()}:
[])))}stop(){this.flush(),this.leaving.abort()}};function De(s){return JSON.stringify({...s,time:0})}function D(s){let t=new Date(s),i=t.toDateString()===new Date().
toDateString()?{}:{day:"numeric",month:"short"};return t.toLocaleString(void 0,{...i,hour:"2-digit",minute:"2-digit"})}var lt=class{constructor(t){this.tell=t}tell;timer=0;lost=!1;watch(t){clearTimeout(this.timer),t?this.timer=window.setTimeout(()=>{this.ask()},this.lost?1500:2500):
this.say(!1)}stop(){clearTimeout(this.timer)}async ask(){let t=this.timer,e=await wn();t===this.timer&&(this.say(!e),this.watch(!0))}say(t){t!==this.lost&&(this.
lost=t,this.tell(t))}};async function wn(){try{return(await fetch(new URL("_stcore/health",location.href),{cache:"no-store",signal:AbortSignal.timeout(1500)})).
ok}catch{return!1}}var yn={ArrowUp:"\u2191",ArrowDown:"\u2193",ArrowLeft:"\u2190",ArrowRight:"\u2192",Delete:"Del",Escape:"Esc"," ":"Space",ContextMenu:"Menu"},xn=/mac|iphone|ipad/i.
test(navigator.platform);function We(s){let t=s.key.length===1,e=s.shiftKey&&(!t||/[a-z0-9]/i.test(s.key));return[...[(s.ctrlKey||s.metaKey)&&"Ctrl",s.altKey&&"\
Alt",e&&"Shift"],t?s.key.toLowerCase():s.key].filter(Boolean).join("+")}function _(s){let t=s==="+"?["+"]:s.split("+");return t.map(e=>yn[e]??(e==="Ctrl"&&xn?"\u2318":
e.length===1&&t.length>1?e.toUpperCase():e))}function L(s){return _(s).join("+")}var En={up:({index:s})=>s>0,down:({index:s,parent:t})=>s<t.children.length-1,in:({index:s,parent:t})=>t.children[s-1]?.holds===!0,out:({level:s})=>s>1,takes:({parent:s})=>s.
kind==="Graph",unwrap:({block:s})=>s.holds,fold:({block:s})=>s.holds},ht=class{constructor(t,e,i){this.host=t;this.popover=e;i.addEventListener("contextmenu",n=>this.
asked(n))}host;popover;open(t,e=null){let{host:i}=this,n=i.view.places.get(t),r=i.sheet.items.get(t);if(!n?.parent||!r||n.block.slot||v(t))return;i.row(t).includes(
i.view.selected??NaN)||i.choose(t);let o=i.row(t).length,l=r.head.getBoundingClientRect();this.popover.menu(e??new DOMRect(l.left+8,l.bottom,0,0),o>1?`${o} bloc\
ks`:f(n.block),this.choices(n),()=>i.focus(t))}asked(t){if(u(t,".menu"))return t.preventDefault();let e=u(t,".item:not(.slot)");!e||u(t,"input")||t.pointerType===
"touch"||(t.preventDefault(),this.open(Number(e.dataset.block),new DOMRect(t.clientX,t.clientY,0,0)))}choices(t){let e=P.filter(i=>i.block&&!i.quiet&&!i.id.startsWith(
"wrap-")&&(En[i.id]?.(t)??!0));return st.flatMap(i=>e.filter(n=>n.group===i).map(n=>this.choice(n,t.block.id)))}choice({title:t,group:e,keys:i,run:n},r){return{
text:t,hint:i[0]?L(i[0]):"",group:e,run:()=>n(this.host,r)}}};var Mn=10,Ln=8,Ge=14,dt=12,I=class{constructor(t,e,i,n,r){this.view=t;this.items=e;this.sheet=i;this.column=n;this.dragged=r}view;items;sheet;column;dragged;boxes=new Map;slotAt(t,e){
let i=this.within(this.view.root,t,e);return this.changesNothing(i)?null:i}foldedAt(t,e){for(let i of this.hits(this.view.root,t,e))if(i.folded)return i.id;return null}changesNothing(t){
let[e]=this.dragged;if(e===void 0)return!1;if(this.dragged.some(n=>Ee(this.view,n,t.parent)))return!0;let i=this.view.places.get(e);return i?.parent?.id===t.parent&&
t.index>=i.index&&t.index<=i.index+this.dragged.length}*hits(t,e,i){for(let n of t.children)if(Sn(this.box(this.items.get(n.id).element),e,i)){yield n,yield*this.
hits(n,e,i);return}}within(t,e,i){let n=t.children.filter(r=>r.slot);if(n.length){let r=n.find(o=>o.key==="shortcut"&&this.outer(o).left<=e);return this.within(
r??n[0],e,i)}return t.children.length?this.isBeside(t)?this.inRow(t,e,i):this.inColumn(t,e,i):this.inEmpty(t)}inColumn(t,e,i){let{children:n}=t,r=je(n.length,c=>this.
outer(n[c]).bottom>i);if(r===n.length)return this.between(t,r);let o=n[r],l=this.inner(o);return T(o)&&!this.dragged.includes(o.id)&&e>=l.left&&e<=l.right&&i>l.
top+Mn&&i<l.bottom-Ln?this.within(o,e,i):this.between(t,i<(l.top+l.bottom)/2?r:r+1)}inRow(t,e,i){let{children:n}=t,r=je(n.length,c=>this.outer(n[c]).right>e);if(r===
n.length)return this.beside(t,r);let o=n[r],l=this.inner(o);return T(o)&&!this.dragged.includes(o.id)&&e>l.left+Ge&&e<l.right-Ge&&i>=l.top?this.within(o,e,i):this.
beside(t,e<(l.left+l.right)/2?r:r+1)}inEmpty(t){let e=this.items.get(t.id),i=e?e.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),r=(n.top+n.bottom)/
2;return{parent:t.id,index:0,vertical:!1,zone:i,line:{...n,top:r,bottom:r}}}between(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(
t.children[e]):null,r=i&&n?(i.bottom+n.top)/2:i?i.bottom+dt/2:n.top-dt/2,{left:o,right:l}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:t.id,index:e,
vertical:!1,zone:null,line:{left:o,right:l,top:r,bottom:r}}}beside(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):
null,r=i&&n?(i.right+n.left)/2:i?i.right+dt/2:n.left-dt/2,{top:o,bottom:l}=this.box(this.items.get(t.id).inside);return{parent:t.id,index:e,vertical:!0,zone:null,
line:{left:r,right:r,top:o,bottom:l}}}isBeside(t){return x(t)?t.children.length<2?!0:this.outer(t.children[1]).top<this.outer(t.children[0]).bottom:!1}outer(t){
return this.box(this.items.get(t.id).element)}inner(t){return this.box(this.items.get(t.id).card)}box(t){let e=this.boxes.get(t);if(!e){let i=this.sheet.getBoundingClientRect(),
{left:n,top:r,right:o,bottom:l}=t.getBoundingClientRect();e={left:n-i.left,top:r-i.top,right:o-i.left,bottom:l-i.top},this.boxes.set(t,e)}return e}};function Sn(s,t,e){
return t>=s.left&&t<=s.right&&e>=s.top&&e<=s.bottom}function je(s,t){let e=0,i=s;for(;e<i;){let n=e+i>>1;t(n)?i=n:e=n+1}return e}var Tn=4,An=10,Pn=250,$n=600,Hn=48,qe=16,ct=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;e.addEventListener("pointerdown",n=>this.press(
n),{signal:i}),e.addEventListener("pointermove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("po\
intercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),e.addEventListener("contextmenu",n=>this.load&&n.preventDefault(),{signal:i}),e.addEventListener(
"touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),e.addEventListener("click",n=>this.swallow(n),{signal:i,capture:!0}),t.scroller.addEventListener(
"scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.
cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;ghost=null;line=a(
"div","landing");listening=new AbortController;get dragging(){return this.active}refresh(t){if(!(!this.active||!this.load)){if(!this.load.row.every(t))return this.
cancel();this.geometry=this.host.geometry(this.load.row),this.host.lift(this.load.row,!0),this.aim()}}stop(){this.cancel(),this.listening.abort()}press(t){if(this.
load||t.button!==0||!t.isPrimary||R(t)||u(t,"button:not([data-palette], [data-shelf]), .problem, .menu, .port"))return;let e=this.host.pick(t);e&&(this.load=e,this.
pointer=t.pointerId,this.start=this.at={x:t.clientX,y:t.clientY},t.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),Pn)))}move(t){if(!(!this.
load||t.pointerId!==this.pointer)){if(this.at={x:t.clientX,y:t.clientY},!this.active){let e=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);if(t.pointerType===
"touch"){e>An&&this.cancel();return}if(e<Tn)return;this.begin()}t.preventDefault(),this.ghost.classList.toggle("again",t.altKey&&this.load.block!==null),this.follow(),
this.aim()}}begin(){if(!this.load)return;clearTimeout(this.timer),this.active=!0;let{root:t,sheet:e}=this.host;try{t.setPointerCapture(this.pointer)}catch{}t.classList.
add("dragging"),this.ghost=On(this.load),t.append(this.ghost),e.append(this.line),this.line.hidden=!0,this.host.lift(this.load.row,!0),this.geometry=this.host.geometry(
this.load.row),this.follow(),this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{load:e,slot:i,active:n}=this;
this.cancel(),n&&(this.justEnded=!0,setTimeout(()=>this.justEnded=!1,0),e&&i&&this.host.drop(e,i,t.altKey))}justEnded=!1;swallow(t){this.justEnded&&(this.justEnded=
!1,t.stopPropagation(),t.preventDefault())}cancel(){clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(this.frame),this.active&&(this.show(
null),this.line.remove(),this.ghost?.remove(),this.host.root.classList.remove("dragging"),this.host.lift(this.load?.row??[],!1),this.host.root.hasPointerCapture(
this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.rest.block=null,this.load=this.geometry=this.ghost=null,this.active=!1,this.pointer=-1}key(t){
this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}follow(){let t=this.host.root.getBoundingClientRect();this.ghost.style.transform=
`translate(${this.at.x-t.left-24}px, ${this.at.y-t.top-16}px)`}aim(){let t=this.host.scroller.getBoundingClientRect(),{x:e,y:i}=this.at;if(e<t.left||e>t.right||
i<t.top||i>t.bottom)return this.linger(null),this.show(null);let n=this.host.sheet.getBoundingClientRect();this.show(this.geometry.slotAt(e-n.left,i-n.top)),this.
linger(this.geometry.foldedAt(e-n.left,i-n.top))}show(t){if(this.slot?.zone?.classList.remove("over"),this.slot=t,this.line.hidden=!t||t.zone!==null,!t)return;t.
zone?.classList.add("over");let{left:e,top:i,right:n,bottom:r}=t.line;this.line.classList.toggle("vertical",t.vertical),Object.assign(this.line.style,{left:`${e}\
px`,top:`${i}px`,width:`${n-e}px`,height:`${r-i}px`})}linger(t){t!==null&&this.load?.row.includes(t)&&(t=null),t!==this.rest.block&&(clearTimeout(this.rest.timer),
this.rest.block=t,t!==null&&(this.rest.timer=window.setTimeout(()=>this.host.unfold(t),$n)))}scroll(){let{scroller:t}=this.host,e=t.getBoundingClientRect();this.
at.x>e.left&&this.at.x<e.right&&(t.scrollTop+=ut(this.at.y,e.top,e.bottom),t.scrollLeft+=ut(this.at.x,e.left,e.right)),this.frame=requestAnimationFrame(()=>this.
scroll())}};function ut(s,t,e){let i=Math.min(Hn,(e-t)/4);return s<t+i?-Math.ceil(Math.min(1,(t+i-s)/i)*qe):s>e-i?Math.ceil(Math.min(1,(s-e+i)/i)*qe):0}function On(s){
let t=a("span","sign","",p(s.kind,s.family)),e=a("div","ghost","",t,a("span","kind",s.kind),a("span","detail",s.text));return e.style.setProperty("--h",String(s.
hue)),e}var Ue="#model=";async function Ke(s){let t=new Blob([s]).stream().pipeThrough(new CompressionStream("deflate")),e=new Uint8Array(await new Response(t).arrayBuffer()),n=btoa(Array.
from(e,r=>String.fromCharCode(r)).join("")).replaceAll("+","-").replaceAll("/","_").replaceAll("=","");return`${location.origin}${location.pathname}${Ue}${n}`}function Qt(){
return location.hash.startsWith(Ue)?location.hash:null}function _e(){history.replaceState(history.state,"",location.pathname+location.search)}async function ze(s){
s.select();try{return await navigator.clipboard.writeText(s.value),!0}catch{return document.execCommand("copy")}}var Ye=1e6,pt=class{constructor(t){this.desk=t}desk;menu(){let t=(n,r,o="")=>{let{title:l,keys:h}=M(n);return{text:l,hint:o||h.map(L).join(""),icon:r,run:()=>this.
desk.run(n)}},e=this.desk.drafts().length,i=[t("new","plus"),t("open","open"),t("save","save"),t("share","share")];this.desk.popover.menu(this.desk.boxOf("file"),
"Model",e?[...i,t("drafts","undo",String(e))]:i,this.desk.back())}begin(){this.desk.send({op:"new"}),this.desk.announce("A new model. Undo brings back the one b\
efore.")}open(){let t=a("input");t.type="file",t.accept=".json,application/json",t.addEventListener("change",()=>t.files?.[0]&&void this.read(t.files[0])),t.click()}save(){
let{document:t,file:e}=this.desk.model,i=a("a");i.href=URL.createObjectURL(new Blob([t],{type:"application/json"})),i.download=`${e}.json`,i.click(),setTimeout(
()=>URL.revokeObjectURL(i.href),1e4),this.desk.announce(`Saved as ${i.download}`)}share(){this.desk.afterAnswer(()=>{this.offerLink()})}async offerLink(){let t=a(
"input","link-field");t.value=await Ke(this.desk.model.document),t.readOnly=!0,t.setAttribute("aria-label","Link");let e=a("p","panel-text"),i=t.value.length.toLocaleString(
"en"),n=(...l)=>this.desk.popover.panel(this.desk.boxOf("share"),"Share",l,this.desk.back());if(t.value.length>8e3)return e.textContent=`This model needs a link\
 of ${i} characters. Beyond ${8e3.toLocaleString("en")} mail and chat may cut it: send it as a file.`,n(e,g("solid","Save as a file",()=>this.save())),this.desk.
announce(e.textContent);let r=async()=>{let l=await ze(t);e.textContent=l?`Link copied: its ${i} characters hold the whole model.`:`The link holds the whole mod\
el, in ${i} characters.`,this.desk.announce(e.textContent)},o=a("p","panel-note","Who opens it gets a copy. No server keeps it, or sees it on the way.");n(e,t,o,
g("plain","Copy again",()=>{r()})),await r()}earlier(){let t=this.desk.drafts();if(!t.length)return this.desk.announce("No earlier drafts");let e=t.map(i=>({text:i.
title||"Untitled",hint:D(i.time),icon:"undo",run:()=>this.desk.restore(i)}));this.desk.popover.menu(this.desk.boxOf("file"),"Restore",e,this.desk.back())}async read(t){
if(t.size>Ye)return this.desk.refuse(`${t.name} has ${t.size.toLocaleString("en")} bytes. Expected: a model of at most ${Ye.toLocaleString("en")}. Fix: choose a\
 .json file saved here.`);this.desk.send({op:"open",text:await t.text(),name:t.name})}};function Xe(s,t,e){let i=Qe(s,n=>t.commands.add(n));return[...ti(i,e),...Cn(t),...ei(i,e),...Bn(t),...Nn(s,t),...Rn()]}function Ze(s,t,{parent:e,index:i},n){let r=Qe(
s,o=>t.commands.insert(o,e,i));return[...ti(r,n),...ei(r,n)]}function Qe(s,t){return s.palette.flatMap(({family:e,hue:i,kinds:n})=>n.map(({kind:r,hint:o,hue:l})=>({
verb:"Add",text:r,hint:o||e,icon:[r,e],hue:l??i,keys:[],run:()=>t(r)})))}function ti(s,t){return t.flatMap(e=>s.find(({text:i})=>i===e)??[])}function ei(s,t){return s.
filter(({text:e})=>!t.includes(e))}function Cn(s){let{view:t,at:e}=s,i=t.places.get(e)?.block,n=i?f(i):"the input";return P.filter(({quiet:r})=>!r).map(r=>({verb:"",
text:r.title,hint:r.block?n:"",icon:["chevron"],hue:null,keys:r.keys.length?_(r.keys[0]):[],run:()=>r.run(s,e)}))}function Bn(s){return s.view.order.flatMap(t=>{
let e=s.view.places.get(t)?.block;return!e||e.slot?[]:[{verb:"Go to",text:f(e),hint:e.detail,icon:[e.kind,e.family],hue:e.hue,keys:[],run:()=>s.goTo(t)}]})}function Nn(s,t){
return s.models.map(([e,i])=>({verb:"Open",text:i,hint:"Gallery",icon:["My blocks"],hue:null,keys:[],run:()=>t.openOurs(e)}))}function Rn(){return[...document.querySelectorAll(
"[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")].filter(({pathname:t})=>t!==location.pathname).map(t=>({verb:"Turn to",text:t.textContent?.trim()??
"",hint:"page",icon:["chevron"],hue:null,keys:[],run:()=>t.click()}))}function Vn(s,t,e){let i=e.toLowerCase().split(/\s+/).filter(Boolean),n=i.join(" "),r=s.toLowerCase();if(r===n)return 0;if(r.startsWith(n))return 1;if(i.length===
1&&ii(n,Dn(s)))return 2;if(i.every(l=>r.includes(l)))return 3;let o=`${r} ${t.toLowerCase()}`;return i.every(l=>o.includes(l))?4:1/0}function mt(s,t,e){return t.
trim()?s.map(n=>({thing:n,rank:Vn(...e(n),t)})).filter(({rank:n})=>n<1/0).sort((n,r)=>n.rank-r.rank).map(({thing:n})=>n):[...s]}function Dn(s){return s.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[a-z]?/g)?.
map(t=>t.toLowerCase())??[]}function ii(s,t){if(!s)return!0;let[e,...i]=t;if(!e)return!1;for(let n=1;n<=Math.min(e.length,s.length)&&s[n-1]===e[n-1];n+=1)if(ii(
s.slice(n),i))return!0;return!1}var In=60,ft=class{constructor(t,e,i){this.root=t;this.host=e;this.shelf=i;Object.assign(this.field,{type:"text",spellcheck:!1,autocomplete:"off",maxLength:64});
for(let[n,r]of Object.entries({role:"combobox","aria-expanded":"true","aria-controls":"finder-list","aria-autocomplete":"list"}))this.field.setAttribute(n,r);this.
list.id="finder-list",this.list.setAttribute("role","listbox"),this.list.setAttribute("aria-label","Found"),this.field.addEventListener("input",()=>this.filter()),
t.addEventListener("pointerdown",n=>this.panel&&!n.composedPath().includes(this.panel)&&this.close(),{capture:!0})}root;host;shelf;panel=null;field=a("input","f\
inder-field");list=a("div","finder-list");finds=[];shown=[];at=0;back=null;closed=null;open(t){if(this.panel)return this.close();this.finds=Xe(t,this.host,this.
shelf.recent),this.show("Find anything","Find an action, a layer, a block, a model \u2026")}openAt(t,e,i,n){this.close(!1),this.closed=n,this.finds=Ze(t,this.host,
e,this.shelf.recent),this.show(`Add ${e.text}`,`Add a layer ${e.text}`),this.stand(i)}show(t,e){this.back=this.root.getRootNode().activeElement,this.panel=a("di\
v","finder","",a("label","finder-line","",p("search"),this.field,a("kbd","","Esc")),this.list),d(this.panel,"role","dialog"),d(this.panel,"aria-label",t),d(this.
field,"aria-label",t),this.panel.addEventListener("keydown",i=>this.key(i)),this.panel.addEventListener("focusout",i=>!this.panel?.contains(i.relatedTarget)&&this.
close(!1)),this.root.append(this.panel),this.field.placeholder=e,this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}stand(t){let{panel:e,root:i}=this;
if(!e)return;e.classList.add("placed");let n=i.getBoundingClientRect(),{offsetWidth:r,offsetHeight:o}=e,l=t.bottom-n.top+6,h=l+o+8<=n.height?l:Math.max(8,t.top-
n.top-o-6);e.style.top=`${h}px`,e.style.left=`${Math.max(8,Math.min((t.left+t.right)/2-n.left-r/2,n.width-r-8))}px`}close(t=!0){let{panel:e,back:i}=this;e&&(this.
panel=this.back=null,e.remove(),this.closed?.(),this.closed=null,t&&(i?.isConnected?i.focus({preventScroll:!0}):this.host.focus(this.host.at)))}filter(){this.shown=
mt(this.finds,this.field.value,({verb:e,text:i,hint:n})=>[i,`${e} ${n}`]).slice(0,In),this.at=0,this.list.scrollTop=0;let t=this.shown.map((e,i)=>this.row(e,i));
y(this.list,t.length?t:[a("p","none","Nothing is called so")]),this.light()}row({verb:t,text:e,hint:i,icon:n,hue:r,keys:o},l){let h=a("span","sign","",p(...n)),
c=a("div","find","",h,a("span","find-text",`${t} ${e}`.trim()),a("span","find-hint",i),a("span","keys","",...o.map(b=>a("kbd","",b))));return c.id=`find-${l}`,c.
setAttribute("role","option"),c.classList.toggle("coloured",r!==null),r!==null&&c.style.setProperty("--h",String(r)),c.addEventListener("pointermove",()=>this.walk(
l-this.at)),c.addEventListener("click",()=>this.run(l)),c}key(t){let e={ArrowDown:1,ArrowUp:-1,PageDown:8,PageUp:-8}[t.key];if(t.stopPropagation(),e)this.walk(e);else if(t.
key==="Enter"&&!t.isComposing)this.run(this.at);else if(t.key==="Escape"||t.key==="Tab"||(t.ctrlKey||t.metaKey)&&t.key==="k")this.close();else return;t.preventDefault()}walk(t){
t&&(this.at=Math.max(0,Math.min(this.shown.length-1,this.at+t)),this.light())}light(){let t=[...this.list.querySelectorAll(".find")];t.forEach((e,i)=>e.setAttribute(
"aria-selected",String(i===this.at))),d(this.field,"aria-activedescendant",t[this.at]?.id??null),t[this.at]?.scrollIntoView({block:"nearest"})}run(t){let e=this.
shown[t];e&&(this.close(),e.run())}};function si(s,t){ni(s,t)&&requestAnimationFrame(()=>ni(s,t))}function ni(s,t){let[e,i]=[t.scrollTop,t.scrollLeft],n=t.getBoundingClientRect(),r=(s.querySelector(
":scope > .card > .head")??s).getBoundingClientRect();return r.top<n.top+24?t.scrollTop-=n.top+48-r.top:r.bottom>n.bottom-24&&(t.scrollTop+=r.bottom-n.bottom+72),
r.left<n.left?t.scrollLeft-=n.left+24-r.left:r.right>n.right&&(t.scrollLeft+=Math.min(r.right-n.right,r.left-n.left)+24),t.scrollTop!==e||t.scrollLeft!==i}var Fn=":scope > .card > .chips > .chip, :scope > .more",gt=class{constructor(t,e){this.sheet=t;this.scroller=e}sheet;scroller;at=0;wanted=null;place(t,e){this.
sheet.find(this.at)||(this.at=this.successor(t,e));for(let n of this.sheet.element.querySelectorAll("[tabindex='0']"))n.tabIndex=-1;let i=this.sheet.find(this.at);
if(i){i.tabIndex=0;for(let n of i.querySelectorAll(Fn))n.tabIndex=0}}go(t,e){this.at=t,this.place(e,e),this.take(),this.reveal(this.at)}take(){this.sheet.find(this.
at)?.focus({preventScroll:!0})}reveal(t){let e=this.sheet.find(t);this.wanted=e?null:t,e&&si(e,this.scroller)}drawn(){this.wanted!==null&&this.sheet.find(this.wanted)&&
this.reveal(this.wanted)}successor(t,e){let{selected:i,root:n}=t;if(!e)return i===null||i===n.id?0:i;let r=i!==null&&this.sheet.find(i)&&i>0?i:null;if(r!==null&&
(v(this.at)||!e.places.has(r)))return r;let o=e.order.indexOf(this.at);return e.order.slice(o+1).find(h=>t.places.has(h))??e.order.slice(0,Math.max(0,o)).findLast(
h=>t.places.has(h))??0}};var ri="blockyard/hint",vt=class{element=a("div","coach");constructor(t){let e=a("span","coach-text","Drag a layer from the left to where it belongs, or press i\
ts +. Its shapes show at once.");this.element.append(e,g("plain","Got it",()=>{this.put(),t()})),this.element.hidden=!0,this.element.setAttribute("role","note")}greet(){
try{this.element.hidden=localStorage.getItem(ri)!==null}catch{}}put(){this.element.hidden||(this.element.hidden=!0,localStorage.setItem(ri,"seen"))}};var Wn=".scroller, .sheet, .tree, .column, .inside, .wire, .lead",bt=class{constructor(t,e){this.host=t;this.plus.type="button",this.plus.tabIndex=-1,e.addEventListener(
"dblclick",i=>this.point(i)),e.addEventListener("pointerover",i=>i.pointerType==="mouse"&&!t.busy&&this.offer(u(i,".wire, .lead"))),e.addEventListener("pointerl\
eave",()=>this.offer(null)),this.plus.addEventListener("click",i=>{i.stopPropagation();let n=this.placeOf(this.plus.parentElement);n&&this.open(n,this.plus.getBoundingClientRect(),
null)})}host;plus=a("button","insert","",p("plus"));line=a("div","landing");point(t){let{view:e,sheet:i}=this.host;if(!u(t,"*")?.matches(Wn))return;let n=i.element.
getBoundingClientRect(),r=new I(e,i.items,i.element,i.column,[]).slotAt(t.clientX-n.left,t.clientY-n.top);r&&this.open(this.landing(r.parent,r.index),new DOMRect(
t.clientX,t.clientY,0,0),r)}offer(t){let e=this.placeOf(t);if(!t||!e)return this.plus.remove();if(t===this.plus.parentElement)return;let i=t.querySelector(".pil\
l");t.append(this.plus),this.plus.style.left=i?`${i.offsetLeft+i.offsetWidth+4}px`:"calc(50% + 6px)",d(this.plus,"aria-label",`Add a layer ${e.text}`),d(this.plus,
"title",`Add a layer ${e.text}`)}open(t,e,i){i&&this.show(i),this.host.openFinderAt(t,e,()=>{i?.zone?.classList.remove("over"),this.line.remove(),this.plus.remove()})}show({
line:t,vertical:e,zone:i}){if(i?.classList.add("over"),i)return;let{left:n,top:r,right:o,bottom:l}=t;this.line.classList.toggle("vertical",e),Object.assign(this.
line.style,{left:`${n}px`,top:`${r}px`,width:`${o-n}px`,height:`${l-r}px`}),this.host.sheet.element.append(this.line)}placeOf(t){let{view:e}=this.host;if(t?.matches(
".lead"))return this.landing(e.root.id,0);let i=Number(t?.closest(".item")?.dataset.block),n=e.places.get(i);return!n?.parent||n.block.slot||n.block.pending||v(
i)||x(n.parent)?null:this.landing(n.parent.id,n.index+1)}landing(t,e){let i=this.host.view.places.get(t).block,[n,r]=[i.children[e-1],i.children[e]],o=n?`after ${f(
n)}`:r?`before ${f(r)}`:"here";return{parent:t,index:e,text:o}}};var kt=class{constructor(t,e){this.take=e;let i={signal:this.listening.signal,capture:!0};document.addEventListener("focusin",()=>this.check(),i),t.addEventListener(
"focusout",()=>setTimeout(()=>this.check()),i),document.addEventListener("pointerdown",()=>this.release(),i),document.addEventListener("keydown",n=>n.key==="Tab"&&
this.release(),i)}take;until=0;listening=new AbortController;hold(){this.until=performance.now()+4e3}release(){this.until=0}stop(){this.listening.abort()}check(){
if(performance.now()>this.until)return;let{activeElement:t}=document,e=t?.getAttribute("role")==="tab";e&&(this.until=Math.min(this.until,performance.now()+500)),
(e||t===null||t===document.body)&&this.take()}};function te(s,t){let e=Re(We(t));if(!e||!Gn(t,e))return!1;if(!e.block)e.run(s,NaN);else{let i=u(t,"[data-block]"),n=Number(i?.dataset.block);if(!i||!jn(s,n))return!1;
e.run(s,n)}return t.preventDefault(),!0}function Gn(s,{always:t}){return s.defaultPrevented||u(s,"[role=dialog], .menu")?!1:R(s)?t===!0:!(u(s,"button")&&(s.key===
"Enter"||s.key===" "))}function jn({view:s},t){return s.order.includes(t)}var z=8,wt=class{constructor(t){this.root=t;t.addEventListener("pointerdown",e=>{this.element&&!e.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(t,e,i,n){let r=a("div","menu");r.setAttribute("role","menu"),r.setAttribute("aria-label",e);for(let[o,l]of i.entries()){o&&l.group!==
i[o-1].group&&r.append(a("div","menu-rule"));let h=a("button","choice","",...l.icon?[p(l.icon,"Structure")]:[],a("span","choice-text",l.text),a("span","choice-h\
int",l.hint));h.type="button",h.setAttribute("role","menuitem"),h.dataset.choice=l.text,h.addEventListener("click",()=>{this.close(!0),l.run()}),r.append(h)}r.prepend(
a("div","menu-label",e)),r.addEventListener("keydown",o=>this.walk(o)),this.open(r,t,n),r.querySelector("button")?.focus({preventScroll:!0})}shortcuts(t,e,i){let n=a(
"div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute("aria-label","Keyboard shortcuts"),n.tabIndex=-1;for(let r of st){let o=e.filter(l=>l.group===
r&&l.keys.length).map(qn);n.append(a("section","key-group","",a("h3","menu-title",r),...o))}n.addEventListener("keydown",r=>{(r.key==="Escape"||r.key==="?")&&this.
close(!0)}),this.open(n,t,i),n.focus({preventScroll:!0})}panel(t,e,i,n){let r=a("div","menu panel","",a("div","menu-title",e),...i);r.setAttribute("role","dialo\
g"),r.setAttribute("aria-label",e),r.tabIndex=-1,r.addEventListener("keydown",o=>o.key==="Escape"&&this.close(!0)),this.open(r,t,n),r.focus({preventScroll:!0})}close(t){
this.element&&(this.element.remove(),this.element=null,t&&this.back?.(),this.back=null)}walk(t){let e=[...this.element.querySelectorAll("button")],i=e.indexOf(t.
composedPath()[0]),n=t.key==="ArrowDown"?1:t.key==="ArrowUp"?-1:0;n?(e[(i+n+e.length)%e.length].focus({preventScroll:!0}),t.preventDefault()):t.key==="Home"||t.
key==="End"?(e.at(t.key==="Home"?0:-1).focus({preventScroll:!0}),t.preventDefault()):(t.key==="Escape"||t.key==="Tab")&&(this.close(!0),t.preventDefault())}open(t,e,i){
this.close(!1),this.element=t,this.back=i,this.root.append(t);let n=this.root.getBoundingClientRect(),{offsetWidth:r,offsetHeight:o}=t,l=e.bottom-n.top+4,h=l+o+
z<=n.height?l:e.top-n.top-o-4,c=(e.width?e.right-r:e.left)-n.left;t.style.top=`${Math.max(z,Math.min(h,n.height-o-z))}px`,t.style.left=`${Math.max(z,Math.min(c,
n.width-r-z))}px`}};function qn({title:s,keys:t}){let e=t.map(i=>a("span","chord","",..._(i).map(n=>a("kbd","",n))));return a("div","key-row","",a("span","",s),
a("span","keys","",...e))}var yt=class{anchor=null;reached=null;ids(t,e){let i=this.row(t);return i.length>1?i:e!==null&&t.places.get(e)?.parent?[e]:[]}row(t){let e=this.anchor===null?void 0:
t.places.get(this.anchor),i=this.reached===null?void 0:t.places.get(this.reached);if(!e?.parent||!i||e.parent!==i.parent||e===i)return[];let[n,r]=[Math.min(e.index,
i.index),Math.max(e.index,i.index)];return e.parent.children.slice(n,r+1).map(o=>o.id)}reach(t,e,i){this.anchor??=e;let n=this.anchor===null?null:t.places.get(this.
anchor)?.parent,r=t.places.get(i);for(;r?.parent&&r.parent!==n;)r=t.places.get(r.parent.id);return!n||!r?.parent||r.block.slot?!1:(this.reached=r.block.id,!0)}with(t,e){
let i=this.row(t);return i.includes(e)?i:[e]}from(t,e,i){let n=t.places.get(e),r=n?.parent?.children[n.index+i-1];this.clear(),r&&this.reach(t,e,r.id)}step(t,e,i){
this.reached!==e&&this.clear();let n=t.places.get(e),r=n?.parent?.children[n.index+i];return r&&!r.slot&&this.reach(t,e,r.id)?r.id:null}clear(){this.anchor=this.
reached=null}};var Un=4e3,Kn=12e3,xt=class{live=a("div","live");toasts=a("div","toasts");banner=a("div","banner");lost=a("div","lost","Not connected: your edits wait here");shown=0;timer=0;level=null;acts=!1;constructor(){
this.live.setAttribute("aria-live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=this.lost.hidden=!0,this.lost.prepend(p("lost"))}announce(t){
this.live.textContent=this.live.textContent===t?`${t}\xA0`:t}notice(t){if(!t)return this.edited();t.id!==this.shown&&(this.shown=t.id,this.toast(t.text,t.level),
this.announce(t.text))}edited(){(this.level==="error"||this.acts)&&this.hide()}toast(t,e,i){let n=a("span","sign","",p(e==="error"?"alert":"check")),r=w("dismis\
s","close","Dismiss");r.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.level=e,this.acts=i!==void 0;let o=()=>{this.hide(),i.run()},l=i?
[g("plain",i.text,o),r]:[r];this.toasts.replaceChildren(a("div",`toast ${e}`,"",n,a("span","toast-text",t),...l)),e==="info"&&(this.timer=window.setTimeout(()=>this.
hide(),i?Kn:Un))}connection(t){this.lost.hidden=!t,this.announce(t?this.lost.textContent:"Connected again")}offer(t,e){let[i,...n]=t;if(this.banner.hidden=!i,!i)
return;let r=a("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${D(i.time)}?`),l=[g("solid","Restore",()=>{this.banner.hidden=!0,e(i)})];n.
length&&l.push(g("plain","Show an older one",()=>this.offer(n,e))),l.push(g("plain","Dismiss",()=>this.offer([],e))),this.banner.replaceChildren(r,...l)}stop(){
clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.acts=!1,this.toasts.replaceChildren()}};function Et(s,t){let e=a("input","typing");e.value=t.value,e.placeholder=t.placeholder,e.maxLength=64,e.spellcheck=!1,e.autocomplete="off",e.setAttribute("aria-\
label",t.label);let i=!0,n=(r,o)=>{if(!i)return;i=!1;let l=e.value.trim();e.remove(),s.textContent=r?l:t.value,t.closed(o),r&&l!==t.value&&t.done(l)};e.addEventListener(
"keydown",r=>{r.stopPropagation();let o=r.key==="Enter"&&!r.isComposing;!o&&r.key!=="Escape"||(r.preventDefault(),n(o,!0))}),e.addEventListener("blur",()=>n(!0,
!1)),s.replaceChildren(e),e.focus({preventScroll:!0}),e.select()}function oi(s,t,e){let i={label:`Name of ${t.kind}`,value:t.name,placeholder:t.key||"name",done:e.rename};li(s,"name",i,e)}function ai(s,t,e){let i=n=>n&&e.rename(
n);li(s,"kind",{label:"Class name of the block",value:t.kind,placeholder:t.kind,done:i},e)}function li(s,t,e,i){s.typing||(s.typing=t,s.element.classList.add(`t\
yping-${t}`),Et(t==="name"?s.label:s.kind,{...e,closed:n=>{s.typing=null,s.forget(),s.element.classList.remove(`typing-${t}`),i.closed(n)}}))}var ee=3e3,_n=24e3,Mt=class{constructor(t){this.send=t}send;client=U();pending=[];acknowledged=0;last=0;session="";again=new Map;timer=0;wait=ee;push(t,e){this.
last+=1,this.pending.push({...t,id:this.last}),e&&this.again.set(this.last,e),this.wait=ee,this.deliver()}get waiting(){return this.pending.flatMap(({id:t})=>this.
again.get(t)??[])}clear(){this.pending=[],this.again.clear()}retry(){this.pending.length&&this.deliver()}receive({ack:t,session:e},i){if(this.send=i,this.session=
e,t.client===this.client){this.acknowledged=Math.max(this.acknowledged,t.id),this.pending=this.pending.filter(n=>n.id>this.acknowledged);for(let n of[...this.again.
keys()])n<=this.acknowledged&&this.again.delete(n)}this.wait=ee,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){this.send({client:this.client,session:this.
session,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.wait=Math.min(this.wait*
2,_n),this.deliver()},this.wait))}};function di(s,t,e){let i=ui("brick",s,t);i.dataset.palette=s.kind,i.append(a("span","brick-hint",s.hint));let n=hi("star","star",""),r=hi("plus","plus",`Add ${s.
kind}`),o=a("div","brick-row","",i,n,r);return e.append(o),{kind:s,family:t,row:o,button:i,section:e}}function ci(s,t,e){let i=ui("kind-chip",s,t);return i.dataset.
shelf=s.kind,e.append(i),{kind:s,family:t,button:i,row:i,section:e}}function ie({row:s,kind:t,button:e},i){let n=s.querySelector(".star");n&&(d(n,"aria-pressed",
String(i)),F(n,i?`Take ${t.kind} off the favourites (*)`:`Make ${t.kind} a favourite (*)`),d(e,"aria-description",i?"a favourite":null))}function ui(s,t,e){let i=a(
"button",s,"",a("span","sign","",p(t.kind,e.family)),a("span","kind",t.kind));return i.type="button",i.tabIndex=-1,i.style.setProperty("--h",String(t.hue??e.hue)),
d(i,"aria-keyshortcuts","*"),i}function hi(s,t,e){let i=a("button",s,"",p(t));return i.type="button",i.tabIndex=-1,e&&d(i,"aria-label",e),i}var pi="http://www.w3.org/2000/svg";function Lt(s,t,e=260){let i=mi(s);if(!i)return null;let[n,r,o]=zn(i.slice(1)).map(l=>Math.max(6,e*Math.sqrt(l/t)));return Jn(n,r,o*.5)}function St(s){return Math.
max(1,...s.flatMap(t=>mi(t)?.slice(1)??[]))}function mi(s){let t=s.split(" ")[0],e=t.split("\xD7").map(i=>/^\d+$/.test(i)?Number(i):/^\d*B$/.test(i)?1:NaN);return t&&
e.every(Number.isFinite)?e:null}function zn(s){return s.length===0?[0,0,0]:s.length===1?[s[0],0,0]:s.length===2?[s[1],s[0],0]:[s.at(-1),s.at(-2),s.slice(0,-2).reduce(
(t,e)=>t*e,1)]}function Jn(s,t,e){let i=e*.7,n=document.createElementNS(pi,"svg");n.setAttribute("viewBox",`-2 -2 ${s+i+4} ${t+i+4}`),n.setAttribute("width",String(
s+i+4)),n.setAttribute("height",String(t+i+4)),n.setAttribute("aria-hidden","true"),n.classList.add("tensor");let r=[["front",`M0 ${i}h${s}v${t}h${-s}z`],["top",
`M0 ${i}l${i} ${-i}h${s}l${-i} ${i}z`],["side",`M${s} ${i}l${i} ${-i}v${t}l${-i} ${i}z`]];for(let[o,l]of r){let h=document.createElementNS(pi,"path");h.setAttribute(
"d",l),h.setAttribute("class",o),n.append(h)}return n}var fi="http://www.w3.org/2000/svg",Yn=44;function gi(s,t){let e=a("span","flow-arrow","\u2192"),i=St([...s,...t]),n=r=>Xn(r,i);return a("div","flow","",...s.map(
n),...s.length?[e]:[],...t.map(n))}function vi(s){let[t,e]=[Math.min(-1,...s),Math.max(1,...s)],i=o=>4+152*o/(s.length-1),n=o=>4+72*(e-o)/(e-t),r=s.map((o,l)=>`${i(
l).toFixed(1)} ${n(o).toFixed(1)}`).join("L");return ki("curve",160,80,[["axis",`M4 ${n(0)}H156M80 4V76`],["graph",`M${r}`]])}function bi(s){let t=Qn[s];return t?
ki("structure",160,96,[["wires",t[0]],["boxes",t[1]]]):null}function Xn(s,t){let[e="",i=""]=s.split(" "),n=Lt(e,t,Yn),r=i?[a("span","flow-type",i)]:[];return a(
"span","flow-tensor","",a("span","flow-picture","",...n?[n]:[]),a("span","flow-shape",e),...r)}function Zn(s,t,e,i){return`M${s} ${t}h${e}v${i}h${-e}z`}function ki(s,t,e,i){
let n=document.createElementNS(fi,"svg");n.setAttribute("viewBox",`0 0 ${t} ${e}`),n.setAttribute("class",`picture ${s}`),n.setAttribute("aria-hidden","true");for(let[
r,o]of i){let l=document.createElementNS(fi,"path");l.setAttribute("class",r),l.setAttribute("d",o),n.append(l)}return n}var k=(s,t,e=48)=>Zn(s-e/2,t-8,e,16),Qn={
Sequential:["M80 2V94",k(80,20)+k(80,48)+k(80,76)],Residual:["M80 2V94M80 10h34a10 10 0 0 1 10 10v46a10 10 0 0 1 -10 10h-34",`${k(80,30)+k(80,54)}M80 68a8 8 0 1\
 1 0 16a8 8 0 1 1 0-16M76 76h8M80 72v8`],Parallel:["M80 2V94M28 40V22q0-10 10-10h84q10 0 10 10V74q0 10-10 10H38q-10 0-10-10z",k(28,48,40)+k(80,48,40)+k(132,48,40)],
Repeat:["M80 2V94",`${k(90,38)+k(85,43)+k(80,48)}M124 44l8 8M132 44l-8 8M138 42h7l-4 5q5 0 5 4t-8 2`],Graph:["M80 2V94M80 8H46q-10 0-10 10V40q0 10 10 10H56M104 \
26h10q10 0 10 10V66q0 10-10 10h-10",k(80,26)+k(80,50)+k(80,76)],Reuse:["M40 2V94M120 2V94M64 48h4m4 0h4m4 0h4m4 0h4m4 0h4",k(40,48)+k(120,48)]};var ts=350,es=150,Tt=8,is=220,At=class{constructor(t,e,i,n){this.root=t;this.palette=e;i.addEventListener("pointerover",r=>r.pointerType==="mouse"&&this.rest(n(
r))),i.addEventListener("pointerleave",()=>this.leave()),i.addEventListener("focusin",r=>r.target.matches(":focus-visible")&&this.rest(n(r))),i.addEventListener(
"focusout",()=>this.leave()),i.addEventListener("pointerdown",()=>this.hide()),i.addEventListener("scroll",()=>this.card&&this.place())}root;palette;address="";table=null;card=null;entry=null;timer=0;listening=new AbortController;hide(){
clearTimeout(this.timer),this.listening.abort();let{card:t,entry:e}=this;e?.button.removeAttribute("aria-describedby"),t?.remove(),this.card=this.entry=null}rest(t){
if(!t)return this.leave();clearTimeout(this.timer),t!==this.entry&&(this.timer=window.setTimeout(()=>{this.open(t)},this.card?0:ts))}leave(){clearTimeout(this.timer),
this.timer=window.setTimeout(()=>this.hide(),es)}async open(t){this.hide(),this.entry=t;let e=(await this.known())[t.kind.kind]??{};this.entry!==t||!t.button.isConnected||
this.root.classList.contains("dragging")||(this.card=ns(t,e),this.card.addEventListener("pointerenter",()=>clearTimeout(this.timer)),this.card.addEventListener(
"pointerleave",()=>this.leave()),t.button.setAttribute("aria-describedby",this.card.id),this.root.append(this.card),this.place(),this.listening=new AbortController,
window.addEventListener("keydown",i=>this.key(i),{capture:!0,signal:this.listening.signal}))}key(t){t.key==="Escape"&&(this.hide(),t.stopImmediatePropagation())}known(){
return this.table??=fetch(new URL(this.address,location.origin)).then(t=>t.ok?t.json():{}).catch(()=>({})),this.table}place(){let{card:t,entry:e}=this;if(!t||!e)
return;let i=this.root.getBoundingClientRect(),n=this.palette.getBoundingClientRect().right-i.left+Tt;t.hidden=i.width-n-Tt<is;let r=e.row.getBoundingClientRect().
top-i.top;t.style.left=`${n}px`,t.style.top=`${Math.max(Tt,Math.min(r,i.height-t.offsetHeight-Tt))}px`}};function ns({kind:s,family:t,button:e},i){let n=a("div",
"preview-title","",a("span","sign","",p(s.kind,t.family)),a("span","kind",s.kind),a("span","preview-family",t.family)),r=a("div","preview","",n,a("p","preview-d\
oc",s.doc||s.hint));return r.id="palette-preview",r.setAttribute("role","tooltip"),r.style.setProperty("--h",e.style.getPropertyValue("--h")),r.append(...ss(s,i)),
r}function ss({kind:s},{takes:t=[],gives:e=[],params:i,formula:n,curve:r}){let o=[],l=r?vi(r):bi(s);return l&&o.push(l),n&&o.push(a("div","preview-formula",n)),
n?.startsWith("n \u2192")&&o.push(a("div","preview-letters",rs(n))),e.length&&o.push(gi(t,e)),i!==void 0&&o.push(a("div","preview-params",`${i.toLocaleString("e\
n")} parameters in this example`)),o}function rs(s){return Object.entries({n:"each side",k:"kernel_size",s:"stride",p:"padding",d:"dilation"}).filter(([i])=>new RegExp(
`\\b${i}\\b`).test(s)).map(([i,n])=>`${i} ${n}`).join(", ")}var wi=28,yi=M("finder").keys[0],Pt=class{constructor(t,e,i){this.shelf=e;this.host=i;Object.assign(this.field,{type:"text",placeholder:`Layers, or ${L(yi)}`,title:`${L(
yi)} finds actions, layers, blocks and models`,spellcheck:!1,autocomplete:"off"}),this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action=
"search",this.field.addEventListener("input",()=>this.filter()),this.none.hidden=!0,this.none.setAttribute("role","status"),this.list.setAttribute("role","group"),
this.list.setAttribute("aria-label","Layers");let n=a("label","search","",p("search"),this.field,a("kbd","","/"));this.element.append(n,this.list,this.none),this.
element.addEventListener("keydown",r=>this.key(r)),this.element.addEventListener("pointerleave",()=>this.settle()),this.element.addEventListener("focusout",()=>setTimeout(
()=>this.settle())),this.list.addEventListener("dblclick",r=>this.addFrom(r,"[data-palette], [data-shelf]")),this.list.addEventListener("click",r=>u(r,".star")?
this.star(this.entryOf(r)):this.addFrom(r,".plus")),this.preview=new At(t,this.element,this.list,r=>this.entryOf(r))}shelf;host;element=a("div","palette");field=a(
"input","search-field");list=a("div","families");shelves=a("div","shelves");none=a("div","none");preview;entries=[];chips=[];shown=[];drawn="";stale=!1;focusSearch(){
this.field.focus({preventScroll:!0}),this.field.select()}draw({palette:t,previews:e}){this.preview.address=e;let i=JSON.stringify(t);i!==this.drawn&&(this.drawn=
i,this.entries=[],this.list.replaceChildren(...t.map(n=>this.section(n))),this.drawShelves(),this.filter())}used(t){this.shelf.use(t),this.stale=!0,this.settle()}pick(t){
let e=u(t,"[data-palette], [data-shelf]")?this.entryOf(t):void 0;return e?(this.preview.hide(),{block:null,row:[],kind:e.kind.kind,text:"",family:e.family.family,
hue:e.kind.hue??e.family.hue}):null}section(t){let e=a("section","family","",a("h3","family-name",t.family));e.classList.toggle("mine",t.mine===!0),e.style.setProperty(
"--h",String(t.hue));for(let i of t.kinds)this.entries.push(di(i,t,e));return e}settle(){let t=this.list.matches(":hover")||this.list.querySelector(":focus-visi\
ble")!==null;this.stale&&!t&&this.drawShelves()}drawShelves(){this.stale=!1;let t=this.chips.find(({button:n})=>n.matches(":focus"))?.kind.kind;this.chips=[];let e=this.
shelf.favourites,i=this.shelf.recent.filter(n=>!e.includes(n));this.shelves.replaceChildren(...this.shelfOf("Favourites",e),...this.shelfOf("Recent",i));for(let n of this.
entries)ie(n,e.includes(n.kind.kind));this.place(),t&&this.chips.find(({kind:n})=>n.kind===t)?.button.focus({preventScroll:!0})}shelfOf(t,e){let i=e.flatMap(r=>this.
entries.find(o=>o.kind.kind===r)??[]),n=a("section","shelf","",a("h3","family-name",t));return this.chips.push(...i.map(({kind:r,family:o})=>ci(r,o,n))),i.length?
[n]:[]}place(){let t=this.list.querySelector(":scope > .mine:not([hidden])");t?t.after(this.shelves):this.list.prepend(this.shelves),this.shelves.hidden=this.field.
value.trim()!==""||!this.chips.length}star(t){if(!t)return;let{kind:e}=t.kind,i=this.shelf.toggle(e);for(let n of this.entries)n.kind.kind===e&&ie(n,i);this.stale=
!0,this.settle(),this.host.announce(i?`${e} is a favourite`:`${e} is no favourite any more`)}filter(){let t=this.field.value.trim(),e=mt(this.entries,t,({kind:n})=>[
n.kind,`${n.hint} ${n.doc}`]),i=new Map;for(let n of e)i.set(n.section,[...i.get(n.section)??[],n]);this.shown=[...i.values()].flat();for(let n of this.entries)
n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.button.classList.remove("first");for(let n of this.shown)n.row.hidden=n.section.hidden=!1,n.section.append(
n.row);this.list.append(...i.keys()),this.place(),this.preview.hide(),this.markFirst(t)}markFirst(t){let[e]=this.shown;if(this.none.hidden=e!==void 0,this.list.
scrollTop=0,!e)return this.sayNone(t);this.rows()[0].button.tabIndex=0,e.button.classList.toggle("first",t!=="")}sayNone(t){let e=a("span","","No layer matches ",
a("b","",t),document.createTextNode(".")),i=a("span","","Try what it does: conv, norm, attention, add.");this.none.replaceChildren(e,i,g("plain","Show all layer\
s",()=>this.clear()))}rows(){return this.shelves.hidden?this.shown:[...this.chips,...this.shown]}bring(t){let e=t.row.getBoundingClientRect(),i=this.list.getBoundingClientRect();
e.top<i.top+wi?this.list.scrollTop-=i.top+wi-e.top:e.bottom>i.bottom&&(this.list.scrollTop+=e.bottom-i.bottom+4)}entryOf(t){let e=u(t,".brick-row, .kind-chip");
return e?[...this.chips,...this.entries].find(i=>i.row===e):void 0}addFrom(t,e){let i=u(t,e)?this.entryOf(t):void 0;i&&this.host.add(i.kind.kind)}key(t){if(t.isComposing)
return;let e=t.composedPath()[0]===this.field,i=this.rows(),n=i.findIndex(r=>r.button===t.composedPath()[0]);if(t.key==="ArrowDown")this.step(e?i[0]:i[n+1]);else if(t.
key==="ArrowUp"&&!e)n>0?this.step(i[n-1]):this.focusSearch();else if(t.key==="Enter"&&e&&this.field.value.trim()&&this.shown[0])this.addFound(this.shown[0]);else if((t.
key==="Enter"||t.key==="+")&&n>=0)this.host.add(i[n].kind.kind);else if(t.key==="*"&&n>=0)this.star(i[n]);else if(t.key==="Escape")this.field.value?this.clear():
this.host.leave();else if(t.key==="/"&&e)this.field.select();else return;t.preventDefault()}addFound(t){this.host.add(t.kind.kind),this.clear()}clear(){this.field.
value="",this.filter(),this.field.focus({preventScroll:!0})}step(t){if(t){for(let e of[...this.chips,...this.entries])e.button.tabIndex=-1;t.button.tabIndex=0,t.
button.focus({preventScroll:!0}),this.bring(t)}}};var $t=class{constructor(t,e){this.host=t;e.addEventListener("click",i=>this.click(i)),e.addEventListener("dblclick",i=>{u(i,".head")&&!u(i,"button, input")&&t.
startRename(ne(i))}),e.addEventListener("focusin",i=>{this.light(i);let n=ne(i);n!==null&&t.focusMoved(n)}),e.addEventListener("focusout",()=>t.links.clear()),e.
addEventListener("pointerover",i=>{this.hover(u(i,".item:not(.slot)")),t.busy||this.light(i)}),e.addEventListener("pointerleave",()=>{this.hover(null),t.links.clear()})}host;hovered=null;pick(t){
let{view:e}=this.host,i=u(t,".item:not(.slot)"),n=i&&e.places.get(Number(i.dataset.block))?.block;if(!n||v(n.id))return null;let r=this.host.row(n.id),o=E(n),l=r.
length>1?`and ${r.length-1} more`:o?`${o} inside`:n.detail;return{block:n.id,row:r,kind:n.kind,text:l,family:n.family,hue:n.hue}}hover(t){t!==this.hovered&&(this.
hovered?.classList.remove("hover"),this.hovered=t,t&&(t.classList.add("hover"),this.host.sheet.items.get(Number(t.dataset.block))?.needActions()))}light(t){let{
links:e}=this.host,i=u(t,"[data-source]"),n=u(t,".item:not(.slot), .input")?.dataset.block;i?e.source(i):n!==void 0?e.takers(Number(n)):e.clear()}click(t){let{host:e}=this;
if(R(t)||u(t,".problem button"))return;let i=ne(t),n=u(t,"[data-source]")?.dataset.source,r=u(t,"[data-action]")?.dataset.action;n!==void 0?e.goToSource(Number(
n)):r==="output"?e.commands.select(e.view.root.id):i!==null?this.clickBlock(i,r,t):u(t,".sheet, .scroller")&&e.commands.select(null)}clickBlock(t,e,i){let{host:n}=this,
r=n.view.places.get(t)?.block.folded;e==="fold"||r&&u(i,".empty")?n.commands.fold(t,!r):e==="add-input"?n.addInput():e==="wrap"?n.openWrap(t):e==="duplicate"?n.
commands.duplicate(t):e==="remove"?n.commands.remove(t):(!i.shiftKey||!n.reach(t))&&n.choose(t)}};function ne(s){let t=u(s,"[data-block]:not(.within)");return t?
Number(t.dataset.block):null}function re(s,t){let e=new Map(t.palette.flatMap(({kinds:o})=>o.map(({kind:l,doc:h})=>[l,h]))),i={detail:"",trail:[],params:"",hue:null,icon:["input"],problem:null,
folded:!1},n=t.inputs.map(({id:o,name:l,text:h,dtype:c})=>({...i,key:`in${o}`,id:o,title:l?`input ${l}`:"input",told:`A tensor of ${c}.`,takes:[],gives:h})),r={
...i,key:"out",id:s.root.id,title:"output",told:t.totals.map(({text:o,label:l})=>`${o} ${l}`).join(", "),takes:[t.output],gives:null,problem:s.root.problem};return[
...n,...s.root.children.flatMap(o=>se({view:s,words:e},o,[])),r]}function se(s,t,e){if(t.body||t.slot&&t.children.length)return t.children.flatMap(o=>se(s,o,e));
if(t.slot)return[];let i={key:String(t.id),id:t.id,title:f(t),detail:t.detail,told:ls(s,t),trail:e,takes:t.input?[t.input]:[],gives:t.output,params:t.params,hue:t.
hue,icon:[t.kind,t.family],problem:t.problem,folded:t.folded};if(t.folded||!t.children.length)return[i];let n=[...e,f(t)],r=t.children.flatMap(o=>{let l=t.children.
length>1&&(t.kind==="Parallel"||o.slot);return se(s,o,l?[...n,as(t,o)]:n)});return[{...i,gives:null},...r,...os(t,i)]}function os(s,t){let e=s.children[0]?.body?
s.children[0]:s,i=e.kind==="Residual"||e.kind==="Parallel"?e.children.map(r=>r.output||"?"):[];if(!i.length)return[];let n=e.kind==="Residual"?"Both ways are ad\
ded.":`The branches are merged: ${e.detail}.`;return[{...t,key:`${t.key}+`,title:e.kind==="Residual"?"f(x) + x":f(s),detail:"",told:n,trail:[...t.trail,f(s)],takes:i}]}
function as(s,t){return t.slot?t.key:`branch ${s.children.indexOf(t)+1}`}function ls({words:s},t){let[e]=t.children,i=e?.body?e:t,n=t.children.length;return t.reuse?
"The same block again, with the same parameters.":t.folded||!t.holds?s.get(t.kind)??"":t.instance?t.places>1?`One of ${t.places} uses of ${t.kind}; each has par\
ameters of its own.`:s.get(t.kind)??"":i.kind==="Residual"?"Two ways: the body changes x, the shortcut brings x around it.":i.kind==="Parallel"?`${n} branches, \
each given the same input.`:i.kind==="Repeat"?`${t.count} rounds, ${t.shared?"all with the same parameters":"each with parameters of its own"}; one is shown.`:i.
kind==="Graph"?`${n} blocks; each says what it takes.`:`${n} ${n===1?"block":"blocks"}, one after the other.`}var hs=new Set(["ArrowRight","ArrowDown"," ","PageDown"]),ds=new Set(["ArrowLeft","ArrowUp","PageUp"]),Ht=class{constructor(t,e){this.root=t;this.host=e;let i=w(
"leave","close","Leave (Esc)");i.addEventListener("click",()=>this.dialog.close());let[n,r]=[w("step-back","back","Back (\u2190)"),w("step-next","chevron","Next\
 (\u2192)")];n.addEventListener("click",()=>this.back()),r.addEventListener("click",()=>this.next()),this.ask.setAttribute("aria-pressed","false"),this.dialog.setAttribute(
"aria-label","Step through the forward pass"),this.stage.setAttribute("aria-live","polite"),this.stage.tabIndex=-1,this.stage.autofocus=!0,this.rail.setAttribute(
"aria-hidden","true");let o=a("div","scene-bar","",n,this.place,r,a("span","spacer"),this.ask,i);this.dialog.append(this.rail,a("div","scene-side","",o,this.stage)),
this.dialog.addEventListener("keydown",l=>this.key(l)),this.dialog.addEventListener("close",()=>this.closed()),this.rail.addEventListener("click",l=>this.goTo([
...this.rail.children].indexOf(l.target.closest("li"))))}root;host;dialog=a("dialog","projector");rail=a("ol","rail");stage=a("div","scene");place=a("span","sce\
ne-place");ask=g("plain","Ask first (a)",()=>this.toggleAsking());steps=[];at=0;asking=!1;open=!0;show(t,e,i){this.steps=re(t,e),this.at=Math.max(0,this.steps.findIndex(
n=>n.id===i)),this.open=!this.asking,this.root.append(this.dialog),this.dialog.showModal(),this.draw()}update(t,e){if(!this.dialog.open)return;let i=this.steps[this.
at]?.key;this.steps=re(t,e);let n=this.steps.findIndex(r=>r.key===i);this.at=n<0?Math.min(this.at,this.steps.length-1):n,this.draw()}key(t){if(t.stopPropagation(),
!(t.target.closest("button")!==null&&t.key===" ")){if(hs.has(t.key))this.next();else if(ds.has(t.key))this.back();else if(t.key==="Home")this.goTo(0);else if(t.
key==="End")this.goTo(this.steps.length-1);else if(t.key==="a")this.toggleAsking();else if(t.key==="f")this.unfold();else return;t.preventDefault()}}next(){this.
open?this.goTo(this.at+1):(this.open=!0,this.draw())}back(){this.goTo(this.at-1)}goTo(t){if(t<0||t>=this.steps.length||t===this.at)return;let e=t>this.at;this.at=
t,this.open=!this.asking||!e||!this.steps[t].gives||this.steps[t].takes.length===0,this.draw()}unfold(){let t=this.steps[this.at];t.folded&&this.host.unfold(t.id)}toggleAsking(){
this.asking=!this.asking,this.ask.setAttribute("aria-pressed",String(this.asking)),this.open=!this.asking,this.draw()}closed(){this.dialog.remove(),this.host.left(
this.steps[this.at].id)}draw(){let t=this.steps[this.at];m(this.place,`${this.at+1} of ${this.steps.length}`),y(this.rail,this.steps.map((e,i)=>this.line(e,i))),
this.rail.children[this.at]?.scrollIntoView({block:"center"}),this.stage.style.setProperty("--h",String(t.hue??220)),this.stage.classList.toggle("coloured",t.hue!==
null),this.stage.replaceChildren(...this.scene(t))}line(t,e){let i=!this.asking||e<this.at||e===this.at&&this.open,n=a("li","rail-step","",a("span","rail-title",
t.title),a("span","rail-shape",i?t.gives??"":""));return n.classList.toggle("now",e===this.at),n.classList.toggle("passed",e<this.at),n.style.setProperty("--dee\
p",String(t.trail.length)),t.problem&&n.classList.add("wrong"),n}scene(t){let e=a("h2","scene-title","",p(...t.icon),a("span","",t.title)),n=[a("p","scene-trail",
t.trail.join(" \u203A ")),e,a("p","scene-detail",t.detail),this.flow(t),a("p","scene-told",t.told)];return t.params&&n.push(a("p","scene-params",`${t.params} pa\
rameters`)),t.problem&&n.push(a("p","scene-problem",`Received ${t.problem.received} Expected ${t.problem.expected}`)),t.folded&&n.push(g("solid","Look inside (f\
)",()=>this.unfold())),n.filter(r=>r.textContent||r.matches(".flow"))}flow(t){let e=St(this.steps.flatMap(({takes:o,gives:l})=>[...o,l??""])),i=t.takes.map(o=>xi(
o,e)),n=a("span","flow-arrow","\u2192");if(n.setAttribute("aria-hidden","true"),t.gives===null)return a("div","flow","",...i);let r=t.problem?a("span","flow-sha\
pe wrong","\xD7"):this.open?xi(t.gives||"?",e):this.question();return r.classList.add("answer"),a("div","flow","",...i,...i.length?[n]:[],r)}question(){let t=g(
"flow-shape asked","?",()=>this.next());return t.setAttribute("aria-label","What shape comes out? Show it"),t}};function xi(s,t){let e=Lt(s,t);return a("span","\
flow-shape","",...e?[e]:[],a("span","flow-text",s))}var Ot=class{constructor(t){this.events=t;this.element.append(a("p","hint-title","A new model"),a("p","","Drag a layer here from the left, or begin with:"),this.
list)}events;element=a("div","hint");list=a("div","starts");drawn="";draw(t,e){this.element.hidden=!t;let i=JSON.stringify(e);!t||i===this.drawn||(this.drawn=i,
this.list.replaceChildren(this.start("Linear","A Linear layer",()=>this.events.add("Linear")),...e.map(([n,r])=>this.start("My blocks",`${r}, from the Gallery`,
()=>this.events.openOurs(n))),this.start("search","A search through all layers",()=>this.events.search(),a("kbd","","/"))))}start(t,e,i,...n){let r=a("button","\
start","",p(t),a("span","",e),...n);return r.type="button",r.addEventListener("click",i),r}};var Ct=class{element=a("div","inputs");pills=[];more=w("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(t,e){for(;this.pills.length<e.inputs.length;)this.pills.push(new oe);this.pills.length=e.inputs.length,e.inputs.forEach((n,r)=>this.
pills[r].draw(n,t.selected===n.id,e.batch,t.root.kind==="Graph")),y(this.element,this.pills.map(n=>n.element)),this.more.hidden=!e.more;let i=this.pills.at(-1).
element;this.more.parentElement!==i&&i.append(this.more)}find(t){return this.pills.find(e=>e.element.dataset.block===String(t))?.element??null}},oe=class{element=a(
"div","terminal input");name=a("span","terminal-name");shape=a("span","terminal-shape");type=a("span","terminal-type");port=a("span","port");constructor(){this.
element.setAttribute("role","treeitem"),this.element.setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(a("b","","input"),this.name,this.
shape,this.type,this.port),this.port.setAttribute("aria-hidden","true")}draw({id:t,name:e,text:i,dtype:n},r,o,l){this.element.dataset.block=String(t),this.element.
classList.toggle("selected",r),d(this.element,"aria-selected",String(r)),d(this.element,"aria-label",["input",e,i,n].filter(Boolean).join(" ")),m(this.name,e),m(
this.shape,i),d(this.shape,"title",i.includes("B")&&o?o:null),m(this.type,n),this.port.hidden=!l,this.port.dataset.port=e}},Bt=class{constructor(t){this.fix=t;this.
open.type="button",this.open.dataset.action="output",this.pill.append(this.open,this.gives.element,this.shape),this.element.append(this.pill)}fix;element=a("div",
"ending");pill=a("div","terminal output");open=a("button","open","output");shape=a("span","terminal-shape");gives=new H("gives");problem=null;signature="";draw(t,{
output:e,batch:i}){let{root:n}=t;this.open.disabled=n.kind!=="Graph",d(this.open,"aria-label",`output ${e}`),d(this.open,"title",this.open.disabled?null:"Choose\
 what the model gives"),this.pill.classList.toggle("selected",t.selected===n.id),this.pill.classList.toggle("wrong",n.problem!==null),this.drawProblem(n.problem),
m(this.shape,e),this.shape.dataset.shape=e,d(this.shape,"title",e.includes("B")&&i?i:null),this.gives.draw(n.gives),this.pill.classList.toggle("unknown",e==="?"||
!e)}drawProblem(t){let e=JSON.stringify(t);e!==this.signature&&(this.signature=e,this.problem?.remove(),this.problem=t&&X(t,this.fix),this.problem&&this.element.
append(this.problem))}};function Nt(s){let t=[`M${$(s[0])}`];for(let e=1;e<s.length-1;e+=1){let[i,n,r]=[s[e-1],s[e],s[e+1]],o=Math.min(7,ae(i,n)/2,ae(n,r)/2);t.push(`L${$(Ei(n,i,o))}Q${$(
n)} ${$(Ei(n,r,o))}`)}return`${t.join("")}L${$(s.at(-1))}`}function Li([s,t],e){let i=e?[[s-4,t-4-2],[s+4,t-4-2]]:[[s-4-2,t-4],[s-4-2,t+4]];return`M${$(i[0])}L${$(
[s,t])}L${$(i[1])}Z`}function Ei([s,t],[e,i],n){let r=ae([s,t],[e,i])||1;return[s+(e-s)*n/r,t+(i-t)*n/r]}function ae([s,t],[e,i]){return Math.hypot(e-s,i-t)}function $([
s,t]){return`${Mi(s)} ${Mi(t)}`}function Mi(s){return Math.round(s*10)/10}var de="http://www.w3.org/2000/svg",us=10,ps=12,ms=7,fs=18,gs=10,Si=4,Ti=5,Rt=class{constructor(t){this.ground=t}ground;layers=new Map;frame=0;focus={block:null};watcher=new ResizeObserver(
()=>this.paint());draw(t){let e=new Set;for(let{block:i,nets:n}of t.places.values())n.length&&(e.add(i.id),this.layer(i.id).take(i,n));for(let[i,n]of this.layers)
e.has(i)||(this.watcher.unobserve(n.column),n.element.remove(),this.layers.delete(i));cancelAnimationFrame(this.frame),this.layers.size&&(this.frame=requestAnimationFrame(
()=>this.paint()))}picture(t){return this.layers.get(t)?.element??null}highlight(t,e){if(!(this.focus.block===t&&this.focus.source===e)){this.focus={block:t,source:e};
for(let i of this.layers.values())i.highlight(this.focus)}}stop(){cancelAnimationFrame(this.frame),this.watcher.disconnect()}layer(t){let e=this.layers.get(t),i=this.
ground.column(t);return(!e||e.column!==i)&&(this.layers.set(t,e=new he(this.ground,i)),this.watcher.observe(i)),e}paint(){let t=[...this.layers.values()],e=t.map(
i=>i.measure());t.forEach((i,n)=>i.paint(e[n],this.focus))}},he=class{constructor(t,e){this.ground=t;this.column=e;this.element.classList.add("wires"),this.element.
setAttribute("aria-hidden","true")}ground;column;element=document.createElementNS(de,"svg");graph;nets=[];drawn="";take(t,e){this.graph=t,this.nets=e}measure(){
let t=this.column.getBoundingClientRect(),e=o=>{let{left:l,right:h,top:c,bottom:b}=o.getBoundingClientRect();return{left:l-t.left,right:h-t.left,top:c-t.top,bottom:b-
t.top}},i=this.graph.children.map(o=>this.ground.item(o.id)).map(o=>o?e(o.element):null),n=Math.min(...i.map(o=>o?.left??1/0))-us,r=vs(this.nets);return this.nets.
flatMap(o=>{let l=n-8*o.lane,h=this.headOf(o,l,i,e);return h?o.wires.flatMap(c=>{let b=this.tailOf(c,l,i,r.get(c),e);if(!b)return[];let N=c.taker===null;return[
{...{source:o.source,taker:c.taker??this.graph.id,hue:o.hue,start:h[0],tip:Li(b.at(-1),N)},path:Nt([...h,...b])}]}):[]})}paint(t,e){let i=JSON.stringify(t);i!==
this.drawn&&(this.drawn=i,this.element.replaceChildren(...t.map(bs)),this.highlight(e))}highlight({block:t,source:e}){let i=({dataset:{from:o,to:l}})=>e===void 0?
[o,l].includes(String(t)):o===String(e)&&l===String(t),n=[...this.element.children],r=n.filter(i);for(let o of n)o.classList.toggle("lit",r.includes(o));this.element.
classList.toggle("dimmed",r.length>0),r.length&&r.length<n.length&&this.element.append(...r)}headOf(t,e,i,n){let r=t.from<0?this.ground.entry(this.graph.id,t.place):
this.ground.tag(t.source,t.place);if(r){let h=n(r),c=(h.left+h.right)/2,b=h.bottom+Ti+Si*this.outside(t,N=>N.from===t.from);return[[c,h.bottom],[c,b],[e,b]]}let o=this.
ground.item(t.source);if(t.from<0||!o)return null;let l=n(o.card).bottom-gs;return[[i[t.from].left,l],[e,l]]}tailOf(t,e,i,n,r){let o=i[t.to];if(t.taker!==null){
if(!o)return null;let pe=o.top+ps+n.index*Math.min(ms,fs/n.count);return[[e,pe],[o.left,pe]]}let l=this.ground.exit(this.graph.id,t.chip);if(!l)return null;let{
left:h,right:c}=r(l),{top:b}=r(l.closest(".terminal")??l),N=(h+c)/2,Ut=b-Ti-Si*(n.count-n.index);return[[e,Ut],[N,Ut],[N,b]]}outside(t,e){return this.nets.filter(
i=>e(i)&&i.lane>t.lane).length}};function vs(s){let t=new Map;for(let i of s)for(let n of i.wires)t.set(n.to,[...t.get(n.to)??[],{wire:n,lane:i.lane}]);let e=new Map;
for(let i of t.values())i.sort((n,r)=>n.lane-r.lane||n.wire.chip-r.wire.chip),i.forEach(({wire:n},r)=>e.set(n,{index:r,count:i.length}));return e}function bs({source:s,
taker:t,hue:e,start:i,path:n,tip:r}){let o=document.createElementNS(de,"g");o.classList.add("line"),e===null?o.classList.add("plain-source"):o.style.setProperty(
"--h",String(e)),o.dataset.from=String(s),o.dataset.to=String(t);let[l,h,c]=[le("path","run"),le("path","tip"),le("circle","dot")];return l.setAttribute("d",n),
h.setAttribute("d",r),c.setAttribute("cx",String(i[0])),c.setAttribute("cy",String(i[1])),c.setAttribute("r","3"),o.append(l,h,c),o}function le(s,t){let e=document.
createElementNS(de,s);return e.classList.add(t),e}var Vt=class{constructor(t,e){this.events=t;this.hint=new Ot(e);let i=a("div","tree");i.setAttribute("role","tree"),i.setAttribute("aria-label","Model"),i.setAttribute(
"aria-multiselectable","true"),this.column.setAttribute("role","none"),i.append(this.inputs.element,this.lead,this.column),this.element.append(i,this.hint.element,
this.output.element)}events;element=a("div","sheet");column=a("div","column root");items=new Map;wires=new Rt({column:t=>t===this.root?this.column:this.item(t).
inside,item:t=>this.items.get(t),tag:(t,e)=>this.items.get(t)?.outs?.at(e)??null,entry:(t,e)=>t===this.root?this.inputs.find(-e):this.items.get(t)?.entries?.at(
e)??null,exit:(t,e)=>(t===this.root?this.output.gives:this.items.get(t).gives).at(e)});inputs=new Ct;output=new Bt(t=>this.events.fix(this.root,t));lead=a("div",
"lead");hint;draws=0;root=0;draw(t,e,i){this.draws+=1,this.root=t.root.id;let n=!t.root.children.length;this.element.classList.toggle("bare",n),this.hint.draw(n,
e.starts),this.element.style.setProperty("--widest",`${t.places.get(t.root.id).width}px`),this.inputs.draw(t,e),this.output.draw(t,e),this.lead.classList.toggle(
"cut",!n&&!t.root.children[0].linked),this.element.style.setProperty("--gutter",`${O(t.places.get(t.root.id).nets)}px`),this.wires.draw(t),this.fill(this.column,
t.root,t,e.batch);let r=new Set(i);for(let[o,l]of this.items)l.mark(r.has(o),r.has(o)||t.selected===o),l.seen!==this.draws&&(l.element.remove(),this.items.delete(
o))}find(t){return t===null?null:t===this.root?this.output.element:S(t)?this.inputs.find(t):this.items.get(t)?.element??null}fill(t,e,i,n){let r=e.children.map(
l=>{let h=this.item(l.id);return h.update(i.places.get(l.id),i.selected===l.id,n),this.fill(h.inside,l,i,n),h.element}),o=this.wires.picture(e.id);y(t,o?[o,...r]:
r)}item(t){let e=this.items.get(t);return e||this.items.set(t,e=new tt(t,this.events)),e.seen=this.draws,e}};var ks=new Set(["select","fold","foldall","undo","redo","fix"]);function Ai(s,t){if(ks.has(s.op))return null;let e={...s};for(let n of["block","parent"])typeof e[n]==
"number"&&(e[n]=B(t,e[n]));return s.op==="define"&&(e.blocks=s.blocks.map(n=>B(t,n))),![e.block,e.parent,...Array.isArray(e.blocks)?e.blocks:[]].includes(null)?
e:null}var Dt=class{constructor(t,e,i,n){this.desk=t;this.autosave=e;this.messages=i;this.hint=n}desk;autosave;messages;hint;begin(){let{model:t}=this.desk,e=this.autosave.
own(),i=e&&e.session!==t.session?e:null;if(Qt())return this.openLink(i);if(i&&t.fresh)return this.resume(i);i&&this.autosave.setAside(),(i||t.fresh)&&this.offer(),
t.fresh&&!this.autosave.others(t).length&&this.hint.greet()}openLink(t=null){let e=Qt();e&&this.open([{op:"open link",link:e}],i=>{if(_e(),!i)return t?this.resume(
t,!0):void 0;this.autosave.setAside(),this.messages.toast(`Opened \u201C${this.desk.model.title}\u201D from the link.`,"info",i),t&&this.offer()})}restore(t){this.
open(this.edits(t),e=>e&&this.autosave.setAside())}resume(t,e=!1){let i=this.edits(t);i.length&&this.open(i,n=>{if(!n)return this.autosave.setAside(),this.offer();
let r=`Restored \u201C${t.title||"Untitled"}\u201D, as you left it at ${D(t.time)}.`;e||this.messages.toast(r,"info",n),this.messages.announce(r)})}edits({document:t,
edits:e,selected:i,folded:n}){return t===this.desk.model.document?e:[{op:"restore",text:t,selected:i,folded:n},...e]}open(t,e){let{notice:i}=this.desk.model;this.
autosave.hold();for(let n of t)this.desk.send(n);this.desk.afterAnswer(()=>{let n=this.desk.model.notice,r=n?.level==="error"&&n.id!==i?.id,o=()=>t.forEach(()=>this.
desk.step("undo"));this.autosave.release(),e(r?null:{text:"Undo",run:o})})}offer(){this.messages.offer(this.autosave.others(this.desk.model),t=>this.restore(t))}};var ws={names:["input"],least:1,many:!1},ys={names:["output"],least:1,many:!0},It=class{constructor(t){this.desk=t}desk;connect(t,e,i){let n=this.taker(e,i);if(!n)
return;let{wants:r,taken:o}=n;if(o.includes(t)&&!r.many)return this.desk.announce(`${n.title} takes ${t} already`);if(r.names.length===1&&!r.many)return this.send(
n,[t]);if(o.length<r.least)return this.send(n,[...o,t]);this.desk.offer(e,`${n.title} takes ${t}`,Pi(n).map(({text:l,hint:h,at:c})=>({text:l,hint:h,icon:"Graph",
run:()=>this.send(n,$i(o,c,t))})))}refuse(t,e){let i=this.desk.view.places.get(e);if(!i)return;let n=i.block.wants?.names.length===0;this.desk.refuse(n?`${f(i.block)}\
 takes nothing: it makes its tensor itself.`:`${f(i.block)} comes before ${t}: a block takes only from blocks above it.`)}open(t){let e=this.desk.view.places.get(
t);if(e?.parent?.kind!=="Graph"||e.block.slot)return this.desk.announce("Only a block of a Graph chooses what it takes");let i=this.taker(t,e.parent.id);if(!i)return;
if(!i.wants.names.length)return this.refuse("",t);let n=Pi(i);if(n.length===1)return this.openSources(i,n[0].at);this.desk.offer(t,`${i.title} takes`,n.map(({text:r,
hint:o,at:l})=>({text:r,hint:o,icon:"Graph",run:()=>this.openSources(i,l)}))),this.desk.announce(`${i.title} takes ${i.taken.join(", ")}. Choose which of them t\
o change.`)}openSources(t,e){let{taken:i,wants:n}=t,r=Ls(t).map(({name:o,hint:l,icon:h})=>({text:o,icon:h,hint:i[e]===o?"now":l,run:()=>this.send(t,$i(i,e,o))}));
e<i.length&&i.length>n.least&&r.push({text:"nothing",hint:"",icon:"remove",run:()=>this.send(t,n.many?i.toSpliced(e,1):i.slice(0,e))}),this.desk.offer(t.id,`${t.
title} takes`,r),this.desk.announce(`What ${t.title} takes: ${r.length} to choose from`)}send(t,e){let{desk:i}=this;i.settle([t.id],()=>{t.index===t.graph.children.
length?i.send({op:"set",block:t.id,args:{outputs:e}}):i.send({op:"rewire",block:t.id,inputs:e.length===1&&e[0]===ce(t.graph,t.index)?[]:e}),i.announce(`${t.title}\
 takes ${e.join(", ")}`)})}taker(t,e){let{places:i}=this.desk.view,n=i.get(e)?.block,r=i.get(t);return!n||!r||v(t)?null:t===e?{id:t,title:"the output",graph:n,index:n.
children.length,wants:ys,taken:Ms(n)}:{id:t,title:f(r.block),graph:n,index:r.index,wants:r.block.wants??ws,taken:Es(r)}}};function Hi(s,t){let e=Number(s.closest(
"[data-block]").dataset.block),i=s.dataset.port;if(S(e))return{graph:t.root.id,from:-1,name:i};let n=t.places.get(e);return n?.parent?s.closest(".entries")?{graph:e,
from:-1,name:i}:{graph:n.parent.id,from:n.index,name:i}:null}function Oi({graph:s,from:t},e,i){let n=e.places.get(s)?.block.children??[],r=new Map(n.filter(({id:o})=>xs(
e.places.get(o),t)).map(({id:o})=>[o,i(o)]));return s===e.root.id?r.set(s,i(s)):r}function xs({block:s,index:t},e){return t>e&&s.wants?.names.length!==0&&!v(s.id)}
function Es({block:s,parent:t,index:e}){return s.takes.length?s.takes.map(i=>i.text):s.linked?[ce(t,e)]:[]}function Ms(s){return s.gives.length?s.gives.map(t=>t.
text):[ce(s,s.children.length)]}function ce(s,t){return t?s.children[t-1].name:s.ins[0]}function Pi({wants:s,taken:t}){let e=s.many?t.length+1:Math.min(s.names.
length,t.length+1);return Array.from({length:e},(i,n)=>{let r=t[n];return s.many?{text:r===void 0?"One more":`Instead of ${r}`,hint:"",at:n}:{text:s.names[n],hint:r===
void 0?"nothing yet":`now ${r}`,at:n}})}function Ls({graph:s,index:t}){return[...s.children.slice(0,t).reverse().flatMap(({kind:i,name:n,output:r,outs:o})=>o.length?
o.map(l=>({name:l.name,hint:l.text,icon:i})):[{name:n,hint:r,icon:i}]),...s.ins.map(i=>({name:i,hint:"input",icon:"Graph"}))]}function $i(s,t,e){return s.toSpliced(
t,1,e)}var Ri="blockyard/shelf";var Ft=class{kept=Bi()??{v:1,recent:[],favourites:[]};get recent(){return this.kept.recent}get favourites(){return this.kept.favourites}use(t){this.change(e=>({
...e,recent:[t,...Ci(e.recent,t)].slice(0,5)}))}toggle(t){let e=this.kept.favourites.includes(t);return this.change(i=>({...i,favourites:[...Ci(i.favourites,t),
...e?[]:[t]].slice(-50)})),!e}change(t){this.kept=t(Bi()??this.kept);try{localStorage.setItem(Ri,JSON.stringify(this.kept))}catch{}}};function Ci(s,t){return s.
filter(e=>e!==t)}function Bi(){try{let{v:s,recent:t,favourites:e}=JSON.parse(localStorage.getItem(Ri)??"null");return s===1&&Ni(t)&&Ni(e)?{v:s,recent:t.slice(0,
5),favourites:e.slice(0,50)}:null}catch{return null}}function Ni(s){return Array.isArray(s)&&s.every(t=>typeof t=="string"&&t.length<=64)}function Vi(s,t,e){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${t}, ${e})`,s.append(i);let n=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[r=255,o=255,l=255]=n;return .2126*r+.7152*o+.0722*l}function Di(s){s.classList.toggle("dark",Vi(s,"--st-background-color","#fff")<
128);let t=Vi(s,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";s.style.setProperty("--on-accent",t)}var Ss=4,Ii="http://www.w3.org/2000/svg",Wt=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;this.picture.classList.add("drawn-wire"),this.
picture.setAttribute("aria-hidden","true"),this.picture.append(this.line),e.addEventListener("pointerdown",n=>this.press(n),{signal:i}),e.addEventListener("poin\
termove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("pointercancel",n=>n.pointerId===this.pointer&&
this.cancel(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),{signal:i})}host;start=null;port=null;pointer=-1;from={
x:0,y:0};at={x:0,y:0};active=!1;frame=0;takers=new Map;over=null;picture=document.createElementNS(Ii,"svg");line=document.createElementNS(Ii,"path");listening=new AbortController;get drawing(){
return this.active}refresh(){if(this.active){if(!this.port?.isConnected)return this.cancel();this.mark(!1),this.takers=this.host.takers(this.start),this.mark(!0)}}stop(){
this.cancel(),this.listening.abort()}press(t){let e=u(t,ke);this.start||!e||t.button!==0||!t.isPrimary||(this.start=this.host.start(e),this.port=e,this.pointer=
t.pointerId,this.at=this.from={x:t.clientX,y:t.clientY})}move(t){!this.start||t.pointerId!==this.pointer||(this.at={x:t.clientX,y:t.clientY},!(!this.active&&Math.
hypot(this.at.x-this.from.x,this.at.y-this.from.y)<Ss)&&(this.active||this.begin(),t.preventDefault(),this.aim()))}begin(){let{root:t,sheet:e}=this.host;this.active=
!0;try{t.setPointerCapture(this.pointer)}catch{}t.classList.add("wiring"),e.append(this.picture),this.takers=this.host.takers(this.start),this.mark(!0),this.frame=
requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{start:e,active:i}=this,n=i?this.blockAt():null,r=n!==null&&this.takers.
has(n);this.cancel(),i&&e&&this.host.drop(e,n,r)}cancel(){cancelAnimationFrame(this.frame),this.active&&(this.mark(!1),this.show(null),this.picture.remove(),this.
host.root.classList.remove("wiring"),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.start=this.port=null,
this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}mark(t){for(let e of this.takers.values())
e.classList.toggle("taker",t)}aim(){let t=this.blockAt();this.show(t!==null&&this.takers.has(t)?t:null);let e=this.host.sheet.getBoundingClientRect(),i=this.port.
getBoundingClientRect(),n=[(i.left+i.right)/2-e.left,(i.top+i.bottom)/2-e.top],o=[(this.takers.get(this.over??NaN)?.querySelector(".card, .terminal")?.getBoundingClientRect()?.
left??this.at.x)-e.left,this.at.y-e.top],l=Math.min(n[0],o[0])-12;this.line.setAttribute("d",Nt([n,[l,n[1]],[l,o[1]],o]))}show(t){t!==this.over&&(this.takers.get(
this.over??NaN)?.classList.remove("taking"),this.over=t,this.takers.get(t??NaN)?.classList.add("taking"))}blockAt(){let e=this.host.root.getRootNode().elementFromPoint(
this.at.x,this.at.y);for(let[n,r]of this.takers)if(e&&r.contains(e))return n;let i=e?.closest(".item:not(.slot)");return i?Number(i.dataset.block):null}scroll(){
let{scroller:t}=this.host,e=t.getBoundingClientRect(),i=ut(this.at.y,e.top,e.bottom);t.scrollTop+=i,i&&this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}};var Gt=class{constructor(t){this.events=t;let[e,i,n,r]=[this.tool("project","project"),this.tool("finder","search"),this.tool("fold-all","fold"),this.tool("unfo\
ld-all","unfold")],o=a("div","tools","",this.undo,this.redo,a("span","divider"),this.define,n,r,a("span","divider"),e,i,this.help,this.share);this.file.setAttribute(
"aria-haspopup","menu"),this.share.classList.replace("tool","share"),this.share.append(a("span","share-text","Share")),this.title.type=this.status.type="button",
this.title.dataset.action="title",this.status.dataset.action="status",this.title.append(this.titleText),this.title.addEventListener("click",()=>this.startTyping()),
this.status.addEventListener("click",()=>t.run("problem")),this.element.setAttribute("role","toolbar"),this.element.setAttribute("aria-label","Model"),this.element.
append(this.file,this.title,this.status,this.totals,a("div","spacer"),o)}events;element=a("div","toolbar");title=a("button","title");titleText=a("span","title-t\
ext");status=a("button","badge status");totals=a("div","totals");undo=this.tool("undo","undo");redo=this.tool("redo","redo");define=this.tool("define","define");help=this.
tool("help","help");file=this.tool("file","file");share=this.tool("share","share");look="";typing=!1;boxOf(t){return this[t].getBoundingClientRect()}helpBox(){return this.
help.getBoundingClientRect()}draw(t,e){this.define.disabled=!e,this.typing||(m(this.titleText,t.title||"Untitled"),d(this.title,"title",`${t.title||"Untitled"}:\
 click to rename`)),this.drawStatus(t),this.drawTotals(t.totals),this.drawHistory(this.undo,"Undo",t.undo),this.drawHistory(this.redo,"Redo",t.redo)}drawStatus({
status:t}){let e=`${t.level}${t.text}`;e!==this.look&&this.status.replaceChildren(p(t.level==="good"?"check":"alert"),a("span","badge-text",t.text)),this.look=e,
this.status.classList.toggle("bad",t.level==="bad"),this.status.classList.toggle("doubtful",t.level==="caution"),d(this.status,"aria-label",t.block===null?t.text:
`${t.text}: show it`),d(this.status,"title",t.block===null?t.text:"Show the block"),this.status.disabled=t.block===null}drawTotals(t){for(;this.totals.children.
length>t.length;)this.totals.lastElementChild.remove();t.forEach((e,i)=>{let n=this.totals.children[i]??this.totals.appendChild(a("span","badge","",a("b"),a("sp\
an","badge-label")));m(n.firstElementChild,e.text),m(n.lastElementChild,e.label),d(n,"title",e.exact)})}tool(t,e){let{title:i,keys:n}=M(t),r=w(t,e,n.length?`${i}\
 (${L(n[0])})`:i);return r.addEventListener("click",()=>this.events.run(t)),r}drawHistory(t,e,i){t.disabled=!i,F(t,i?`${e} ${i}`:`Nothing to ${e.toLowerCase()}`)}startTyping(){
if(this.typing)return;this.typing=!0;let t=a("span","title-text");this.title.replaceWith(t),Et(t,{label:"Title of the model",value:this.titleText.textContent??"",
placeholder:"Title",done:e=>{m(this.titleText,e||"Untitled"),e&&this.events.rename(e)},closed:e=>{this.typing=!1,t.replaceWith(this.title),e&&this.title.focus({
preventScroll:!0})}})}};var Ts=new Set(["wrap","unwrap","define","undo","redo","restore","new","open","open link","open ours","fix","add input","remove input"]),jt=class{constructor(t){
this.outbox=t}outbox;list=[];settle(t,e){this.list.length||!this.isSettled(t)?this.list.push({ids:t,run:e}):e()}behind(t){this.list.length?this.list.push({ids:[],
run:t}):t()}afterAnswer(t){this.outbox.pending.length?this.list.push({ids:null,run:t}):t()}answered(){for(;this.list.length&&this.isSettled(this.list[0].ids);){
let{ids:t,run:e}=this.list.shift();t?.some(v)||e()}}clear(){return this.list.splice(0).length}isSettled(t){return t===null?!this.outbox.pending.length:!this.outbox.
pending.some(e=>As(e)||t.includes(G(e.id)))}};function As(s){return Ts.has(s.op)||s.op==="duplicate"&&s.count>1}var Ps=new Set(["add","move","wrap","duplicate","remove","open","new"]),qt=class{view;commands=new et(this);takes=new It(this);data;root=a("div","editor");scroller=a(
"div","scroller");messages=new xt;autosave=new at;outbox=new Mt(()=>{});connection=new lt(t=>this.connected(t));hint=new vt(()=>this.scroller.focus({preventScroll:!0}));session=new Dt(
this,this.autosave,this.messages,this.hint);files=new pt(this);popover=new wt(this.root);shelf=new Ft;finder=new ft(this.root,this,this.shelf);context=new ht(this,
this.popover,this.root);projector=new Ht(this.root,{unfold:t=>this.commands.fold(t,!1),left:t=>this.leftProjector(t)});sheet=new Vt({fix:(t,e)=>this.commands.fix(
t,e),makeUnique:t=>this.commands.makeUnique(t)},{add:t=>this.commands.add(t),openOurs:t=>this.openOurs(t),search:()=>this.focusSearch()});links=new J(this.sheet.
element,t=>this.sheet.find(t),this.sheet.wires);palette=new Pt(this.root,this.shelf,{add:t=>this.commands.add(t),leave:()=>this.focus(this.keyboard.at),announce:t=>this.
announce(t)});toolbar;drag;wiring;keyboard=new gt(this.sheet,this.scroller);keeper=new kt(this.root,()=>this.keyboard.take());pointer=new $t(this,this.scroller);marks=new yt;pageKeys=new AbortController;waiting=new jt(
this.outbox);constructor(t){this.toolbar=this.makeToolbar(),this.scroller.append(this.sheet.element),this.scroller.tabIndex=-1;let e=a("div","stage","",this.messages.
banner,this.scroller,this.hint.element,this.messages.lost,this.messages.toasts);this.root.append(this.toolbar.element,a("div","desk","",this.palette.element,e),
this.messages.live),this.drag=this.makeDrag(),this.wiring=this.makeWiring(),new bt(this,this.scroller),this.listen(),t.append(this.root)}update({data:t,setTriggerValue:e}){
let i=!this.data,n=this.data?.session!==t.session,r=this.view;n&&!i?this.leave():!i&&t.root.id!==this.data.root.id&&this.autosave.setAside(),this.data=t,this.outbox.
receive(t,o=>e("ops",o)),Di(this.root),this.palette.draw(t),this.draw(),this.messages.notice(t.notice),i?this.start():r.selected!==this.view.selected&&this.showSelected(
r),n&&this.session.begin(),this.waiting.answered(),this.keep()}stop(){this.drag.stop(),this.wiring.stop(),this.outbox.stop(),this.autosave.stop(),this.connection.
stop(),this.messages.stop(),this.sheet.wires.stop(),this.keeper.stop(),this.pageKeys.abort(),this.root.remove()}send(t){t.op!=="select"&&t.op!=="fold"&&this.messages.
edited(),t.op==="select"&&this.hasFocus()&&this.keeper.hold(),Ps.has(t.op)&&this.hint.put(),(t.op==="add"||t.op==="wrap")&&this.palette.used(t.kind),this.outbox.
push(t,Ai(t,this.view)),this.draw(),this.keep()}leave(){this.autosave.flush(),this.outbox.clear(),this.waiting.clear()&&this.refuse("The server started anew, an\
d your last step is lost. Expected: a connection. Fix: do it again.")}keep(){this.autosave.keep(this.data,this.view,this.outbox.waiting),this.connection.watch(this.
outbox.pending.length>0)}connected(t){this.messages.connection(t),t||this.outbox.retry()}settle(t,e){this.waiting.settle(t,e)}step(t){this.waiting.behind(()=>this.
send({op:t}))}afterAnswer(t){this.waiting.afterAnswer(t)}announce(t){this.messages.announce(t)}refuse(t){this.messages.toast(t,"error"),this.announce(t)}start(){
this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2}draw(){let t=this.active(),e=this.hasFocus(),i=this.view;this.view=xe(this.data,
this.outbox.pending),this.marks.row(this.view).includes(this.view.selected??NaN)||this.marks.clear(),this.sheet.draw(this.view,this.data,this.marks.row(this.view)),
this.toolbar.draw(this.data,this.marks.ids(this.view,this.view.selected).length),this.links.rest(this.view.selected),this.root.dataset.ack=String(this.outbox.acknowledged),
this.root.dataset.pending=String(this.outbox.pending.length),this.keyboard.place(this.view,i),e&&this.active()!==t&&(t&&this.sheet.element.contains(t)?t.focus({
preventScroll:!0}):this.keyboard.take()),this.keeper.check(),this.drag.dragging||this.keyboard.drawn(),this.drag.refresh(n=>this.view.places.has(n)),this.wiring.
refresh(),this.projector.update(this.view,this.data)}active(){return this.root.getRootNode().activeElement}showSelected(t){let{selected:e}=this.view;e===null||this.
drag.dragging||(this.sheet.find(e)||!t.places.has(e))&&this.reveal(e)}hasFocus(){let t=this.active();return t!==null&&this.sheet.element.contains(t)}reveal(t){this.
keyboard.reveal(t)}focus(t){this.keyboard.go(t,this.view)}openWrap(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);if(!e||!i||e.block.slot)return;let n=it.
map(l=>({text:l,hint:"",icon:l,run:()=>this.commands.wrap(t,l)})),r={text:"Unwrap",hint:"u",icon:"unwrap",run:()=>this.commands.unwrap(t)},o=(i.head.querySelector(
"[data-action=wrap]")??i.head).getBoundingClientRect();this.popover.menu(o,"Wrap in",e.block.holds&&this.row(t).length===1?[...n,r]:n,()=>this.focus(t))}mark(t,e){
let i=this.marks.step(this.view,t,e);if(i===null)return this.announce("No further block in this row");this.select(i)}define(t){this.commands.define(this.marks.ids(
this.view,t)),this.marks.clear()}row(t){return this.marks.with(this.view,t)}reach(t){let e=this.marks.reach(this.view,this.view.selected,t);return e&&this.select(
t),e}markCopies(t){let{selected:e}=this.view;e!==null&&(this.marks.from(this.view,e,t),this.focus(e),this.draw())}choose(t){this.marks.clear(),this.commands.select(
t),this.draw()}select(t){this.commands.select(t),this.focus(t),this.draw(),this.announce(`${this.marks.row(this.view).length} blocks marked`)}openTakes(t){this.
takes.open(t)}offer(t,e,i){let n=this.sheet.items.get(t)?.head??this.sheet.find(t)?.querySelector(".terminal");n&&this.popover.menu(n.getBoundingClientRect(),e,
i,()=>this.focus(t))}startRename(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);!e||!i||e.block.slot||v(t)||oi(i,e.block,{rename:n=>this.commands.rename(
t,n),closed:n=>n&&this.focus(t)})}nameClass(){let{selected:t}=this.view,e=t===null?void 0:this.view.places.get(t)?.block,i=e&&this.sheet.items.get(e.id);if(!e?.
instance||!i)return;this.focus(e.id),ai(i,e,{rename:r=>this.send({op:"rename definition",definition:e.kind,name:r}),closed:r=>r&&this.focus(e.id)})}get model(){
return this.data}drafts(){return this.autosave.others(this.data)}restore(t){this.session.restore(t)}run(t){M(t).run(this,this.view.selected??NaN)}boxOf(t){return this.
toolbar.boxOf(t)}back(){let t=this.active();return()=>t?.focus({preventScroll:!0})}focusSearch(){this.palette.focusSearch()}help(t=this.toolbar.helpBox()){let e=this.
active();this.popover.shortcuts(t,P,()=>e?.focus({preventScroll:!0}))}openFinder(){this.finder.open(this.data)}openFinderAt(t,e,i){this.finder.openAt(this.data,
t,e,i)}openOurs(t){this.send({op:"open ours",name:t})}openMenu(t){this.context.open(t)}project(){this.projector.show(this.view,this.data,this.view.selected)}leftProjector(t){
this.view.places.has(t)&&t!==this.view.root.id?this.goTo(t):this.focus(this.at)}startTitle(){this.toolbar.startTyping()}foldTo(t){this.send({op:"foldall",depth:t})}get at(){
return this.keyboard.at}goTo(t){this.choose(t),this.focus(t)}makeToolbar(){return new Gt({rename:t=>this.send({op:"title",title:t}),run:t=>this.run(t)})}showProblem(){
let{block:t}=this.data.status;if(t===null)return this.announce(this.data.status.text);if(this.commands.select(t),t===this.view.root.id)return this.reveal(t);if(this.
view.places.has(t))return this.focus(t);this.reveal(t),M("unfold-all").run(this,t)}makeDrag(){return new ct({root:this.root,scroller:this.scroller,sheet:this.sheet.
element,pick:t=>this.palette.pick(t)??this.pointer.pick(t),geometry:t=>new I(this.view,this.sheet.items,this.sheet.element,this.sheet.column,t),lift:(t,e)=>{this.
pointer.hover(null);for(let i of t)this.sheet.find(i)?.classList.toggle("lifted",e)},unfold:t=>this.commands.fold(t,!1),drop:(t,e,i)=>this.commands.drop(t,e,i)})}makeWiring(){
return new Wt({root:this.root,scroller:this.scroller,sheet:this.sheet.element,start:t=>Hi(t,this.view),takers:t=>Oi(t,this.view,e=>this.sheet.find(e)),drop:(t,e,i)=>{
i?this.takes.connect(t.name,e,t.graph):e!==null&&this.takes.refuse(t.name,e)}})}get busy(){return this.drag.dragging||this.wiring.drawing}focusMoved(t){t!==this.
keyboard.at&&(this.keyboard.at=t,this.keyboard.place(this.view,this.view),this.sheet.items.get(t)?.needActions())}addInput(){this.commands.addInput(this.data.more,
-this.data.inputs.length)}goToSource(t){let e=this.view.places.get(t)?.block.body?q(this.view,this.view.places.get(t)).id:t;this.commands.select(e),this.focus(e)}listen(){
this.root.addEventListener("keydown",t=>this.key(t)),this.root.addEventListener("keyup",t=>t.stopPropagation()),document.addEventListener("keydown",t=>te(this,t),
{signal:this.pageKeys.signal}),addEventListener("hashchange",()=>this.session.openLink(),{signal:this.pageKeys.signal})}key(t){t.stopPropagation(),!(te(this,t)||
!t.key.startsWith("Arrow"))&&u(t,"[data-block], .scroller")?.matches(".scroller")&&(t.preventDefault(),this.keyboard.take())}};var ue=new WeakMap;function $s(s){let{parentElement:t}=s,e=ue.get(t),i=e??new qt(t);return e||ue.set(t,i),i.update(s),()=>{i.stop(),ue.delete(t)}}export{$s as default};

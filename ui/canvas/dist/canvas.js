var Ve="blockyard/drafts";var Ce=crypto.getRandomValues(new Uint32Array(2)).join("-");function Tt(s){if(typeof s!="object"||s===null)return!1;let{v:e,page:t,time:i,title:n,document:r}=s,
o=[t,n,r].every(l=>typeof l=="string");return e===1&&typeof i=="number"&&o}function Ne(){try{let s=JSON.parse(localStorage.getItem(Ve)??"[]");return Array.isArray(
s)?s.filter(Tt):[]}catch{return[]}}function At(s){let e={v:1,page:Ce,time:Date.now(),title:s.title,document:s.document},t=Ne().filter(i=>i.page!==Ce&&i.document!==
s.document);try{localStorage.setItem(Ve,JSON.stringify([e,...t].slice(0,5)))}catch{}}var I=class{timer=0;last="";offer(e){return e.fresh?Ne().filter(t=>t.document!==
e.document):[]}keep(e){e.fresh||e.document===this.last||(clearTimeout(this.timer),this.timer=window.setTimeout(()=>{this.last=e.document,At(e)},300))}stop(){clearTimeout(
this.timer)}};function $e(s){let e=new Date(s),i=e.toDateString()===new Date().toDateString()?{}:{day:"numeric",month:"short"};return e.toLocaleString(void 0,{...i,
hour:"2-digit",minute:"2-digit"})}var Oe=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
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
["chevron","M6 4l4 4-4 4"],["copy","M5.8 5.8h7.7v7.7H5.8zM10.2 5.8V2.5H2.5v7.7h3.3"],["remove","M3 4.5h10M6.2 4.5v-2h3.6v2M4.4 4.5l.6 9h6l.6-9M6.8 7v4M9.2 7v4"],
["close","M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6"],["wrap","M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M8 5.6v4.8M5.6 8h4.8"],["unwrap","M2.5 5V2.5H5M11 \
2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.6 8h4.8"],["search","M7 2.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4M10.2 10.2l3.3 3.3"],["check","M3.2 8.6l3 3 6.6-7"],
["alert","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M8 5v3.6M8 11h.1"],["plus","M8 3.5v9M3.5 8h9"],["help","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11\
.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11.3h.1"]]),Re="http://www.w3.org/2000/svg",Ie=new Map;function Pt(s){let e=document.createElementNS(Re,"sv\
g");e.setAttribute("viewBox","0 0 16 16"),e.setAttribute("aria-hidden","true");let t=document.createElementNS(Re,"path");return t.setAttribute("d",s),e.append(t),
e}function m(...s){let e=s.find(i=>Oe.has(i))??"Other",t=Ie.get(e)??Pt(Oe.get(e));return Ie.set(e,t),t.cloneNode(!0)}function a(s,e="",t="",...i){let n=document.createElement(s);return e&&(n.className=e),t&&(n.textContent=t),n.append(...i),n}function g(s,e,t){let i=a("button",
"tool","",m(e));return i.type="button",i.dataset.action=s,be(i,t),i}function x(s,e,t){let i=a("button",s,e);return i.type="button",i.addEventListener("click",t),
i}function be(s,e){d(s,"aria-label",e),d(s,"title",e)}function d(s,e,t){s.getAttribute(e)!==t&&(t===null?s.removeAttribute(e):s.setAttribute(e,t))}function p(s,e){
s.textContent!==e&&(s.textContent=e)}function w(s,e){let t=new Set(e);for(let n of[...s.children])t.has(n)||n.remove();let i=s.firstElementChild;for(let n of e){
if(i&&i!==n&&i.nextElementSibling===n){let r=i;i=n,r.remove()}i===n?i=i.nextElementSibling:s.insertBefore(n,i)}}function u(s,e){let t=s.composedPath()[0];return t instanceof
Element?t.closest(e):null}var Bt="input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";function S(s){return u(
s,Bt)!==null}var T=class{element;chips=[];constructor(e){this.element=a("div",`chips ${e}`),this.element.hidden=!0}draw(e){for(this.element.hidden=!e.length;this.chips.length<
e.length;)this.chips.push(Ht());this.chips.length=e.length,e.forEach((t,i)=>Ct(this.chips[i],t)),w(this.element,this.chips)}at(e){return this.element.hidden?null:
this.chips[e]??null}};function Ht(){let s=a("button","chip","",a("span","chip-arrow","\u2190"),a("span","chip-text"));return s.type="button",s.tabIndex=-1,s.firstElementChild.
setAttribute("aria-hidden","true"),s}function Ct(s,{text:e,id:t,hue:i,hint:n}){p(s.lastElementChild,e),d(s,"title",n),d(s,"aria-label",t===null?n:`From ${n}`),d(
s,"data-source",t===null?null:String(t)),s.disabled=t===null,s.classList.toggle("plain-source",i===null&&t!==null),i===null?s.style.removeProperty("--h"):s.style.
setProperty("--h",String(i))}var D=class{constructor(e,t,i){this.sheet=e;this.find=t;this.wires=i}sheet;find;wires;lit=[];selected=null;resting=!0;rest(e){this.
selected=e,this.resting&&this.wires.highlight(e)}source(e){let t=Number(e.dataset.source),i=e.closest("[data-block]");this.light([e,this.find(t)]),this.wires.highlight(
i?Number(i.dataset.block):t,i?t:void 0)}takers(e){let t=this.find(e),i=[...this.sheet.querySelectorAll(`[data-source="${e}"]`)].filter(n=>!t?.contains(n));this.
light([...i,...i.map(n=>n.closest("[data-block], .terminal")),...this.alike(t)]),this.wires.highlight(e)}alike(e){let t=e?.dataset.share;return t?[...this.sheet.
querySelectorAll(`[data-share="${CSS.escape(t)}"]`)].filter(i=>i!==e):[]}clear(){this.light([]),this.resting=!0,this.wires.highlight(this.selected)}light(e){this.
resting=!1;for(let t of this.lit)t.classList.remove("lit");this.lit=e.filter(t=>t!==null);for(let t of this.lit)t.classList.add("lit")}};function Fe(s){let e=new Map,t=new Map(s.children.map((r,o)=>[r.id,o])),i=(r,o)=>{if(r.id===null)return;let l=t.get(r.id)??-1;if(l>=o.to)return;let h=`${r.id}.${r.
place}`,c=e.get(h)??{source:r.id,place:r.place,hue:r.hue,from:l,last:o.to,lane:0,wires:[]};c.wires.push(o),c.last=Math.max(c.last,o.to),e.set(h,c)};s.children.forEach(
(r,o)=>r.takes.forEach((l,h)=>{(!r.linked||!De(s,l,o))&&i(l,{taker:r.id,to:o,chip:h})}));let n=s.children.length;return s.gives.forEach((r,o)=>{(!s.given||!De(s,
r,n))&&i(r,{taker:null,to:n,chip:o})}),Vt([...e.values()])}function A(s){return s.length?14+8*Math.max(...s.map(e=>e.lane)):0}function De(s,e,t){let i=s.children[t-
1];return e.place===0&&(i?e.id===i.id:t===0)}function Vt(s){let e=[],t=[...s].sort((i,n)=>i.last-i.from-(n.last-n.from)||i.from-n.from);for(let i of t){let n=e.
findIndex(r=>r.every(o=>i.last<=o.from||o.last<=i.from));i.lane=n<0?e.length:n,(e[i.lane]??=[]).push(i)}for(let i of s)i.lane=Math.min(i.lane,14);return s}var We="[data-port]",V=class{element;tags=[];constructor(e){this.element=a("div",`ports ${e}`),this.element.hidden=!0,this.element.setAttribute("aria-hidden","t\
rue")}draw(e){for(this.element.hidden=!e.length;this.tags.length<e.length;)this.tags.push(a("span","port tag"));this.tags.length=e.length,e.forEach(({text:t,name:i,
hint:n},r)=>{let o=this.tags[r];p(o,t),d(o,"title",n),o.dataset.port=i}),w(this.element,this.tags)}at(e){return this.element.hidden?null:this.tags[e]??null}};function Ke(){
let s=a("span","port handle");return s.setAttribute("aria-hidden","true"),s}var F=class{element=a("div","parts");drawn="";constructor(){this.element.hidden=!0}draw(e){let t=JSON.stringify(e);t!==this.drawn&&(this.drawn=t,this.element.hidden=
!e.length,this.element.replaceChildren(...e.map(Nt)))}};function Nt({path:s,kind:e,text:t,params:i,depth:n,family:r,hue:o}){let l=[["kind",e],["part-path",s],["\
detail",t],["params",i]],h=a("div","part","",a("span","sign","",m(e,r)),...l.map(([c,f])=>a("span",c,f)));return h.title=`${s}: ${e}(${t})`,h.style.setProperty(
"--h",String(o)),h.style.setProperty("--depth",String(n)),h}function W({received:s,expected:e,fix:t,fixes:i},n){let r=a("div","problem");for(let[l,h]of[["received",s],["expected",e],["fix",t]])h&&r.append(a("div","fact",
"",a("span","fact-label",l),a("span","fact-text",h)));let o=a("div","fixes");return i.forEach((l,h)=>{let c=x("fix",l,()=>n(h));c.dataset.fix=String(h),c.title=
l,o.append(c)}),i.length&&r.append(o),r}function P(s){return s.reuse||s.label}var K=class{element=a("span","chains");label=_e();tie=_e();draw(e){let t=P(e),i=[t?this.label:null,e.tied.length?this.tie:
null].filter(n=>n!==null);w(this.element,i),t&&(p(this.label.lastElementChild,t),this.label.style.setProperty("--h",String(e.shareHue)),d(this.label,"title",e.reuse?
`The block labelled ${t}, with the same parameters`:`Label ${t}: other places call this block again`)),e.tied.length&&(p(this.tie.lastElementChild,[...new Set(e.
tied.map(n=>n.label))].join(", ")),this.tie.style.setProperty("--h",String(e.tied[0].hue)),d(this.tie,"title",`Tied: ${e.tied.map(n=>n.text).join(", ")}`))}};function _e(){
return a("span","chain","",m("chain"),a("span"))}var _=class{element=a("div","reach");words=a("span","reach-text");constructor(e){let t=x("unique","Make unique",
e);t.title="This place becomes blocks of its own; later edits of the definition leave it as it is",t.tabIndex=-1,this.element.append(this.words,t),this.element.
hidden=!0}draw({instance:e,folded:t,kind:i,places:n}){this.element.hidden=!e||t||n<2,p(this.words,`${i} \xB7 edits here change ${n} places`)}};function k(s){return s<=0&&s>-1e3}function N(s){return-1e3-s}function v(s){return s!==null&&s<=-1e3}var we=188,$t=28,Ot=140,Rt=12,It=60,Dt=new Set(["add","move","duplicate","remove","fold","rename","rename definition","rewire"]);function Ge(s,e){let i={root:e.
some(n=>Dt.has(n.op))?qe(s.root):s.root,selected:s.selected,places:new Map,order:s.inputs.map(n=>n.id)};for(let n of e)Ft(i,n,s);return je(i,i.root,null,0,0),i}
function B(s){return s.kind==="Parallel"}function ke({parent:s,index:e}){if(s?.kind!=="Graph"||s.folded)return!1;let t=s.children[e+1];return t?!t.linked:!s.given}
function E(s){return s.holds&&!s.folded&&!s.loading}function $(s){let e=s.children.find(t=>t.body||t.slot&&t.key==="body");return e?$(e):s}function G(s){let[e]=s.
children;return e?.body?G(e):e}function O(s,e){let{parent:t}=e;return t?.body?O(s,s.places.get(t.id)):t}function Ue(s,e,t){for(let i=s.places.get(t);i;i=i.parent?
s.places.get(i.parent.id):void 0)if(i.block.id===e)return!0;return!1}function y(s){return s.folded?s.hidden:s.children.reduce((e,t)=>e+(t.slot?0:1)+y(t),0)}function qe(s){
return{...s,children:s.children.map(qe)}}function C(s,e,t=null){if(s.id===e)return[s,t];for(let i of s.children){let n=C(i,e,s);if(n)return n}return null}function Ft(s,e,t){
let[i,n]="block"in e&&e.block!==null&&C(s.root,e.block)||[null,null];if(e.op==="select"||e.op==="form")s.selected=e.block;else if(e.op==="add")Wt(s,e,t);else if(e.
op==="move"&&i&&n)Kt(s,e,i,n);else if(e.op==="rename"&&i)i.name=e.name;else if(e.op==="rename definition")ze(s.root,e.definition,e.name);else if(e.op==="rewire"&&
i)i.pending=!0;else if(e.op==="fold"&&i)_t(i,e.folded);else if(e.op==="remove"&&i&&n)n.children.splice(n.children.indexOf(i),e.count).some(o=>s.selected!==null&&
C(o,s.selected))&&(s.selected=null);else if(e.op==="duplicate"&&e.count===1&&i&&n){let r={...i,id:N(e.id),pending:!0,folded:i.holds,hidden:y(i),children:[],takes:[],
linked:!0,outs:[]};n.children.splice(n.children.indexOf(i)+1,0,r),s.selected=r.id}}function Wt(s,e,t){let i=C(s.root,e.parent)?.[0];if(!i)return;let n=t.palette.
find(l=>l.kinds.some(h=>h.kind===e.kind)),r=n?.kinds.find(l=>l.kind===e.kind),o={id:N(e.id),kind:e.kind,name:"",family:n?.family??"",hue:r?.hue??n?.hue??220,key:"",
detail:"",params:"",exact:"",input:"",output:"",changed:!1,state:"unknown",problem:null,caution:null,holds:!1,slot:!1,instance:!1,places:0,label:"",reuse:"",shareHue:null,
tied:[],count:0,shared:!1,folded:!1,hidden:0,children:[],pending:!0,takes:[],linked:!0,outs:[],wants:null,gives:[],given:!0,ins:[],skips:0};i.children.splice(e.
index,0,o),s.selected=o.id}function Kt(s,e,t,i){let n=C(s.root,e.parent)?.[0],r=i.children.indexOf(t),o=i.children.slice(r,r+e.count);if(!n||o.some(h=>C(h,n.id)))
return;i.children.splice(r,o.length);let l=n===i?Math.max(0,Math.min(e.index-r,o.length)):0;n.children.splice(e.index-l,0,...o);for(let h of o)Object.assign(h,{
pending:!0},n===i?{}:{takes:[],linked:!0})}function ze(s,e,t){s.instance&&s.kind===e&&(s.kind=t);for(let i of s.children)ze(i,e,t)}function _t(s,e){s.folded!==e&&
(s.hidden=y(s),s.folded=e,s.loading=!e,s.children=[])}function je(s,e,t,i,n){let r={block:e,parent:t,index:i,level:n,width:we,nets:e.kind==="Graph"?Fe(e):[]};s.
places.set(e.id,r),t&&!e.body&&s.order.push(e.id);let o=e.children.map((l,h)=>je(s,l,e,h,e.body?n:n+1));return r.width=Gt(e,o,t!==null)+(t?A(r.nets):0),r.width}
function Gt(s,e,t){if(s.slot&&s.key==="shortcut"&&!e.length)return It;if(!e.length)return E(s)?Ot:we;let n=B(s)||s.children.some(r=>r.slot)?e.reduce((r,o)=>r+o,
Rt*(e.length-1)):Math.max(...e);return Math.max(we,n)+(s.slot||!t?0:$t)}var Ut=62,U=class{constructor(e,t){this.id=e;this.events=t;this.element.dataset.block=String(e),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,
this.empty,this.gives.element),this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=a("div","item");card=a("div","card");head=a(
"div","head");kind=a("span","kind");label=a("span","name");inside=a("div","inside");empty=a("div","empty");seen=0;typing=null;signature="";look="";twist=a("butt\
on","twist","",m("chevron"));sign=a("span","sign");count=a("span","count");detail=a("span","detail");params=a("span","params");takes=new T("takes");entries=null;outs=null;gives=new T(
"gives");handle=null;chains=null;reach=null;parts=null;problem=null;caution=null;actions=null;wire=a("div","wire");pill=a("span","pill");update(e,t,i){let{block:n}=e,
r=`${Yt(e,t)}${i}`;if(r===this.signature)return;this.signature=r,this.updateElement(e,t),this.updateHead(n),this.updateProblem(n),this.updateCaution(n.problem?
null:n.caution),this.updatePill(n,i),this.takes.draw(n.takes),this.gives.draw(n.folded?[]:n.gives),this.updatePorts(e),this.updateSharing(n);let o=n.holds&&!n.children.
length;this.inside.hidden=!n.children.length,this.empty.hidden=!o||n.folded&&!n.slot,p(this.empty,o?qt(n):"")}mark(e,t){this.element.classList.toggle("marked",e),
this.element.classList.contains("within")||d(this.element,"aria-selected",String(t))}forget(){this.signature=""}needActions(){if(!(this.actions||this.element.classList.
contains("slot"))){this.actions=a("span","actions"),this.actions.append(g("wrap","wrap","Wrap (w)"),g("duplicate","copy","Duplicate (d)"),g("remove","remove","R\
emove (Delete)"));for(let e of this.actions.children)e.tabIndex=-1;this.head.append(this.actions)}}updateElement(e,t){let{block:i,parent:n,index:r}=e,{element:o}=this,
l=["item",i.holds?"holds":"leaf",i.state];i.slot&&l.push("slot",i.key),Je(i)&&l.push("vacant"),n&&B(n)&&l.push("lane"),i.holds&&!i.children.length&&l.push("holl\
ow"),i.problem&&l.push("failing"),n?.kind==="Graph"&&l.push("joined"),ke(e)&&l.push("cut"),n?.children[r+1]?.takes.length&&l.push("spaced"),i.outs.length&&l.push(
"ported"),i.pending&&l.push("pending"),i.count&&!i.slot&&l.push("stack"),i.body&&l.push("within"),i.instance&&l.push("instance"),P(i)&&l.push("sharing"),t&&l.push(
"selected");for(let h of["hover","lifted","lit","taker","taking","marked","typing-name","typing-kind"])o.classList.contains(h)&&l.push(h);o.className=l.join(" "),
o.dataset.kind=i.kind,o.style.setProperty("--h",String(i.slot?n.hue:i.hue)),d(o,"data-share",P(i)||null),i.shareHue!==null&&o.style.setProperty("--share",String(
i.shareHue)),d(this.inside,"role",i.body?"none":"group"),o.style.setProperty("--w",`${e.width}px`),i.kind==="Graph"&&o.style.setProperty("--gutter",`${A(e.nets)}\
px`),this.inside.className=`inside ${zt(i)}`,this.speak(e),e.level===1&&(o.style.containIntrinsicSize=`auto ${Ut*(1+y(i))}px`),t&&this.needActions()}speak(e){let{
block:t,parent:i}=e,n=o=>t.body?null:o,{element:r}=this;d(r,"role",t.body?"none":"treeitem"),d(r,"aria-label",n(Jt(e))),d(r,"aria-level",n(String(e.level))),d(r,
"aria-posinset",n(String(e.index+1))),d(r,"aria-setsize",n(String(i?.children.length??1))),d(r,"aria-expanded",t.holds&&!t.slot&&!t.body?String(!t.folded):null),
t.body&&d(r,"tabindex",null)}updatePorts({block:e,parent:t}){let i=e.kind==="Graph"&&!e.folded&&e.children.length>0;i&&!this.entries&&this.inside.before((this.entries=
new V("entries")).element),this.entries?.draw(i?e.ins.map(r=>({text:r,name:r,hint:`${r}: an input of this Graph`})):[]),this.entries?.element.classList.toggle("\
linked",i&&e.children[0].linked),this.entries?.element.classList.toggle("several",e.ins.length>1);let n=t?.kind==="Graph"&&!e.slot;if(n&&e.outs.length&&!this.outs&&
this.card.append((this.outs=new V("outs")).element),this.outs?.draw(n?e.outs:[]),!n||e.outs.length){this.handle?.remove(),this.handle=null;return}this.handle||this.
card.append(this.handle=Ke()),this.handle.dataset.port=e.name}updateSharing(e){(P(e)||e.tied.length)&&!this.chains&&this.count.after((this.chains=new K).element),
this.chains?.draw(e),e.instance&&!this.reach&&this.head.after((this.reach=new _(()=>this.events.makeUnique(this.id))).element),this.reach?.draw(e),e.parts?.length&&
!this.parts&&this.inside.before((this.parts=new F).element),this.parts?.draw(e.folded?[]:e.parts??[])}updateHead(e){let t=`${e.kind}/${e.family}`;t!==this.look&&
this.sign.replaceChildren(m(e.kind,e.family)),this.look=t,this.twist.hidden=!e.holds,d(this.twist,"aria-label",e.folded?"Unfold":"Fold"),this.typing!=="kind"&&p(
this.kind,e.slot?e.key:e.kind),d(this.head,"title",e.key&&e.key!==e.name?`${e.kind} ${e.key}`:null),this.typing!=="name"&&p(this.label,e.slot?"":e.name),d(this.
label,"title",e.name||null),p(this.count,e.count?`\xD7${e.count}${e.shared?" shared":""}`:""),d(this.count,"title",e.shared?"The same weights every time":null),
p(this.detail,e.folded?[e.detail,Qe(e.hidden),jt(e)].filter(Boolean).join(" \xB7 "):e.detail),d(this.detail,"title",e.detail||null),p(this.params,e.pending?"\u2026":
e.reuse?"shared":e.params),d(this.params,"title",e.exact||null)}updateProblem(e){this.problem?.remove(),this.problem=null,e.problem&&(this.problem=W(e.problem,t=>this.
events.fix(this.id,t)),this.head.after(this.problem))}updateCaution(e){this.caution?.remove(),this.caution=e&&a("div","caution","",m("alert"),a("span","caution-\
text",e.text)),this.caution&&(this.caution.title=e.hint,this.head.after(this.caution))}updatePill(e,t){let[i,n]=e.body?["","sum"]:e.slot?[e.key==="body"?"+":"",
"sum"]:e.pending?["\u2026","unknown"]:e.problem?["\xD7","wrong"]:e.output?[e.output,e.changed?"changed":"same"]:["?","unknown"];this.pill.className=`pill ${n}`,
p(this.pill,i),this.pill.dataset.shape=i,d(this.pill,"title",i.includes("B")&&t?`${i}
${t}`:null)}};function Je(s){return Ye(s)&&!s.folded&&!s.children.length}function Ye(s){return s.slot&&s.key==="shortcut"}function qt(s){return s.loading?"\u2026":
s.folded?Qe(s.hidden):Ye(s)?"x":B(s)?"Drop a first branch here":"Drop layers here"}function zt(s){return B(s)?"lanes":s.children[0]?.body?"whole":s.children.some(
e=>e.slot)?s.children.some(Je)?"branches skip":"branches":"column"}function Qe(s){return s===1?"1 block":`${s} blocks`}function jt({skips:s}){return s?`${s} ${s===
1?"skip":"skips"}`:""}function b(s){return s.slot?s.key:s.name?`${s.kind} ${s.name}`:s.kind}function Jt(s){let{block:e,parent:t,index:i}=s,n=[b(e)];return e.detail&&
n.push(e.detail),t&&n.push(`block ${i+1} of ${t.children.length}`),t?.kind==="Graph"&&n.push(`takes ${Xe(s)}`),e.instance&&n.push(e.places>1?`one of ${e.places}\
 places`:"its only place"),P(e)&&n.push(`${e.reuse?"calls again":"label"} ${P(e)}`),e.holds&&n.push(`${y(e)} inside`),e.gives.length&&n.push(`gives ${Ze(e.gives)}`),
e.problem?n.push(`problem: received ${e.problem.received}, expected ${e.problem.expected}`):n.push(e.output?`output ${e.output}`:"output unknown"),e.caution&&!e.
problem&&n.push(`caution: ${e.caution.text}`),(e.exact||e.params)&&n.push(e.exact||`${e.params} parameters`),n.join(", ")}function Xe({block:s,parent:e,index:t}){
return s.takes.length?Ze(s.takes):s.linked?t?e.children[t-1].name:"the input":"nothing"}function Ze(s){return s.map(e=>e.text).join(", ")}function Yt(s,e){let{block:t,
parent:i}=s,n=t.problem&&[t.problem.received,t.problem.expected,t.problem.fix,...t.problem.fixes].join("");return[t.kind,t.name,t.family,t.hue,t.key,t.detail,t.
params,t.exact,t.output,t.changed,t.state,n,t.slot,t.count,t.shared,t.folded,t.hidden,t.pending,t.loading,t.children.length,e,s.index,s.level,s.width,i?.kind,i?.
children.length,t.holds&&y(t),t.caution?.hint,JSON.stringify(t.takes),JSON.stringify(t.gives),ke(s),i?.children[s.index+1]?.takes.length,i?.kind==="Graph"&&Xe(s),
t.skips,t.instance,t.places,t.label,t.reuse,JSON.stringify(t.tied),t.body,JSON.stringify(t.parts),JSON.stringify(t.outs),t.ins.join(),A(s.nets),t.children[0]?.linked].
join("")}var et=["Sequential","Graph","Residual","Parallel","Repeat"],Qt="Structure",q=class{constructor(e){this.desk=e}desk;select(e){this.desk.view.selected===e||v(e)||
this.desk.send({op:"select",block:e})}fold(e,t){let i=this.place(e);v(e)||!i?.block.holds||i.block.slot&&t||i.block.folded===t||(this.desk.send({op:"fold",block:e,
folded:t}),this.desk.announce(`${t?"Folded":"Unfolded"} ${b(i.block)}`))}add(e){let{desk:t}=this,i=()=>{let{parent:r,index:o}=this.nextPlace();t.send({op:"add",
kind:e,parent:r,index:o}),t.announce(`Added ${e}`)},n=this.place(t.view.selected)?.block;n?.pending&&n.family===Qt?t.afterAnswer(i):t.settle([],i)}drop(e,t,i){let{
desk:n}=this;n.settle([...e.row,t.parent],()=>{e.block!==null&&i?this.reuse(e.block,t):e.block===null?(n.send({op:"add",kind:e.kind,parent:t.parent,index:t.index}),
n.view.selected!==null&&n.focus(n.view.selected),n.announce(`Added ${e.kind}`)):this.move(e.block,t.parent,t.index)})}move(e,t,i){let{desk:n}=this,r=n.row(e),o=this.
place(e);!o?.parent||o.block.slot||n.settle([...r,t],()=>{n.send({op:"move",block:r[0],parent:t,index:i,count:r.length}),n.view.selected!==e&&n.send({op:"select",
block:e}),n.focus(e);let l=this.place(r[0]);l?.parent&&n.announce(`Moved ${this.spoken(r)} to position ${l.index+1} of ${this.named(l.parent.id)}`)})}shift(e,t){
let i=this.desk.row(e),n=this.place(i[0]);if(!n?.parent||n.block.slot)return;let r=t<0?n.index-1:n.index+i.length+1;if(r<0||r>n.parent.children.length)return this.
desk.announce(t<0?"Already first":"Already last");this.move(e,n.parent.id,r)}moveIn(e){let t=this.place(e);if(!t?.parent||t.block.slot)return;let i=t.parent.children[this.
place(this.desk.row(e)[0]).index-1];if(!i?.holds)return this.desk.announce("No container before it to move into");if(!E(i))return this.fold(i.id,!1),this.desk.announce(
`Unfolded ${b(i)}; press again to move in`);let n=$(i);this.move(e,n.id,n.children.length)}moveOut(e){let t=this.place(e);if(!t?.parent||t.block.slot)return;let i=this.
place(t.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.desk.announce("Already at the outermost level");this.move(e,
i.parent.id,i.index+1)}duplicate(e){this.onRow(e,"Duplicated",(t,i)=>{this.desk.send({op:"duplicate",block:t.block.id,count:i}),i>1&&this.desk.afterAnswer(()=>this.
desk.markCopies(i))})}reuse(e,t){if(this.desk.row(e).length>1)return this.desk.refuse("One block can be called again. Wrap the marked row (w), or make a block o\
f it (m), and call that again.");let i=t?{parent:t.parent,index:t.index}:{};this.onBlock(e,"Calls again",()=>this.desk.send({op:"reuse",block:e,...i}))}define(e){
let{desk:t}=this;if(!e.length)return t.announce("Mark the blocks first");t.settle(e,()=>{t.send({op:"define",blocks:e}),t.announce(`Made a block of ${this.spoken(
e)}`),t.afterAnswer(()=>t.nameClass())})}makeUnique(e){this.onBlock(e,"Made unique:",()=>this.desk.send({op:"make unique",block:e}))}wrap(e,t){this.onRow(e,`Wra\
pped in ${t}:`,(i,n)=>this.desk.send({op:"wrap",block:i.block.id,kind:t,count:n}))}unwrap(e){let t=this.place(e);if(!t?.block.holds)return this.desk.announce("O\
nly a container can be unwrapped");this.onBlock(e,"Unwrapped",()=>{this.desk.focus(($(t.block).children[0]??t.parent).id),this.desk.send({op:"unwrap",block:e})})}remove(e){
this.onRow(e,"Removed",(t,i)=>{let n=t.parent.children,r=n[t.index+i]??n[t.index-1]??t.parent;this.desk.send({op:"remove",block:t.block.id,count:i}),this.desk.focus(
this.desk.view.root.id===r.id?0:r.id)})}addInput(e,t){let{desk:i}=this;i.send(e),i.send({op:"select",block:t}),i.afterAnswer(()=>i.focus(t)),i.announce("Added a\
n input")}removeInput(e){let{desk:t}=this;t.send({op:"remove input",index:-e}),t.send({op:"select",block:0}),t.focus(0)}rename(e,t){this.desk.settle([e],()=>this.
desk.send({op:"rename",block:e,name:t}))}fix(e,t){this.desk.settle([e],()=>this.desk.send({op:"fix",block:e,index:t}))}onBlock(e,t,i){let n=this.place(e);!n?.parent||
n.block.slot||this.desk.settle([e],()=>{let r=this.place(e);r?.parent&&(i(r),this.desk.announce(`${t} ${b(r.block)}`))})}onRow(e,t,i){let n=this.desk.row(e);!this.
place(e)?.parent||this.place(e).block.slot||this.desk.settle(n,()=>{let r=this.place(n[0]);if(!r?.parent)return;let o=this.spoken(n);i(r,n.length),this.desk.announce(
`${t} ${o}`)})}spoken(e){return e.length===1?b(this.place(e[0]).block):`${e.length} blocks`}nextPlace(){let{view:e}=this.desk,t=this.place(e.selected);if(e.selected!==
null&&k(e.selected))return{parent:e.root.id,index:0};if(!t?.parent)return{parent:e.root.id,index:e.root.children.length};let i=$(t.block);return E(i)&&E(t.block)&&
!i.children.length?{parent:i.id,index:0}:t.block.slot?{parent:t.block.id,index:t.block.children.length}:{parent:t.parent.id,index:t.index+1}}named(e){let t=this.
place(e);return t?.parent?b(t.block.slot?t.parent:t.block):"the model"}place(e){return e===null?void 0:this.desk.view.places.get(e)}};var Xt=10,Zt=8,tt=14,z=12,j=class{constructor(e,t,i,n,r){this.view=e;this.items=t;this.sheet=i;this.column=n;this.dragged=r}view;items;sheet;column;dragged;boxes=new Map;slotAt(e,t){
let i=this.within(this.view.root,e,t);return this.changesNothing(i)?null:i}foldedAt(e,t){for(let i of this.hits(this.view.root,e,t))if(i.folded)return i.id;return null}changesNothing(e){
let[t]=this.dragged;if(t===void 0)return!1;if(this.dragged.some(n=>Ue(this.view,n,e.parent)))return!0;let i=this.view.places.get(t);return i?.parent?.id===e.parent&&
e.index>=i.index&&e.index<=i.index+this.dragged.length}*hits(e,t,i){for(let n of e.children)if(ei(this.box(this.items.get(n.id).element),t,i)){yield n,yield*this.
hits(n,t,i);return}}within(e,t,i){let n=e.children.filter(r=>r.slot);if(n.length){let r=n.find(o=>o.key==="shortcut"&&this.outer(o).left<=t);return this.within(
r??n[0],t,i)}return e.children.length?this.isBeside(e)?this.inRow(e,t,i):this.inColumn(e,t,i):this.inEmpty(e)}inColumn(e,t,i){let{children:n}=e,r=it(n.length,c=>this.
outer(n[c]).bottom>i);if(r===n.length)return this.between(e,r);let o=n[r],l=this.inner(o);return E(o)&&!this.dragged.includes(o.id)&&t>=l.left&&t<=l.right&&i>l.
top+Xt&&i<l.bottom-Zt?this.within(o,t,i):this.between(e,i<(l.top+l.bottom)/2?r:r+1)}inRow(e,t,i){let{children:n}=e,r=it(n.length,c=>this.outer(n[c]).right>t);if(r===
n.length)return this.beside(e,r);let o=n[r],l=this.inner(o);return E(o)&&!this.dragged.includes(o.id)&&t>l.left+tt&&t<l.right-tt&&i>=l.top?this.within(o,t,i):this.
beside(e,t<(l.left+l.right)/2?r:r+1)}inEmpty(e){let t=this.items.get(e.id),i=t?t.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),r=(n.top+n.bottom)/
2;return{parent:e.id,index:0,vertical:!1,zone:i,line:{...n,top:r,bottom:r}}}between(e,t){let i=t>0?this.inner(e.children[t-1]):null,n=t<e.children.length?this.inner(
e.children[t]):null,r=i&&n?(i.bottom+n.top)/2:i?i.bottom+z/2:n.top-z/2,{left:o,right:l}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:e.id,index:t,vertical:!1,
zone:null,line:{left:o,right:l,top:r,bottom:r}}}beside(e,t){let i=t>0?this.inner(e.children[t-1]):null,n=t<e.children.length?this.inner(e.children[t]):null,r=i&&
n?(i.right+n.left)/2:i?i.right+z/2:n.left-z/2,{top:o,bottom:l}=this.box(this.items.get(e.id).inside);return{parent:e.id,index:t,vertical:!0,zone:null,line:{left:r,
right:r,top:o,bottom:l}}}isBeside(e){return B(e)?e.children.length<2?!0:this.outer(e.children[1]).top<this.outer(e.children[0]).bottom:!1}outer(e){return this.box(
this.items.get(e.id).element)}inner(e){return this.box(this.items.get(e.id).card)}box(e){let t=this.boxes.get(e);if(!t){let i=this.sheet.getBoundingClientRect(),
{left:n,top:r,right:o,bottom:l}=e.getBoundingClientRect();t={left:n-i.left,top:r-i.top,right:o-i.left,bottom:l-i.top},this.boxes.set(e,t)}return t}};function ei(s,e,t){
return e>=s.left&&e<=s.right&&t>=s.top&&t<=s.bottom}function it(s,e){let t=0,i=s;for(;t<i;){let n=t+i>>1;e(n)?i=n:t=n+1}return t}var ti=4,ii=10,ni=250,si=600,ri=48,nt=16,J=class{constructor(e){this.host=e;let{root:t}=e,{signal:i}=this.listening;t.addEventListener("pointerdown",n=>this.press(
n),{signal:i}),t.addEventListener("pointermove",n=>this.move(n),{signal:i}),t.addEventListener("pointerup",n=>this.release(n),{signal:i}),t.addEventListener("po\
intercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),t.addEventListener("contextmenu",n=>this.load&&n.preventDefault(),{signal:i}),t.addEventListener(
"touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),t.addEventListener("click",n=>this.swallow(n),{signal:i,capture:!0}),e.scroller.addEventListener(
"scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.
cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;ghost=null;line=a(
"div","landing");listening=new AbortController;get dragging(){return this.active}refresh(e){if(!(!this.active||!this.load)){if(!this.load.row.every(e))return this.
cancel();this.geometry=this.host.geometry(this.load.row),this.host.lift(this.load.row,!0),this.aim()}}stop(){this.cancel(),this.listening.abort()}press(e){if(this.
load||e.button!==0||!e.isPrimary||S(e)||u(e,"button:not([data-palette]), .problem, .menu, .port"))return;let t=this.host.pick(e);t&&(this.load=t,this.pointer=e.
pointerId,this.start=this.at={x:e.clientX,y:e.clientY},e.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),ni)))}move(e){if(!(!this.load||e.
pointerId!==this.pointer)){if(this.at={x:e.clientX,y:e.clientY},!this.active){let t=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);if(e.pointerType===
"touch"){t>ii&&this.cancel();return}if(t<ti)return;this.begin()}e.preventDefault(),this.ghost.classList.toggle("again",e.altKey&&this.load.block!==null),this.follow(),
this.aim()}}begin(){if(!this.load)return;clearTimeout(this.timer),this.active=!0;let{root:e,sheet:t}=this.host;try{e.setPointerCapture(this.pointer)}catch{}e.classList.
add("dragging"),this.ghost=oi(this.load),e.append(this.ghost),t.append(this.line),this.line.hidden=!0,this.host.lift(this.load.row,!0),this.geometry=this.host.geometry(
this.load.row),this.follow(),this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}release(e){if(e.pointerId!==this.pointer)return;let{load:t,slot:i,active:n}=this;
this.cancel(),n&&(this.justEnded=!0,setTimeout(()=>this.justEnded=!1,0),t&&i&&this.host.drop(t,i,e.altKey))}justEnded=!1;swallow(e){this.justEnded&&(this.justEnded=
!1,e.stopPropagation(),e.preventDefault())}cancel(){clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(this.frame),this.active&&(this.show(
null),this.line.remove(),this.ghost?.remove(),this.host.root.classList.remove("dragging"),this.host.lift(this.load?.row??[],!1),this.host.root.hasPointerCapture(
this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.rest.block=null,this.load=this.geometry=this.ghost=null,this.active=!1,this.pointer=-1}key(e){
this.active&&(e.stopPropagation(),e.preventDefault(),e.key==="Escape"&&this.cancel())}follow(){let e=this.host.root.getBoundingClientRect();this.ghost.style.transform=
`translate(${this.at.x-e.left-24}px, ${this.at.y-e.top-16}px)`}aim(){let e=this.host.scroller.getBoundingClientRect(),{x:t,y:i}=this.at;if(t<e.left||t>e.right||
i<e.top||i>e.bottom)return this.linger(null),this.show(null);let n=this.host.sheet.getBoundingClientRect();this.show(this.geometry.slotAt(t-n.left,i-n.top)),this.
linger(this.geometry.foldedAt(t-n.left,i-n.top))}show(e){if(this.slot?.zone?.classList.remove("over"),this.slot=e,this.line.hidden=!e||e.zone!==null,!e)return;e.
zone?.classList.add("over");let{left:t,top:i,right:n,bottom:r}=e.line;this.line.classList.toggle("vertical",e.vertical),Object.assign(this.line.style,{left:`${t}\
px`,top:`${i}px`,width:`${n-t}px`,height:`${r-i}px`})}linger(e){e!==null&&this.load?.row.includes(e)&&(e=null),e!==this.rest.block&&(clearTimeout(this.rest.timer),
this.rest.block=e,e!==null&&(this.rest.timer=window.setTimeout(()=>this.host.unfold(e),si)))}scroll(){let{scroller:e}=this.host,t=e.getBoundingClientRect();this.
at.x>t.left&&this.at.x<t.right&&(e.scrollTop+=Y(this.at.y,t.top,t.bottom),e.scrollLeft+=Y(this.at.x,t.left,t.right)),this.frame=requestAnimationFrame(()=>this.scroll())}};
function Y(s,e,t){let i=Math.min(ri,(t-e)/4);return s<e+i?-Math.ceil(Math.min(1,(e+i-s)/i)*nt):s>t-i?Math.ceil(Math.min(1,(s-t+i)/i)*nt):0}function oi(s){let e=a(
"span","sign","",m(s.kind,s.family)),t=a("div","ghost","",e,a("span","kind",s.kind),a("span","detail",s.text));return t.style.setProperty("--h",String(s.hue)),t}function rt(s,e){st(s,e)&&requestAnimationFrame(()=>st(s,e))}function st(s,e){let[t,i]=[e.scrollTop,e.scrollLeft],n=e.getBoundingClientRect(),r=(s.querySelector(
":scope > .card > .head")??s).getBoundingClientRect();return r.top<n.top+24?e.scrollTop-=n.top+48-r.top:r.bottom>n.bottom-24&&(e.scrollTop+=r.bottom-n.bottom+72),
r.left<n.left?e.scrollLeft-=n.left+24-r.left:r.right>n.right&&(e.scrollLeft+=Math.min(r.right-n.right,r.left-n.left)+24),e.scrollTop!==t||e.scrollLeft!==i}var li=":scope > .card > .chips > .chip, :scope > .more",Q=class{constructor(e,t){this.sheet=e;this.scroller=t}sheet;scroller;at=0;wanted=null;place(e,t){this.sheet.
find(this.at)||(this.at=this.successor(e,t));for(let n of this.sheet.element.querySelectorAll("[tabindex='0']"))n.tabIndex=-1;let i=this.sheet.find(this.at);if(i){
i.tabIndex=0;for(let n of i.querySelectorAll(li))n.tabIndex=0}}go(e,t){this.at=e,this.place(t,t),this.take(),this.reveal(this.at)}take(){this.sheet.find(this.at)?.
focus({preventScroll:!0})}reveal(e){let t=this.sheet.find(e);this.wanted=t?null:e,t&&rt(t,this.scroller)}drawn(){this.wanted!==null&&this.sheet.find(this.wanted)&&
this.reveal(this.wanted)}successor(e,t){let{selected:i,root:n}=e;if(!t)return i===null||i===n.id?0:i;let r=i!==null&&this.sheet.find(i)&&i>0?i:null;if(r!==null&&
(v(this.at)||!t.places.has(r)))return r;let o=t.order.indexOf(this.at);return t.order.slice(o+1).find(h=>e.places.has(h))??t.order.slice(0,Math.max(0,o)).findLast(
h=>e.places.has(h))??0}};var ye='[class*="st-key-panel-"]',ai='input:not([type="file"]), textarea, [contenteditable="true"], button',hi=5e3,di=700,X=class{constructor(e){this.leave=e;let t={
signal:this.listening.signal,capture:!0};document.addEventListener("focusin",i=>this.moved(i),t),document.addEventListener("keydown",i=>this.key(i),t),document.
addEventListener("pointerdown",()=>this.wanted=[],t),this.watching.observe(document.body,{childList:!0,subtree:!0})}leave;wanted=[];until=0;last=null;timer=0;watching=new MutationObserver(
()=>this.drawn());listening=new AbortController;open(e){return this.wanted=k(e)?[`input-shape-${-e}`]:[`arg-${e}`,`code-${e}`,`takes-${e}`,`name-${e}`],this.until=
performance.now()+hi,this.arrive()}stop(){this.listening.abort(),this.watching.disconnect(),clearTimeout(this.timer)}arrive(){performance.now()>this.until&&(this.
wanted=[]);let e=ot(this.wanted);return e&&e!==ui()&&e.focus(),e!==null}drawn(){if(this.arrive()||!this.last||this.last.element.isConnected||this.timer)return;let e=ot(
[this.last.key]);e&&lt()?e.focus():this.timer=window.setTimeout(()=>this.giveUp(),di)}giveUp(){this.timer=0,this.last&&!this.last.element.isConnected&&lt()&&this.
leave()}moved(e){let t=e.target;clearTimeout(this.timer),this.timer=0,this.last=t.closest(ye)?{element:e.composedPath()[0],key:ci(t)}:null}key(e){!(e.target instanceof
Element)||!e.target.closest(`${ye}, [role=tab]`)||(this.wanted=[],!(e.key!=="Escape"||pi(e))&&(e.stopPropagation(),this.leave()))}};function ci(s){return[...s.closest(
'[class*="st-key-"]').classList].find(t=>t.startsWith("st-key-")).slice(7)}function ot(s){for(let e of s.map(t=>`st-key-${CSS.escape(t)}`))for(let t of document.
querySelectorAll(`${ye} :is(.${e}, [class*="${e}-"])`)){let i=at(t);if(i)return i}return null}function at(s){let e=[...s.querySelectorAll(ai)].filter(i=>!i.matches(
":disabled, [data-testid=stTooltipHoverTarget] *")),t=e.find(i=>i.getClientRects().length&&i.matches("input, textarea, [contenteditable]"))??e[0];if(t)return t;
for(let i of s.querySelectorAll("*"))if(i.shadowRoot)return at(i.shadowRoot);return null}function ui(){let s=document.activeElement;for(;s?.shadowRoot?.activeElement;)
s=s.shadowRoot.activeElement;return s}function lt(){return document.activeElement===null||document.activeElement===document.body}function pi(s){let e=s.composedPath()[0];
return e.getAttribute("aria-expanded")==="true"||e.closest("[contenteditable=true]")!==null}var Z=class{constructor(e,t){this.take=t;let i={signal:this.listening.signal,capture:!0};document.addEventListener("focusin",()=>this.check(),i),e.addEventListener(
"focusout",()=>setTimeout(()=>this.check()),i),document.addEventListener("pointerdown",()=>this.release(),i),document.addEventListener("keydown",n=>n.key==="Tab"&&
this.release(),i)}take;until=0;listening=new AbortController;hold(){this.until=performance.now()+4e3}release(){this.until=0}stop(){this.listening.abort()}check(){
if(performance.now()>this.until)return;let{activeElement:e}=document,t=e?.getAttribute("role")==="tab";t&&(this.until=Math.min(this.until,performance.now()+500)),
(t||e===null||e===document.body)&&this.take()}};var ht=[["\u2191 \u2193","Walk through the blocks"],["\u2192 \u2190","Unfold or enter, fold or leave"],["Enter Esc","Select and go in, go out"],["e Esc","To the\
 form of the block, and back"],["Alt_\u2191 Alt_\u2193","Move the block"],["Alt_\u2192 Alt_\u2190","Move into the container before, move out"],["w u","Wrap, unw\
rap"],["Shift_\u2191 Shift_\u2193","Mark several in a row: keys act on all of them"],["m","Make a block of your own of what is marked"],["r Alt_drag","Call the \
same block again, here or there"],["t","In a Graph: choose what the block takes"],["d Del","Duplicate, remove"],["F2 f","Rename, fold"],["Ctrl_Z Ctrl_Y","Undo, \
redo"],["/","Search layers, Enter adds"]];function xe(s,e){let t=e.ctrlKey||e.metaKey,i=e.key.toLowerCase();if(t&&i==="z")s.step(e.shiftKey?"redo":"undo");else if(t&&
i==="y")s.step("redo");else if(!t&&!e.altKey&&i==="/")s.focusSearch();else if(!t&&!e.altKey&&i==="?")s.help();else return!1;return!0}function dt(s,e,t){return t.
altKey?mi(s.commands,e,t.key):t.ctrlKey||t.metaKey?t.key.toLowerCase()!=="d"?!1:(s.commands.duplicate(e),!0):t.shiftKey&&(t.key==="ArrowUp"||t.key==="ArrowDown")?
(s.mark(e,t.key==="ArrowUp"?-1:1),!0):fi(s,e,t.key)||gi(s,e,t.key)}function mi(s,e,t){if(t==="ArrowUp")s.shift(e,-1);else if(t==="ArrowDown")s.shift(e,1);else if(t===
"ArrowRight")s.moveIn(e);else if(t==="ArrowLeft")s.moveOut(e);else return!1;return!0}function fi(s,e,t){let{view:i,commands:n}=s,r=i.order.indexOf(e),o=i.places.
get(e)?.block,l=i.places.get(e),h=l&&O(i,l),c=f=>f!==void 0&&f!==i.root.id&&s.focus(f);if(t==="ArrowDown")c(i.order[r+1]);else if(t==="ArrowUp")c(i.order[r-1]);else if(t===
"Home")c(i.order[0]);else if(t==="End")c(i.order.at(-1));else if(t==="ArrowRight")o?.folded?n.fold(e,!1):c(o&&G(o)?.id);else if(t==="ArrowLeft")o?.holds&&!o.folded&&
!o.slot?n.fold(e,!0):c(h?.id);else if(t==="Enter"||t===" "){let f=i.selected===e;if(n.select(e),!f)return!0;o?.holds?o.folded?n.fold(e,!1):c(G(o)?.id):s.openForm(
e)}else if(t==="Escape")h&&h.id!==i.root.id?c(h.id):n.select(null);else return!1;return!0}function gi(s,e,t){let{commands:i}=s,n=s.view.places.get(e)?.block;if(t===
"e")s.openForm(e);else if(k(e)&&(t==="Delete"||t==="Backspace"))i.removeInput(e);else if(n)if(t==="w")s.openWrap(e);else if(t==="m")s.define(e);else if(t==="r")
i.reuse(e);else if(t==="t")s.openTakes(e);else if(t==="u")i.unwrap(e);else if(t==="d")i.duplicate(e);else if(t==="Delete"||t==="Backspace")i.remove(e);else if(t===
"F2")s.startRename(e);else if(t==="f")i.fold(e,!n.folded);else return!1;else return!1;return!0}var R=8,ee=class{constructor(e){this.root=e;e.addEventListener("pointerdown",t=>{this.element&&!t.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(e,t,i,n){let r=a("div","menu");r.setAttribute("role","menu"),r.setAttribute("aria-label",t);for(let o of i){let l=a("button","ch\
oice","",m(o.icon,"Structure"),a("span","choice-text",o.text),a("span","choice-hint",o.hint));l.type="button",l.setAttribute("role","menuitem"),l.dataset.choice=
o.text,l.addEventListener("click",()=>{this.close(!0),o.run()}),r.append(l)}r.prepend(a("div","menu-label",t)),r.addEventListener("keydown",o=>this.walk(o)),this.
open(r,e,n),r.querySelector("button")?.focus({preventScroll:!0})}shortcuts(e,t,i){let n=a("div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute(
"aria-label","Keyboard shortcuts"),n.tabIndex=-1,n.append(a("div","menu-title","Keyboard"));for(let[r,o]of t){let l=a("span","keys");for(let h of r.split(" "))l.
append(a("kbd","",h.replaceAll("_"," ")));n.append(a("div","key-row","",a("span","",o),l))}n.addEventListener("keydown",r=>{(r.key==="Escape"||r.key==="?")&&this.
close(!0)}),this.open(n,e,i),n.focus({preventScroll:!0})}close(e){this.element&&(this.element.remove(),this.element=null,e&&this.back?.(),this.back=null)}walk(e){
let t=[...this.element.querySelectorAll("button")],i=t.indexOf(e.composedPath()[0]),n=e.key==="ArrowDown"?1:e.key==="ArrowUp"?-1:0;n?(t[(i+n+t.length)%t.length].
focus({preventScroll:!0}),e.preventDefault()):(e.key==="Escape"||e.key==="Tab")&&(this.close(!0),e.preventDefault())}open(e,t,i){this.close(!1),this.element=e,this.
back=i,this.root.append(e);let n=this.root.getBoundingClientRect(),{offsetWidth:r,offsetHeight:o}=e,l=t.bottom-n.top+4,h=l+o+R<=n.height?l:t.top-n.top-o-4,c=t.right-
n.left-r;e.style.top=`${Math.max(R,Math.min(h,n.height-o-R))}px`,e.style.left=`${Math.max(R,Math.min(c,n.width-r-R))}px`}};var te=class{anchor=null;reached=null;ids(e,t){let i=this.row(e);return i.length>1?i:t!==null&&e.places.get(t)?.parent?[t]:[]}row(e){let t=this.anchor===null?void 0:
e.places.get(this.anchor),i=this.reached===null?void 0:e.places.get(this.reached);if(!t?.parent||!i||t.parent!==i.parent||t===i)return[];let[n,r]=[Math.min(t.index,
i.index),Math.max(t.index,i.index)];return t.parent.children.slice(n,r+1).map(o=>o.id)}reach(e,t,i){this.anchor??=t;let n=this.anchor===null?null:e.places.get(this.
anchor)?.parent,r=e.places.get(i);for(;r?.parent&&r.parent!==n;)r=e.places.get(r.parent.id);return!n||!r?.parent||r.block.slot?!1:(this.reached=r.block.id,!0)}with(e,t){
let i=this.row(e);return i.includes(t)?i:[t]}from(e,t,i){let n=e.places.get(t),r=n?.parent?.children[n.index+i-1];this.clear(),r&&this.reach(e,t,r.id)}step(e,t,i){
this.reached!==t&&this.clear();let n=e.places.get(t),r=n?.parent?.children[n.index+i];return r&&!r.slot&&this.reach(e,t,r.id)?r.id:null}clear(){this.anchor=this.
reached=null}};var vi=4e3,ie=class{live=a("div","live");toasts=a("div","toasts");banner=a("div","banner");shown=0;timer=0;level=null;constructor(){this.live.setAttribute("aria\
-live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=!0}announce(e){this.live.textContent=this.live.textContent===e?`${e}\xA0`:e}notice(e){
if(!e)return this.edited();e.id!==this.shown&&(this.shown=e.id,this.toast(e.text,e.level),this.announce(e.text))}edited(){this.level==="error"&&this.hide()}toast(e,t){
let i=a("span","sign","",m(t==="error"?"alert":"check")),n=g("dismiss","close","Dismiss");n.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.
level=t,this.toasts.replaceChildren(a("div",`toast ${t}`,"",i,a("span","toast-text",e),n)),t==="info"&&(this.timer=window.setTimeout(()=>this.hide(),vi))}offer(e,t){
let[i,...n]=e;if(this.banner.hidden=!i,!i)return;let r=a("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${$e(i.time)}?`),l=[x("solid","Re\
store",()=>{this.banner.hidden=!0,t(i)})];n.length&&l.push(x("plain","Show an older one",()=>this.offer(n,t))),l.push(x("plain","Dismiss",()=>this.offer([],t))),
this.banner.replaceChildren(r,...l)}stop(){clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.toasts.replaceChildren()}};function ne(s,e){let t=a("input","typing");t.value=e.value,t.placeholder=e.placeholder,t.maxLength=64,t.spellcheck=!1,t.autocomplete="off",t.setAttribute("aria-\
label",e.label);let i=!0,n=(r,o)=>{if(!i)return;i=!1;let l=t.value.trim();t.remove(),s.textContent=r?l:e.value,e.closed(o),r&&l!==e.value&&e.done(l)};t.addEventListener(
"keydown",r=>{r.stopPropagation();let o=r.key==="Enter"&&!r.isComposing;!o&&r.key!=="Escape"||(r.preventDefault(),n(o,!0))}),t.addEventListener("blur",()=>n(!0,
!1)),s.replaceChildren(t),t.focus({preventScroll:!0}),t.select()}function ct(s,e,t){let i={label:`Name of ${e.kind}`,value:e.name,placeholder:e.key||"name",done:t.rename};pt(s,"name",i,t)}function ut(s,e,t){let i=n=>n&&t.rename(
n);pt(s,"kind",{label:"Class name of the block",value:e.kind,placeholder:e.kind,done:i},t)}function pt(s,e,t,i){s.typing||(s.typing=e,s.element.classList.add(`t\
yping-${e}`),ne(e==="name"?s.label:s.kind,{...t,closed:n=>{s.typing=null,s.forget(),s.element.classList.remove(`typing-${e}`),i.closed(n)}}))}function bi(){let s=crypto.getRandomValues(new Uint32Array(2));return s[0].toString(36)+s[1].toString(36)}var se=class{constructor(e){this.send=e}send;client=bi();pending=[];acknowledged=0;last=0;timer=0;wait=3e3;push(e){
return this.last+=1,this.pending.push({...e,id:this.last}),this.wait=3e3,this.deliver(),this.last}receive(e,t){this.send=t,e.client===this.client&&(this.acknowledged=
Math.max(this.acknowledged,e.id),this.pending=this.pending.filter(i=>i.id>this.acknowledged)),this.wait=3e3,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){
this.send({client:this.client,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.
wait=Math.min(this.wait*2,24e3),this.deliver()},this.wait))}};var re=class{constructor(e,t){this.add=e;this.leave=t;this.field.type="text",this.field.placeholder="Search layers",this.field.spellcheck=!1,this.field.autocomplete=
"off",this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action="search",this.field.addEventListener("input",()=>this.filter()),this.none.
hidden=!0,this.list.setAttribute("role","group"),this.list.setAttribute("aria-label","Layers");let i=a("label","search","",m("search"),this.field,a("kbd","","/"),
this.browse);this.browse.type="button",this.browse.addEventListener("click",()=>this.open(!this.isOpen)),this.field.addEventListener("focus",()=>this.open(!0)),
this.open(!1),this.element.append(i,this.list,this.none),this.element.addEventListener("keydown",n=>this.key(n)),this.list.addEventListener("dblclick",n=>this.addFrom(
n,"[data-palette]")),this.list.addEventListener("click",n=>this.addFrom(n,".plus"))}add;leave;element=a("div","palette");field=a("input","search-field");list=a(
"div","families");none=a("p","none","No layer matches");browse=a("button","browse","",m("chevron"));entries=[];shown=[];drawn="";focusSearch(){this.field.focus(
{preventScroll:!0}),this.field.select()}draw(e){let t=JSON.stringify(e);t!==this.drawn&&(this.drawn=t,this.entries=[],this.list.replaceChildren(...e.map(i=>this.
section(i))),this.filter())}pick(e){let t=u(e,"[data-palette]"),i=this.entries.find(n=>n.button===t);return i?{block:null,row:[],kind:i.kind.kind,text:"",family:i.
family.family,hue:i.kind.hue??i.family.hue}:null}get isOpen(){return this.element.classList.contains("open")}open(e){this.element.classList.toggle("open",e),d(this.
browse,"aria-expanded",String(e)),d(this.browse,"aria-label","Layers")}section(e){let t=a("section","family","",a("h3","family-name",e.family));t.classList.toggle(
"mine",e.mine===!0),t.style.setProperty("--h",String(e.hue));for(let i of e.kinds){let n=a("span","sign","",m(i.kind,e.family)),r=a("button","brick","",n,a("spa\
n","kind",i.kind),a("span","brick-hint",i.hint));r.type="button",r.dataset.palette=i.kind,r.title=i.doc||i.kind;let o=a("button","plus","",m("plus"));o.type="bu\
tton",o.tabIndex=-1,d(o,"aria-label",`Add ${i.kind}`),i.hue!==void 0&&r.style.setProperty("--h",String(i.hue));let l=a("div","brick-row","",r,o);t.append(l),this.
entries.push({kind:i,family:e,row:l,button:r,section:t})}return t}filter(){let e=this.field.value.trim().toLowerCase(),t=this.entries.map(n=>({entry:n,rank:e?wi(
n.kind,e):0})).filter(({rank:n})=>n<4);t.sort((n,r)=>n.rank-r.rank);let i=new Map;for(let{entry:n}of t)i.set(n.section,[...i.get(n.section)??[],n]);this.shown=[
...i.values()].flat();for(let n of this.entries)n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.button.classList.remove("first");for(let n of this.shown)
n.row.hidden=n.section.hidden=!1,n.section.append(n.row);this.list.append(...i.keys()),this.markFirst(e)}markFirst(e){let[t]=this.shown;this.none.hidden=t!==void 0,
this.list.scrollTop=0,t&&(t.button.tabIndex=0,t.button.classList.toggle("first",e!==""))}bring(e){let t=e.row.getBoundingClientRect(),i=this.list.getBoundingClientRect(),
n=28;t.top<i.top+n?this.list.scrollTop-=i.top+n-t.top:t.bottom>i.bottom&&(this.list.scrollTop+=t.bottom-i.bottom+4)}addFrom(e,t){let i=u(e,t)?.closest(".brick-r\
ow"),n=this.entries.find(r=>r.row===i);n&&this.add(n.kind.kind)}key(e){if(e.isComposing)return;let t=e.composedPath()[0]===this.field,i=this.shown,n=i.findIndex(
r=>r.button===e.composedPath()[0]);if(e.key==="ArrowDown")this.step(t?this.shown[0]:i[n+1]);else if(e.key==="ArrowUp"&&!t)n>0?this.step(i[n-1]):this.focusSearch();else if(e.
key==="Enter"&&t&&this.field.value.trim()&&this.shown[0])this.addFound(this.shown[0]);else if((e.key==="Enter"||e.key==="+")&&n>=0)this.add(i[n].kind.kind);else if(e.
key==="Escape")this.field.value?this.clear():this.close();else if(e.key==="/"&&t)this.field.select();else return;e.preventDefault()}addFound(e){this.add(e.kind.
kind),this.clear()}close(){this.open(!1),this.leave()}clear(){this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}step(e){if(e){for(let t of this.
entries)t.button.tabIndex=-1;e.button.tabIndex=0,e.button.focus({preventScroll:!0}),this.bring(e)}}};function wi(s,e){let t=s.kind.toLowerCase();return t.startsWith(
e)?t===e?0:1:t.includes(e)?2:`${s.hint} ${s.doc}`.toLowerCase().includes(e)?3:4}var oe=class{constructor(e,t){this.host=e;t.addEventListener("click",i=>this.click(i)),t.addEventListener("dblclick",i=>{u(i,".head")&&!u(i,"button, input")&&e.
startRename(Ee(i))}),t.addEventListener("focusin",i=>{this.light(i);let n=Ee(i);n!==null&&e.focusMoved(n)}),t.addEventListener("focusout",()=>e.links.clear()),t.
addEventListener("pointerover",i=>{this.hover(u(i,".item:not(.slot)")),e.busy||this.light(i)}),t.addEventListener("pointerleave",()=>{this.hover(null),e.links.clear()})}host;hovered=null;pick(e){
let{view:t}=this.host,i=u(e,".item:not(.slot)"),n=i&&t.places.get(Number(i.dataset.block))?.block;if(!n||v(n.id))return null;let r=this.host.row(n.id),o=y(n),l=r.
length>1?`and ${r.length-1} more`:o?`${o} inside`:n.detail;return{block:n.id,row:r,kind:n.kind,text:l,family:n.family,hue:n.hue}}hover(e){e!==this.hovered&&(this.
hovered?.classList.remove("hover"),this.hovered=e,e&&(e.classList.add("hover"),this.host.sheet.items.get(Number(e.dataset.block))?.needActions()))}light(e){let{
links:t}=this.host,i=u(e,"[data-source]"),n=u(e,".item:not(.slot), .input")?.dataset.block;i?t.source(i):n!==void 0?t.takers(Number(n)):t.clear()}click(e){let{host:t}=this;
if(S(e)||u(e,".problem button"))return;let i=Ee(e),n=u(e,"[data-source]")?.dataset.source,r=u(e,"[data-action]")?.dataset.action;n!==void 0?t.goToSource(Number(
n)):r==="output"?t.commands.select(t.view.root.id):i!==null?this.clickBlock(i,r,e):u(e,".sheet, .scroller")&&t.commands.select(null)}clickBlock(e,t,i){let{host:n}=this,
r=n.view.places.get(e)?.block.folded;t==="fold"||r&&u(i,".empty")?n.commands.fold(e,!r):t==="add-input"?n.addInput():t==="wrap"?n.openWrap(e):t==="duplicate"?n.
commands.duplicate(e):t==="remove"?n.commands.remove(e):(!i.shiftKey||!n.reach(e))&&n.choose(e)}};function Ee(s){let e=u(s,"[data-block]:not(.within)");return e?
Number(e.dataset.block):null}var le=class{element=a("div","inputs");pills=[];more=g("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(e,t){for(;this.pills.length<t.inputs.length;)this.pills.push(new Me);this.pills.length=t.inputs.length,t.inputs.forEach((n,r)=>this.
pills[r].draw(n,e.selected===n.id,t.batch,e.root.kind==="Graph")),w(this.element,this.pills.map(n=>n.element)),this.more.hidden=!t.more;let i=this.pills.at(-1).
element;this.more.parentElement!==i&&i.append(this.more)}find(e){return this.pills.find(t=>t.element.dataset.block===String(e))?.element??null}},Me=class{element=a(
"div","terminal input");name=a("span","terminal-name");shape=a("span","terminal-shape");type=a("span","terminal-type");port=a("span","port");constructor(){this.
element.setAttribute("role","treeitem"),this.element.setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(a("b","","input"),this.name,this.
shape,this.type,this.port),this.port.setAttribute("aria-hidden","true")}draw({id:e,name:t,text:i,dtype:n},r,o,l){this.element.dataset.block=String(e),this.element.
classList.toggle("selected",r),d(this.element,"aria-selected",String(r)),d(this.element,"aria-label",["input",t,i,n].filter(Boolean).join(" ")),p(this.name,t),p(
this.shape,i),d(this.shape,"title",i.includes("B")&&o?o:null),p(this.type,n),this.port.hidden=!l,this.port.dataset.port=t}},ae=class{constructor(e){this.fix=e;this.
open.type="button",this.open.dataset.action="output",this.pill.append(this.open,this.gives.element,this.shape),this.element.append(this.pill)}fix;element=a("div",
"ending");pill=a("div","terminal output");open=a("button","open","output");shape=a("span","terminal-shape");gives=new T("gives");problem=null;signature="";draw(e,{
output:t,batch:i}){let{root:n}=e;this.open.disabled=n.kind!=="Graph",d(this.open,"aria-label",`output ${t}`),d(this.open,"title",this.open.disabled?null:"Choose\
 what the model gives"),this.pill.classList.toggle("selected",e.selected===n.id),this.pill.classList.toggle("wrong",n.problem!==null),this.drawProblem(n.problem),
p(this.shape,t),this.shape.dataset.shape=t,d(this.shape,"title",t.includes("B")&&i?i:null),this.gives.draw(n.gives),this.pill.classList.toggle("unknown",t==="?"||
!t)}drawProblem(e){let t=JSON.stringify(e);t!==this.signature&&(this.signature=t,this.problem?.remove(),this.problem=e&&W(e,this.fix),this.problem&&this.element.
append(this.problem))}};function he(s){let e=[`M${L(s[0])}`];for(let t=1;t<s.length-1;t+=1){let[i,n,r]=[s[t-1],s[t],s[t+1]],o=Math.min(7,Le(i,n)/2,Le(n,r)/2);e.push(`L${L(mt(n,i,o))}Q${L(
n)} ${L(mt(n,r,o))}`)}return`${e.join("")}L${L(s.at(-1))}`}function gt([s,e],t){let i=t?[[s-4,e-4-2],[s+4,e-4-2]]:[[s-4-2,e-4],[s-4-2,e+4]];return`M${L(i[0])}L${L(
[s,e])}L${L(i[1])}Z`}function mt([s,e],[t,i],n){let r=Le([s,e],[t,i])||1;return[s+(t-s)*n/r,e+(i-e)*n/r]}function Le([s,e],[t,i]){return Math.hypot(t-s,i-e)}function L([
s,e]){return`${ft(s)} ${ft(e)}`}function ft(s){return Math.round(s*10)/10}var Ae="http://www.w3.org/2000/svg",yi=10,xi=12,Ei=7,Mi=18,Li=10,vt=4,bt=5,de=class{constructor(e){this.ground=e}ground;layers=new Map;frame=0;focus={block:null};watcher=new ResizeObserver(
()=>this.paint());draw(e){let t=new Set;for(let{block:i,nets:n}of e.places.values())n.length&&(t.add(i.id),this.layer(i.id).take(i,n));for(let[i,n]of this.layers)
t.has(i)||(this.watcher.unobserve(n.column),n.element.remove(),this.layers.delete(i));cancelAnimationFrame(this.frame),this.layers.size&&(this.frame=requestAnimationFrame(
()=>this.paint()))}picture(e){return this.layers.get(e)?.element??null}highlight(e,t){if(!(this.focus.block===e&&this.focus.source===t)){this.focus={block:e,source:t};
for(let i of this.layers.values())i.highlight(this.focus)}}stop(){cancelAnimationFrame(this.frame),this.watcher.disconnect()}layer(e){let t=this.layers.get(e),i=this.
ground.column(e);return(!t||t.column!==i)&&(this.layers.set(e,t=new Te(this.ground,i)),this.watcher.observe(i)),t}paint(){let e=[...this.layers.values()],t=e.map(
i=>i.measure());e.forEach((i,n)=>i.paint(t[n],this.focus))}},Te=class{constructor(e,t){this.ground=e;this.column=t;this.element.classList.add("wires"),this.element.
setAttribute("aria-hidden","true")}ground;column;element=document.createElementNS(Ae,"svg");graph;nets=[];drawn="";take(e,t){this.graph=e,this.nets=t}measure(){
let e=this.column.getBoundingClientRect(),t=o=>{let{left:l,right:h,top:c,bottom:f}=o.getBoundingClientRect();return{left:l-e.left,right:h-e.left,top:c-e.top,bottom:f-
e.top}},i=this.graph.children.map(o=>this.ground.item(o.id)).map(o=>o?t(o.element):null),n=Math.min(...i.map(o=>o?.left??1/0))-yi,r=Si(this.nets);return this.nets.
flatMap(o=>{let l=n-8*o.lane,h=this.headOf(o,l,i,t);return h?o.wires.flatMap(c=>{let f=this.tailOf(c,l,i,r.get(c),t);if(!f)return[];let H=c.taker===null;return[
{...{source:o.source,taker:c.taker??this.graph.id,hue:o.hue,start:h[0],tip:gt(f.at(-1),H)},path:he([...h,...f])}]}):[]})}paint(e,t){let i=JSON.stringify(e);i!==
this.drawn&&(this.drawn=i,this.element.replaceChildren(...e.map(Ti)),this.highlight(t))}highlight({block:e,source:t}){let i=({dataset:{from:o,to:l}})=>t===void 0?
[o,l].includes(String(e)):o===String(t)&&l===String(e),n=[...this.element.children],r=n.filter(i);for(let o of n)o.classList.toggle("lit",r.includes(o));this.element.
classList.toggle("dimmed",r.length>0),r.length&&r.length<n.length&&this.element.append(...r)}headOf(e,t,i,n){let r=e.from<0?this.ground.entry(this.graph.id,e.place):
this.ground.tag(e.source,e.place);if(r){let h=n(r),c=(h.left+h.right)/2,f=h.bottom+bt+vt*this.outside(e,H=>H.from===e.from);return[[c,h.bottom],[c,f],[t,f]]}let o=this.
ground.item(e.source);if(e.from<0||!o)return null;let l=n(o.card).bottom-Li;return[[i[e.from].left,l],[t,l]]}tailOf(e,t,i,n,r){let o=i[e.to];if(e.taker!==null){
if(!o)return null;let He=o.top+xi+n.index*Math.min(Ei,Mi/n.count);return[[t,He],[o.left,He]]}let l=this.ground.exit(this.graph.id,e.chip);if(!l)return null;let{
left:h,right:c}=r(l),{top:f}=r(l.closest(".terminal")??l),H=(h+c)/2,ve=f-bt-vt*(n.count-n.index);return[[t,ve],[H,ve],[H,f]]}outside(e,t){return this.nets.filter(
i=>t(i)&&i.lane>e.lane).length}};function Si(s){let e=new Map;for(let i of s)for(let n of i.wires)e.set(n.to,[...e.get(n.to)??[],{wire:n,lane:i.lane}]);let t=new Map;
for(let i of e.values())i.sort((n,r)=>n.lane-r.lane||n.wire.chip-r.wire.chip),i.forEach(({wire:n},r)=>t.set(n,{index:r,count:i.length}));return t}function Ti({source:s,
taker:e,hue:t,start:i,path:n,tip:r}){let o=document.createElementNS(Ae,"g");o.classList.add("line"),t===null?o.classList.add("plain-source"):o.style.setProperty(
"--h",String(t)),o.dataset.from=String(s),o.dataset.to=String(e);let[l,h,c]=[Se("path","run"),Se("path","tip"),Se("circle","dot")];return l.setAttribute("d",n),
h.setAttribute("d",r),c.setAttribute("cx",String(i[0])),c.setAttribute("cy",String(i[1])),c.setAttribute("r","3"),o.append(l,h,c),o}function Se(s,e){let t=document.
createElementNS(Ae,s);return t.classList.add(e),t}var ce=class{constructor(e){this.events=e;let t=a("div","tree");t.setAttribute("role","tree"),t.setAttribute("aria-label","Model"),t.setAttribute("aria-multisel\
ectable","true"),this.column.setAttribute("role","none"),this.hint.append(a("p","hint-title","An empty canvas"),a("p","","Drag a layer here, or press / to searc\
h and Enter to add. Open a finished model in the Gallery.")),t.append(this.inputs.element,this.lead,this.column),this.element.append(t,this.hint,this.output.element)}events;element=a(
"div","sheet");column=a("div","column root");items=new Map;wires=new de({column:e=>e===this.root?this.column:this.item(e).inside,item:e=>this.items.get(e),tag:(e,t)=>this.
items.get(e)?.outs?.at(t)??null,entry:(e,t)=>e===this.root?this.inputs.find(-t):this.items.get(e)?.entries?.at(t)??null,exit:(e,t)=>(e===this.root?this.output.gives:
this.items.get(e).gives).at(t)});inputs=new le;output=new ae(e=>this.events.fix(this.root,e));lead=a("div","lead");hint=a("div","hint");draws=0;root=0;draw(e,t,i){
this.draws+=1,this.root=e.root.id;let n=!e.root.children.length;this.element.classList.toggle("bare",n),this.hint.hidden=!n,this.element.style.setProperty("--wi\
dest",`${e.places.get(e.root.id).width}px`),this.inputs.draw(e,t),this.output.draw(e,t),this.lead.classList.toggle("cut",!n&&!e.root.children[0].linked),this.element.
style.setProperty("--gutter",`${A(e.places.get(e.root.id).nets)}px`),this.wires.draw(e),this.fill(this.column,e.root,e,t.batch);let r=new Set(i);for(let[o,l]of this.
items)l.mark(r.has(o),r.has(o)||e.selected===o),l.seen!==this.draws&&(l.element.remove(),this.items.delete(o))}find(e){return e===null?null:e===this.root?this.output.
element:k(e)?this.inputs.find(e):this.items.get(e)?.element??null}fill(e,t,i,n){let r=t.children.map(l=>{let h=this.item(l.id);return h.update(i.places.get(l.id),
i.selected===l.id,n),this.fill(h.inside,l,i,n),h.element}),o=this.wires.picture(t.id);w(e,o?[o,...r]:r)}item(e){let t=this.items.get(e);return t||this.items.set(
e,t=new U(e,this.events)),t.seen=this.draws,t}};var Ai={names:["input"],least:1,many:!1},Pi={names:["output"],least:1,many:!0},ue=class{constructor(e){this.desk=e}desk;connect(e,t,i){let n=this.taker(t,i);if(!n)
return;let{wants:r,taken:o}=n;if(o.includes(e)&&!r.many)return this.desk.announce(`${n.title} takes ${e} already`);if(r.names.length===1&&!r.many)return this.send(
n,[e]);if(o.length<r.least)return this.send(n,[...o,e]);this.desk.offer(t,`${n.title} takes ${e}`,wt(n).map(({text:l,hint:h,at:c})=>({text:l,hint:h,icon:"Graph",
run:()=>this.send(n,kt(o,c,e))})))}refuse(e,t){let i=this.desk.view.places.get(t);if(!i)return;let n=i.block.wants?.names.length===0;this.desk.refuse(n?`${b(i.block)}\
 takes nothing: it makes its tensor itself.`:`${b(i.block)} comes before ${e}: a block takes only from blocks above it.`)}open(e){let t=this.desk.view.places.get(
e);if(t?.parent?.kind!=="Graph"||t.block.slot)return this.desk.announce("Only a block of a Graph chooses what it takes");let i=this.taker(e,t.parent.id);if(!i)return;
if(!i.wants.names.length)return this.refuse("",e);let n=wt(i);if(n.length===1)return this.openSources(i,n[0].at);this.desk.offer(e,`${i.title} takes`,n.map(({text:r,
hint:o,at:l})=>({text:r,hint:o,icon:"Graph",run:()=>this.openSources(i,l)}))),this.desk.announce(`${i.title} takes ${i.taken.join(", ")}. Choose which of them t\
o change.`)}openSources(e,t){let{taken:i,wants:n}=e,r=Vi(e).map(({name:o,hint:l,icon:h})=>({text:o,icon:h,hint:i[t]===o?"now":l,run:()=>this.send(e,kt(i,t,o))}));
t<i.length&&i.length>n.least&&r.push({text:"nothing",hint:"",icon:"remove",run:()=>this.send(e,n.many?i.toSpliced(t,1):i.slice(0,t))}),this.desk.offer(e.id,`${e.
title} takes`,r),this.desk.announce(`What ${e.title} takes: ${r.length} to choose from`)}send(e,t){let{desk:i}=this;i.settle([e.id],()=>{e.index===e.graph.children.
length?i.send({op:"set",block:e.id,args:{outputs:t}}):i.send({op:"rewire",block:e.id,inputs:t.length===1&&t[0]===Pe(e.graph,e.index)?[]:t}),i.announce(`${e.title}\
 takes ${t.join(", ")}`)})}taker(e,t){let{places:i}=this.desk.view,n=i.get(t)?.block,r=i.get(e);return!n||!r||v(e)?null:e===t?{id:e,title:"the output",graph:n,index:n.
children.length,wants:Pi,taken:Ci(n)}:{id:e,title:b(r.block),graph:n,index:r.index,wants:r.block.wants??Ai,taken:Hi(r)}}};function yt(s,e){let t=Number(s.closest(
"[data-block]").dataset.block),i=s.dataset.port;if(k(t))return{graph:e.root.id,from:-1,name:i};let n=e.places.get(t);return n?.parent?s.closest(".entries")?{graph:t,
from:-1,name:i}:{graph:n.parent.id,from:n.index,name:i}:null}function xt({graph:s,from:e},t,i){let n=t.places.get(s)?.block.children??[],r=new Map(n.filter(({id:o})=>Bi(
t.places.get(o),e)).map(({id:o})=>[o,i(o)]));return s===t.root.id?r.set(s,i(s)):r}function Bi({block:s,index:e},t){return e>t&&s.wants?.names.length!==0&&!v(s.id)}
function Hi({block:s,parent:e,index:t}){return s.takes.length?s.takes.map(i=>i.text):s.linked?[Pe(e,t)]:[]}function Ci(s){return s.gives.length?s.gives.map(e=>e.
text):[Pe(s,s.children.length)]}function Pe(s,e){return e?s.children[e-1].name:s.ins[0]}function wt({wants:s,taken:e}){let t=s.many?e.length+1:Math.min(s.names.
length,e.length+1);return Array.from({length:t},(i,n)=>{let r=e[n];return s.many?{text:r===void 0?"One more":`Instead of ${r}`,hint:"",at:n}:{text:s.names[n],hint:r===
void 0?"nothing yet":`now ${r}`,at:n}})}function Vi({graph:s,index:e}){return[...s.children.slice(0,e).reverse().flatMap(({kind:i,name:n,output:r,outs:o})=>o.length?
o.map(l=>({name:l.name,hint:l.text,icon:i})):[{name:n,hint:r,icon:i}]),...s.ins.map(i=>({name:i,hint:"input",icon:"Graph"}))]}function kt(s,e,t){return s.toSpliced(
e,1,t)}function Et(s,e,t){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${e}, ${t})`,s.append(i);let n=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[r=255,o=255,l=255]=n;return .2126*r+.7152*o+.0722*l}function Mt(s){s.classList.toggle("dark",Et(s,"--st-background-color","#fff")<
128);let e=Et(s,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";s.style.setProperty("--on-accent",e)}var Ni=4,Lt="http://www.w3.org/2000/svg",pe=class{constructor(e){this.host=e;let{root:t}=e,{signal:i}=this.listening;this.picture.classList.add("drawn-wire"),this.
picture.setAttribute("aria-hidden","true"),this.picture.append(this.line),t.addEventListener("pointerdown",n=>this.press(n),{signal:i}),t.addEventListener("poin\
termove",n=>this.move(n),{signal:i}),t.addEventListener("pointerup",n=>this.release(n),{signal:i}),t.addEventListener("pointercancel",n=>n.pointerId===this.pointer&&
this.cancel(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),{signal:i})}host;start=null;port=null;pointer=-1;from={
x:0,y:0};at={x:0,y:0};active=!1;frame=0;takers=new Map;over=null;picture=document.createElementNS(Lt,"svg");line=document.createElementNS(Lt,"path");listening=new AbortController;get drawing(){
return this.active}refresh(){if(this.active){if(!this.port?.isConnected)return this.cancel();this.mark(!1),this.takers=this.host.takers(this.start),this.mark(!0)}}stop(){
this.cancel(),this.listening.abort()}press(e){let t=u(e,We);this.start||!t||e.button!==0||!e.isPrimary||(this.start=this.host.start(t),this.port=t,this.pointer=
e.pointerId,this.at=this.from={x:e.clientX,y:e.clientY})}move(e){!this.start||e.pointerId!==this.pointer||(this.at={x:e.clientX,y:e.clientY},!(!this.active&&Math.
hypot(this.at.x-this.from.x,this.at.y-this.from.y)<Ni)&&(this.active||this.begin(),e.preventDefault(),this.aim()))}begin(){let{root:e,sheet:t}=this.host;this.active=
!0;try{e.setPointerCapture(this.pointer)}catch{}e.classList.add("wiring"),t.append(this.picture),this.takers=this.host.takers(this.start),this.mark(!0),this.frame=
requestAnimationFrame(()=>this.scroll())}release(e){if(e.pointerId!==this.pointer)return;let{start:t,active:i}=this,n=i?this.blockAt():null,r=n!==null&&this.takers.
has(n);this.cancel(),i&&t&&this.host.drop(t,n,r)}cancel(){cancelAnimationFrame(this.frame),this.active&&(this.mark(!1),this.show(null),this.picture.remove(),this.
host.root.classList.remove("wiring"),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.start=this.port=null,
this.active=!1,this.pointer=-1}key(e){this.active&&(e.stopPropagation(),e.preventDefault(),e.key==="Escape"&&this.cancel())}mark(e){for(let t of this.takers.values())
t.classList.toggle("taker",e)}aim(){let e=this.blockAt();this.show(e!==null&&this.takers.has(e)?e:null);let t=this.host.sheet.getBoundingClientRect(),i=this.port.
getBoundingClientRect(),n=[(i.left+i.right)/2-t.left,(i.top+i.bottom)/2-t.top],o=[(this.takers.get(this.over??NaN)?.querySelector(".card, .terminal")?.getBoundingClientRect()?.
left??this.at.x)-t.left,this.at.y-t.top],l=Math.min(n[0],o[0])-12;this.line.setAttribute("d",he([n,[l,n[1]],[l,o[1]],o]))}show(e){e!==this.over&&(this.takers.get(
this.over??NaN)?.classList.remove("taking"),this.over=e,this.takers.get(e??NaN)?.classList.add("taking"))}blockAt(){let t=this.host.root.getRootNode().elementFromPoint(
this.at.x,this.at.y);for(let[n,r]of this.takers)if(t&&r.contains(t))return n;let i=t?.closest(".item:not(.slot)");return i?Number(i.dataset.block):null}scroll(){
let{scroller:e}=this.host,t=e.getBoundingClientRect(),i=Y(this.at.y,t.top,t.bottom);e.scrollTop+=i,i&&this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}};var me=class{constructor(e){this.events=e;let t=g("fold-all","fold","Fold all"),i=g("unfold-all","unfold","Unfold all"),n=a("div","tools","",this.undo,this.redo,
a("span","divider"),this.define,t,i,this.help);this.title.type=this.status.type="button",this.title.dataset.action="title",this.status.dataset.action="status",this.
title.append(this.titleText),this.title.addEventListener("click",()=>this.startTyping()),this.status.addEventListener("click",()=>e.reveal()),this.undo.addEventListener(
"click",()=>e.undo()),this.redo.addEventListener("click",()=>e.redo()),this.define.addEventListener("click",()=>e.define()),t.addEventListener("click",()=>e.foldAll()),
i.addEventListener("click",()=>e.unfoldAll()),this.help.addEventListener("click",()=>e.help(this.helpBox())),this.element.setAttribute("role","toolbar"),this.element.
setAttribute("aria-label","Model"),this.element.append(this.title,this.status,this.totals,a("div","spacer"),n)}events;element=a("div","toolbar");title=a("button",
"title");titleText=a("span","title-text");status=a("button","badge status");totals=a("div","totals");undo=g("undo","undo","Undo");redo=g("redo","redo","Redo");define=g(
"define","define","Make a block (m)");help=g("help","help","Keyboard shortcuts (?)");look="";typing=!1;helpBox(){return this.help.getBoundingClientRect()}draw(e,t){
this.define.disabled=!t,this.typing||(p(this.titleText,e.title||"Untitled"),d(this.title,"title",`${e.title||"Untitled"}: click to rename`)),this.drawStatus(e),
this.drawTotals(e.totals),this.drawHistory(this.undo,"Undo",e.undo),this.drawHistory(this.redo,"Redo",e.redo)}drawStatus({status:e}){let t=`${e.level}${e.text}`;
t!==this.look&&this.status.replaceChildren(m(e.level==="good"?"check":"alert"),a("span","badge-text",e.text)),this.look=t,this.status.classList.toggle("bad",e.level===
"bad"),this.status.classList.toggle("doubtful",e.level==="caution"),d(this.status,"aria-label",e.block===null?e.text:`${e.text}: show it`),d(this.status,"title",
e.block===null?e.text:"Show the block"),this.status.disabled=e.block===null}drawTotals(e){for(;this.totals.children.length>e.length;)this.totals.lastElementChild.
remove();e.forEach((t,i)=>{let n=this.totals.children[i]??this.totals.appendChild(a("span","badge","",a("b"),a("span","badge-label")));p(n.firstElementChild,t.text),
p(n.lastElementChild,t.label),d(n,"title",t.exact)})}drawHistory(e,t,i){e.disabled=!i,be(e,i?`${t} ${i}`:`Nothing to ${t.toLowerCase()}`)}startTyping(){if(this.
typing)return;this.typing=!0;let e=a("span","title-text");this.title.replaceWith(e),ne(e,{label:"Title of the model",value:this.titleText.textContent??"",placeholder:"\
Title",done:t=>{p(this.titleText,t||"Untitled"),t&&this.events.rename(t)},closed:t=>{this.typing=!1,e.replaceWith(this.title),t&&this.title.focus({preventScroll:!0})}})}};var $i=new Set(["wrap","unwrap","define","undo","redo","restore","fix","add input","remove input"]),fe=class{constructor(e){this.outbox=e}outbox;list=[];settle(e,t){
this.list.length||!this.isSettled(e)?this.list.push({ids:e,run:t}):t()}behind(e){this.list.length?this.list.push({ids:[],run:e}):e()}afterAnswer(e){this.outbox.
pending.length?this.list.push({ids:null,run:e}):e()}answered(){for(;this.list.length&&this.isSettled(this.list[0].ids);){let{ids:e,run:t}=this.list.shift();e?.some(
v)||t()}}isSettled(e){return e===null?!this.outbox.pending.length:!this.outbox.pending.some(t=>Oi(t)||e.includes(N(t.id)))}};function Oi(s){return $i.has(s.op)||
s.op==="duplicate"&&s.count>1}var Ri=1,St=99,ge=class{view;commands=new q(this);takes=new ue(this);data;root=a("div","editor");scroller=a("div","scroller");messages=new ie;autosave=new I;outbox=new se(
()=>{});popover=new ee(this.root);sheet=new ce({fix:(e,t)=>this.commands.fix(e,t),makeUnique:e=>this.commands.makeUnique(e)});links=new D(this.sheet.element,e=>this.
sheet.find(e),this.sheet.wires);palette=new re(e=>this.commands.add(e),()=>this.focus(this.keyboard.at));toolbar;drag;wiring;keyboard=new Q(this.sheet,this.scroller);keeper=new Z(
this.root,()=>this.keyboard.take());form=new X(()=>this.keyboard.take());pointer=new oe(this,this.scroller);marks=new te;pageKeys=new AbortController;waiting=new fe(
this.outbox);constructor(e){this.toolbar=this.makeToolbar(),this.scroller.append(this.sheet.element),this.scroller.tabIndex=-1;let t=a("div","stage","",this.messages.
banner,this.scroller,this.messages.toasts);this.root.append(this.toolbar.element,a("div","desk","",this.palette.element,t),this.messages.live),this.drag=this.makeDrag(),
this.wiring=this.makeWiring(),this.listen(),e.append(this.root)}update({data:e,setTriggerValue:t}){let i=!this.data,n=this.view;this.data=e,this.outbox.receive(
e.ack,r=>t("ops",r)),Mt(this.root),this.palette.draw(e.palette),this.draw(),this.messages.notice(e.notice),i?this.start():n.selected!==this.view.selected&&this.
showSelected(n),this.autosave.keep(e),this.waiting.answered()}stop(){this.drag.stop(),this.wiring.stop(),this.outbox.stop(),this.autosave.stop(),this.messages.stop(),
this.sheet.wires.stop(),this.keeper.stop(),this.form.stop(),this.pageKeys.abort(),this.root.remove()}send(e){["select","form","fold"].includes(e.op)||this.messages.
edited(),e.op==="select"&&this.hasFocus()&&this.keeper.hold(),this.outbox.push(e),this.draw()}settle(e,t){this.waiting.settle(e,t)}step(e){this.waiting.behind(()=>this.
send({op:e}))}afterAnswer(e){this.waiting.afterAnswer(e)}announce(e){this.messages.announce(e)}refuse(e){this.messages.toast(e,"error"),this.announce(e)}start(){
this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2,this.messages.offer(this.autosave.offer(this.data),({document:e})=>this.send({op:"\
restore",text:e}))}draw(){let e=this.active(),t=this.hasFocus(),i=this.view;this.view=Ge(this.data,this.outbox.pending),this.marks.row(this.view).includes(this.
view.selected??NaN)||this.marks.clear(),this.sheet.draw(this.view,this.data,this.marks.row(this.view)),this.toolbar.draw(this.data,this.marks.ids(this.view,this.
view.selected).length),this.links.rest(this.view.selected),this.root.dataset.ack=String(this.outbox.acknowledged),this.root.dataset.pending=String(this.outbox.pending.
length),this.keyboard.place(this.view,i),t&&this.active()!==e&&(e&&this.sheet.element.contains(e)?e.focus({preventScroll:!0}):this.keyboard.take()),this.keeper.
check(),this.drag.dragging||this.keyboard.drawn(),this.drag.refresh(n=>this.view.places.has(n)),this.wiring.refresh()}active(){return this.root.getRootNode().activeElement}showSelected(e){
let{selected:t}=this.view;t===null||this.drag.dragging||(this.sheet.find(t)||!e.places.has(t))&&this.reveal(t)}hasFocus(){let e=this.active();return e!==null&&this.
sheet.element.contains(e)}reveal(e){this.keyboard.reveal(e)}focus(e){this.keyboard.go(e,this.view)}openWrap(e){let t=this.view.places.get(e),i=this.sheet.items.
get(e);if(!t||!i||t.block.slot)return;let n=et.map(l=>({text:l,hint:"",icon:l,run:()=>this.commands.wrap(e,l)})),r={text:"Unwrap",hint:"u",icon:"unwrap",run:()=>this.
commands.unwrap(e)},o=(i.head.querySelector("[data-action=wrap]")??i.head).getBoundingClientRect();this.popover.menu(o,"Wrap in",t.block.holds&&this.row(e).length===
1?[...n,r]:n,()=>this.focus(e))}mark(e,t){let i=this.marks.step(this.view,e,t);if(i===null)return this.announce("No further block in this row");this.select(i)}define(e){
this.commands.define(this.marks.ids(this.view,e)),this.marks.clear()}row(e){return this.marks.with(this.view,e)}reach(e){let t=this.marks.reach(this.view,this.view.
selected,e);return t&&this.select(e),t}markCopies(e){let{selected:t}=this.view;t!==null&&(this.marks.from(this.view,t,e),this.focus(t),this.draw())}choose(e){this.
marks.clear(),this.commands.select(e),this.draw()}select(e){this.commands.select(e),this.focus(e),this.draw(),this.announce(`${this.marks.row(this.view).length}\
 blocks marked`)}openTakes(e){this.takes.open(e)}openForm(e){if(v(e))return this.afterAnswer(()=>this.openForm(this.keyboard.at));if(this.view.places.get(e)?.block.
slot)return this.announce("Nothing to set here");this.keeper.release(),(this.view.selected!==e||!this.form.open(e))&&this.send({op:"form",block:e}),this.form.open(
e)}offer(e,t,i){let n=this.sheet.items.get(e)?.head??this.sheet.find(e)?.querySelector(".terminal");n&&this.popover.menu(n.getBoundingClientRect(),t,i,()=>this.
focus(e))}startRename(e){let t=this.view.places.get(e),i=this.sheet.items.get(e);!t||!i||t.block.slot||v(e)||ct(i,t.block,{rename:n=>this.commands.rename(e,n),closed:n=>n&&
this.focus(e)})}nameClass(){let{selected:e}=this.view,t=e===null?void 0:this.view.places.get(e)?.block,i=t&&this.sheet.items.get(t.id);if(!t?.instance||!i)return;
this.focus(t.id),ut(i,t,{rename:r=>this.send({op:"rename definition",definition:t.kind,name:r}),closed:r=>r&&this.focus(t.id)})}focusSearch(){this.palette.focusSearch()}help(e=this.
toolbar.helpBox()){let t=this.active();this.popover.shortcuts(e,ht,()=>t?.focus({preventScroll:!0}))}makeToolbar(){return new me({rename:e=>this.send({op:"title",
title:e}),reveal:()=>this.showProblem(),undo:()=>this.step("undo"),redo:()=>this.step("redo"),define:()=>this.define(this.view.selected),foldAll:()=>this.send({
op:"foldall",depth:Ri}),unfoldAll:()=>this.send({op:"foldall",depth:St}),help:e=>this.help(e)})}showProblem(){let{block:e}=this.data.status;if(e!==null){if(this.
commands.select(e),e===this.view.root.id)return this.reveal(e);if(this.view.places.has(e))return this.focus(e);this.reveal(e),this.send({op:"foldall",depth:St})}}makeDrag(){
return new J({root:this.root,scroller:this.scroller,sheet:this.sheet.element,pick:e=>this.palette.pick(e)??this.pointer.pick(e),geometry:e=>new j(this.view,this.
sheet.items,this.sheet.element,this.sheet.column,e),lift:(e,t)=>{this.pointer.hover(null);for(let i of e)this.sheet.find(i)?.classList.toggle("lifted",t)},unfold:e=>this.
commands.fold(e,!1),drop:(e,t,i)=>this.commands.drop(e,t,i)})}makeWiring(){return new pe({root:this.root,scroller:this.scroller,sheet:this.sheet.element,start:e=>yt(
e,this.view),takers:e=>xt(e,this.view,t=>this.sheet.find(t)),drop:(e,t,i)=>{i?this.takes.connect(e.name,t,e.graph):t!==null&&this.takes.refuse(e.name,t)}})}get busy(){
return this.drag.dragging||this.wiring.drawing}focusMoved(e){e!==this.keyboard.at&&(this.keyboard.at=e,this.keyboard.place(this.view,this.view),this.sheet.items.
get(e)?.needActions())}addInput(){this.commands.addInput(this.data.more,-this.data.inputs.length)}goToSource(e){let t=this.view.places.get(e)?.block.body?O(this.
view,this.view.places.get(e)).id:e;this.commands.select(t),this.focus(t)}listen(){this.root.addEventListener("keydown",e=>this.key(e)),this.root.addEventListener(
"keyup",e=>e.stopPropagation()),document.addEventListener("keydown",e=>{e.defaultPrevented||S(e)||u(e,"[role=dialog]")||xe(this,e)&&e.preventDefault()},{signal:this.
pageKeys.signal})}key(e){if(e.stopPropagation(),e.defaultPrevented||S(e)||u(e,".menu"))return;let t=u(e,"[data-block]");if(u(e,"[data-block], .scroller")?.matches(
".scroller")&&e.key.startsWith("Arrow"))return e.preventDefault(),this.keyboard.take();u(e,"button")!==null&&(e.key==="Enter"||e.key===" ")||(xe(this,e)||t&&dt(
this,Number(t.dataset.block),e))&&e.preventDefault()}};var Be=new WeakMap;function Ii(s){let{parentElement:e}=s,t=Be.get(e),i=t??new ge(e);return t||Be.set(e,i),i.update(s),()=>{i.stop(),Be.delete(e)}}export{Ii as default};

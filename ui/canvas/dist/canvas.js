var Kt=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
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
.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11.3h.1"]]),zt="http://www.w3.org/2000/svg",Jt=new Map;function ii(s){let t=document.createElementNS(zt,"sv\
g");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("aria-hidden","true");let e=document.createElementNS(zt,"path");return e.setAttribute("d",s),t.append(e),
t}function f(...s){let t=s.find(i=>Kt.has(i))??"Other",e=Jt.get(t)??ii(Kt.get(t));return Jt.set(t,e),e.cloneNode(!0)}function a(s,t="",e="",...i){let n=document.createElement(s);return t&&(n.className=t),e&&(n.textContent=e),n.append(...i),n}function w(s,t,e){let i=a("button",
"tool","",f(t));return i.type="button",i.dataset.action=s,At(i,e),i}function M(s,t,e){let i=a("button",s,t);return i.type="button",i.addEventListener("click",e),
i}function At(s,t){c(s,"aria-label",t),c(s,"title",t)}function c(s,t,e){s.getAttribute(t)!==e&&(e===null?s.removeAttribute(t):s.setAttribute(t,e))}function m(s,t){
s.textContent!==t&&(s.textContent=t)}function y(s,t){let e=new Set(t);for(let n of[...s.children])e.has(n)||n.remove();let i=s.firstElementChild;for(let n of t){
if(i&&i!==n&&i.nextElementSibling===n){let r=i;i=n,r.remove()}i===n?i=i.nextElementSibling:s.insertBefore(n,i)}}function u(s,t){let e=s.composedPath()[0];return e instanceof
Element?e.closest(t):null}var ni="input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";function S(s){return u(
s,ni)!==null}var B=class{element;chips=[];constructor(t){this.element=a("div",`chips ${t}`),this.element.hidden=!0}draw(t){for(this.element.hidden=!t.length;this.chips.length<
t.length;)this.chips.push(si());this.chips.length=t.length,t.forEach((e,i)=>ri(this.chips[i],e)),y(this.element,this.chips)}at(t){return this.element.hidden?null:
this.chips[t]??null}};function si(){let s=a("button","chip","",a("span","chip-arrow","\u2190"),a("span","chip-text"));return s.type="button",s.tabIndex=-1,s.firstElementChild.
setAttribute("aria-hidden","true"),s}function ri(s,{text:t,id:e,hue:i,hint:n}){m(s.lastElementChild,t),c(s,"title",n),c(s,"aria-label",e===null?n:`From ${n}`),c(
s,"data-source",e===null?null:String(e)),s.disabled=e===null,s.classList.toggle("plain-source",i===null&&e!==null),i===null?s.style.removeProperty("--h"):s.style.
setProperty("--h",String(i))}var _=class{constructor(t,e,i){this.sheet=t;this.find=e;this.wires=i}sheet;find;wires;lit=[];selected=null;resting=!0;rest(t){this.
selected=t,this.resting&&this.wires.highlight(t)}source(t){let e=Number(t.dataset.source),i=t.closest("[data-block]");this.light([t,this.find(e)]),this.wires.highlight(
i?Number(i.dataset.block):e,i?e:void 0)}takers(t){let e=this.find(t),i=[...this.sheet.querySelectorAll(`[data-source="${t}"]`)].filter(n=>!e?.contains(n));this.
light([...i,...i.map(n=>n.closest("[data-block], .terminal")),...this.alike(e)]),this.wires.highlight(t)}alike(t){let e=t?.dataset.share;return e?[...this.sheet.
querySelectorAll(`[data-share="${CSS.escape(e)}"]`)].filter(i=>i!==t):[]}clear(){this.light([]),this.resting=!0,this.wires.highlight(this.selected)}light(t){this.
resting=!1;for(let e of this.lit)e.classList.remove("lit");this.lit=t.filter(e=>e!==null);for(let e of this.lit)e.classList.add("lit")}};function Xt(s){let t=new Map,e=new Map(s.children.map((r,o)=>[r.id,o])),i=(r,o)=>{if(r.id===null)return;let l=e.get(r.id)??-1;if(l>=o.to)return;let d=`${r.id}.${r.
place}`,h=t.get(d)??{source:r.id,place:r.place,hue:r.hue,from:l,last:o.to,lane:0,wires:[]};h.wires.push(o),h.last=Math.max(h.last,o.to),t.set(d,h)};s.children.forEach(
(r,o)=>r.takes.forEach((l,d)=>{(!r.linked||!Yt(s,l,o))&&i(l,{taker:r.id,to:o,chip:d})}));let n=s.children.length;return s.gives.forEach((r,o)=>{(!s.given||!Yt(s,
r,n))&&i(r,{taker:null,to:n,chip:o})}),oi([...t.values()])}function O(s){return s.length?14+8*Math.max(...s.map(t=>t.lane)):0}function Yt(s,t,e){let i=s.children[e-
1];return t.place===0&&(i?t.id===i.id:e===0)}function oi(s){let t=[],e=[...s].sort((i,n)=>i.last-i.from-(n.last-n.from)||i.from-n.from);for(let i of e){let n=t.
findIndex(r=>r.every(o=>i.last<=o.from||o.last<=i.from));i.lane=n<0?t.length:n,(t[i.lane]??=[]).push(i)}for(let i of s)i.lane=Math.min(i.lane,14);return s}var Qt="[data-port]",R=class{element;tags=[];constructor(t){this.element=a("div",`ports ${t}`),this.element.hidden=!0,this.element.setAttribute("aria-hidden","t\
rue")}draw(t){for(this.element.hidden=!t.length;this.tags.length<t.length;)this.tags.push(a("span","port tag"));this.tags.length=t.length,t.forEach(({text:e,name:i,
hint:n},r)=>{let o=this.tags[r];m(o,e),c(o,"title",n),o.dataset.port=i}),y(this.element,this.tags)}at(t){return this.element.hidden?null:this.tags[t]??null}};function Zt(){
let s=a("span","port handle");return s.setAttribute("aria-hidden","true"),s}var j=class{element=a("div","parts");drawn="";constructor(){this.element.hidden=!0}draw(t){let e=JSON.stringify(t);e!==this.drawn&&(this.drawn=e,this.element.hidden=
!t.length,this.element.replaceChildren(...t.map(li)))}};function li({path:s,kind:t,text:e,params:i,depth:n,family:r,hue:o}){let l=[["kind",t],["part-path",s],["\
detail",e],["params",i]],d=a("div","part","",a("span","sign","",f(t,r)),...l.map(([h,p])=>a("span",h,p)));return d.title=`${s}: ${t}(${e})`,d.style.setProperty(
"--h",String(o)),d.style.setProperty("--depth",String(n)),d}function U({received:s,expected:t,fix:e,fixes:i},n){let r=a("div","problem");for(let[l,d]of[["received",s],["expected",t],["fix",e]])d&&r.append(a("div","fact",
"",a("span","fact-label",l),a("span","fact-text",d)));let o=a("div","fixes");return i.forEach((l,d)=>{let h=M("fix",l,()=>n(d));h.dataset.fix=String(d),h.title=
l,o.append(h)}),i.length&&r.append(o),r}function H(s){return s.reuse||s.label}var q=class{element=a("span","chains");label=te();tie=te();draw(t){let e=H(t),i=[e?this.label:null,t.tied.length?this.tie:
null].filter(n=>n!==null);y(this.element,i),e&&(m(this.label.lastElementChild,e),this.label.style.setProperty("--h",String(t.shareHue)),c(this.label,"title",t.reuse?
`The block labelled ${e}, with the same parameters`:`Label ${e}: other places call this block again`)),t.tied.length&&(m(this.tie.lastElementChild,[...new Set(t.
tied.map(n=>n.label))].join(", ")),this.tie.style.setProperty("--h",String(t.tied[0].hue)),c(this.tie,"title",`Tied: ${t.tied.map(n=>n.text).join(", ")}`))}};function te(){
return a("span","chain","",f("chain"),a("span"))}var K=class{element=a("div","reach");words=a("span","reach-text");constructor(t){let e=M("unique","Make unique",
t);e.title="This place becomes blocks of its own; later edits of the definition leave it as it is",e.tabIndex=-1,this.element.append(this.words,e),this.element.
hidden=!0}draw({instance:t,folded:e,kind:i,places:n}){this.element.hidden=!t||e||n<2,m(this.words,`${i} \xB7 edits here change ${n} places`)}};function L(s){return s<=0&&s>-1e3}function z(s,t=0){return-1e3-s*1e3-t}function ee(s){return Math.floor((-1e3-s)/1e3)}function k(s){return s!==null&&s<=-1e3}var ai=200;function Pt(s,{block:t,others:e}){let i=new Set([t,...e]),n=[],r=o=>{for(let l of o.children)i.has(l.id)?n.push({block:l,parent:o}):r(l)};return r(s),
n}function ie({block:s,parent:t}){t.children.splice(t.children.indexOf(s),1)}function ne(s,t){for(let e of Pt(s.root,t))ie(e),s.selected!==null&&T(e.block,s.selected)&&
(s.selected=null)}function se(s,t){let e=Pt(s.root,t),i=T(s.root,t.parent);if(!i||e.some(({block:o})=>T(o,i.id)))return;let n=new Set(e.map(({block:o})=>o)),r=i.
children.slice(t.index).find(o=>!n.has(o));e.forEach(ie),i.children.splice(r?i.children.indexOf(r):i.children.length,0,...n);for(let{block:o,parent:l}of e)Object.
assign(o,{pending:!0},i===l?{}:{takes:[],linked:!0})}function re(s,t){let e=Pt(s.root,t).slice(0,ai),i=e.map(({block:r},o)=>hi(r,z(t.id,o))),n=t.parent===void 0?
null:T(s.root,t.parent);n?n.children.splice(t.index??0,0,...i):t.parent===void 0&&[...e.keys()].reverse().forEach(r=>e[r].parent.children.splice(di(e,r),0,i[r])),
s.selected=i[0]?.id??s.selected}function di(s,t){let{block:e,parent:i}=s[t],n=new Set(s.map(o=>o.block)),r=i.children.indexOf(e);for(;n.has(i.children[r+1]);)r+=
1;return r+1}function hi(s,t){return{...s,id:t,pending:!0,folded:s.holds,hidden:x(s),children:[],takes:[],linked:!0,outs:[]}}var Ct=188,ci=28,ui=140,pi=12,mi=60,fi=new Set(["add","move","duplicate","remove","fold","rename","rename definition","rewire"]);function oe(s,t){let i={root:t.
some(n=>fi.has(n.op))?le(s.root):s.root,selected:s.selected,places:new Map,order:s.inputs.map(n=>n.id)};for(let n of t)gi(i,n,s);return de(i,i.root,null,0,0),i}
function N(s){return s.kind==="Parallel"}function Bt({parent:s,index:t}){if(s?.kind!=="Graph"||s.folded)return!1;let e=s.children[t+1];return e?!e.linked:!s.given}
function E(s){return s.holds&&!s.folded&&!s.loading}function I(s){let t=s.children.find(e=>e.body||e.slot&&e.key==="body");return t?I(t):s}function Ot(s){let[t]=s.
children;return t?.body?Ot(t):t}function A(s,t){let{parent:e}=t;return e?.body?A(s,s.places.get(e.id)):e}function J(s,t,e){for(let i=s.places.get(e);i;i=i.parent?
s.places.get(i.parent.id):void 0)if(i.block.id===t)return!0;return!1}function x(s){return s.folded?s.hidden:s.children.reduce((t,e)=>t+(e.slot?0:1)+x(e),0)}function le(s){
return{...s,children:s.children.map(le)}}function T(s,t){if(s.id===t)return s;for(let e of s.children){let i=T(e,t);if(i)return i}return null}function gi(s,t,e){
let i="block"in t&&t.block!==null?T(s.root,t.block):null;t.op==="select"?s.selected=t.block:t.op==="add"?vi(s,t,e):t.op==="move"?se(s,t):t.op==="rename"&&i?i.name=
t.name:t.op==="rename definition"?ae(s.root,t.definition,t.name):t.op==="rewire"&&i?i.pending=!0:t.op==="fold"&&i?bi(i,t.folded):t.op==="remove"?ne(s,t):t.op===
"duplicate"&&re(s,t)}function vi(s,t,e){let i=T(s.root,t.parent);if(!i)return;let n=e.palette.find(l=>l.kinds.some(d=>d.kind===t.kind)),r=n?.kinds.find(l=>l.kind===
t.kind),o={id:z(t.id),kind:t.kind,name:"",family:n?.family??"",hue:r?.hue??n?.hue??220,key:"",detail:"",params:"",exact:"",input:"",output:"",changed:!1,state:"\
unknown",problem:null,caution:null,holds:!1,slot:!1,instance:!1,places:0,label:"",reuse:"",shareHue:null,tied:[],count:0,shared:!1,folded:!1,hidden:0,children:[],
pending:!0,takes:[],linked:!0,outs:[],wants:null,gives:[],given:!0,ins:[],skips:0};i.children.splice(t.index,0,o),s.selected=o.id}function ae(s,t,e){s.instance&&
s.kind===t&&(s.kind=e);for(let i of s.children)ae(i,t,e)}function bi(s,t){s.folded!==t&&(s.hidden=x(s),s.folded=t,s.loading=!t,s.children=[])}function de(s,t,e,i,n){
let r={block:t,parent:e,index:i,level:n,width:Ct,nets:t.kind==="Graph"?Xt(t):[]};s.places.set(t.id,r),e&&!t.body&&s.order.push(t.id);let o=t.children.map((l,d)=>de(
s,l,t,d,t.body?n:n+1));return r.width=ki(t,o,e!==null)+(e?O(r.nets):0),r.width}function ki(s,t,e){if(s.slot&&s.key==="shortcut"&&!t.length)return mi;if(!t.length)
return E(s)?ui:Ct;let n=N(s)||s.children.some(r=>r.slot)?t.reduce((r,o)=>r+o,pi*(t.length-1)):Math.max(...t);return Math.max(Ct,n)+(s.slot||!e?0:ci)}var yi=62,Y=class{constructor(t,e){this.id=t;this.events=e;this.element.dataset.block=String(t),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,
this.empty,this.gives.element),this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=a("div","item");card=a("div","card");head=a(
"div","head");kind=a("span","kind");label=a("span","name");inside=a("div","inside");empty=a("div","empty");seen=0;typing=null;signature="";look="";twist=a("butt\
on","twist","",f("chevron"));sign=a("span","sign");count=a("span","count");detail=a("span","detail");params=a("span","params");takes=new B("takes");entries=null;outs=null;gives=new B(
"gives");handle=null;chains=null;reach=null;parts=null;problem=null;caution=null;actions=null;wire=a("div","wire");pill=a("span","pill");update(t,e,i){let{block:n}=t,
r=`${Si(t,e)}${i}`;if(r===this.signature)return;this.signature=r,this.updateElement(t,e),this.updateHead(n),this.updateProblem(n),this.updateCaution(n.problem?
null:n.caution),this.updatePill(n,i),this.takes.draw(n.takes),this.gives.draw(n.folded?[]:n.gives),this.updatePorts(t),this.updateSharing(n);let o=n.holds&&!n.children.
length;this.inside.hidden=!n.children.length,this.empty.hidden=!o||n.folded&&!n.slot,m(this.empty,o?wi(n):"")}mark(t,e){this.element.classList.toggle("marked",t),
this.element.classList.contains("within")||c(this.element,"aria-selected",String(e))}forget(){this.signature=""}needActions(){if(!(this.actions||this.element.classList.
contains("slot"))){this.actions=a("span","actions"),this.actions.append(w("wrap","wrap","Wrap (w)"),w("duplicate","copy","Duplicate (d)"),w("remove","remove","R\
emove (Delete)"));for(let t of this.actions.children)t.tabIndex=-1;this.head.append(this.actions)}}updateElement(t,e){let{block:i,parent:n,index:r}=t,{element:o}=this,
l=["item",i.holds?"holds":"leaf",i.state];i.slot&&l.push("slot",i.key),he(i)&&l.push("vacant"),n&&N(n)&&l.push("lane"),i.holds&&!i.children.length&&l.push("holl\
ow"),i.problem&&l.push("failing"),n?.kind==="Graph"&&l.push("joined"),Bt(t)&&l.push("cut"),n?.children[r+1]?.takes.length&&l.push("spaced"),i.outs.length&&l.push(
"ported"),i.pending&&l.push("pending"),i.count&&!i.slot&&l.push("stack"),i.body&&l.push("within"),i.instance&&l.push("instance"),H(i)&&l.push("sharing"),e&&l.push(
"selected");for(let d of["hover","lifted","lit","taker","taking","marked","target","typing-name","typing-kind"])o.classList.contains(d)&&l.push(d);o.className=l.
join(" "),o.dataset.kind=i.kind,o.style.setProperty("--h",String(i.slot?n.hue:i.hue)),c(o,"data-share",H(i)||null),i.shareHue!==null&&o.style.setProperty("--sha\
re",String(i.shareHue)),c(this.inside,"role",i.body?"none":"group"),o.style.setProperty("--w",`${t.width}px`),i.kind==="Graph"&&o.style.setProperty("--gutter",`${O(
t.nets)}px`),this.inside.className=`inside ${xi(i)}`,this.speak(t),t.level===1&&(o.style.containIntrinsicSize=`auto ${yi*(1+x(i))}px`),e&&this.needActions()}speak(t){
let{block:e,parent:i}=t,n=o=>e.body?null:o,{element:r}=this;c(r,"role",e.body?"none":"treeitem"),c(r,"aria-label",n(Mi(t))),c(r,"aria-level",n(String(t.level))),
c(r,"aria-posinset",n(String(t.index+1))),c(r,"aria-setsize",n(String(i?.children.length??1))),c(r,"aria-expanded",e.holds&&!e.slot&&!e.body?String(!e.folded):null),
e.body&&c(r,"tabindex",null)}updatePorts({block:t,parent:e}){let i=t.kind==="Graph"&&!t.folded&&t.children.length>0;i&&!this.entries&&this.inside.before((this.entries=
new R("entries")).element),this.entries?.draw(i?t.ins.map(r=>({text:r,name:r,hint:`${r}: an input of this Graph`})):[]),this.entries?.element.classList.toggle("\
linked",i&&t.children[0].linked),this.entries?.element.classList.toggle("several",t.ins.length>1);let n=e?.kind==="Graph"&&!t.slot;if(n&&t.outs.length&&!this.outs&&
this.card.append((this.outs=new R("outs")).element),this.outs?.draw(n?t.outs:[]),!n||t.outs.length){this.handle?.remove(),this.handle=null;return}this.handle||this.
card.append(this.handle=Zt()),this.handle.dataset.port=t.name}updateSharing(t){(H(t)||t.tied.length)&&!this.chains&&this.count.after((this.chains=new q).element),
this.chains?.draw(t),t.instance&&!this.reach&&this.head.after((this.reach=new K(()=>this.events.makeUnique(this.id))).element),this.reach?.draw(t),t.parts?.length&&
!this.parts&&this.inside.before((this.parts=new j).element),this.parts?.draw(t.folded?[]:t.parts??[])}updateHead(t){let e=`${t.kind}/${t.family}`;e!==this.look&&
this.sign.replaceChildren(f(t.kind,t.family)),this.look=e,this.twist.hidden=!t.holds,c(this.twist,"aria-label",t.folded?"Unfold":"Fold"),this.typing!=="kind"&&m(
this.kind,t.slot?t.key:t.kind),c(this.head,"title",t.key&&t.key!==t.name?`${t.kind} ${t.key}`:null),this.typing!=="name"&&m(this.label,t.slot?"":t.name),c(this.
label,"title",t.name||null),m(this.count,t.count?`\xD7${t.count}${t.shared?" shared":""}`:""),c(this.count,"title",t.shared?"The same weights every time":null),
m(this.detail,t.folded?[t.detail,ue(t.hidden),Ei(t)].filter(Boolean).join(" \xB7 "):t.detail),c(this.detail,"title",t.detail||null),m(this.params,t.pending?"\u2026":
t.reuse?"shared":t.params),c(this.params,"title",t.exact||null)}updateProblem(t){this.problem?.remove(),this.problem=null,t.problem&&(this.problem=U(t.problem,e=>this.
events.fix(this.id,e)),this.head.after(this.problem))}updateCaution(t){this.caution?.remove(),this.caution=t&&a("div","caution","",f("alert"),a("span","caution-\
text",t.text)),this.caution&&(this.caution.title=t.hint,this.head.after(this.caution))}updatePill(t,e){let[i,n]=t.body?["","sum"]:t.slot?[t.key==="body"?"+":"",
"sum"]:t.pending?["\u2026","unknown"]:t.problem?["\xD7","wrong"]:t.output?[t.output,t.changed?"changed":"same"]:["?","unknown"];this.pill.className=`pill ${n}`,
m(this.pill,i),this.pill.dataset.shape=i,c(this.pill,"title",i.includes("B")&&e?`${i}
${e}`:null)}};function he(s){return ce(s)&&!s.folded&&!s.children.length}function ce(s){return s.slot&&s.key==="shortcut"}function wi(s){return s.loading?"\u2026":
s.folded?ue(s.hidden):ce(s)?"x":N(s)?"Drop a first branch here":"Drop layers here"}function xi(s){return N(s)?"lanes":s.children[0]?.body?"whole":s.children.some(
t=>t.slot)?s.children.some(he)?"branches skip":"branches":"column"}function ue(s){return s===1?"1 block":`${s} blocks`}function Ei({skips:s}){return s?`${s} ${s===
1?"skip":"skips"}`:""}function g(s){return s.slot?s.key:s.name?`${s.kind} ${s.name}`:s.kind}function Mi(s){let{block:t,parent:e,index:i}=s,n=[g(t)];return t.detail&&
n.push(t.detail),e&&n.push(`block ${i+1} of ${e.children.length}`),e?.kind==="Graph"&&n.push(`takes ${pe(s)}`),t.instance&&n.push(t.places>1?`one of ${t.places}\
 places`:"its only place"),H(t)&&n.push(`${t.reuse?"calls again":"label"} ${H(t)}`),t.holds&&n.push(`${x(t)} inside`),t.gives.length&&n.push(`gives ${me(t.gives)}`),
t.problem?n.push(`problem: received ${t.problem.received}, expected ${t.problem.expected}`):n.push(t.output?`output ${t.output}`:"output unknown"),t.caution&&!t.
problem&&n.push(`caution: ${t.caution.text}`),(t.exact||t.params)&&n.push(t.exact||`${t.params} parameters`),n.join(", ")}function pe({block:s,parent:t,index:e}){
return s.takes.length?me(s.takes):s.linked?e?t.children[e-1].name:"the input":"nothing"}function me(s){return s.map(t=>t.text).join(", ")}function Si(s,t){let{block:e,
parent:i}=s,n=e.problem&&[e.problem.received,e.problem.expected,e.problem.fix,...e.problem.fixes].join("");return[e.kind,e.name,e.family,e.hue,e.key,e.detail,e.
params,e.exact,e.output,e.changed,e.state,n,e.slot,e.count,e.shared,e.folded,e.hidden,e.pending,e.loading,e.children.length,t,s.index,s.level,s.width,i?.kind,i?.
children.length,e.holds&&x(e),e.caution?.hint,JSON.stringify(e.takes),JSON.stringify(e.gives),Bt(s),i?.children[s.index+1]?.takes.length,i?.kind==="Graph"&&pe(s),
e.skips,e.instance,e.places,e.label,e.reuse,JSON.stringify(e.tied),e.body,JSON.stringify(e.parts),JSON.stringify(e.outs),e.ins.join(),O(s.nets),e.children[0]?.linked].
join("")}var X=class{set=new Set;anchor=null;reached=null;ids(t){let i=[...this.set].filter(n=>fe(t.places.get(n))).filter(n=>!this.isWithin(t,n)).sort((n,r)=>t.order.indexOf(
n)-t.order.indexOf(r));return i.length>1?i:[]}with(t,e){let i=this.ids(t);return this.set.has(e)&&i.length?i:[e]}toggle(t,e,i){this.ids(t).length||(this.set=new Set(
e!==null&&fe(t.places.get(e))?[e]:[]));let n=!this.set.delete(i);return n&&this.set.add(i),this.anchor=this.reached=i,n}put(t){this.set=new Set(t),this.anchor=t[0]??
null,this.reached=t.at(-1)??null}all(t,e){let i=t.places.get(e)?.parent?.children.filter(n=>!n.slot)??[];return this.put(i.map(n=>n.id)),this.ids(t)}reach(t,e,i){
let n=this.anchor!==null&&t.places.has(this.anchor)?this.anchor:e,r=n===null?void 0:t.places.get(n),o=t.places.get(i);for(;o?.parent&&o.parent!==r?.parent;)o=t.
places.get(o.parent.id);if(!r?.parent||!o?.parent||o.block.slot)return!1;let[l,d]=[Math.min(r.index,o.index),Math.max(r.index,o.index)];return this.set=new Set(
r.parent.children.slice(l,d+1).map(h=>h.id)),this.anchor=n,this.reached=o.block.id,!0}step(t,e,i){this.reached!==e&&this.clear();let n=t.places.get(e),r=n?.parent?.
children[n.index+i];return r&&!r.slot&&this.reach(t,e,r.id)?r.id:null}clear(){this.set.clear(),this.anchor=this.reached=null}isWithin(t,e){for(let i=t.places.get(
e)?.parent;i;i=t.places.get(i.id)?.parent)if(this.set.has(i.id))return!0;return!1}};function V(s,t){let e=t.map(n=>s.places.get(n)),[i]=e;return e.every((n,r)=>n?.
parent&&n.parent===i?.parent&&n.index===i.index+r)}function fe(s){return!!(s?.parent&&!s.block.slot)}var tt=["Sequential","Graph","Residual","Parallel","Repeat"],Li="Structure",ge="Only blocks side by side can be put into one. Mark neighbours, or drag these to \
one place first.",Z=class{constructor(t){this.desk=t}desk;select(t){this.desk.view.selected===t||k(t)||this.desk.send({op:"select",block:t})}fold(t,e){let i=this.
desk.marked(t).map(n=>this.place(n)?.block).filter(n=>n?.holds&&n.folded!==e&&!(n.slot&&e));for(let n of i)k(n.id)||this.desk.send({op:"fold",block:n.id,folded:e});
i.length&&this.desk.announce(`${e?"Folded":"Unfolded"} ${i.length>1?`${i.length} blocks`:g(i[0])}`)}add(t){let{desk:e}=this,i=()=>{let{parent:r,index:o}=this.nextPlace();
e.send({op:"add",kind:t,parent:r,index:o}),e.announce(`Added ${t}`)},n=this.place(e.view.selected)?.block;n?.pending&&n.family===Li?e.afterAnswer(i):e.settle([],
i)}drop(t,e,i){let{desk:n}=this;n.settle([...t.blocks,e.parent],()=>{t.block===null?(n.send({op:"add",kind:t.kind,parent:e.parent,index:e.index}),n.view.selected!==
null&&n.focus(n.view.selected),n.announce(`Added ${t.kind}`)):i==="again"?this.reuse(t.block,e):i==="copy"?this.duplicate(t.block,e):this.move(t.block,e.parent,
e.index)})}move(t,e,i){let{desk:n}=this,r=n.marked(t),o=this.place(t);!o?.parent||o.block.slot||n.settle([...r,e],()=>{n.send({op:"move",...Q(r),parent:e,index:i}),
n.view.selected!==t&&n.send({op:"select",block:t}),n.focus(t);let l=this.place(r[0]);l?.parent&&n.announce(`Moved ${this.spoken(r)} to position ${l.index+1} of ${this.
named(l.parent.id)}`)})}shift(t,e){let i=this.desk.marked(t),n=this.place(i[0]);if(!n?.parent||n.block.slot)return;if(!V(this.desk.view,i))return this.desk.refuse(
"The marked blocks are not side by side. Drag them to one place first.");let r=e<0?n.index-1:n.index+i.length+1;if(r<0||r>n.parent.children.length)return this.desk.
announce(e<0?"Already first":"Already last");this.move(t,n.parent.id,r)}moveIn(t){let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=e.parent.children[this.
place(this.desk.marked(t)[0]).index-1];if(!i?.holds)return this.desk.announce("No container before it to move into");if(!E(i))return this.fold(i.id,!1),this.desk.
announce(`Unfolded ${g(i)}; press again to move in`);let n=I(i);this.move(t,n.id,n.children.length)}moveOut(t){let e=this.place(t);if(!e?.parent||e.block.slot)return;
let i=this.place(e.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.desk.announce("Already at the outermost level");
this.move(t,i.parent.id,i.index+1)}duplicate(t,e){let i=new Set(this.desk.view.places.keys());this.onMarked(t,e?"Copied":"Duplicated",n=>{this.desk.send({op:"du\
plicate",...Q(n),...e&&{parent:e.parent,index:e.index}}),e&&this.desk.view.selected!==null&&this.desk.focus(this.desk.view.selected),n.length>1&&this.desk.afterAnswer(
()=>this.desk.markNew(i))})}reuse(t,e){if(this.desk.marked(t).length>1)return this.desk.refuse("One block can be called again. Wrap the marked row (w), or make \
a block of it (m), and call that again.");let i=e?{parent:e.parent,index:e.index}:{};this.onBlock(t,"Calls again",()=>this.desk.send({op:"reuse",block:t,...i}))}define(t){
let{desk:e}=this;if(!t.length)return e.announce("Mark the blocks first");if(!V(e.view,t))return e.refuse(ge);e.settle(t,()=>{e.send({op:"define",blocks:t}),e.announce(
`Made a block of ${this.spoken(t)}`),e.afterAnswer(()=>e.nameClass())})}makeUnique(t){this.onBlock(t,"Made unique:",()=>this.desk.send({op:"make unique",block:t}))}wrap(t,e){
if(!V(this.desk.view,this.desk.marked(t)))return this.desk.refuse(ge);this.onMarked(t,`Wrapped in ${e}:`,i=>this.desk.send({op:"wrap",...Q(i),kind:e}))}unwrap(t){
let e=this.place(t);if(this.isAlone(t,"unwrapped")){if(!e?.block.holds)return this.desk.announce("Only a container can be unwrapped");this.onBlock(t,"Unwrapped",
()=>{this.desk.focus((I(e.block).children[0]??e.parent).id),this.desk.send({op:"unwrap",block:t})})}}isAlone(t,e){let i=this.desk.marked(t).length===1;return i||
this.desk.refuse(`Blocks are ${e} one at a time. Select one of them.`),i}remove(t){this.place(t)?.parent&&!this.place(t).block.slot&&this.removeAll(this.desk.marked(
t),!1)}removeAll(t,e){let{desk:i}=this;i.settle(t,()=>{let n=this.place(t[0]);if(!n?.parent)return;let r=new Set(t),o=p=>!r.has(p.id),{children:l}=n.parent,d=l.
slice(n.index).find(o)??l.slice(0,n.index).findLast(o)??n.parent,h=`${e?"Cut":"Removed"} ${this.spoken(t)}`;i.send({op:"remove",...Q(t),...e&&{cut:e}}),i.focus(
i.view.root.id===d.id?0:d.id),i.announce(h)})}paste(t){let{desk:e}=this;e.settle([],()=>{let i=new Set(e.view.places.keys());e.send({op:"paste",text:t,...this.nextPlace()}),
e.afterAnswer(()=>e.markNew(i))})}addInput(t,e){let{desk:i}=this;i.send(t),i.send({op:"select",block:e}),i.afterAnswer(()=>i.focus(e)),i.announce("Added an inpu\
t")}removeInput(t){let{desk:e}=this;e.send({op:"remove input",index:-t}),e.send({op:"select",block:0}),e.focus(0)}rename(t,e){this.desk.settle([t],()=>this.desk.
send({op:"rename",block:t,name:e}))}fix(t,e){this.desk.settle([t],()=>this.desk.send({op:"fix",block:t,index:e}))}onBlock(t,e,i){let n=this.place(t);!n?.parent||
n.block.slot||this.desk.settle([t],()=>{let r=this.place(t);r?.parent&&(i(r),this.desk.announce(`${e} ${g(r.block)}`))})}onMarked(t,e,i){let n=this.desk.marked(
t);!this.place(t)?.parent||this.place(t).block.slot||this.desk.settle(n,()=>{if(!n.every(o=>this.place(o)?.parent))return;let r=this.spoken(n);i(n),this.desk.announce(
`${e} ${r}`)})}spoken(t){return t.length===1?g(this.place(t[0]).block):`${t.length} blocks`}nextPlace(){let{view:t}=this.desk,e=this.place(t.selected);if(t.selected!==
null&&L(t.selected))return{parent:t.root.id,index:0};if(!e?.parent)return{parent:t.root.id,index:t.root.children.length};let i=I(e.block);return E(i)&&E(e.block)&&
!i.children.length?{parent:i.id,index:0}:e.block.slot?{parent:e.block.id,index:e.block.children.length}:{parent:e.parent.id,index:e.index+1}}named(t){let e=this.
place(t);return e?.parent?g(e.block.slot?e.parent:e.block):"the model"}place(t){return t===null?void 0:this.desk.view.places.get(t)}};function Q(s){return{block:s[0],
others:s.slice(1)}}function Ht(s,t,e){let{order:i}=s.view;et(s,i[i.indexOf(t)+e])}function Nt(s,t){et(s,s.view.order.at(t))}function Vt(s,t){let e=s.view.places.get(t)?.block;e?.folded?
s.commands.fold(t,!1):et(s,e&&Ot(e)?.id)}function ve(s,t){let e=s.view.places.get(t)?.block;e?.holds&&!e.folded&&!e.slot?s.commands.fold(t,!0):et(s,ye(s.view,t))}
function be(s,t){let e=s.view.selected===t;s.commands.select(t),e&&Vt(s,t)}function ke(s,t){let e=ye(s.view,t);e!==void 0&&e!==s.view.root.id?s.focus(e):s.commands.
select(null)}function ye(s,t){let e=s.places.get(t);return e&&A(s,e)?.id}function et(s,t){t!==void 0&&t!==s.view.root.id&&s.focus(t)}var we=["Walk","Change","Put around","Look","Model"],Ti={Sequential:"Shift+s",Graph:"Shift+g",Residual:"Shift+r",Parallel:"Shift+p",Repeat:"Shift+x"},Ai=99,$=[{
id:"next",title:"Next block",group:"Walk",keys:["ArrowDown"],block:!0,quiet:!0,run:(s,t)=>Ht(s,t,1)},{id:"previous",title:"Block before",group:"Walk",keys:["Arr\
owUp"],block:!0,quiet:!0,run:(s,t)=>Ht(s,t,-1)},{id:"enter",title:"Unfold or go in",group:"Walk",keys:["ArrowRight"],block:!0,quiet:!0,run:Vt},{id:"leave",title:"\
Fold or go out",group:"Walk",keys:["ArrowLeft"],block:!0,quiet:!0,run:ve},{id:"first",title:"First block",group:"Walk",keys:["Home"],block:!0,quiet:!0,run:s=>Nt(
s,0)},{id:"last",title:"Last block",group:"Walk",keys:["End"],block:!0,quiet:!0,run:s=>Nt(s,-1)},{id:"choose",title:"Select, go in",group:"Walk",keys:["Enter","\
 "],block:!0,quiet:!0,run:be},{id:"escape",title:"Go out, select nothing",group:"Walk",keys:["Escape"],block:!0,quiet:!0,run:(s,t)=>{s.unmark()||ke(s,t)}},{id:"\
mark-next",title:"Mark the next one too",group:"Walk",keys:["Shift+ArrowDown"],block:!0,quiet:!0,run:(s,t)=>s.mark(t,1)},{id:"mark-previous",title:"Mark the one\
 before too",group:"Walk",keys:["Shift+ArrowUp"],block:!0,quiet:!0,run:(s,t)=>s.mark(t,-1)},{id:"mark-all",title:"Mark all beside it (Ctrl+click: any block)",group:"\
Walk",keys:["Ctrl+a"],block:!0,run:(s,t)=>s.markAll(t)},{id:"search",title:"Search layers, Enter adds",group:"Change",keys:["/"],run:s=>s.focusSearch()},{id:"up",
title:"Move up",group:"Change",keys:["Alt+ArrowUp"],block:!0,run:({commands:s},t)=>s.shift(t,-1)},{id:"down",title:"Move down",group:"Change",keys:["Alt+ArrowDo\
wn"],block:!0,run:({commands:s},t)=>s.shift(t,1)},{id:"in",title:"Move into the container before",group:"Change",keys:["Alt+ArrowRight"],block:!0,run:({commands:s},t)=>s.
moveIn(t)},{id:"out",title:"Move out of its container",group:"Change",keys:["Alt+ArrowLeft"],block:!0,run:({commands:s},t)=>s.moveOut(t)},{id:"duplicate",title:"\
Duplicate",group:"Change",keys:["d","Ctrl+d"],block:!0,run:({commands:s},t)=>s.duplicate(t)},{id:"copy",title:"Copy (nothing selected: the model)",group:"Change",
keys:["Ctrl+c"],native:!0,run:()=>{document.execCommand("copy")}},{id:"cut",title:"Cut",group:"Change",keys:["Ctrl+x"],native:!0,run:()=>{document.execCommand("\
cut")}},{id:"paste",title:"Paste after the selected block",group:"Change",keys:["Ctrl+v"],native:!0,quiet:!0,run:()=>{}},{id:"remove",title:"Remove",group:"Chan\
ge",keys:["Delete","Backspace"],block:!0,run:({commands:s},t)=>L(t)?s.removeInput(t):s.remove(t)},{id:"rename",title:"Rename",group:"Change",keys:["F2"],block:!0,
run:(s,t)=>s.startRename(t)},{id:"reuse",title:"Call the same block again (Alt+drag: there)",group:"Change",keys:["r"],block:!0,run:({commands:s},t)=>s.reuse(t)},
{id:"takes",title:"In a Graph: choose what the block takes",group:"Change",keys:["t"],block:!0,run:(s,t)=>s.openTakes(t)},{id:"wrap",title:"Wrap in \u2026",group:"\
Put around",keys:["w"],block:!0,run:(s,t)=>s.openWrap(t)},...tt.map(s=>({id:`wrap-${s}`,title:`Wrap in ${s}`,group:"Put around",keys:[Ti[s]],block:!0,run:({commands:t},e)=>t.
wrap(e,s)})),{id:"unwrap",title:"Unwrap",group:"Put around",keys:["u"],block:!0,run:({commands:s},t)=>s.unwrap(t)},{id:"define",title:"Make a block of my own",group:"\
Put around",keys:["m"],block:!0,run:(s,t)=>s.define(t)},{id:"fold",title:"Fold or unfold",group:"Look",keys:["f"],block:!0,run:({commands:s,view:t},e)=>s.fold(e,
!t.places.get(e)?.block.folded)},{id:"fold-all",title:"Fold all",group:"Look",keys:["Shift+f"],run:s=>s.foldTo(1)},{id:"unfold-all",title:"Unfold all",group:"Lo\
ok",keys:["Shift+u"],run:s=>s.foldTo(Ai)},{id:"problem",title:"Show the first problem",group:"Look",keys:["!"],run:s=>s.showProblem()},{id:"undo",title:"Undo",group:"\
Model",keys:["Ctrl+z"],run:s=>s.step("undo")},{id:"redo",title:"Redo",group:"Model",keys:["Ctrl+y","Ctrl+Shift+z"],run:s=>s.step("redo")},{id:"history",title:"G\
o back several steps \u2026",group:"Model",keys:[],run:s=>s.openHistory()},{id:"title",title:"Rename the model",group:"Model",keys:[],run:s=>s.startTitle()},{id:"\
finder",title:"Find anything",group:"Model",keys:["Ctrl+k"],always:!0,quiet:!0,run:s=>s.openFinder()},{id:"help",title:"List of shortcuts",group:"Model",keys:["\
?"],run:s=>s.help()}],Pi=new Map($.flatMap(s=>s.keys.map(t=>[t,s])));function xe(s){return Pi.get(s)}function D(s){let t=$.find(e=>e.id===s);if(!t)throw new Error(
`There is no action "${s}".`);return t}var Me="blockyard/drafts";var Ee=crypto.getRandomValues(new Uint32Array(2)).join("-");function Ci(s){if(typeof s!="object"||s===null)return!1;let{v:t,page:e,time:i,title:n,document:r}=s,
o=[e,n,r].every(l=>typeof l=="string");return t===1&&typeof i=="number"&&o}function Se(){try{let s=JSON.parse(localStorage.getItem(Me)??"[]");return Array.isArray(
s)?s.filter(Ci):[]}catch{return[]}}function Bi(s){let t={v:1,page:Ee,time:Date.now(),title:s.title,document:s.document},e=Se().filter(i=>i.page!==Ee&&i.document!==
s.document);try{localStorage.setItem(Me,JSON.stringify([t,...e].slice(0,5)))}catch{}}var it=class{timer=0;last="";offer(t){return t.fresh?Se().filter(e=>e.document!==
t.document):[]}keep(t){t.fresh||t.document===this.last||(clearTimeout(this.timer),this.timer=window.setTimeout(()=>{this.last=t.document,Bi(t)},300))}stop(){clearTimeout(
this.timer)}};function Le(s){let t=new Date(s),i=t.toDateString()===new Date().toDateString()?{}:{day:"numeric",month:"short"};return t.toLocaleString(void 0,{...i,
hour:"2-digit",minute:"2-digit"})}var Oi=4,nt=class{constructor(t){this.host=t;let{signal:e}=this.listening,{scroller:i}=t;i.addEventListener("pointerdown",n=>this.press(n),{signal:e}),i.addEventListener(
"pointermove",n=>this.move(n),{signal:e}),i.addEventListener("pointerup",()=>this.end(),{signal:e}),i.addEventListener("pointercancel",()=>this.end(),{signal:e}),
i.addEventListener("click",n=>this.swallow(n),{signal:e,capture:!0})}host;element=a("div","band");pointer=null;start={x:0,y:0};active=!1;marked=[];listening=new AbortController;stop(){
this.end(),this.listening.abort()}press(t){if(t.pointerType!=="mouse"||t.button!==0||u(t,"[data-block], .terminal, .ending, button, input"))return;let e=this.host.
scroller.getBoundingClientRect();t.clientX-e.left>this.host.scroller.clientWidth||t.clientY-e.top>this.host.scroller.clientHeight||(this.pointer=t.pointerId,this.
start=this.inSheet(t))}move(t){if(t.pointerId!==this.pointer)return;let{x:e,y:i}=this.inSheet(t);if(!this.active&&Math.hypot(e-this.start.x,i-this.start.y)<Oi)return;
this.active||this.begin(t.pointerId);let n={left:Math.min(e,this.start.x),top:Math.min(i,this.start.y),right:Math.max(e,this.start.x),bottom:Math.max(i,this.start.
y)};Object.assign(this.element.style,{left:`${n.left}px`,top:`${n.top}px`,width:`${n.right-n.left}px`,height:`${n.bottom-n.top}px`});let r=this.touched(this.host.
view.root,n).map(o=>o.id);r.join()!==this.marked.join()&&this.host.mark(this.marked=r,!1)}begin(t){this.active=!0,this.marked=[],this.host.scroller.setPointerCapture(
t),this.host.sheet.append(this.element)}end(){this.pointer=null,this.element.remove(),this.active&&(setTimeout(()=>this.active=!1,0),this.host.mark(this.marked,
!0))}swallow(t){this.active&&t.stopPropagation()}touched(t,e){let i=t.children.filter(d=>Hi(e,this.box(d))),[n]=i;if(i.length!==1||!E(n))return i.filter(d=>!d.slot);
let r=this.touched(n,e),{top:o,bottom:l}=this.box(n);return r.length&&(n.slot||e.top>o&&e.bottom<l)?r:i.filter(d=>!d.slot)}box(t){let e=this.host.sheet.getBoundingClientRect(),
i=this.host.card(t.id).getBoundingClientRect();return{left:i.left-e.left,top:i.top-e.top,right:i.right-e.left,bottom:i.bottom-e.top}}inSheet(t){let e=this.host.
sheet.getBoundingClientRect();return{x:t.clientX-e.left,y:t.clientY-e.top}}};function Hi(s,t){return s.left<t.right&&s.right>t.left&&s.top<t.bottom&&s.bottom>t.
top}function Te(s,t,e){let i=JSON.parse(s.document),n=new Map((i.definitions??[]).map(b=>[b.name,b])),r=t.map(b=>Ae(s.root,i.root,b,n,{}));if(!r.length||!r.every(b=>b!==
null))return null;let o=r.every(({parent:b})=>b.kind==="Graph"&&b===r[0].parent),l=r.map(({plain:b,values:G})=>Pe(b,G,n)),[d,h]=o?Ri(r,l,i):[[$t(r[0].card.input,
i)],{kind:"Sequential",children:$i(l)}],p=Ii(l,i.definitions??[]),v={format:i.format,title:e.slice(0,64),...i.batch?{batch:i.batch}:{},inputs:d,...p.length?{definitions:p}:
{},root:h};return`${JSON.stringify(v,null,2)}
`}function Ae(s,t,e,i,n){for(let[r,o]of s.children.entries()){let l=o.body?i.get(s.kind):void 0,d=l?l.body:t.children?.[r];if(!d)return null;if(o.id===e)return{
card:o,plain:d,parent:s,values:n};let h=l?{...l.parameters,...Ce(t.args??{},n)}:n,p=Ae(o,d,e,i,h);if(p)return p}return null}function Pe(s,t,e){let i=s.args&&{args:Ce(
s.args,t)},n=s.children&&{children:s.children.map(r=>Pe(r,t,e))};return{...s,...i,...n}}function Ce(s,t){return Object.fromEntries(Object.entries(s).map(([e,i])=>[
e,Be(i)?Ni(i.rule,t):i]))}function Be(s){return typeof s=="object"&&s!==null&&!Array.isArray(s)&&"rule"in s}function Ni(s,t){let e=s.trim();return Object.hasOwn(
t,e)?t[e]:{rule:s.replace(/[A-Za-z_]\w*/g,i=>Object.hasOwn(t,i)?Vi(t[i],i):i)}}function Vi(s,t){return Be(s)?`(${s.rule})`:typeof s=="boolean"?s?"True":"False":
typeof s=="number"?s<0?`(${s})`:String(s):t}function $i(s){let t=new Set;return s.map(({inputs:e,...i})=>(!i.name||t.has(i.name)?delete i.name:t.add(i.name),i))}
function Ri(s,t,e){let i=new Set(t.map(d=>d.name)),n=new Map,r=d=>i.has(d)||[...n.values()].some(h=>h.name===d)?r(`${d}_`):d;t[0].inputs?.length||n.set("",{...$t(
s[0].card.input,e),name:r("x")});let o=t.map(d=>({...d,...d.inputs&&{inputs:d.inputs.map(l)}}));return[[...n.values()].slice(0,8),{kind:"Graph",children:o}];function l(d){
let h=d.split(".")[0];if(i.has(h))return d;let p=s[0].parent.children.find(b=>b.name===h),v=n.get(d)?.name??r(d.replace(".","_"));return n.has(d)||n.set(d,{...$t(
p&&h===d?p.output:"",e),name:v}),v}}function $t(s,{inputs:[t]}){let e=s.split("\xD7").map(n=>n==="B"?"B":Number(n)),i=e.every((n,r)=>n==="B"?e.indexOf("B")===r:
Number.isInteger(n)&&n>0);return!s||!i||e.join()===t.shape.join()?{shape:t.shape,dtype:t.dtype}:{shape:e,dtype:"float32"}}function Ii(s,t){let e=new Set,i=n=>{e.
add(n.kind),n.children?.forEach(i)};s.forEach(i);for(let n of[...t].reverse())e.has(n.name)&&i(n.body);return t.filter(n=>e.has(n.name))}var Oe=1e6,st=class{constructor(t){this.host=t;let{signal:e}=this.listening;document.addEventListener("copy",i=>this.copy(i),{signal:e}),document.addEventListener(
"cut",i=>this.cut(i),{signal:e}),document.addEventListener("paste",i=>this.paste(i),{signal:e})}host;listening=new AbortController;stop(){this.listening.abort()}copy(t){
if(!this.isMeant(t)||this.hasText())return!1;let e=this.host.chosen(),i=this.host.titleOf(e),n=e.length?Te(this.host.latest(),e,i):this.host.latest().document;return t.
preventDefault(),n===null?this.no("The block is still being made. Copy it again in a moment."):new Blob([n]).size>Oe?this.no("These blocks are too large for the\
 clipboard. Save the model as a file instead."):(t.clipboardData?.setData("text/plain",n),this.host.say(`${t.type==="cut"?"Cut":"Copied"} ${i}`),!0)}cut(t){this.
isMeant(t)&&!this.hasText()&&!this.host.chosen().length?this.no("Select the block to cut first."):this.copy(t)&&this.host.commands.removeAll(this.host.chosen(),
!0)}paste(t){if(!this.isMeant(t))return;t.preventDefault();let e=t.clipboardData?.getData("text/plain").trim()??"";new Blob([e]).size>Oe?this.no("The text on th\
e clipboard is too large. Open it as a file instead."):e.startsWith("{")?this.host.commands.paste(e):this.no(`The clipboard holds ${e?"a text that is no model":
"no text"}. Copy blocks here first (Ctrl+C), or the JSON of a model.`)}no(t){return this.host.refuse(t),!1}isMeant(t){return t.defaultPrevented||S(t)||u(t,"[rol\
e=dialog], .menu, .palette")?!1:t.composedPath().includes(this.host.root)||document.activeElement===document.body||document.activeElement===null}hasText(){let t=this.
host.root.getRootNode();return[document.getSelection(),t.getSelection?.()].some(e=>!!(e&&!e.isCollapsed&&e.toString()))}};var Di=10,Wi=8,He=14,rt=12,ot=class{constructor(t,e,i,n,r,o){this.view=t;this.items=e;this.sheet=i;this.column=n;this.dragged=r;this.kind=o}view;items;sheet;column;dragged;kind;boxes=new Map;aimAt(t,e,i){
let n=this.within(this.view.root,t,e),r=this.refusal(n,t,e,i);return{slot:r||!i&&this.changesNothing(n)?null:n,refusal:r}}words({parent:t,index:e}){let{block:i}=this.
view.places.get(t),n=i.children.filter((h,p)=>p<e||!this.dragged.includes(h.id)),r=n[e-1]??null,o=n[e],l=r?`after ${g(r)}`:o?`before ${g(o)}`:"";return[t===this.
view.root.id?"":`into ${this.placeName(i)}`,l].filter(Boolean).join(", ")||"into the model"}pill({parent:t,index:e,vertical:i}){let n=this.view.places.get(t).block.
children[e-1];return!i&&n&&this.items.get(n.id)?.pill||null}placeName(t){let e=t.body||t.slot?A(this.view,this.view.places.get(t.id)):null;return e?t.body?g(e):
`${g(e)} ${t.key}`:g(t)}refusal({parent:t},e,i,n){let r=[...this.hits(this.view.root,e,i)].filter(d=>!d.slot),o=r.findIndex(d=>this.dragged.includes(d.id));if(!n&&
o>=0&&o<r.length-1)return"not into itself";let l=new Set([this.kind,...this.dragged.flatMap(d=>Ve(this.view.places.get(d)?.block))]);for(let d=this.view.places.
get(t);d;d=d.parent?this.view.places.get(d.parent.id):void 0)if(d.block.instance&&l.has(d.block.kind))return`${d.block.kind} cannot contain itself`;return""}foldedAt(t,e){
for(let i of this.hits(this.view.root,t,e))if(i.folded)return i.id;return null}changesNothing(t){let[e]=this.dragged;if(e===void 0)return!1;if(this.dragged.some(
n=>J(this.view,n,t.parent)))return!0;let i=this.view.places.get(e);return i?.parent?.id===t.parent&&V(this.view,this.dragged)&&t.index>=i.index&&t.index<=i.index+
this.dragged.length}*hits(t,e,i){for(let n of t.children)if(Fi(this.box(this.items.get(n.id).element),e,i)){yield n,yield*this.hits(n,e,i);return}}within(t,e,i){
let n=t.children.filter(r=>r.slot);if(n.length){let r=n.find(o=>o.key==="shortcut"&&this.outer(o).left<=e);return this.within(r??n[0],e,i)}return t.children.length?
this.isBeside(t)?this.inRow(t,e,i):this.inColumn(t,e,i):this.inEmpty(t)}inColumn(t,e,i){let{children:n}=t,r=Ne(n.length,h=>this.outer(n[h]).bottom>i);if(r===n.length)
return this.between(t,r);let o=n[r],l=this.inner(o);return E(o)&&!this.dragged.includes(o.id)&&e>=l.left&&e<=l.right&&i>l.top+Di&&i<l.bottom-Wi?this.within(o,e,
i):this.between(t,i<(l.top+l.bottom)/2?r:r+1)}inRow(t,e,i){let{children:n}=t,r=Ne(n.length,h=>this.outer(n[h]).right>e);if(r===n.length)return this.beside(t,r);
let o=n[r],l=this.inner(o);return E(o)&&!this.dragged.includes(o.id)&&e>l.left+He&&e<l.right-He&&i>=l.top?this.within(o,e,i):this.beside(t,e<(l.left+l.right)/2?
r:r+1)}inEmpty(t){let e=this.items.get(t.id),i=e?e.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),r=(n.top+n.bottom)/2;return{parent:t.id,index:0,
vertical:!1,zone:i,line:{...n,top:r,bottom:r}}}between(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,r=i&&
n?(i.bottom+n.top)/2:i?i.bottom+rt/2:n.top-rt/2,{left:o,right:l}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:t.id,index:e,vertical:!1,zone:null,line:{
left:o,right:l,top:r,bottom:r}}}beside(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,r=i&&n?(i.right+n.left)/
2:i?i.right+rt/2:n.left-rt/2,{top:o,bottom:l}=this.box(this.items.get(t.id).inside);return{parent:t.id,index:e,vertical:!0,zone:null,line:{left:r,right:r,top:o,
bottom:l}}}isBeside(t){return N(t)?t.children.length<2?!0:this.outer(t.children[1]).top<this.outer(t.children[0]).bottom:!1}outer(t){return this.box(this.items.
get(t.id).element)}inner(t){return this.box(this.items.get(t.id).card)}box(t){let e=this.boxes.get(t);if(!e){let i=this.sheet.getBoundingClientRect(),{left:n,top:r,
right:o,bottom:l}=t.getBoundingClientRect();e={left:n-i.left,top:r-i.top,right:o-i.left,bottom:l-i.top},this.boxes.set(t,e)}return e}};function Fi(s,t,e){return t>=
s.left&&t<=s.right&&e>=s.top&&e<=s.bottom}function Ne(s,t){let e=0,i=s;for(;e<i;){let n=e+i>>1;t(n)?i=n:e=n+1}return e}function Ve(s){return s?[...s.instance?[s.
kind]:[],...s.children.flatMap(Ve)]:[]}var Gi=4,_i=10,ji=250,Ui=600,qi=48,$e=16,Ki={move:"",copy:"copy",again:"call again"},lt=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;
e.addEventListener("pointerdown",n=>this.press(n),{signal:i}),e.addEventListener("pointermove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.
release(n),{signal:i}),e.addEventListener("pointercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),e.addEventListener("contextmenu",n=>this.load&&
n.preventDefault(),{signal:i}),e.addEventListener("touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),e.addEventListener("click",n=>this.swallow(
n),{signal:i,capture:!0}),t.scroller.addEventListener("scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,
capture:!0}),window.addEventListener("keyup",n=>this.active&&this.hold(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={
x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;pill=null;way="move";opened=[];ghost=null;line=a("div","landing");listening=new AbortController;get dragging(){
return this.active}refresh(t){if(!(!this.active||!this.load)){if(!this.load.blocks.every(t))return this.cancel();this.geometry=this.host.geometry(this.load),this.
host.lift(this.load.blocks,!0),this.aim()}}stop(){this.cancel(),this.listening.abort()}press(t){if(this.load||t.button!==0||!t.isPrimary||S(t)||u(t,"button:not(\
[data-palette]), .problem, .menu, .port"))return;let e=this.host.pick(t);e&&(this.load=e,this.pointer=t.pointerId,this.start=this.at={x:t.clientX,y:t.clientY},t.
pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),ji)))}move(t){if(!(!this.load||t.pointerId!==this.pointer)){if(this.at={x:t.clientX,y:t.clientY},
!this.active){let e=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);if(t.pointerType==="touch"){e>_i&&this.cancel();return}if(e<Gi)return;this.begin()}
t.preventDefault(),this.follow(),this.hold(t)}}begin(){if(!this.load)return;clearTimeout(this.timer),this.active=!0;let{root:t,sheet:e}=this.host;try{t.setPointerCapture(
this.pointer)}catch{}t.classList.add("dragging"),this.ghost=new Rt(this.load),t.append(this.ghost.element),e.append(this.line),this.line.hidden=!0,this.host.lift(
this.load.blocks,!0),this.geometry=this.host.geometry(this.load),this.follow(),this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==
this.pointer)return;let{load:e,slot:i,active:n,opened:r,way:o}=this;this.opened=[],this.cancel(),n&&(this.host.refold(r,i?.parent??null),this.justEnded=!0,setTimeout(
()=>this.justEnded=!1,0),e&&i&&this.host.drop(e,i,o))}justEnded=!1;swallow(t){this.justEnded&&(this.justEnded=!1,t.stopPropagation(),t.preventDefault())}cancel(){
clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(this.frame),this.active&&(this.show({slot:null,refusal:""}),this.line.remove(),this.
ghost?.element.remove(),this.host.refold(this.opened,null),this.host.root.classList.remove("dragging"),this.host.lift(this.load?.blocks??[],!1),this.host.root.hasPointerCapture(
this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.rest.block=null,this.opened=[],this.way="move",this.load=this.geometry=this.ghost=null,this.
active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"?this.cancel():this.hold(t))}hold(t){let e=this.load?.block!==
null;this.way=e?t.altKey?"again":t.ctrlKey||t.metaKey?"copy":"move":"move",this.host.lift(this.load?.blocks??[],this.way==="move"),this.aim()}follow(){let t=this.
host.root.getBoundingClientRect();this.ghost.element.style.transform=`translate(${this.at.x-t.left+14}px, ${this.at.y-t.top+12}px)`}aim(){let t=this.host.scroller.
getBoundingClientRect(),{x:e,y:i}=this.at;if(e<t.left||e>t.right||i<t.top||i>t.bottom)return this.linger(null),this.show({slot:null,refusal:""});let n=this.host.
sheet.getBoundingClientRect();this.show(this.geometry.aimAt(e-n.left,i-n.top,this.way!=="move")),this.linger(this.geometry.foldedAt(e-n.left,i-n.top))}show({slot:t,
refusal:e}){if(this.slot?.zone?.classList.remove("over"),this.pill?.classList.remove("aimed"),this.slot=t,this.line.hidden=!t||t.zone!==null,this.host.target(t?.
parent??null),this.pill=t&&this.geometry.pill(t),this.pill?.classList.add("aimed"),this.ghost?.say(t?[Ki[this.way],this.geometry.words(t)].filter(Boolean).join(
", "):e,e!==""),!t)return;t.zone?.classList.add("over");let{left:i,top:n,right:r,bottom:o}=t.line;this.line.classList.toggle("vertical",t.vertical),Object.assign(
this.line.style,{left:`${i}px`,top:`${n}px`,width:`${r-i}px`,height:`${o-n}px`})}linger(t){t!==null&&this.load?.blocks.includes(t)&&(t=null),t!==this.rest.block&&
(clearTimeout(this.rest.timer),this.rest.block=t,t!==null&&(this.rest.timer=window.setTimeout(()=>this.open(t),Ui)))}open(t){this.opened.push(t),this.host.unfold(
t)}scroll(){let{scroller:t}=this.host,e=t.getBoundingClientRect();this.at.x>e.left&&this.at.x<e.right&&(t.scrollTop+=at(this.at.y,e.top,e.bottom),t.scrollLeft+=
at(this.at.x,e.left,e.right)),this.frame=requestAnimationFrame(()=>this.scroll())}};function at(s,t,e){let i=Math.min(qi,(e-t)/4);return s<t+i?-Math.ceil(Math.min(
1,(t+i-s)/i)*$e):s>e-i?Math.ceil(Math.min(1,(s-e+i)/i)*$e):0}var Rt=class{element=a("div","ghost");words=a("div","ghost-words");constructor({kind:t,text:e,family:i,
hue:n}){let r=a("div","ghost-line","",a("span","sign","",f(t,i)),a("span","kind",t),a("span","detail",e));this.element.append(r,this.words),this.element.style.setProperty(
"--h",String(n)),this.say("",!1)}say(t,e){m(this.words,t),this.words.hidden=!t,this.element.classList.toggle("refused",e)}};var zi={ArrowUp:"\u2191",ArrowDown:"\u2193",ArrowLeft:"\u2190",ArrowRight:"\u2192",Delete:"Del",Escape:"Esc"," ":"Space"},Ji=/mac|iphone|ipad/i.test(navigator.platform);
function Re(s){let t=s.key.length===1,e=s.shiftKey&&(!t||/[a-z0-9]/i.test(s.key));return[...[(s.ctrlKey||s.metaKey)&&"Ctrl",s.altKey&&"Alt",e&&"Shift"],t?s.key.
toLowerCase():s.key].filter(Boolean).join("+")}function W(s){let t=s==="+"?["+"]:s.split("+");return t.map(e=>zi[e]??(e==="Ctrl"&&Ji?"\u2318":e.length===1&&t.length>
1?e.toUpperCase():e))}function Ie(s){return W(s).join("+")}var Yi=60,dt=class{constructor(t,e){this.root=t;this.host=e;Object.assign(this.field,{type:"text",placeholder:"Find an action, a layer, a block \u2026",spellcheck:!1,
autocomplete:"off",maxLength:64});for(let[i,n]of Object.entries({role:"combobox","aria-expanded":"true","aria-controls":"finder-list","aria-autocomplete":"list",
"aria-label":"Find anything"}))this.field.setAttribute(i,n);this.list.id="finder-list",this.list.setAttribute("role","listbox"),this.list.setAttribute("aria-lab\
el","Found"),this.field.addEventListener("input",()=>this.filter()),t.addEventListener("pointerdown",i=>this.panel&&!i.composedPath().includes(this.panel)&&this.
close(),{capture:!0})}root;host;panel=null;field=a("input","finder-field");list=a("div","finder-list");finds=[];shown=[];at=0;back=null;open(t){if(this.panel)return this.
close();this.finds=this.everything(t),this.back=this.root.getRootNode().activeElement,this.panel=a("div","finder","",a("label","finder-line","",f("search"),this.
field,a("kbd","","Esc")),this.list),c(this.panel,"role","dialog"),c(this.panel,"aria-label","Find anything"),this.panel.addEventListener("keydown",e=>this.key(e)),
this.panel.addEventListener("focusout",e=>!this.panel?.contains(e.relatedTarget)&&this.close(!1)),this.root.append(this.panel),this.field.value="",this.filter(),
this.field.focus({preventScroll:!0})}close(t=!0){let{panel:e,back:i}=this;e&&(this.panel=this.back=null,e.remove(),t&&(i?.isConnected?i.focus({preventScroll:!0}):
this.host.focus(this.host.at)))}everything(t){let{host:e}=this,{view:i,at:n}=e,r=$.filter(({quiet:d})=>!d).map(d=>({text:d.title,hint:d.block?Xi(e):"",icon:["ch\
evron"],hue:null,keys:d.keys.length?W(d.keys[0]):[],run:()=>d.run(e,n)})),o=t.palette.flatMap(({family:d,hue:h,kinds:p})=>p.map(v=>({text:`Add ${v.kind}`,hint:v.
hint||d,icon:[v.kind,d],hue:v.hue??h,keys:[],run:()=>e.commands.add(v.kind)}))),l=i.order.flatMap(d=>{let h=i.places.get(d)?.block;return h&&!h.slot?[{text:`Go \
to ${g(h)}`,hint:h.detail,icon:[h.kind,h.family],hue:h.hue,keys:[],run:()=>e.goTo(d)}]:[]});return[...r,...o,...l]}filter(){let t=this.field.value.toLowerCase().
split(/\s+/).filter(Boolean),e=this.finds.map(n=>({find:n,rank:Qi(n,t)})).filter(({rank:n})=>n<1/0);this.shown=e.sort((n,r)=>n.rank-r.rank).slice(0,Yi).map(({find:n})=>n),
this.at=0,this.list.scrollTop=0;let i=this.shown.map((n,r)=>this.row(n,r));y(this.list,i.length?i:[a("p","none","Nothing is called so")]),this.light()}row({text:t,
hint:e,icon:i,hue:n,keys:r},o){let l=a("span","sign","",f(...i)),d=a("div","find","",l,a("span","find-text",t),a("span","find-hint",e),a("span","keys","",...r.map(
h=>a("kbd","",h))));return d.id=`find-${o}`,d.setAttribute("role","option"),d.classList.toggle("coloured",n!==null),n!==null&&d.style.setProperty("--h",String(n)),
d.addEventListener("pointermove",()=>this.walk(o-this.at)),d.addEventListener("click",()=>this.run(o)),d}key(t){let e={ArrowDown:1,ArrowUp:-1,PageDown:8,PageUp:-8}[t.
key];if(t.stopPropagation(),e)this.walk(e);else if(t.key==="Enter"&&!t.isComposing)this.run(this.at);else if(t.key==="Escape"||t.key==="Tab"||(t.ctrlKey||t.metaKey)&&
t.key==="k")this.close();else return;t.preventDefault()}walk(t){t&&(this.at=Math.max(0,Math.min(this.shown.length-1,this.at+t)),this.light())}light(){let t=[...this.
list.querySelectorAll(".find")];t.forEach((e,i)=>e.setAttribute("aria-selected",String(i===this.at))),c(this.field,"aria-activedescendant",t[this.at]?.id??null),
t[this.at]?.scrollIntoView({block:"nearest"})}run(t){let e=this.shown[t];e&&(this.close(),e.run())}};function Xi({view:s,at:t}){let e=s.places.get(t)?.block;return e?
g(e):"the input"}function Qi({text:s,hint:t},e){let i=s.toLowerCase(),n=i.replace(/^(add|go to) /,""),r=`${i} ${t.toLowerCase()}`;if(!e.every(l=>r.includes(l)))
return 1/0;let[o=""]=e;return n===e.join(" ")?0:i.startsWith(o)||n.startsWith(o)?1:e.every(l=>i.includes(l))?2:3}function We(s,t){De(s,t)&&requestAnimationFrame(()=>De(s,t))}function De(s,t){let[e,i]=[t.scrollTop,t.scrollLeft],n=t.getBoundingClientRect(),r=(s.querySelector(
":scope > .card > .head")??s).getBoundingClientRect();return r.top<n.top+24?t.scrollTop-=n.top+48-r.top:r.bottom>n.bottom-24&&(t.scrollTop+=r.bottom-n.bottom+72),
r.left<n.left?t.scrollLeft-=n.left+24-r.left:r.right>n.right&&(t.scrollLeft+=Math.min(r.right-n.right,r.left-n.left)+24),t.scrollTop!==e||t.scrollLeft!==i}var Zi=":scope > .card > .chips > .chip, :scope > .more",ht=class{constructor(t,e){this.sheet=t;this.scroller=e}sheet;scroller;at=0;wanted=null;place(t,e){this.
sheet.find(this.at)||(this.at=this.successor(t,e));for(let n of this.sheet.element.querySelectorAll("[tabindex='0']"))n.tabIndex=-1;let i=this.sheet.find(this.at);
if(i){i.tabIndex=0;for(let n of i.querySelectorAll(Zi))n.tabIndex=0}}go(t,e){this.at=t,this.place(e,e),this.take(),this.reveal(this.at)}take(){this.sheet.find(this.
at)?.focus({preventScroll:!0})}reveal(t){let e=this.sheet.find(t);this.wanted=e?null:t,e&&We(e,this.scroller)}drawn(){this.wanted!==null&&this.sheet.find(this.wanted)&&
this.reveal(this.wanted)}successor(t,e){let{selected:i,root:n}=t;if(!e)return i===null||i===n.id?0:i;let r=i!==null&&this.sheet.find(i)&&i>0?i:null;if(r!==null&&
(k(this.at)||!e.places.has(r)))return r;let o=e.order.indexOf(this.at);return e.order.slice(o+1).find(d=>t.places.has(d))??e.order.slice(0,Math.max(0,o)).findLast(
d=>t.places.has(d))??0}};var ct=class{constructor(t,e){this.take=e;let i={signal:this.listening.signal,capture:!0};document.addEventListener("focusin",()=>this.check(),i),t.addEventListener(
"focusout",()=>setTimeout(()=>this.check()),i),document.addEventListener("pointerdown",()=>this.release(),i),document.addEventListener("keydown",n=>n.key==="Tab"&&
this.release(),i)}take;until=0;listening=new AbortController;hold(){this.until=performance.now()+4e3}release(){this.until=0}stop(){this.listening.abort()}check(){
if(performance.now()>this.until)return;let{activeElement:t}=document,e=t?.getAttribute("role")==="tab";e&&(this.until=Math.min(this.until,performance.now()+500)),
(e||t===null||t===document.body)&&this.take()}};function It(s,t){let e=xe(Re(t));if(!e||e.native||!tn(t,e))return!1;if(!e.block)e.run(s,NaN);else{let i=u(t,"[data-block]"),n=Number(i?.dataset.block);if(!i||!en(
s,n))return!1;e.run(s,n)}return t.preventDefault(),!0}function tn(s,{always:t}){return s.defaultPrevented||u(s,"[role=dialog], .menu")?!1:S(s)?t===!0:!(u(s,"but\
ton")&&(s.key==="Enter"||s.key===" "))}function en({view:s},t){return s.order.includes(t)}var F=8,ut=class{constructor(t){this.root=t;t.addEventListener("pointerdown",e=>{this.element&&!e.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(t,e,i,n){let r=a("div","menu");r.setAttribute("role","menu"),r.setAttribute("aria-label",e);for(let o of i){let l=a("button","ch\
oice","",f(o.icon,"Structure"),a("span","choice-text",o.text),a("span","choice-hint",o.hint));l.type="button",l.setAttribute("role","menuitem"),l.dataset.choice=
o.text,l.addEventListener("click",()=>{this.close(!0),o.run()}),r.append(l)}r.prepend(a("div","menu-label",e)),r.addEventListener("keydown",o=>this.walk(o)),this.
open(r,t,n),r.querySelector("button")?.focus({preventScroll:!0})}shortcuts(t,e,i){let n=a("div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute(
"aria-label","Keyboard shortcuts"),n.tabIndex=-1;for(let r of we){let o=e.filter(l=>l.group===r&&l.keys.length).map(nn);n.append(a("section","key-group","",a("h\
3","menu-title",r),...o))}n.addEventListener("keydown",r=>{(r.key==="Escape"||r.key==="?")&&this.close(!0)}),this.open(n,t,i),n.focus({preventScroll:!0})}close(t){
this.element&&(this.element.remove(),this.element=null,t&&this.back?.(),this.back=null)}walk(t){let e=[...this.element.querySelectorAll("button")],i=e.indexOf(t.
composedPath()[0]),n=t.key==="ArrowDown"?1:t.key==="ArrowUp"?-1:0;n?(e[(i+n+e.length)%e.length].focus({preventScroll:!0}),t.preventDefault()):(t.key==="Escape"||
t.key==="Tab")&&(this.close(!0),t.preventDefault())}open(t,e,i){this.close(!1),this.element=t,this.back=i,this.root.append(t);let n=this.root.getBoundingClientRect(),
{offsetWidth:r,offsetHeight:o}=t,l=e.bottom-n.top+4,d=l+o+F<=n.height?l:e.top-n.top-o-4,h=e.right-n.left-r;t.style.top=`${Math.max(F,Math.min(d,n.height-o-F))}p\
x`,t.style.left=`${Math.max(F,Math.min(h,n.width-r-F))}px`}};function nn({title:s,keys:t}){let e=t.map(i=>a("span","chord","",...W(i).map(n=>a("kbd","",n))));return a(
"div","key-row","",a("span","",s),a("span","keys","",...e))}var sn=4e3,pt=class{live=a("div","live");toasts=a("div","toasts");banner=a("div","banner");shown=0;timer=0;level=null;constructor(){this.live.setAttribute("aria\
-live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=!0}announce(t){this.live.textContent=this.live.textContent===t?`${t}\xA0`:t}notice(t){
if(!t)return this.edited();t.id!==this.shown&&(this.shown=t.id,this.toast(t.text,t.level),this.announce(t.text))}edited(){this.level==="error"&&this.hide()}toast(t,e){
let i=a("span","sign","",f(e==="error"?"alert":"check")),n=w("dismiss","close","Dismiss");n.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.
level=e,this.toasts.replaceChildren(a("div",`toast ${e}`,"",i,a("span","toast-text",t),n)),e==="info"&&(this.timer=window.setTimeout(()=>this.hide(),sn))}offer(t,e){
let[i,...n]=t;if(this.banner.hidden=!i,!i)return;let r=a("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${Le(i.time)}?`),l=[M("solid","Re\
store",()=>{this.banner.hidden=!0,e(i)})];n.length&&l.push(M("plain","Show an older one",()=>this.offer(n,e))),l.push(M("plain","Dismiss",()=>this.offer([],e))),
this.banner.replaceChildren(r,...l)}stop(){clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.toasts.replaceChildren()}};function mt(s,t){let e=a("input","typing");e.value=t.value,e.placeholder=t.placeholder,e.maxLength=64,e.spellcheck=!1,e.autocomplete="off",e.setAttribute("aria-\
label",t.label);let i=!0,n=(r,o)=>{if(!i)return;i=!1;let l=e.value.trim();e.remove(),s.textContent=r?l:t.value,t.closed(o),r&&l!==t.value&&t.done(l)};e.addEventListener(
"keydown",r=>{r.stopPropagation();let o=r.key==="Enter"&&!r.isComposing;!o&&r.key!=="Escape"||(r.preventDefault(),n(o,!0))}),e.addEventListener("blur",()=>n(!0,
!1)),s.replaceChildren(e),e.focus({preventScroll:!0}),e.select()}function Fe(s,t,e){let i={label:`Name of ${t.kind}`,value:t.name,placeholder:t.key||"name",done:e.rename};_e(s,"name",i,e)}function Ge(s,t,e){let i=n=>n&&e.rename(
n);_e(s,"kind",{label:"Class name of the block",value:t.kind,placeholder:t.kind,done:i},e)}function _e(s,t,e,i){s.typing||(s.typing=t,s.element.classList.add(`t\
yping-${t}`),mt(t==="name"?s.label:s.kind,{...e,closed:n=>{s.typing=null,s.forget(),s.element.classList.remove(`typing-${t}`),i.closed(n)}}))}function rn(){let s=crypto.getRandomValues(new Uint32Array(2));return s[0].toString(36)+s[1].toString(36)}var ft=class{constructor(t){this.send=t}send;client=rn();pending=[];acknowledged=0;last=0;timer=0;wait=3e3;push(t){
return this.last+=1,this.pending.push({...t,id:this.last}),this.wait=3e3,this.deliver(),this.last}receive(t,e){this.send=e,t.client===this.client&&(this.acknowledged=
Math.max(this.acknowledged,t.id),this.pending=this.pending.filter(i=>i.id>this.acknowledged)),this.wait=3e3,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){
this.send({client:this.client,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.
wait=Math.min(this.wait*2,24e3),this.deliver()},this.wait))}};var gt=class{constructor(t,e){this.add=t;this.leave=e;this.field.type="text",this.field.placeholder="Search layers",this.field.spellcheck=!1,this.field.autocomplete=
"off",this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action="search",this.field.addEventListener("input",()=>this.filter()),this.none.
hidden=!0,this.list.setAttribute("role","group"),this.list.setAttribute("aria-label","Layers");let i=a("label","search","",f("search"),this.field,a("kbd","","/"));
this.element.append(i,this.list,this.none),this.element.addEventListener("keydown",n=>this.key(n)),this.list.addEventListener("dblclick",n=>this.addFrom(n,"[dat\
a-palette]")),this.list.addEventListener("click",n=>this.addFrom(n,".plus"))}add;leave;element=a("div","palette");field=a("input","search-field");list=a("div","\
families");none=a("p","none","No layer matches");entries=[];shown=[];drawn="";focusSearch(){this.field.focus({preventScroll:!0}),this.field.select()}draw(t){let e=JSON.
stringify(t);e!==this.drawn&&(this.drawn=e,this.entries=[],this.list.replaceChildren(...t.map(i=>this.section(i))),this.filter())}pick(t){let e=u(t,"[data-palet\
te]"),i=this.entries.find(n=>n.button===e);return i?{block:null,blocks:[],kind:i.kind.kind,text:"",family:i.family.family,hue:i.kind.hue??i.family.hue}:null}section(t){
let e=a("section","family","",a("h3","family-name",t.family));e.classList.toggle("mine",t.mine===!0),e.style.setProperty("--h",String(t.hue));for(let i of t.kinds){
let n=a("span","sign","",f(i.kind,t.family)),r=a("button","brick","",n,a("span","kind",i.kind),a("span","brick-hint",i.hint));r.type="button",r.dataset.palette=
i.kind,r.title=i.doc||i.kind;let o=a("button","plus","",f("plus"));o.type="button",o.tabIndex=-1,c(o,"aria-label",`Add ${i.kind}`),i.hue!==void 0&&r.style.setProperty(
"--h",String(i.hue));let l=a("div","brick-row","",r,o);e.append(l),this.entries.push({kind:i,family:t,row:l,button:r,section:e})}return e}filter(){let t=this.field.
value.trim().toLowerCase(),e=this.entries.map(n=>({entry:n,rank:t?on(n.kind,t):0})).filter(({rank:n})=>n<4);e.sort((n,r)=>n.rank-r.rank);let i=new Map;for(let{entry:n}of e)
i.set(n.section,[...i.get(n.section)??[],n]);this.shown=[...i.values()].flat();for(let n of this.entries)n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.
button.classList.remove("first");for(let n of this.shown)n.row.hidden=n.section.hidden=!1,n.section.append(n.row);this.list.append(...i.keys()),this.markFirst(t)}markFirst(t){
let[e]=this.shown;this.none.hidden=e!==void 0,this.list.scrollTop=0,e&&(e.button.tabIndex=0,e.button.classList.toggle("first",t!==""))}bring(t){let e=t.row.getBoundingClientRect(),
i=this.list.getBoundingClientRect(),n=28;e.top<i.top+n?this.list.scrollTop-=i.top+n-e.top:e.bottom>i.bottom&&(this.list.scrollTop+=e.bottom-i.bottom+4)}addFrom(t,e){
let i=u(t,e)?.closest(".brick-row"),n=this.entries.find(r=>r.row===i);n&&this.add(n.kind.kind)}key(t){if(t.isComposing)return;let e=t.composedPath()[0]===this.field,
i=this.shown,n=i.findIndex(r=>r.button===t.composedPath()[0]);if(t.key==="ArrowDown")this.step(e?this.shown[0]:i[n+1]);else if(t.key==="ArrowUp"&&!e)n>0?this.step(
i[n-1]):this.focusSearch();else if(t.key==="Enter"&&e&&this.field.value.trim()&&this.shown[0])this.addFound(this.shown[0]);else if((t.key==="Enter"||t.key==="+")&&
n>=0)this.add(i[n].kind.kind);else if(t.key==="Escape")this.field.value?this.clear():this.leave();else if(t.key==="/"&&e)this.field.select();else return;t.preventDefault()}addFound(t){
this.add(t.kind.kind),this.clear()}clear(){this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}step(t){if(t){for(let e of this.entries)e.button.
tabIndex=-1;t.button.tabIndex=0,t.button.focus({preventScroll:!0}),this.bring(t)}}};function on(s,t){let e=s.kind.toLowerCase();return e.startsWith(t)?e===t?0:1:
e.includes(t)?2:`${s.hint} ${s.doc}`.toLowerCase().includes(t)?3:4}var vt=class{constructor(t,e){this.host=t;e.addEventListener("click",i=>this.click(i)),e.addEventListener("dblclick",i=>{u(i,".head")&&!u(i,"button, input")&&t.
startRename(Dt(i))}),e.addEventListener("focusin",i=>{this.light(i);let n=Dt(i);n!==null&&t.focusMoved(n)}),e.addEventListener("focusout",()=>t.links.clear()),e.
addEventListener("pointerover",i=>{this.hover(u(i,".item:not(.slot)")),t.busy||this.light(i)}),e.addEventListener("pointerleave",()=>{this.hover(null),t.links.clear()})}host;hovered=null;pick(t){
let{view:e}=this.host,i=u(t,".item:not(.slot)"),n=i&&e.places.get(Number(i.dataset.block))?.block;if(!n||k(n.id))return null;let r=this.host.marked(n.id),o=x(n),
l=r.length>1?`and ${r.length-1} more`:o?`${o} inside`:n.detail;return{block:n.id,blocks:r,kind:n.kind,text:l,family:n.family,hue:n.hue}}hover(t){t!==this.hovered&&
(this.hovered?.classList.remove("hover"),this.hovered=t,t&&(t.classList.add("hover"),this.host.sheet.items.get(Number(t.dataset.block))?.needActions()))}light(t){
let{links:e}=this.host,i=u(t,"[data-source]"),n=u(t,".item:not(.slot), .input")?.dataset.block;i?e.source(i):n!==void 0?e.takers(Number(n)):e.clear()}click(t){let{
host:e}=this;if(S(t)||u(t,".problem button"))return;let i=Dt(t),n=u(t,"[data-source]")?.dataset.source,r=u(t,"[data-action]")?.dataset.action;n!==void 0?e.goToSource(
Number(n)):r==="output"?e.commands.select(e.view.root.id):i!==null?this.clickBlock(i,r,t):u(t,".sheet, .scroller")&&e.chooseNothing()}clickBlock(t,e,i){let{host:n}=this,
r=n.view.places.get(t)?.block.folded;e==="fold"||r&&u(i,".empty")?n.commands.fold(t,!r):e==="add-input"?n.addInput():e==="wrap"?n.openWrap(t):e==="duplicate"?n.
commands.duplicate(t):e==="remove"?n.commands.remove(t):i.ctrlKey||i.metaKey?n.toggle(t):(!i.shiftKey||!n.reach(t))&&n.choose(t)}};function Dt(s){let t=u(s,"[da\
ta-block]:not(.within)");return t?Number(t.dataset.block):null}var bt=class{element=a("div","inputs");pills=[];more=w("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(t,e){for(;this.pills.length<e.inputs.length;)this.pills.push(new Wt);this.pills.length=e.inputs.length,e.inputs.forEach((n,r)=>this.
pills[r].draw(n,t.selected===n.id,e.batch,t.root.kind==="Graph")),y(this.element,this.pills.map(n=>n.element)),this.more.hidden=!e.more;let i=this.pills.at(-1).
element;this.more.parentElement!==i&&i.append(this.more)}find(t){return this.pills.find(e=>e.element.dataset.block===String(t))?.element??null}},Wt=class{element=a(
"div","terminal input");name=a("span","terminal-name");shape=a("span","terminal-shape");type=a("span","terminal-type");port=a("span","port");constructor(){this.
element.setAttribute("role","treeitem"),this.element.setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(a("b","","input"),this.name,this.
shape,this.type,this.port),this.port.setAttribute("aria-hidden","true")}draw({id:t,name:e,text:i,dtype:n},r,o,l){this.element.dataset.block=String(t),this.element.
classList.toggle("selected",r),c(this.element,"aria-selected",String(r)),c(this.element,"aria-label",["input",e,i,n].filter(Boolean).join(" ")),m(this.name,e),m(
this.shape,i),c(this.shape,"title",i.includes("B")&&o?o:null),m(this.type,n),this.port.hidden=!l,this.port.dataset.port=e}},kt=class{constructor(t){this.fix=t;this.
open.type="button",this.open.dataset.action="output",this.pill.append(this.open,this.gives.element,this.shape),this.element.append(this.pill)}fix;element=a("div",
"ending");pill=a("div","terminal output");open=a("button","open","output");shape=a("span","terminal-shape");gives=new B("gives");problem=null;signature="";draw(t,{
output:e,batch:i}){let{root:n}=t;this.open.disabled=n.kind!=="Graph",c(this.open,"aria-label",`output ${e}`),c(this.open,"title",this.open.disabled?null:"Choose\
 what the model gives"),this.pill.classList.toggle("selected",t.selected===n.id),this.pill.classList.toggle("wrong",n.problem!==null),this.drawProblem(n.problem),
m(this.shape,e),this.shape.dataset.shape=e,c(this.shape,"title",e.includes("B")&&i?i:null),this.gives.draw(n.gives),this.pill.classList.toggle("unknown",e==="?"||
!e)}drawProblem(t){let e=JSON.stringify(t);e!==this.signature&&(this.signature=e,this.problem?.remove(),this.problem=t&&U(t,this.fix),this.problem&&this.element.
append(this.problem))}};function yt(s){let t=[`M${C(s[0])}`];for(let e=1;e<s.length-1;e+=1){let[i,n,r]=[s[e-1],s[e],s[e+1]],o=Math.min(7,Ft(i,n)/2,Ft(n,r)/2);t.push(`L${C(je(n,i,o))}Q${C(
n)} ${C(je(n,r,o))}`)}return`${t.join("")}L${C(s.at(-1))}`}function qe([s,t],e){let i=e?[[s-4,t-4-2],[s+4,t-4-2]]:[[s-4-2,t-4],[s-4-2,t+4]];return`M${C(i[0])}L${C(
[s,t])}L${C(i[1])}Z`}function je([s,t],[e,i],n){let r=Ft([s,t],[e,i])||1;return[s+(e-s)*n/r,t+(i-t)*n/r]}function Ft([s,t],[e,i]){return Math.hypot(e-s,i-t)}function C([
s,t]){return`${Ue(s)} ${Ue(t)}`}function Ue(s){return Math.round(s*10)/10}var jt="http://www.w3.org/2000/svg",an=10,dn=12,hn=7,cn=18,un=10,Ke=4,ze=5,wt=class{constructor(t){this.ground=t}ground;layers=new Map;frame=0;focus={block:null};watcher=new ResizeObserver(
()=>this.paint());draw(t){let e=new Set;for(let{block:i,nets:n}of t.places.values())n.length&&(e.add(i.id),this.layer(i.id).take(i,n));for(let[i,n]of this.layers)
e.has(i)||(this.watcher.unobserve(n.column),n.element.remove(),this.layers.delete(i));cancelAnimationFrame(this.frame),this.layers.size&&(this.frame=requestAnimationFrame(
()=>this.paint()))}picture(t){return this.layers.get(t)?.element??null}highlight(t,e){if(!(this.focus.block===t&&this.focus.source===e)){this.focus={block:t,source:e};
for(let i of this.layers.values())i.highlight(this.focus)}}stop(){cancelAnimationFrame(this.frame),this.watcher.disconnect()}layer(t){let e=this.layers.get(t),i=this.
ground.column(t);return(!e||e.column!==i)&&(this.layers.set(t,e=new _t(this.ground,i)),this.watcher.observe(i)),e}paint(){let t=[...this.layers.values()],e=t.map(
i=>i.measure());t.forEach((i,n)=>i.paint(e[n],this.focus))}},_t=class{constructor(t,e){this.ground=t;this.column=e;this.element.classList.add("wires"),this.element.
setAttribute("aria-hidden","true")}ground;column;element=document.createElementNS(jt,"svg");graph;nets=[];drawn="";take(t,e){this.graph=t,this.nets=e}measure(){
let t=this.column.getBoundingClientRect(),e=o=>{let{left:l,right:d,top:h,bottom:p}=o.getBoundingClientRect();return{left:l-t.left,right:d-t.left,top:h-t.top,bottom:p-
t.top}},i=this.graph.children.map(o=>this.ground.item(o.id)).map(o=>o?e(o.element):null),n=Math.min(...i.map(o=>o?.left??1/0))-an,r=pn(this.nets);return this.nets.
flatMap(o=>{let l=n-8*o.lane,d=this.headOf(o,l,i,e);return d?o.wires.flatMap(h=>{let p=this.tailOf(h,l,i,r.get(h),e);if(!p)return[];let v=h.taker===null;return[
{...{source:o.source,taker:h.taker??this.graph.id,hue:o.hue,start:d[0],tip:qe(p.at(-1),v)},path:yt([...d,...p])}]}):[]})}paint(t,e){let i=JSON.stringify(t);i!==
this.drawn&&(this.drawn=i,this.element.replaceChildren(...t.map(mn)),this.highlight(e))}highlight({block:t,source:e}){let i=({dataset:{from:o,to:l}})=>e===void 0?
[o,l].includes(String(t)):o===String(e)&&l===String(t),n=[...this.element.children],r=n.filter(i);for(let o of n)o.classList.toggle("lit",r.includes(o));this.element.
classList.toggle("dimmed",r.length>0),r.length&&r.length<n.length&&this.element.append(...r)}headOf(t,e,i,n){let r=t.from<0?this.ground.entry(this.graph.id,t.place):
this.ground.tag(t.source,t.place);if(r){let d=n(r),h=(d.left+d.right)/2,p=d.bottom+ze+Ke*this.outside(t,v=>v.from===t.from);return[[h,d.bottom],[h,p],[e,p]]}let o=this.
ground.item(t.source);if(t.from<0||!o)return null;let l=n(o.card).bottom-un;return[[i[t.from].left,l],[e,l]]}tailOf(t,e,i,n,r){let o=i[t.to];if(t.taker!==null){
if(!o)return null;let G=o.top+dn+n.index*Math.min(hn,cn/n.count);return[[e,G],[o.left,G]]}let l=this.ground.exit(this.graph.id,t.chip);if(!l)return null;let{left:d,
right:h}=r(l),{top:p}=r(l.closest(".terminal")??l),v=(d+h)/2,b=p-ze-Ke*(n.count-n.index);return[[e,b],[v,b],[v,p]]}outside(t,e){return this.nets.filter(i=>e(i)&&
i.lane>t.lane).length}};function pn(s){let t=new Map;for(let i of s)for(let n of i.wires)t.set(n.to,[...t.get(n.to)??[],{wire:n,lane:i.lane}]);let e=new Map;for(let i of t.
values())i.sort((n,r)=>n.lane-r.lane||n.wire.chip-r.wire.chip),i.forEach(({wire:n},r)=>e.set(n,{index:r,count:i.length}));return e}function mn({source:s,taker:t,
hue:e,start:i,path:n,tip:r}){let o=document.createElementNS(jt,"g");o.classList.add("line"),e===null?o.classList.add("plain-source"):o.style.setProperty("--h",String(
e)),o.dataset.from=String(s),o.dataset.to=String(t);let[l,d,h]=[Gt("path","run"),Gt("path","tip"),Gt("circle","dot")];return l.setAttribute("d",n),d.setAttribute(
"d",r),h.setAttribute("cx",String(i[0])),h.setAttribute("cy",String(i[1])),h.setAttribute("r","3"),o.append(l,d,h),o}function Gt(s,t){let e=document.createElementNS(
jt,s);return e.classList.add(t),e}var xt=class{constructor(t){this.events=t;let e=a("div","tree");e.setAttribute("role","tree"),e.setAttribute("aria-label","Model"),e.setAttribute("aria-multisel\
ectable","true"),this.column.setAttribute("role","none"),this.hint.append(a("p","hint-title","An empty canvas"),a("p","","Drag a layer here, or press / to searc\
h and Enter to add. Open a finished model in the Gallery.")),e.append(this.inputs.element,this.lead,this.column),this.element.append(e,this.hint,this.output.element)}events;element=a(
"div","sheet");column=a("div","column root");items=new Map;wires=new wt({column:t=>t===this.root?this.column:this.item(t).inside,item:t=>this.items.get(t),tag:(t,e)=>this.
items.get(t)?.outs?.at(e)??null,entry:(t,e)=>t===this.root?this.inputs.find(-e):this.items.get(t)?.entries?.at(e)??null,exit:(t,e)=>(t===this.root?this.output.gives:
this.items.get(t).gives).at(e)});inputs=new bt;output=new kt(t=>this.events.fix(this.root,t));lead=a("div","lead");hint=a("div","hint");draws=0;root=0;draw(t,e,i){
this.draws+=1,this.root=t.root.id;let n=!t.root.children.length;this.element.classList.toggle("bare",n),this.hint.hidden=!n,this.element.style.setProperty("--wi\
dest",`${t.places.get(t.root.id).width}px`),this.inputs.draw(t,e),this.output.draw(t,e),this.lead.classList.toggle("cut",!n&&!t.root.children[0].linked),this.element.
style.setProperty("--gutter",`${O(t.places.get(t.root.id).nets)}px`),this.wires.draw(t),this.fill(this.column,t.root,t,e.batch);let r=new Set(i);for(let[o,l]of this.
items)l.mark(r.has(o),r.has(o)||t.selected===o),l.seen!==this.draws&&(l.element.remove(),this.items.delete(o))}find(t){return t===null?null:t===this.root?this.output.
element:L(t)?this.inputs.find(t):this.items.get(t)?.element??null}fill(t,e,i,n){let r=e.children.map(l=>{let d=this.item(l.id);return d.update(i.places.get(l.id),
i.selected===l.id,n),this.fill(d.inside,l,i,n),d.element}),o=this.wires.picture(e.id);y(t,o?[o,...r]:r)}item(t){let e=this.items.get(t);return e||this.items.set(
t,e=new Y(t,this.events)),e.seen=this.draws,e}};var fn={names:["input"],least:1,many:!1},gn={names:["output"],least:1,many:!0},Et=class{constructor(t){this.desk=t}desk;connect(t,e,i){let n=this.taker(e,i);if(!n)
return;let{wants:r,taken:o}=n;if(o.includes(t)&&!r.many)return this.desk.announce(`${n.title} takes ${t} already`);if(r.names.length===1&&!r.many)return this.send(
n,[t]);if(o.length<r.least)return this.send(n,[...o,t]);this.desk.offer(e,`${n.title} takes ${t}`,Je(n).map(({text:l,hint:d,at:h})=>({text:l,hint:d,icon:"Graph",
run:()=>this.send(n,Ye(o,h,t))})))}refuse(t,e){let i=this.desk.view.places.get(e);if(!i)return;let n=i.block.wants?.names.length===0;this.desk.refuse(n?`${g(i.block)}\
 takes nothing: it makes its tensor itself.`:`${g(i.block)} comes before ${t}: a block takes only from blocks above it.`)}open(t){let e=this.desk.view.places.get(
t);if(e?.parent?.kind!=="Graph"||e.block.slot)return this.desk.announce("Only a block of a Graph chooses what it takes");let i=this.taker(t,e.parent.id);if(!i)return;
if(!i.wants.names.length)return this.refuse("",t);let n=Je(i);if(n.length===1)return this.openSources(i,n[0].at);this.desk.offer(t,`${i.title} takes`,n.map(({text:r,
hint:o,at:l})=>({text:r,hint:o,icon:"Graph",run:()=>this.openSources(i,l)}))),this.desk.announce(`${i.title} takes ${i.taken.join(", ")}. Choose which of them t\
o change.`)}openSources(t,e){let{taken:i,wants:n}=t,r=yn(t).map(({name:o,hint:l,icon:d})=>({text:o,icon:d,hint:i[e]===o?"now":l,run:()=>this.send(t,Ye(i,e,o))}));
e<i.length&&i.length>n.least&&r.push({text:"nothing",hint:"",icon:"remove",run:()=>this.send(t,n.many?i.toSpliced(e,1):i.slice(0,e))}),this.desk.offer(t.id,`${t.
title} takes`,r),this.desk.announce(`What ${t.title} takes: ${r.length} to choose from`)}send(t,e){let{desk:i}=this;i.settle([t.id],()=>{t.index===t.graph.children.
length?i.send({op:"set",block:t.id,args:{outputs:e}}):i.send({op:"rewire",block:t.id,inputs:e.length===1&&e[0]===Ut(t.graph,t.index)?[]:e}),i.announce(`${t.title}\
 takes ${e.join(", ")}`)})}taker(t,e){let{places:i}=this.desk.view,n=i.get(e)?.block,r=i.get(t);return!n||!r||k(t)?null:t===e?{id:t,title:"the output",graph:n,index:n.
children.length,wants:gn,taken:kn(n)}:{id:t,title:g(r.block),graph:n,index:r.index,wants:r.block.wants??fn,taken:bn(r)}}};function Xe(s,t){let e=Number(s.closest(
"[data-block]").dataset.block),i=s.dataset.port;if(L(e))return{graph:t.root.id,from:-1,name:i};let n=t.places.get(e);return n?.parent?s.closest(".entries")?{graph:e,
from:-1,name:i}:{graph:n.parent.id,from:n.index,name:i}:null}function Qe({graph:s,from:t},e,i){let n=e.places.get(s)?.block.children??[],r=new Map(n.filter(({id:o})=>vn(
e.places.get(o),t)).map(({id:o})=>[o,i(o)]));return s===e.root.id?r.set(s,i(s)):r}function vn({block:s,index:t},e){return t>e&&s.wants?.names.length!==0&&!k(s.id)}
function bn({block:s,parent:t,index:e}){return s.takes.length?s.takes.map(i=>i.text):s.linked?[Ut(t,e)]:[]}function kn(s){return s.gives.length?s.gives.map(t=>t.
text):[Ut(s,s.children.length)]}function Ut(s,t){return t?s.children[t-1].name:s.ins[0]}function Je({wants:s,taken:t}){let e=s.many?t.length+1:Math.min(s.names.
length,t.length+1);return Array.from({length:e},(i,n)=>{let r=t[n];return s.many?{text:r===void 0?"One more":`Instead of ${r}`,hint:"",at:n}:{text:s.names[n],hint:r===
void 0?"nothing yet":`now ${r}`,at:n}})}function yn({graph:s,index:t}){return[...s.children.slice(0,t).reverse().flatMap(({kind:i,name:n,output:r,outs:o})=>o.length?
o.map(l=>({name:l.name,hint:l.text,icon:i})):[{name:n,hint:r,icon:i}]),...s.ins.map(i=>({name:i,hint:"input",icon:"Graph"}))]}function Ye(s,t,e){return s.toSpliced(
t,1,e)}function Ze(s,t,e){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${t}, ${e})`,s.append(i);let n=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[r=255,o=255,l=255]=n;return .2126*r+.7152*o+.0722*l}function ti(s){s.classList.toggle("dark",Ze(s,"--st-background-color","#fff")<
128);let t=Ze(s,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";s.style.setProperty("--on-accent",t)}var wn=4,ei="http://www.w3.org/2000/svg",Mt=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;this.picture.classList.add("drawn-wire"),this.
picture.setAttribute("aria-hidden","true"),this.picture.append(this.line),e.addEventListener("pointerdown",n=>this.press(n),{signal:i}),e.addEventListener("poin\
termove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("pointercancel",n=>n.pointerId===this.pointer&&
this.cancel(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),{signal:i})}host;start=null;port=null;pointer=-1;from={
x:0,y:0};at={x:0,y:0};active=!1;frame=0;takers=new Map;over=null;picture=document.createElementNS(ei,"svg");line=document.createElementNS(ei,"path");listening=new AbortController;get drawing(){
return this.active}refresh(){if(this.active){if(!this.port?.isConnected)return this.cancel();this.mark(!1),this.takers=this.host.takers(this.start),this.mark(!0)}}stop(){
this.cancel(),this.listening.abort()}press(t){let e=u(t,Qt);this.start||!e||t.button!==0||!t.isPrimary||(this.start=this.host.start(e),this.port=e,this.pointer=
t.pointerId,this.at=this.from={x:t.clientX,y:t.clientY})}move(t){!this.start||t.pointerId!==this.pointer||(this.at={x:t.clientX,y:t.clientY},!(!this.active&&Math.
hypot(this.at.x-this.from.x,this.at.y-this.from.y)<wn)&&(this.active||this.begin(),t.preventDefault(),this.aim()))}begin(){let{root:t,sheet:e}=this.host;this.active=
!0;try{t.setPointerCapture(this.pointer)}catch{}t.classList.add("wiring"),e.append(this.picture),this.takers=this.host.takers(this.start),this.mark(!0),this.frame=
requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{start:e,active:i}=this,n=i?this.blockAt():null,r=n!==null&&this.takers.
has(n);this.cancel(),i&&e&&this.host.drop(e,n,r)}cancel(){cancelAnimationFrame(this.frame),this.active&&(this.mark(!1),this.show(null),this.picture.remove(),this.
host.root.classList.remove("wiring"),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.start=this.port=null,
this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}mark(t){for(let e of this.takers.values())
e.classList.toggle("taker",t)}aim(){let t=this.blockAt();this.show(t!==null&&this.takers.has(t)?t:null);let e=this.host.sheet.getBoundingClientRect(),i=this.port.
getBoundingClientRect(),n=[(i.left+i.right)/2-e.left,(i.top+i.bottom)/2-e.top],o=[(this.takers.get(this.over??NaN)?.querySelector(".card, .terminal")?.getBoundingClientRect()?.
left??this.at.x)-e.left,this.at.y-e.top],l=Math.min(n[0],o[0])-12;this.line.setAttribute("d",yt([n,[l,n[1]],[l,o[1]],o]))}show(t){t!==this.over&&(this.takers.get(
this.over??NaN)?.classList.remove("taking"),this.over=t,this.takers.get(t??NaN)?.classList.add("taking"))}blockAt(){let e=this.host.root.getRootNode().elementFromPoint(
this.at.x,this.at.y);for(let[n,r]of this.takers)if(e&&r.contains(e))return n;let i=e?.closest(".item:not(.slot)");return i?Number(i.dataset.block):null}scroll(){
let{scroller:t}=this.host,e=t.getBoundingClientRect(),i=at(this.at.y,e.top,e.bottom);t.scrollTop+=i,i&&this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}};var St=class{constructor(t){this.events=t;let[e,i,n]=[this.tool("finder","search"),this.tool("fold-all","fold"),this.tool("unfold-all","unfold")],r=a("div","too\
ls","",this.undo,this.redo,a("span","divider"),this.define,i,n,a("span","divider"),e,this.help);this.undo.addEventListener("contextmenu",o=>{o.preventDefault(),
this.undo.disabled||t.run("history")}),this.title.type=this.status.type="button",this.title.dataset.action="title",this.status.dataset.action="status",this.title.
append(this.titleText),this.title.addEventListener("click",()=>this.startTyping()),this.status.addEventListener("click",()=>t.run("problem")),this.element.setAttribute(
"role","toolbar"),this.element.setAttribute("aria-label","Model"),this.element.append(this.title,this.status,this.totals,a("div","spacer"),r)}events;element=a("\
div","toolbar");title=a("button","title");titleText=a("span","title-text");status=a("button","badge status");totals=a("div","totals");undo=this.tool("undo","und\
o");redo=this.tool("redo","redo");define=this.tool("define","define");help=this.tool("help","help");look="";typing=!1;undoBox(){return this.undo.getBoundingClientRect()}helpBox(){
return this.help.getBoundingClientRect()}draw(t,e){this.define.disabled=!e,this.typing||(m(this.titleText,t.title||"Untitled"),c(this.title,"title",`${t.title||
"Untitled"}: click to rename`)),this.drawStatus(t),this.drawTotals(t.totals),this.drawHistory(this.undo,"Undo",t.undo),t.past.length>1&&c(this.undo,"title",`Und\
o ${t.undo}
Right click: several steps

${t.past.map(i=>`\xB7 ${i}`).join(`
`)}`),this.drawHistory(this.redo,"Redo",t.redo)}drawStatus({status:t}){let e=`${t.level}${t.text}`;e!==this.look&&this.status.replaceChildren(f(t.level==="good"?
"check":"alert"),a("span","badge-text",t.text)),this.look=e,this.status.classList.toggle("bad",t.level==="bad"),this.status.classList.toggle("doubtful",t.level===
"caution"),c(this.status,"aria-label",t.block===null?t.text:`${t.text}: show it`),c(this.status,"title",t.block===null?t.text:"Show the block"),this.status.disabled=
t.block===null}drawTotals(t){for(;this.totals.children.length>t.length;)this.totals.lastElementChild.remove();t.forEach((e,i)=>{let n=this.totals.children[i]??this.
totals.appendChild(a("span","badge","",a("b"),a("span","badge-label")));m(n.firstElementChild,e.text),m(n.lastElementChild,e.label),c(n,"title",e.exact)})}tool(t,e){
let{title:i,keys:n}=D(t),r=w(t,e,n.length?`${i} (${Ie(n[0])})`:i);return r.addEventListener("click",()=>this.events.run(t)),r}drawHistory(t,e,i){t.disabled=!i,At(
t,i?`${e} ${i}`:`Nothing to ${e.toLowerCase()}`)}startTyping(){if(this.typing)return;this.typing=!0;let t=a("span","title-text");this.title.replaceWith(t),mt(t,
{label:"Title of the model",value:this.titleText.textContent??"",placeholder:"Title",done:e=>{m(this.titleText,e||"Untitled"),e&&this.events.rename(e)},closed:e=>{
this.typing=!1,t.replaceWith(this.title),e&&this.title.focus({preventScroll:!0})}})}};var xn=new Set(["paste","wrap","unwrap","define","undo","redo","restore","fix","add input","remove input"]),Lt=class{constructor(t){this.outbox=t}outbox;list=[];settle(t,e){
this.list.length||!this.isSettled(t)?this.list.push({ids:t,run:e}):e()}behind(t){this.list.length?this.list.push({ids:[],run:t}):t()}afterAnswer(t){this.outbox.
pending.length?this.list.push({ids:null,run:t}):t()}answered(){for(;this.list.length&&this.isSettled(this.list[0].ids);){let{ids:t,run:e}=this.list.shift();t?.some(
k)||e()}}isSettled(t){if(t===null)return!this.outbox.pending.length;let e=new Set(t.filter(k).map(i=>ee(i)));return!this.outbox.pending.some(i=>xn.has(i.op)||e.
has(i.id))}};var Tt=class{view;commands=new Z(this);takes=new Et(this);data;root=a("div","editor");scroller=a("div","scroller");messages=new pt;autosave=new it;outbox=new ft(
()=>{});popover=new ut(this.root);finder=new dt(this.root,this);sheet=new xt({fix:(t,e)=>this.commands.fix(t,e),makeUnique:t=>this.commands.makeUnique(t)});links=new _(
this.sheet.element,t=>this.sheet.find(t),this.sheet.wires);palette=new gt(t=>this.commands.add(t),()=>this.focus(this.keyboard.at));toolbar;drag;band;clipboard;wiring;keyboard=new ht(
this.sheet,this.scroller);keeper=new ct(this.root,()=>this.keyboard.take());pointer=new vt(this,this.scroller);marks=new X;pageKeys=new AbortController;waiting=new Lt(
this.outbox);constructor(t){this.toolbar=this.makeToolbar(),this.scroller.append(this.sheet.element),this.scroller.tabIndex=-1;let e=a("div","stage","",this.messages.
banner,this.scroller,this.messages.toasts);this.root.append(this.toolbar.element,a("div","desk","",this.palette.element,e),this.messages.live),this.drag=this.makeDrag(),
this.band=this.makeBand(),this.clipboard=this.makeClipboard(),this.wiring=this.makeWiring(),this.listen(),t.append(this.root)}update({data:t,setTriggerValue:e}){
let i=!this.data,n=this.view;this.data=t,this.outbox.receive(t.ack,r=>e("ops",r)),ti(this.root),this.palette.draw(t.palette),this.draw(),this.messages.notice(t.
notice),i?this.start():n.selected!==this.view.selected&&this.showSelected(n),this.autosave.keep(t),this.waiting.answered()}stop(){this.drag.stop(),this.band.stop(),
this.clipboard.stop(),this.wiring.stop(),this.outbox.stop(),this.autosave.stop(),this.messages.stop(),this.sheet.wires.stop(),this.keeper.stop(),this.pageKeys.abort(),
this.root.remove()}send(t){t.op!=="select"&&t.op!=="fold"&&this.messages.edited(),t.op==="select"&&this.hasFocus()&&this.keeper.hold(),this.outbox.push(t),this.
draw()}settle(t,e){this.waiting.settle(t,e)}step(t,e=1){this.waiting.behind(()=>this.send({op:t,steps:e}))}openHistory(){let t=this.active(),e=this.data.past.map(
(i,n)=>({text:i,hint:n?`${n+1} steps`:"",icon:"undo",run:()=>this.step("undo",n+1)}));if(!e.length)return this.announce("There is nothing to undo");this.popover.
menu(this.toolbar.undoBox(),"Go back to before",e,()=>t?.focus({preventScroll:!0}))}afterAnswer(t){this.waiting.afterAnswer(t)}announce(t){this.messages.announce(
t)}refuse(t){this.messages.toast(t,"error"),this.announce(t)}start(){this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2,this.messages.
offer(this.autosave.offer(this.data),({document:t})=>this.send({op:"restore",text:t}))}draw(){let t=this.active(),e=this.hasFocus(),i=this.view;this.view=oe(this.
data,this.outbox.pending);let{selected:n}=this.view;n!==i?.selected&&!this.marks.ids(this.view).includes(n??NaN)&&this.marks.clear(),this.sheet.draw(this.view,this.
data,this.marks.ids(this.view)),this.toolbar.draw(this.data,this.chosen().length),this.links.rest(this.view.selected),this.root.dataset.ack=String(this.outbox.acknowledged),
this.root.dataset.pending=String(this.outbox.pending.length),this.keyboard.place(this.view,i),e&&this.active()!==t&&(t&&this.sheet.element.contains(t)?t.focus({
preventScroll:!0}):this.keyboard.take()),this.keeper.check(),this.drag.dragging||this.keyboard.drawn(),this.drag.refresh(r=>this.view.places.has(r)),this.wiring.
refresh()}active(){return this.root.getRootNode().activeElement}showSelected(t){let{selected:e}=this.view;e===null||this.drag.dragging||(this.sheet.find(e)||!t.
places.has(e))&&this.reveal(e)}hasFocus(){let t=this.active();return t!==null&&this.sheet.element.contains(t)}reveal(t){this.keyboard.reveal(t)}focus(t){this.keyboard.
go(t,this.view)}openWrap(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);if(!e||!i||e.block.slot)return;let n=tt.map(l=>({text:l,hint:"",icon:l,run:()=>this.
commands.wrap(t,l)})),r={text:"Unwrap",hint:"u",icon:"unwrap",run:()=>this.commands.unwrap(t)},o=(i.head.querySelector("[data-action=wrap]")??i.head).getBoundingClientRect();
this.popover.menu(o,"Wrap in",e.block.holds&&this.marked(t).length===1?[...n,r]:n,()=>this.focus(t))}mark(t,e){let i=this.marks.step(this.view,t,e);if(i===null)
return this.announce("No further block in this row");this.select(i)}define(t){this.commands.define(this.marks.ids(this.view).length||t===null?this.chosen():this.
marked(t)),this.marks.clear()}marked(t){return this.marks.with(this.view,t)}chosen(){let{places:t,selected:e}=this.view,i=this.marks.ids(this.view),n=e===null?void 0:
t.get(e);return i.length?i:n?.parent&&!n.block.slot?[e]:[]}reach(t){let e=this.marks.reach(this.view,this.view.selected,t);return e&&this.select(t),e}toggle(t){
let e=this.marks.toggle(this.view,this.view.selected,t);this.select(e?t:this.marks.ids(this.view).at(-1)??t)}markAll(t){this.marks.all(this.view,t).length&&this.
select(t)}unmark(){let t=this.marks.ids(this.view).length>0;return this.marks.clear(),t&&this.draw(),t}markNew(t){let{order:e,places:i,selected:n}=this.view,r=o=>!t.
has(o)&&!i.get(o).block.slot;this.marks.put(e.filter(o=>i.has(o)&&r(o)&&t.has(i.get(o).parent.id))),n!==null&&i.has(n)&&this.focus(n),this.draw()}choose(t){this.
marks.clear(),this.commands.select(t),this.draw()}chooseNothing(){this.marks.clear(),this.commands.select(null),this.draw()}select(t){this.commands.select(t),this.
focus(t),this.draw();let{length:e}=this.marks.ids(this.view);this.announce(e?`${e} blocks marked`:"One block selected")}openTakes(t){this.commands.isAlone(t,"wi\
red")&&this.takes.open(t)}offer(t,e,i){let n=this.sheet.items.get(t)?.head??this.sheet.find(t)?.querySelector(".terminal");n&&this.popover.menu(n.getBoundingClientRect(),
e,i,()=>this.focus(t))}startRename(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);!e||!i||e.block.slot||k(t)||!this.commands.isAlone(t,"renamed")||Fe(
i,e.block,{rename:n=>this.commands.rename(t,n),closed:n=>n&&this.focus(t)})}nameClass(){let{selected:t}=this.view,e=t===null?void 0:this.view.places.get(t)?.block,
i=e&&this.sheet.items.get(e.id);if(!e?.instance||!i)return;this.focus(e.id),Ge(i,e,{rename:r=>this.send({op:"rename definition",definition:e.kind,name:r}),closed:r=>r&&
this.focus(e.id)})}focusSearch(){this.palette.focusSearch()}help(t=this.toolbar.helpBox()){let e=this.active();this.popover.shortcuts(t,$,()=>e?.focus({preventScroll:!0}))}openFinder(){
this.finder.open(this.data)}startTitle(){this.toolbar.startTyping()}foldTo(t){this.send({op:"foldall",depth:t})}get at(){return this.keyboard.at}goTo(t){this.choose(
t),this.focus(t)}makeToolbar(){return new St({rename:t=>this.send({op:"title",title:t}),run:t=>D(t).run(this,this.view.selected??NaN)})}showProblem(){let{block:t}=this.
data.status;if(t===null)return this.announce(this.data.status.text);if(this.commands.select(t),t===this.view.root.id)return this.reveal(t);if(this.view.places.has(
t))return this.focus(t);this.reveal(t),D("unfold-all").run(this,t)}makeDrag(){return new lt({root:this.root,scroller:this.scroller,sheet:this.sheet.element,pick:t=>this.
palette.pick(t)??this.pointer.pick(t),geometry:({blocks:t,kind:e})=>new ot(this.view,this.sheet.items,this.sheet.element,this.sheet.column,t,e),lift:(t,e)=>{this.
pointer.hover(null);for(let i of t)this.sheet.find(i)?.classList.toggle("lifted",e)},target:t=>this.light(t),unfold:t=>this.commands.fold(t,!1),refold:(t,e)=>{for(let i of t)
(e===null||!J(this.view,i,e))&&this.commands.fold(i,!0)},drop:(t,e,i)=>this.commands.drop(t,e,i)})}lit=null;light(t){let e=t===null?void 0:this.view.places.get(
t),i=e?.block.body?A(this.view,this.view.places.get(e.block.id)).id:t,n=e?.parent?this.sheet.find(i):null;n!==this.lit&&(this.lit?.classList.remove("target"),n?.
classList.add("target"),this.lit=n)}makeBand(){let t=this;return new nt({get view(){return t.view},scroller:this.scroller,sheet:this.sheet.element,card:e=>this.
sheet.items.get(e)?.card,mark:(e,i)=>{this.marks.put(e);let[n]=e.slice(-1);i&&n!==void 0?this.select(n):this.draw()}})}makeClipboard(){return new st({commands:this.
commands,root:this.root,latest:()=>this.data,chosen:()=>this.chosen(),titleOf:t=>t.length?this.commands.spoken(t):"the whole model",say:t=>{this.messages.toast(
t,"info"),this.announce(t)},refuse:t=>this.refuse(t)})}makeWiring(){return new Mt({root:this.root,scroller:this.scroller,sheet:this.sheet.element,start:t=>Xe(t,
this.view),takers:t=>Qe(t,this.view,e=>this.sheet.find(e)),drop:(t,e,i)=>{i?this.takes.connect(t.name,e,t.graph):e!==null&&this.takes.refuse(t.name,e)}})}get busy(){
return this.drag.dragging||this.wiring.drawing}focusMoved(t){t!==this.keyboard.at&&(this.keyboard.at=t,this.keyboard.place(this.view,this.view),this.sheet.items.
get(t)?.needActions())}addInput(){this.commands.addInput(this.data.more,-this.data.inputs.length)}goToSource(t){let e=this.view.places.get(t)?.block.body?A(this.
view,this.view.places.get(t)).id:t;this.commands.select(e),this.focus(e)}listen(){this.root.addEventListener("keydown",t=>this.key(t)),this.root.addEventListener(
"keyup",t=>t.stopPropagation()),document.addEventListener("keydown",t=>It(this,t),{signal:this.pageKeys.signal})}key(t){t.stopPropagation(),!(It(this,t)||!t.key.
startsWith("Arrow"))&&u(t,"[data-block], .scroller")?.matches(".scroller")&&(t.preventDefault(),this.keyboard.take())}};var qt=new WeakMap;function En(s){let{parentElement:t}=s,e=qt.get(t),i=e??new Tt(t);return e||qt.set(t,i),i.update(s),()=>{i.stop(),qt.delete(t)}}export{En as default};

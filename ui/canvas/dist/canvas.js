var jt=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
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
["alert","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M8 5v3.6M8 11h.1"],["plus","M8 3.5v9M3.5 8h9"],["star","M8 2.2l1.8 3.7 4 .5-3 2.8.8 4L8 11.3l-3.6 1.9.\
8-4-3-2.8 4-.5z"],["help","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11.3h.1"]]),zt="http://www.w3.org/\
2000/svg",Jt=new Map;function oi(r){let t=document.createElementNS(zt,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("aria-hidden","true");let e=document.
createElementNS(zt,"path");return e.setAttribute("d",r),t.append(e),t}function p(...r){let t=r.find(i=>jt.has(i))??"Other",e=Jt.get(t)??oi(jt.get(t));return Jt.
set(t,e),e.cloneNode(!0)}function l(r,t="",e="",...i){let n=document.createElement(r);return t&&(n.className=t),e&&(n.textContent=e),n.append(...i),n}function y(r,t,e){let i=l("button",
"tool","",p(t));return i.type="button",i.dataset.action=r,V(i,e),i}function E(r,t,e){let i=l("button",r,t);return i.type="button",i.addEventListener("click",e),
i}function V(r,t){c(r,"aria-label",t),c(r,"title",t)}function c(r,t,e){r.getAttribute(t)!==e&&(e===null?r.removeAttribute(t):r.setAttribute(t,e))}function m(r,t){
r.textContent!==t&&(r.textContent=t)}function w(r,t){let e=new Set(t);for(let n of[...r.children])e.has(n)||n.remove();let i=r.firstElementChild;for(let n of t){
if(i&&i!==n&&i.nextElementSibling===n){let s=i;i=n,s.remove()}i===n?i=i.nextElementSibling:r.insertBefore(n,i)}}function u(r,t){let e=r.composedPath()[0];return e instanceof
Element?e.closest(t):null}var li="input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";function B(r){return u(
r,li)!==null}var A=class{element;chips=[];constructor(t){this.element=l("div",`chips ${t}`),this.element.hidden=!0}draw(t){for(this.element.hidden=!t.length;this.chips.length<
t.length;)this.chips.push(ai());this.chips.length=t.length,t.forEach((e,i)=>hi(this.chips[i],e)),w(this.element,this.chips)}at(t){return this.element.hidden?null:
this.chips[t]??null}};function ai(){let r=l("button","chip","",l("span","chip-arrow","\u2190"),l("span","chip-text"));return r.type="button",r.tabIndex=-1,r.firstElementChild.
setAttribute("aria-hidden","true"),r}function hi(r,{text:t,id:e,hue:i,hint:n}){m(r.lastElementChild,t),c(r,"title",n),c(r,"aria-label",e===null?n:`From ${n}`),c(
r,"data-source",e===null?null:String(e)),r.disabled=e===null,r.classList.toggle("plain-source",i===null&&e!==null),i===null?r.style.removeProperty("--h"):r.style.
setProperty("--h",String(i))}var U=class{constructor(t,e,i){this.sheet=t;this.find=e;this.wires=i}sheet;find;wires;lit=[];selected=null;resting=!0;rest(t){this.
selected=t,this.resting&&this.wires.highlight(t)}source(t){let e=Number(t.dataset.source),i=t.closest("[data-block]");this.light([t,this.find(e)]),this.wires.highlight(
i?Number(i.dataset.block):e,i?e:void 0)}takers(t){let e=this.find(t),i=[...this.sheet.querySelectorAll(`[data-source="${t}"]`)].filter(n=>!e?.contains(n));this.
light([...i,...i.map(n=>n.closest("[data-block], .terminal")),...this.alike(e)]),this.wires.highlight(t)}alike(t){let e=t?.dataset.share;return e?[...this.sheet.
querySelectorAll(`[data-share="${CSS.escape(e)}"]`)].filter(i=>i!==t):[]}clear(){this.light([]),this.resting=!0,this.wires.highlight(this.selected)}light(t){this.
resting=!1;for(let e of this.lit)e.classList.remove("lit");this.lit=t.filter(e=>e!==null);for(let e of this.lit)e.classList.add("lit")}};function Xt(r){let t=new Map,e=new Map(r.children.map((s,o)=>[s.id,o])),i=(s,o)=>{if(s.id===null)return;let a=e.get(s.id)??-1;if(a>=o.to)return;let h=`${s.id}.${s.
place}`,d=t.get(h)??{source:s.id,place:s.place,hue:s.hue,from:a,last:o.to,lane:0,wires:[]};d.wires.push(o),d.last=Math.max(d.last,o.to),t.set(h,d)};r.children.forEach(
(s,o)=>s.takes.forEach((a,h)=>{(!s.linked||!Yt(r,a,o))&&i(a,{taker:s.id,to:o,chip:h})}));let n=r.children.length;return r.gives.forEach((s,o)=>{(!r.given||!Yt(r,
s,n))&&i(s,{taker:null,to:n,chip:o})}),di([...t.values()])}function P(r){return r.length?14+8*Math.max(...r.map(t=>t.lane)):0}function Yt(r,t,e){let i=r.children[e-
1];return t.place===0&&(i?t.id===i.id:e===0)}function di(r){let t=[],e=[...r].sort((i,n)=>i.last-i.from-(n.last-n.from)||i.from-n.from);for(let i of e){let n=t.
findIndex(s=>s.every(o=>i.last<=o.from||o.last<=i.from));i.lane=n<0?t.length:n,(t[i.lane]??=[]).push(i)}for(let i of r)i.lane=Math.min(i.lane,14);return r}var Qt="[data-port]",R=class{element;tags=[];constructor(t){this.element=l("div",`ports ${t}`),this.element.hidden=!0,this.element.setAttribute("aria-hidden","t\
rue")}draw(t){for(this.element.hidden=!t.length;this.tags.length<t.length;)this.tags.push(l("span","port tag"));this.tags.length=t.length,t.forEach(({text:e,name:i,
hint:n},s)=>{let o=this.tags[s];m(o,e),c(o,"title",n),o.dataset.port=i}),w(this.element,this.tags)}at(t){return this.element.hidden?null:this.tags[t]??null}};function Zt(){
let r=l("span","port handle");return r.setAttribute("aria-hidden","true"),r}var _=class{element=l("div","parts");drawn="";constructor(){this.element.hidden=!0}draw(t){let e=JSON.stringify(t);e!==this.drawn&&(this.drawn=e,this.element.hidden=
!t.length,this.element.replaceChildren(...t.map(ci)))}};function ci({path:r,kind:t,text:e,params:i,depth:n,family:s,hue:o}){let a=[["kind",t],["part-path",r],["\
detail",e],["params",i]],h=l("div","part","",l("span","sign","",p(t,s)),...a.map(([d,f])=>l("span",d,f)));return h.title=`${r}: ${t}(${e})`,h.style.setProperty(
"--h",String(o)),h.style.setProperty("--depth",String(n)),h}function j({received:r,expected:t,fix:e,fixes:i},n){let s=l("div","problem");for(let[a,h]of[["received",r],["expected",t],["fix",e]])h&&s.append(l("div","fact",
"",l("span","fact-label",a),l("span","fact-text",h)));let o=l("div","fixes");return i.forEach((a,h)=>{let d=E("fix",a,()=>n(h));d.dataset.fix=String(h),d.title=
a,o.append(d)}),i.length&&s.append(o),s}function H(r){return r.reuse||r.label}var z=class{element=l("span","chains");label=te();tie=te();draw(t){let e=H(t),i=[e?this.label:null,t.tied.length?this.tie:
null].filter(n=>n!==null);w(this.element,i),e&&(m(this.label.lastElementChild,e),this.label.style.setProperty("--h",String(t.shareHue)),c(this.label,"title",t.reuse?
`The block labelled ${e}, with the same parameters`:`Label ${e}: other places call this block again`)),t.tied.length&&(m(this.tie.lastElementChild,[...new Set(t.
tied.map(n=>n.label))].join(", ")),this.tie.style.setProperty("--h",String(t.tied[0].hue)),c(this.tie,"title",`Tied: ${t.tied.map(n=>n.text).join(", ")}`))}};function te(){
return l("span","chain","",p("chain"),l("span"))}var J=class{element=l("div","reach");words=l("span","reach-text");constructor(t){let e=E("unique","Make unique",
t);e.title="This place becomes blocks of its own; later edits of the definition leave it as it is",e.tabIndex=-1,this.element.append(this.words,e),this.element.
hidden=!0}draw({instance:t,folded:e,kind:i,places:n}){this.element.hidden=!t||e||n<2,m(this.words,`${i} \xB7 edits here change ${n} places`)}};function M(r){return r<=0&&r>-1e3}function I(r){return-1e3-r}function b(r){return r!==null&&r<=-1e3}var Pt=188,ui=28,pi=140,mi=12,fi=60,gi=new Set(["add","move","duplicate","remove","fold","rename","rename definition","rewire"]);function ee(r,t){let i={root:t.
some(n=>gi.has(n.op))?ne(r.root):r.root,selected:r.selected,places:new Map,order:r.inputs.map(n=>n.id)};for(let n of t)vi(i,n,r);return se(i,i.root,null,0,0),i}
function C(r){return r.kind==="Parallel"}function Ht({parent:r,index:t}){if(r?.kind!=="Graph"||r.folded)return!1;let e=r.children[t+1];return e?!e.linked:!r.given}
function S(r){return r.holds&&!r.folded&&!r.loading}function D(r){let t=r.children.find(e=>e.body||e.slot&&e.key==="body");return t?D(t):r}function Ct(r){let[t]=r.
children;return t?.body?Ct(t):t}function F(r,t){let{parent:e}=t;return e?.body?F(r,r.places.get(e.id)):e}function ie(r,t,e){for(let i=r.places.get(e);i;i=i.parent?
r.places.get(i.parent.id):void 0)if(i.block.id===t)return!0;return!1}function x(r){return r.folded?r.hidden:r.children.reduce((t,e)=>t+(e.slot?0:1)+x(e),0)}function ne(r){
return{...r,children:r.children.map(ne)}}function O(r,t,e=null){if(r.id===t)return[r,e];for(let i of r.children){let n=O(i,t,r);if(n)return n}return null}function vi(r,t,e){
let[i,n]="block"in t&&t.block!==null&&O(r.root,t.block)||[null,null];if(t.op==="select")r.selected=t.block;else if(t.op==="add")bi(r,t,e);else if(t.op==="move"&&
i&&n)ki(r,t,i,n);else if(t.op==="rename"&&i)i.name=t.name;else if(t.op==="rename definition")re(r.root,t.definition,t.name);else if(t.op==="rewire"&&i)i.pending=
!0;else if(t.op==="fold"&&i)wi(i,t.folded);else if(t.op==="remove"&&i&&n)n.children.splice(n.children.indexOf(i),t.count).some(o=>r.selected!==null&&O(o,r.selected))&&
(r.selected=null);else if(t.op==="duplicate"&&t.count===1&&i&&n){let s={...i,id:I(t.id),pending:!0,folded:i.holds,hidden:x(i),children:[],takes:[],linked:!0,outs:[]};
n.children.splice(n.children.indexOf(i)+1,0,s),r.selected=s.id}}function bi(r,t,e){let i=O(r.root,t.parent)?.[0];if(!i)return;let n=e.palette.find(a=>a.kinds.some(
h=>h.kind===t.kind)),s=n?.kinds.find(a=>a.kind===t.kind),o={id:I(t.id),kind:t.kind,name:"",family:n?.family??"",hue:s?.hue??n?.hue??220,key:"",detail:"",params:"",
exact:"",input:"",output:"",changed:!1,state:"unknown",problem:null,caution:null,holds:!1,slot:!1,instance:!1,places:0,label:"",reuse:"",shareHue:null,tied:[],count:0,
shared:!1,folded:!1,hidden:0,children:[],pending:!0,takes:[],linked:!0,outs:[],wants:null,gives:[],given:!0,ins:[],skips:0};i.children.splice(t.index,0,o),r.selected=
o.id}function ki(r,t,e,i){let n=O(r.root,t.parent)?.[0],s=i.children.indexOf(e),o=i.children.slice(s,s+t.count);if(!n||o.some(h=>O(h,n.id)))return;i.children.splice(
s,o.length);let a=n===i?Math.max(0,Math.min(t.index-s,o.length)):0;n.children.splice(t.index-a,0,...o);for(let h of o)Object.assign(h,{pending:!0},n===i?{}:{takes:[],
linked:!0})}function re(r,t,e){r.instance&&r.kind===t&&(r.kind=e);for(let i of r.children)re(i,t,e)}function wi(r,t){r.folded!==t&&(r.hidden=x(r),r.folded=t,r.loading=
!t,r.children=[])}function se(r,t,e,i,n){let s={block:t,parent:e,index:i,level:n,width:Pt,nets:t.kind==="Graph"?Xt(t):[]};r.places.set(t.id,s),e&&!t.body&&r.order.
push(t.id);let o=t.children.map((a,h)=>se(r,a,t,h,t.body?n:n+1));return s.width=yi(t,o,e!==null)+(e?P(s.nets):0),s.width}function yi(r,t,e){if(r.slot&&r.key==="\
shortcut"&&!t.length)return fi;if(!t.length)return S(r)?pi:Pt;let n=C(r)||r.children.some(s=>s.slot)?t.reduce((s,o)=>s+o,mi*(t.length-1)):Math.max(...t);return Math.
max(Pt,n)+(r.slot||!e?0:ui)}var xi=62,Y=class{constructor(t,e){this.id=t;this.events=e;this.element.dataset.block=String(t),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,
this.empty,this.gives.element),this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=l("div","item");card=l("div","card");head=l(
"div","head");kind=l("span","kind");label=l("span","name");inside=l("div","inside");empty=l("div","empty");seen=0;typing=null;signature="";look="";twist=l("butt\
on","twist","",p("chevron"));sign=l("span","sign");count=l("span","count");detail=l("span","detail");params=l("span","params");takes=new A("takes");entries=null;outs=null;gives=new A(
"gives");handle=null;chains=null;reach=null;parts=null;problem=null;caution=null;actions=null;wire=l("div","wire");pill=l("span","pill");update(t,e,i){let{block:n}=t,
s=`${Ti(t,e)}${i}`;if(s===this.signature)return;this.signature=s,this.updateElement(t,e),this.updateHead(n),this.updateProblem(n),this.updateCaution(n.problem?
null:n.caution),this.updatePill(n,i),this.takes.draw(n.takes),this.gives.draw(n.folded?[]:n.gives),this.updatePorts(t),this.updateSharing(n);let o=n.holds&&!n.children.
length;this.inside.hidden=!n.children.length,this.empty.hidden=!o||n.folded&&!n.slot,m(this.empty,o?Ei(n):"")}mark(t,e){this.element.classList.toggle("marked",t),
this.element.classList.contains("within")||c(this.element,"aria-selected",String(e))}forget(){this.signature=""}needActions(){if(!(this.actions||this.element.classList.
contains("slot"))){this.actions=l("span","actions"),this.actions.append(y("wrap","wrap","Wrap (w)"),y("duplicate","copy","Duplicate (d)"),y("remove","remove","R\
emove (Delete)"));for(let t of this.actions.children)t.tabIndex=-1;this.head.append(this.actions)}}updateElement(t,e){let{block:i,parent:n,index:s}=t,{element:o}=this,
a=["item",i.holds?"holds":"leaf",i.state];i.slot&&a.push("slot",i.key),oe(i)&&a.push("vacant"),n&&C(n)&&a.push("lane"),i.holds&&!i.children.length&&a.push("holl\
ow"),i.problem&&a.push("failing"),n?.kind==="Graph"&&a.push("joined"),Ht(t)&&a.push("cut"),n?.children[s+1]?.takes.length&&a.push("spaced"),i.outs.length&&a.push(
"ported"),i.pending&&a.push("pending"),i.count&&!i.slot&&a.push("stack"),i.body&&a.push("within"),i.instance&&a.push("instance"),H(i)&&a.push("sharing"),e&&a.push(
"selected");for(let h of["hover","lifted","lit","taker","taking","marked","typing-name","typing-kind"])o.classList.contains(h)&&a.push(h);o.className=a.join(" "),
o.dataset.kind=i.kind,o.style.setProperty("--h",String(i.slot?n.hue:i.hue)),c(o,"data-share",H(i)||null),i.shareHue!==null&&o.style.setProperty("--share",String(
i.shareHue)),c(this.inside,"role",i.body?"none":"group"),o.style.setProperty("--w",`${t.width}px`),i.kind==="Graph"&&o.style.setProperty("--gutter",`${P(t.nets)}\
px`),this.inside.className=`inside ${Mi(i)}`,this.speak(t),t.level===1&&(o.style.containIntrinsicSize=`auto ${xi*(1+x(i))}px`),e&&this.needActions()}speak(t){let{
block:e,parent:i}=t,n=o=>e.body?null:o,{element:s}=this;c(s,"role",e.body?"none":"treeitem"),c(s,"aria-label",n(Li(t))),c(s,"aria-level",n(String(t.level))),c(s,
"aria-posinset",n(String(t.index+1))),c(s,"aria-setsize",n(String(i?.children.length??1))),c(s,"aria-expanded",e.holds&&!e.slot&&!e.body?String(!e.folded):null),
e.body&&c(s,"tabindex",null)}updatePorts({block:t,parent:e}){let i=t.kind==="Graph"&&!t.folded&&t.children.length>0;i&&!this.entries&&this.inside.before((this.entries=
new R("entries")).element),this.entries?.draw(i?t.ins.map(s=>({text:s,name:s,hint:`${s}: an input of this Graph`})):[]),this.entries?.element.classList.toggle("\
linked",i&&t.children[0].linked),this.entries?.element.classList.toggle("several",t.ins.length>1);let n=e?.kind==="Graph"&&!t.slot;if(n&&t.outs.length&&!this.outs&&
this.card.append((this.outs=new R("outs")).element),this.outs?.draw(n?t.outs:[]),!n||t.outs.length){this.handle?.remove(),this.handle=null;return}this.handle||this.
card.append(this.handle=Zt()),this.handle.dataset.port=t.name}updateSharing(t){(H(t)||t.tied.length)&&!this.chains&&this.count.after((this.chains=new z).element),
this.chains?.draw(t),t.instance&&!this.reach&&this.head.after((this.reach=new J(()=>this.events.makeUnique(this.id))).element),this.reach?.draw(t),t.parts?.length&&
!this.parts&&this.inside.before((this.parts=new _).element),this.parts?.draw(t.folded?[]:t.parts??[])}updateHead(t){let e=`${t.kind}/${t.family}`;e!==this.look&&
this.sign.replaceChildren(p(t.kind,t.family)),this.look=e,this.twist.hidden=!t.holds,c(this.twist,"aria-label",t.folded?"Unfold":"Fold"),this.typing!=="kind"&&m(
this.kind,t.slot?t.key:t.kind),c(this.head,"title",t.key&&t.key!==t.name?`${t.kind} ${t.key}`:null),this.typing!=="name"&&m(this.label,t.slot?"":t.name),c(this.
label,"title",t.name||null),m(this.count,t.count?`\xD7${t.count}${t.shared?" shared":""}`:""),c(this.count,"title",t.shared?"The same weights every time":null),
m(this.detail,t.folded?[t.detail,ae(t.hidden),Si(t)].filter(Boolean).join(" \xB7 "):t.detail),c(this.detail,"title",t.detail||null),m(this.params,t.pending?"\u2026":
t.reuse?"shared":t.params),c(this.params,"title",t.exact||null)}updateProblem(t){this.problem?.remove(),this.problem=null,t.problem&&(this.problem=j(t.problem,e=>this.
events.fix(this.id,e)),this.head.after(this.problem))}updateCaution(t){this.caution?.remove(),this.caution=t&&l("div","caution","",p("alert"),l("span","caution-\
text",t.text)),this.caution&&(this.caution.title=t.hint,this.head.after(this.caution))}updatePill(t,e){let[i,n]=t.body?["","sum"]:t.slot?[t.key==="body"?"+":"",
"sum"]:t.pending?["\u2026","unknown"]:t.problem?["\xD7","wrong"]:t.output?[t.output,t.changed?"changed":"same"]:["?","unknown"];this.pill.className=`pill ${n}`,
m(this.pill,i),this.pill.dataset.shape=i,c(this.pill,"title",i.includes("B")&&e?`${i}
${e}`:null)}};function oe(r){return le(r)&&!r.folded&&!r.children.length}function le(r){return r.slot&&r.key==="shortcut"}function Ei(r){return r.loading?"\u2026":
r.folded?ae(r.hidden):le(r)?"x":C(r)?"Drop a first branch here":"Drop layers here"}function Mi(r){return C(r)?"lanes":r.children[0]?.body?"whole":r.children.some(
t=>t.slot)?r.children.some(oe)?"branches skip":"branches":"column"}function ae(r){return r===1?"1 block":`${r} blocks`}function Si({skips:r}){return r?`${r} ${r===
1?"skip":"skips"}`:""}function k(r){return r.slot?r.key:r.name?`${r.kind} ${r.name}`:r.kind}function Li(r){let{block:t,parent:e,index:i}=r,n=[k(t)];return t.detail&&
n.push(t.detail),e&&n.push(`block ${i+1} of ${e.children.length}`),e?.kind==="Graph"&&n.push(`takes ${he(r)}`),t.instance&&n.push(t.places>1?`one of ${t.places}\
 places`:"its only place"),H(t)&&n.push(`${t.reuse?"calls again":"label"} ${H(t)}`),t.holds&&n.push(`${x(t)} inside`),t.gives.length&&n.push(`gives ${de(t.gives)}`),
t.problem?n.push(`problem: received ${t.problem.received}, expected ${t.problem.expected}`):n.push(t.output?`output ${t.output}`:"output unknown"),t.caution&&!t.
problem&&n.push(`caution: ${t.caution.text}`),(t.exact||t.params)&&n.push(t.exact||`${t.params} parameters`),n.join(", ")}function he({block:r,parent:t,index:e}){
return r.takes.length?de(r.takes):r.linked?e?t.children[e-1].name:"the input":"nothing"}function de(r){return r.map(t=>t.text).join(", ")}function Ti(r,t){let{block:e,
parent:i}=r,n=e.problem&&[e.problem.received,e.problem.expected,e.problem.fix,...e.problem.fixes].join("");return[e.kind,e.name,e.family,e.hue,e.key,e.detail,e.
params,e.exact,e.output,e.changed,e.state,n,e.slot,e.count,e.shared,e.folded,e.hidden,e.pending,e.loading,e.children.length,t,r.index,r.level,r.width,i?.kind,i?.
children.length,e.holds&&x(e),e.caution?.hint,JSON.stringify(e.takes),JSON.stringify(e.gives),Ht(r),i?.children[r.index+1]?.takes.length,i?.kind==="Graph"&&he(r),
e.skips,e.instance,e.places,e.label,e.reuse,JSON.stringify(e.tied),e.body,JSON.stringify(e.parts),JSON.stringify(e.outs),e.ins.join(),P(r.nets),e.children[0]?.linked].
join("")}var Q=["Sequential","Graph","Residual","Parallel","Repeat"],Ai="Structure",X=class{constructor(t){this.desk=t}desk;select(t){this.desk.view.selected===t||b(t)||
this.desk.send({op:"select",block:t})}fold(t,e){let i=this.place(t);b(t)||!i?.block.holds||i.block.slot&&e||i.block.folded===e||(this.desk.send({op:"fold",block:t,
folded:e}),this.desk.announce(`${e?"Folded":"Unfolded"} ${k(i.block)}`))}add(t){let{desk:e}=this,i=()=>{let{parent:s,index:o}=this.nextPlace();e.send({op:"add",
kind:t,parent:s,index:o}),e.announce(`Added ${t}`)},n=this.place(e.view.selected)?.block;n?.pending&&n.family===Ai?e.afterAnswer(i):e.settle([],i)}drop(t,e,i){let{
desk:n}=this;n.settle([...t.row,e.parent],()=>{t.block!==null&&i?this.reuse(t.block,e):t.block===null?(n.send({op:"add",kind:t.kind,parent:e.parent,index:e.index}),
n.view.selected!==null&&n.focus(n.view.selected),n.announce(`Added ${t.kind}`)):this.move(t.block,e.parent,e.index)})}move(t,e,i){let{desk:n}=this,s=n.row(t),o=this.
place(t);!o?.parent||o.block.slot||n.settle([...s,e],()=>{n.send({op:"move",block:s[0],parent:e,index:i,count:s.length}),n.view.selected!==t&&n.send({op:"select",
block:t}),n.focus(t);let a=this.place(s[0]);a?.parent&&n.announce(`Moved ${this.spoken(s)} to position ${a.index+1} of ${this.named(a.parent.id)}`)})}shift(t,e){
let i=this.desk.row(t),n=this.place(i[0]);if(!n?.parent||n.block.slot)return;let s=e<0?n.index-1:n.index+i.length+1;if(s<0||s>n.parent.children.length)return this.
desk.announce(e<0?"Already first":"Already last");this.move(t,n.parent.id,s)}moveIn(t){let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=e.parent.children[this.
place(this.desk.row(t)[0]).index-1];if(!i?.holds)return this.desk.announce("No container before it to move into");if(!S(i))return this.fold(i.id,!1),this.desk.announce(
`Unfolded ${k(i)}; press again to move in`);let n=D(i);this.move(t,n.id,n.children.length)}moveOut(t){let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=this.
place(e.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.desk.announce("Already at the outermost level");this.move(t,
i.parent.id,i.index+1)}duplicate(t){this.onRow(t,"Duplicated",(e,i)=>{this.desk.send({op:"duplicate",block:e.block.id,count:i}),i>1&&this.desk.afterAnswer(()=>this.
desk.markCopies(i))})}reuse(t,e){if(this.desk.row(t).length>1)return this.desk.refuse("One block can be called again. Wrap the marked row (w), or make a block o\
f it (m), and call that again.");let i=e?{parent:e.parent,index:e.index}:{};this.onBlock(t,"Calls again",()=>this.desk.send({op:"reuse",block:t,...i}))}define(t){
let{desk:e}=this;if(!t.length)return e.announce("Mark the blocks first");e.settle(t,()=>{e.send({op:"define",blocks:t}),e.announce(`Made a block of ${this.spoken(
t)}`),e.afterAnswer(()=>e.nameClass())})}makeUnique(t){this.onBlock(t,"Made unique:",()=>this.desk.send({op:"make unique",block:t}))}wrap(t,e){this.onRow(t,`Wra\
pped in ${e}:`,(i,n)=>this.desk.send({op:"wrap",block:i.block.id,kind:e,count:n}))}unwrap(t){let e=this.place(t);if(!e?.block.holds)return this.desk.announce("O\
nly a container can be unwrapped");this.onBlock(t,"Unwrapped",()=>{this.desk.focus((D(e.block).children[0]??e.parent).id),this.desk.send({op:"unwrap",block:t})})}remove(t){
this.onRow(t,"Removed",(e,i)=>{let n=e.parent.children,s=n[e.index+i]??n[e.index-1]??e.parent;this.desk.send({op:"remove",block:e.block.id,count:i}),this.desk.focus(
this.desk.view.root.id===s.id?0:s.id)})}addInput(t,e){let{desk:i}=this;i.send(t),i.send({op:"select",block:e}),i.afterAnswer(()=>i.focus(e)),i.announce("Added a\
n input")}removeInput(t){let{desk:e}=this;e.send({op:"remove input",index:-t}),e.send({op:"select",block:0}),e.focus(0)}rename(t,e){this.desk.settle([t],()=>this.
desk.send({op:"rename",block:t,name:e}))}fix(t,e){this.desk.settle([t],()=>this.desk.send({op:"fix",block:t,index:e}))}onBlock(t,e,i){let n=this.place(t);!n?.parent||
n.block.slot||this.desk.settle([t],()=>{let s=this.place(t);s?.parent&&(i(s),this.desk.announce(`${e} ${k(s.block)}`))})}onRow(t,e,i){let n=this.desk.row(t);!this.
place(t)?.parent||this.place(t).block.slot||this.desk.settle(n,()=>{let s=this.place(n[0]);if(!s?.parent)return;let o=this.spoken(n);i(s,n.length),this.desk.announce(
`${e} ${o}`)})}spoken(t){return t.length===1?k(this.place(t[0]).block):`${t.length} blocks`}nextPlace(){let{view:t}=this.desk,e=this.place(t.selected);if(t.selected!==
null&&M(t.selected))return{parent:t.root.id,index:0};if(!e?.parent)return{parent:t.root.id,index:t.root.children.length};let i=D(e.block);return S(i)&&S(e.block)&&
!i.children.length?{parent:i.id,index:0}:e.block.slot?{parent:e.block.id,index:e.block.children.length}:{parent:e.parent.id,index:e.index+1}}named(t){let e=this.
place(t);return e?.parent?k(e.block.slot?e.parent:e.block):"the model"}place(t){return t===null?void 0:this.desk.view.places.get(t)}};function $t(r,t,e){let{order:i}=r.view;Z(r,i[i.indexOf(t)+e])}function Bt(r,t){Z(r,r.view.order.at(t))}function Ot(r,t){let e=r.view.places.get(t)?.block;e?.folded?
r.commands.fold(t,!1):Z(r,e&&Ct(e)?.id)}function ce(r,t){let e=r.view.places.get(t)?.block;e?.holds&&!e.folded&&!e.slot?r.commands.fold(t,!0):Z(r,me(r.view,t))}
function ue(r,t){let e=r.view.selected===t;r.commands.select(t),e&&Ot(r,t)}function pe(r,t){let e=me(r.view,t);e!==void 0&&e!==r.view.root.id?r.focus(e):r.commands.
select(null)}function me(r,t){let e=r.places.get(t);return e&&F(r,e)?.id}function Z(r,t){t!==void 0&&t!==r.view.root.id&&r.focus(t)}var fe=["Walk","Change","Put around","Look","Model"],Pi={Sequential:"Shift+s",Graph:"Shift+g",Residual:"Shift+r",Parallel:"Shift+p",Repeat:"Shift+x"},Hi=99,N=[{
id:"next",title:"Next block",group:"Walk",keys:["ArrowDown"],block:!0,quiet:!0,run:(r,t)=>$t(r,t,1)},{id:"previous",title:"Block before",group:"Walk",keys:["Arr\
owUp"],block:!0,quiet:!0,run:(r,t)=>$t(r,t,-1)},{id:"enter",title:"Unfold or go in",group:"Walk",keys:["ArrowRight"],block:!0,quiet:!0,run:Ot},{id:"leave",title:"\
Fold or go out",group:"Walk",keys:["ArrowLeft"],block:!0,quiet:!0,run:ce},{id:"first",title:"First block",group:"Walk",keys:["Home"],block:!0,quiet:!0,run:r=>Bt(
r,0)},{id:"last",title:"Last block",group:"Walk",keys:["End"],block:!0,quiet:!0,run:r=>Bt(r,-1)},{id:"choose",title:"Select, go in",group:"Walk",keys:["Enter","\
 "],block:!0,quiet:!0,run:ue},{id:"escape",title:"Go out, select nothing",group:"Walk",keys:["Escape"],block:!0,quiet:!0,run:pe},{id:"mark-next",title:"Mark the\
 next one too",group:"Walk",keys:["Shift+ArrowDown"],block:!0,quiet:!0,run:(r,t)=>r.mark(t,1)},{id:"mark-previous",title:"Mark the one before too",group:"Walk",
keys:["Shift+ArrowUp"],block:!0,quiet:!0,run:(r,t)=>r.mark(t,-1)},{id:"search",title:"Search layers, Enter adds",group:"Change",keys:["/"],run:r=>r.focusSearch()},
{id:"up",title:"Move up",group:"Change",keys:["Alt+ArrowUp"],block:!0,run:({commands:r},t)=>r.shift(t,-1)},{id:"down",title:"Move down",group:"Change",keys:["Al\
t+ArrowDown"],block:!0,run:({commands:r},t)=>r.shift(t,1)},{id:"in",title:"Move into the container before",group:"Change",keys:["Alt+ArrowRight"],block:!0,run:({
commands:r},t)=>r.moveIn(t)},{id:"out",title:"Move out of its container",group:"Change",keys:["Alt+ArrowLeft"],block:!0,run:({commands:r},t)=>r.moveOut(t)},{id:"\
duplicate",title:"Duplicate",group:"Change",keys:["d","Ctrl+d"],block:!0,run:({commands:r},t)=>r.duplicate(t)},{id:"remove",title:"Remove",group:"Change",keys:[
"Delete","Backspace"],block:!0,run:({commands:r},t)=>M(t)?r.removeInput(t):r.remove(t)},{id:"rename",title:"Rename",group:"Change",keys:["F2"],block:!0,run:(r,t)=>r.
startRename(t)},{id:"reuse",title:"Call the same block again (Alt+drag: there)",group:"Change",keys:["r"],block:!0,run:({commands:r},t)=>r.reuse(t)},{id:"takes",
title:"In a Graph: choose what the block takes",group:"Change",keys:["t"],block:!0,run:(r,t)=>r.openTakes(t)},{id:"wrap",title:"Wrap in \u2026",group:"Put aroun\
d",keys:["w"],block:!0,run:(r,t)=>r.openWrap(t)},...Q.map(r=>({id:`wrap-${r}`,title:`Wrap in ${r}`,group:"Put around",keys:[Pi[r]],block:!0,run:({commands:t},e)=>t.
wrap(e,r)})),{id:"unwrap",title:"Unwrap",group:"Put around",keys:["u"],block:!0,run:({commands:r},t)=>r.unwrap(t)},{id:"define",title:"Make a block of my own",group:"\
Put around",keys:["m"],block:!0,run:(r,t)=>r.define(t)},{id:"fold",title:"Fold or unfold",group:"Look",keys:["f"],block:!0,run:({commands:r,view:t},e)=>r.fold(e,
!t.places.get(e)?.block.folded)},{id:"fold-all",title:"Fold all",group:"Look",keys:["Shift+f"],run:r=>r.foldTo(1)},{id:"unfold-all",title:"Unfold all",group:"Lo\
ok",keys:["Shift+u"],run:r=>r.foldTo(Hi)},{id:"problem",title:"Show the first problem",group:"Look",keys:["!"],run:r=>r.showProblem()},{id:"undo",title:"Undo",group:"\
Model",keys:["Ctrl+z"],run:r=>r.step("undo")},{id:"redo",title:"Redo",group:"Model",keys:["Ctrl+y","Ctrl+Shift+z"],run:r=>r.step("redo")},{id:"title",title:"Ren\
ame the model",group:"Model",keys:[],run:r=>r.startTitle()},{id:"finder",title:"Find anything",group:"Model",keys:["Ctrl+k"],always:!0,quiet:!0,run:r=>r.openFinder()},
{id:"help",title:"List of shortcuts",group:"Model",keys:["?"],run:r=>r.help()}],Ci=new Map(N.flatMap(r=>r.keys.map(t=>[t,r])));function ge(r){return Ci.get(r)}function W(r){
let t=N.find(e=>e.id===r);if(!t)throw new Error(`There is no action "${r}".`);return t}var be="blockyard/drafts";var ve=crypto.getRandomValues(new Uint32Array(2)).join("-");function $i(r){if(typeof r!="object"||r===null)return!1;let{v:t,page:e,time:i,title:n,document:s}=r,
o=[e,n,s].every(a=>typeof a=="string");return t===1&&typeof i=="number"&&o}function ke(){try{let r=JSON.parse(localStorage.getItem(be)??"[]");return Array.isArray(
r)?r.filter($i):[]}catch{return[]}}function Bi(r){let t={v:1,page:ve,time:Date.now(),title:r.title,document:r.document},e=ke().filter(i=>i.page!==ve&&i.document!==
r.document);try{localStorage.setItem(be,JSON.stringify([t,...e].slice(0,5)))}catch{}}var tt=class{timer=0;last="";offer(t){return t.fresh?ke().filter(e=>e.document!==
t.document):[]}keep(t){t.fresh||t.document===this.last||(clearTimeout(this.timer),this.timer=window.setTimeout(()=>{this.last=t.document,Bi(t)},300))}stop(){clearTimeout(
this.timer)}};function we(r){let t=new Date(r),i=t.toDateString()===new Date().toDateString()?{}:{day:"numeric",month:"short"};return t.toLocaleString(void 0,{...i,
hour:"2-digit",minute:"2-digit"})}var Oi=10,Ni=8,ye=14,et=12,it=class{constructor(t,e,i,n,s){this.view=t;this.items=e;this.sheet=i;this.column=n;this.dragged=s}view;items;sheet;column;dragged;boxes=new Map;slotAt(t,e){
let i=this.within(this.view.root,t,e);return this.changesNothing(i)?null:i}foldedAt(t,e){for(let i of this.hits(this.view.root,t,e))if(i.folded)return i.id;return null}changesNothing(t){
let[e]=this.dragged;if(e===void 0)return!1;if(this.dragged.some(n=>ie(this.view,n,t.parent)))return!0;let i=this.view.places.get(e);return i?.parent?.id===t.parent&&
t.index>=i.index&&t.index<=i.index+this.dragged.length}*hits(t,e,i){for(let n of t.children)if(Vi(this.box(this.items.get(n.id).element),e,i)){yield n,yield*this.
hits(n,e,i);return}}within(t,e,i){let n=t.children.filter(s=>s.slot);if(n.length){let s=n.find(o=>o.key==="shortcut"&&this.outer(o).left<=e);return this.within(
s??n[0],e,i)}return t.children.length?this.isBeside(t)?this.inRow(t,e,i):this.inColumn(t,e,i):this.inEmpty(t)}inColumn(t,e,i){let{children:n}=t,s=xe(n.length,d=>this.
outer(n[d]).bottom>i);if(s===n.length)return this.between(t,s);let o=n[s],a=this.inner(o);return S(o)&&!this.dragged.includes(o.id)&&e>=a.left&&e<=a.right&&i>a.
top+Oi&&i<a.bottom-Ni?this.within(o,e,i):this.between(t,i<(a.top+a.bottom)/2?s:s+1)}inRow(t,e,i){let{children:n}=t,s=xe(n.length,d=>this.outer(n[d]).right>e);if(s===
n.length)return this.beside(t,s);let o=n[s],a=this.inner(o);return S(o)&&!this.dragged.includes(o.id)&&e>a.left+ye&&e<a.right-ye&&i>=a.top?this.within(o,e,i):this.
beside(t,e<(a.left+a.right)/2?s:s+1)}inEmpty(t){let e=this.items.get(t.id),i=e?e.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),s=(n.top+n.bottom)/
2;return{parent:t.id,index:0,vertical:!1,zone:i,line:{...n,top:s,bottom:s}}}between(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(
t.children[e]):null,s=i&&n?(i.bottom+n.top)/2:i?i.bottom+et/2:n.top-et/2,{left:o,right:a}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:t.id,index:e,
vertical:!1,zone:null,line:{left:o,right:a,top:s,bottom:s}}}beside(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):
null,s=i&&n?(i.right+n.left)/2:i?i.right+et/2:n.left-et/2,{top:o,bottom:a}=this.box(this.items.get(t.id).inside);return{parent:t.id,index:e,vertical:!0,zone:null,
line:{left:s,right:s,top:o,bottom:a}}}isBeside(t){return C(t)?t.children.length<2?!0:this.outer(t.children[1]).top<this.outer(t.children[0]).bottom:!1}outer(t){
return this.box(this.items.get(t.id).element)}inner(t){return this.box(this.items.get(t.id).card)}box(t){let e=this.boxes.get(t);if(!e){let i=this.sheet.getBoundingClientRect(),
{left:n,top:s,right:o,bottom:a}=t.getBoundingClientRect();e={left:n-i.left,top:s-i.top,right:o-i.left,bottom:a-i.top},this.boxes.set(t,e)}return e}};function Vi(r,t,e){
return t>=r.left&&t<=r.right&&e>=r.top&&e<=r.bottom}function xe(r,t){let e=0,i=r;for(;e<i;){let n=e+i>>1;t(n)?i=n:e=n+1}return e}var Ri=4,Ii=10,Di=250,Fi=600,Wi=48,Ee=16,nt=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;e.addEventListener("pointerdown",n=>this.press(
n),{signal:i}),e.addEventListener("pointermove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("po\
intercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),e.addEventListener("contextmenu",n=>this.load&&n.preventDefault(),{signal:i}),e.addEventListener(
"touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),e.addEventListener("click",n=>this.swallow(n),{signal:i,capture:!0}),t.scroller.addEventListener(
"scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.
cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;ghost=null;line=l(
"div","landing");listening=new AbortController;get dragging(){return this.active}refresh(t){if(!(!this.active||!this.load)){if(!this.load.row.every(t))return this.
cancel();this.geometry=this.host.geometry(this.load.row),this.host.lift(this.load.row,!0),this.aim()}}stop(){this.cancel(),this.listening.abort()}press(t){if(this.
load||t.button!==0||!t.isPrimary||B(t)||u(t,"button:not([data-palette], [data-shelf]), .problem, .menu, .port"))return;let e=this.host.pick(t);e&&(this.load=e,this.
pointer=t.pointerId,this.start=this.at={x:t.clientX,y:t.clientY},t.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),Di)))}move(t){if(!(!this.
load||t.pointerId!==this.pointer)){if(this.at={x:t.clientX,y:t.clientY},!this.active){let e=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);if(t.pointerType===
"touch"){e>Ii&&this.cancel();return}if(e<Ri)return;this.begin()}t.preventDefault(),this.ghost.classList.toggle("again",t.altKey&&this.load.block!==null),this.follow(),
this.aim()}}begin(){if(!this.load)return;clearTimeout(this.timer),this.active=!0;let{root:t,sheet:e}=this.host;try{t.setPointerCapture(this.pointer)}catch{}t.classList.
add("dragging"),this.ghost=Gi(this.load),t.append(this.ghost),e.append(this.line),this.line.hidden=!0,this.host.lift(this.load.row,!0),this.geometry=this.host.geometry(
this.load.row),this.follow(),this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{load:e,slot:i,active:n}=this;
this.cancel(),n&&(this.justEnded=!0,setTimeout(()=>this.justEnded=!1,0),e&&i&&this.host.drop(e,i,t.altKey))}justEnded=!1;swallow(t){this.justEnded&&(this.justEnded=
!1,t.stopPropagation(),t.preventDefault())}cancel(){clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(this.frame),this.active&&(this.show(
null),this.line.remove(),this.ghost?.remove(),this.host.root.classList.remove("dragging"),this.host.lift(this.load?.row??[],!1),this.host.root.hasPointerCapture(
this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.rest.block=null,this.load=this.geometry=this.ghost=null,this.active=!1,this.pointer=-1}key(t){
this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}follow(){let t=this.host.root.getBoundingClientRect();this.ghost.style.transform=
`translate(${this.at.x-t.left-24}px, ${this.at.y-t.top-16}px)`}aim(){let t=this.host.scroller.getBoundingClientRect(),{x:e,y:i}=this.at;if(e<t.left||e>t.right||
i<t.top||i>t.bottom)return this.linger(null),this.show(null);let n=this.host.sheet.getBoundingClientRect();this.show(this.geometry.slotAt(e-n.left,i-n.top)),this.
linger(this.geometry.foldedAt(e-n.left,i-n.top))}show(t){if(this.slot?.zone?.classList.remove("over"),this.slot=t,this.line.hidden=!t||t.zone!==null,!t)return;t.
zone?.classList.add("over");let{left:e,top:i,right:n,bottom:s}=t.line;this.line.classList.toggle("vertical",t.vertical),Object.assign(this.line.style,{left:`${e}\
px`,top:`${i}px`,width:`${n-e}px`,height:`${s-i}px`})}linger(t){t!==null&&this.load?.row.includes(t)&&(t=null),t!==this.rest.block&&(clearTimeout(this.rest.timer),
this.rest.block=t,t!==null&&(this.rest.timer=window.setTimeout(()=>this.host.unfold(t),Fi)))}scroll(){let{scroller:t}=this.host,e=t.getBoundingClientRect();this.
at.x>e.left&&this.at.x<e.right&&(t.scrollTop+=rt(this.at.y,e.top,e.bottom),t.scrollLeft+=rt(this.at.x,e.left,e.right)),this.frame=requestAnimationFrame(()=>this.
scroll())}};function rt(r,t,e){let i=Math.min(Wi,(e-t)/4);return r<t+i?-Math.ceil(Math.min(1,(t+i-r)/i)*Ee):r>e-i?Math.ceil(Math.min(1,(r-e+i)/i)*Ee):0}function Gi(r){
let t=l("span","sign","",p(r.kind,r.family)),e=l("div","ghost","",t,l("span","kind",r.kind),l("span","detail",r.text));return e.style.setProperty("--h",String(r.
hue)),e}var qi={ArrowUp:"\u2191",ArrowDown:"\u2193",ArrowLeft:"\u2190",ArrowRight:"\u2192",Delete:"Del",Escape:"Esc"," ":"Space"},Ki=/mac|iphone|ipad/i.test(navigator.platform);
function Me(r){let t=r.key.length===1,e=r.shiftKey&&(!t||/[a-z0-9]/i.test(r.key));return[...[(r.ctrlKey||r.metaKey)&&"Ctrl",r.altKey&&"Alt",e&&"Shift"],t?r.key.
toLowerCase():r.key].filter(Boolean).join("+")}function G(r){let t=r==="+"?["+"]:r.split("+");return t.map(e=>qi[e]??(e==="Ctrl"&&Ki?"\u2318":e.length===1&&t.length>
1?e.toUpperCase():e))}function Se(r){return G(r).join("+")}var Ui=60,st=class{constructor(t,e){this.root=t;this.host=e;Object.assign(this.field,{type:"text",placeholder:"Find an action, a layer, a block \u2026",spellcheck:!1,
autocomplete:"off",maxLength:64});for(let[i,n]of Object.entries({role:"combobox","aria-expanded":"true","aria-controls":"finder-list","aria-autocomplete":"list",
"aria-label":"Find anything"}))this.field.setAttribute(i,n);this.list.id="finder-list",this.list.setAttribute("role","listbox"),this.list.setAttribute("aria-lab\
el","Found"),this.field.addEventListener("input",()=>this.filter()),t.addEventListener("pointerdown",i=>this.panel&&!i.composedPath().includes(this.panel)&&this.
close(),{capture:!0})}root;host;panel=null;field=l("input","finder-field");list=l("div","finder-list");finds=[];shown=[];at=0;back=null;open(t){if(this.panel)return this.
close();this.finds=this.everything(t),this.back=this.root.getRootNode().activeElement,this.panel=l("div","finder","",l("label","finder-line","",p("search"),this.
field,l("kbd","","Esc")),this.list),c(this.panel,"role","dialog"),c(this.panel,"aria-label","Find anything"),this.panel.addEventListener("keydown",e=>this.key(e)),
this.panel.addEventListener("focusout",e=>!this.panel?.contains(e.relatedTarget)&&this.close(!1)),this.root.append(this.panel),this.field.value="",this.filter(),
this.field.focus({preventScroll:!0})}close(t=!0){let{panel:e,back:i}=this;e&&(this.panel=this.back=null,e.remove(),t&&(i?.isConnected?i.focus({preventScroll:!0}):
this.host.focus(this.host.at)))}everything(t){let{host:e}=this,{view:i,at:n}=e,s=N.filter(({quiet:h})=>!h).map(h=>({text:h.title,hint:h.block?_i(e):"",icon:["ch\
evron"],hue:null,keys:h.keys.length?G(h.keys[0]):[],run:()=>h.run(e,n)})),o=t.palette.flatMap(({family:h,hue:d,kinds:f})=>f.map(v=>({text:`Add ${v.kind}`,hint:v.
hint||h,icon:[v.kind,h],hue:v.hue??d,keys:[],run:()=>e.commands.add(v.kind)}))),a=i.order.flatMap(h=>{let d=i.places.get(h)?.block;return d&&!d.slot?[{text:`Go \
to ${k(d)}`,hint:d.detail,icon:[d.kind,d.family],hue:d.hue,keys:[],run:()=>e.goTo(h)}]:[]});return[...s,...o,...a]}filter(){let t=this.field.value.toLowerCase().
split(/\s+/).filter(Boolean),e=this.finds.map(n=>({find:n,rank:ji(n,t)})).filter(({rank:n})=>n<1/0);this.shown=e.sort((n,s)=>n.rank-s.rank).slice(0,Ui).map(({find:n})=>n),
this.at=0,this.list.scrollTop=0;let i=this.shown.map((n,s)=>this.row(n,s));w(this.list,i.length?i:[l("p","none","Nothing is called so")]),this.light()}row({text:t,
hint:e,icon:i,hue:n,keys:s},o){let a=l("span","sign","",p(...i)),h=l("div","find","",a,l("span","find-text",t),l("span","find-hint",e),l("span","keys","",...s.map(
d=>l("kbd","",d))));return h.id=`find-${o}`,h.setAttribute("role","option"),h.classList.toggle("coloured",n!==null),n!==null&&h.style.setProperty("--h",String(n)),
h.addEventListener("pointermove",()=>this.walk(o-this.at)),h.addEventListener("click",()=>this.run(o)),h}key(t){let e={ArrowDown:1,ArrowUp:-1,PageDown:8,PageUp:-8}[t.
key];if(t.stopPropagation(),e)this.walk(e);else if(t.key==="Enter"&&!t.isComposing)this.run(this.at);else if(t.key==="Escape"||t.key==="Tab"||(t.ctrlKey||t.metaKey)&&
t.key==="k")this.close();else return;t.preventDefault()}walk(t){t&&(this.at=Math.max(0,Math.min(this.shown.length-1,this.at+t)),this.light())}light(){let t=[...this.
list.querySelectorAll(".find")];t.forEach((e,i)=>e.setAttribute("aria-selected",String(i===this.at))),c(this.field,"aria-activedescendant",t[this.at]?.id??null),
t[this.at]?.scrollIntoView({block:"nearest"})}run(t){let e=this.shown[t];e&&(this.close(),e.run())}};function _i({view:r,at:t}){let e=r.places.get(t)?.block;return e?
k(e):"the input"}function ji({text:r,hint:t},e){let i=r.toLowerCase(),n=i.replace(/^(add|go to) /,""),s=`${i} ${t.toLowerCase()}`;if(!e.every(a=>s.includes(a)))
return 1/0;let[o=""]=e;return n===e.join(" ")?0:i.startsWith(o)||n.startsWith(o)?1:e.every(a=>i.includes(a))?2:3}function Te(r,t){Le(r,t)&&requestAnimationFrame(()=>Le(r,t))}function Le(r,t){let[e,i]=[t.scrollTop,t.scrollLeft],n=t.getBoundingClientRect(),s=(r.querySelector(
":scope > .card > .head")??r).getBoundingClientRect();return s.top<n.top+24?t.scrollTop-=n.top+48-s.top:s.bottom>n.bottom-24&&(t.scrollTop+=s.bottom-n.bottom+72),
s.left<n.left?t.scrollLeft-=n.left+24-s.left:s.right>n.right&&(t.scrollLeft+=Math.min(s.right-n.right,s.left-n.left)+24),t.scrollTop!==e||t.scrollLeft!==i}var zi=":scope > .card > .chips > .chip, :scope > .more",ot=class{constructor(t,e){this.sheet=t;this.scroller=e}sheet;scroller;at=0;wanted=null;place(t,e){this.
sheet.find(this.at)||(this.at=this.successor(t,e));for(let n of this.sheet.element.querySelectorAll("[tabindex='0']"))n.tabIndex=-1;let i=this.sheet.find(this.at);
if(i){i.tabIndex=0;for(let n of i.querySelectorAll(zi))n.tabIndex=0}}go(t,e){this.at=t,this.place(e,e),this.take(),this.reveal(this.at)}take(){this.sheet.find(this.
at)?.focus({preventScroll:!0})}reveal(t){let e=this.sheet.find(t);this.wanted=e?null:t,e&&Te(e,this.scroller)}drawn(){this.wanted!==null&&this.sheet.find(this.wanted)&&
this.reveal(this.wanted)}successor(t,e){let{selected:i,root:n}=t;if(!e)return i===null||i===n.id?0:i;let s=i!==null&&this.sheet.find(i)&&i>0?i:null;if(s!==null&&
(b(this.at)||!e.places.has(s)))return s;let o=e.order.indexOf(this.at);return e.order.slice(o+1).find(h=>t.places.has(h))??e.order.slice(0,Math.max(0,o)).findLast(
h=>t.places.has(h))??0}};var lt=class{constructor(t,e){this.take=e;let i={signal:this.listening.signal,capture:!0};document.addEventListener("focusin",()=>this.check(),i),t.addEventListener(
"focusout",()=>setTimeout(()=>this.check()),i),document.addEventListener("pointerdown",()=>this.release(),i),document.addEventListener("keydown",n=>n.key==="Tab"&&
this.release(),i)}take;until=0;listening=new AbortController;hold(){this.until=performance.now()+4e3}release(){this.until=0}stop(){this.listening.abort()}check(){
if(performance.now()>this.until)return;let{activeElement:t}=document,e=t?.getAttribute("role")==="tab";e&&(this.until=Math.min(this.until,performance.now()+500)),
(e||t===null||t===document.body)&&this.take()}};function Nt(r,t){let e=ge(Me(t));if(!e||!Ji(t,e))return!1;if(!e.block)e.run(r,NaN);else{let i=u(t,"[data-block]"),n=Number(i?.dataset.block);if(!i||!Yi(r,n))return!1;
e.run(r,n)}return t.preventDefault(),!0}function Ji(r,{always:t}){return r.defaultPrevented||u(r,"[role=dialog], .menu")?!1:B(r)?t===!0:!(u(r,"button")&&(r.key===
"Enter"||r.key===" "))}function Yi({view:r},t){return r.order.includes(t)}var q=8,at=class{constructor(t){this.root=t;t.addEventListener("pointerdown",e=>{this.element&&!e.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(t,e,i,n){let s=l("div","menu");s.setAttribute("role","menu"),s.setAttribute("aria-label",e);for(let o of i){let a=l("button","ch\
oice","",p(o.icon,"Structure"),l("span","choice-text",o.text),l("span","choice-hint",o.hint));a.type="button",a.setAttribute("role","menuitem"),a.dataset.choice=
o.text,a.addEventListener("click",()=>{this.close(!0),o.run()}),s.append(a)}s.prepend(l("div","menu-label",e)),s.addEventListener("keydown",o=>this.walk(o)),this.
open(s,t,n),s.querySelector("button")?.focus({preventScroll:!0})}shortcuts(t,e,i){let n=l("div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute(
"aria-label","Keyboard shortcuts"),n.tabIndex=-1;for(let s of fe){let o=e.filter(a=>a.group===s&&a.keys.length).map(Xi);n.append(l("section","key-group","",l("h\
3","menu-title",s),...o))}n.addEventListener("keydown",s=>{(s.key==="Escape"||s.key==="?")&&this.close(!0)}),this.open(n,t,i),n.focus({preventScroll:!0})}close(t){
this.element&&(this.element.remove(),this.element=null,t&&this.back?.(),this.back=null)}walk(t){let e=[...this.element.querySelectorAll("button")],i=e.indexOf(t.
composedPath()[0]),n=t.key==="ArrowDown"?1:t.key==="ArrowUp"?-1:0;n?(e[(i+n+e.length)%e.length].focus({preventScroll:!0}),t.preventDefault()):(t.key==="Escape"||
t.key==="Tab")&&(this.close(!0),t.preventDefault())}open(t,e,i){this.close(!1),this.element=t,this.back=i,this.root.append(t);let n=this.root.getBoundingClientRect(),
{offsetWidth:s,offsetHeight:o}=t,a=e.bottom-n.top+4,h=a+o+q<=n.height?a:e.top-n.top-o-4,d=e.right-n.left-s;t.style.top=`${Math.max(q,Math.min(h,n.height-o-q))}p\
x`,t.style.left=`${Math.max(q,Math.min(d,n.width-s-q))}px`}};function Xi({title:r,keys:t}){let e=t.map(i=>l("span","chord","",...G(i).map(n=>l("kbd","",n))));return l(
"div","key-row","",l("span","",r),l("span","keys","",...e))}var ht=class{anchor=null;reached=null;ids(t,e){let i=this.row(t);return i.length>1?i:e!==null&&t.places.get(e)?.parent?[e]:[]}row(t){let e=this.anchor===null?void 0:
t.places.get(this.anchor),i=this.reached===null?void 0:t.places.get(this.reached);if(!e?.parent||!i||e.parent!==i.parent||e===i)return[];let[n,s]=[Math.min(e.index,
i.index),Math.max(e.index,i.index)];return e.parent.children.slice(n,s+1).map(o=>o.id)}reach(t,e,i){this.anchor??=e;let n=this.anchor===null?null:t.places.get(this.
anchor)?.parent,s=t.places.get(i);for(;s?.parent&&s.parent!==n;)s=t.places.get(s.parent.id);return!n||!s?.parent||s.block.slot?!1:(this.reached=s.block.id,!0)}with(t,e){
let i=this.row(t);return i.includes(e)?i:[e]}from(t,e,i){let n=t.places.get(e),s=n?.parent?.children[n.index+i-1];this.clear(),s&&this.reach(t,e,s.id)}step(t,e,i){
this.reached!==e&&this.clear();let n=t.places.get(e),s=n?.parent?.children[n.index+i];return s&&!s.slot&&this.reach(t,e,s.id)?s.id:null}clear(){this.anchor=this.
reached=null}};var Qi=4e3,dt=class{live=l("div","live");toasts=l("div","toasts");banner=l("div","banner");shown=0;timer=0;level=null;constructor(){this.live.setAttribute("aria\
-live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=!0}announce(t){this.live.textContent=this.live.textContent===t?`${t}\xA0`:t}notice(t){
if(!t)return this.edited();t.id!==this.shown&&(this.shown=t.id,this.toast(t.text,t.level),this.announce(t.text))}edited(){this.level==="error"&&this.hide()}toast(t,e){
let i=l("span","sign","",p(e==="error"?"alert":"check")),n=y("dismiss","close","Dismiss");n.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.
level=e,this.toasts.replaceChildren(l("div",`toast ${e}`,"",i,l("span","toast-text",t),n)),e==="info"&&(this.timer=window.setTimeout(()=>this.hide(),Qi))}offer(t,e){
let[i,...n]=t;if(this.banner.hidden=!i,!i)return;let s=l("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${we(i.time)}?`),a=[E("solid","Re\
store",()=>{this.banner.hidden=!0,e(i)})];n.length&&a.push(E("plain","Show an older one",()=>this.offer(n,e))),a.push(E("plain","Dismiss",()=>this.offer([],e))),
this.banner.replaceChildren(s,...a)}stop(){clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.toasts.replaceChildren()}};function ct(r,t){let e=l("input","typing");e.value=t.value,e.placeholder=t.placeholder,e.maxLength=64,e.spellcheck=!1,e.autocomplete="off",e.setAttribute("aria-\
label",t.label);let i=!0,n=(s,o)=>{if(!i)return;i=!1;let a=e.value.trim();e.remove(),r.textContent=s?a:t.value,t.closed(o),s&&a!==t.value&&t.done(a)};e.addEventListener(
"keydown",s=>{s.stopPropagation();let o=s.key==="Enter"&&!s.isComposing;!o&&s.key!=="Escape"||(s.preventDefault(),n(o,!0))}),e.addEventListener("blur",()=>n(!0,
!1)),r.replaceChildren(e),e.focus({preventScroll:!0}),e.select()}function Ae(r,t,e){let i={label:`Name of ${t.kind}`,value:t.name,placeholder:t.key||"name",done:e.rename};He(r,"name",i,e)}function Pe(r,t,e){let i=n=>n&&e.rename(
n);He(r,"kind",{label:"Class name of the block",value:t.kind,placeholder:t.kind,done:i},e)}function He(r,t,e,i){r.typing||(r.typing=t,r.element.classList.add(`t\
yping-${t}`),ct(t==="name"?r.label:r.kind,{...e,closed:n=>{r.typing=null,r.forget(),r.element.classList.remove(`typing-${t}`),i.closed(n)}}))}function Zi(){let r=crypto.getRandomValues(new Uint32Array(2));return r[0].toString(36)+r[1].toString(36)}var ut=class{constructor(t){this.send=t}send;client=Zi();pending=[];acknowledged=0;last=0;timer=0;wait=3e3;push(t){
return this.last+=1,this.pending.push({...t,id:this.last}),this.wait=3e3,this.deliver(),this.last}receive(t,e){this.send=e,t.client===this.client&&(this.acknowledged=
Math.max(this.acknowledged,t.id),this.pending=this.pending.filter(i=>i.id>this.acknowledged)),this.wait=3e3,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){
this.send({client:this.client,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.
wait=Math.min(this.wait*2,24e3),this.deliver()},this.wait))}};function $e(r,t,e){let i=Oe("brick",r,t);i.dataset.palette=r.kind,i.append(l("span","brick-hint",r.hint));let n=Ce("star","star",""),s=Ce("plus","plus",`Add ${r.
kind}`),o=l("div","brick-row","",i,n,s);return e.append(o),{kind:r,family:t,row:o,button:i,section:e}}function Be(r,t,e){let i=Oe("kind-chip",r,t);return i.dataset.
shelf=r.kind,e.append(i),{kind:r,family:t,button:i,row:i,section:e}}function Vt({row:r,kind:t,button:e},i){let n=r.querySelector(".star");n&&(c(n,"aria-pressed",
String(i)),V(n,i?`Take ${t.kind} off the favourites (*)`:`Make ${t.kind} a favourite (*)`),c(e,"aria-description",i?"a favourite":null))}function Oe(r,t,e){let i=l(
"button",r,"",l("span","sign","",p(t.kind,e.family)),l("span","kind",t.kind));return i.type="button",i.tabIndex=-1,i.style.setProperty("--h",String(t.hue??e.hue)),
c(i,"aria-keyshortcuts","*"),i}function Ce(r,t,e){let i=l("button",r,"",p(t));return i.type="button",i.tabIndex=-1,e&&c(i,"aria-label",e),i}var Ne="http://www.w3.org/2000/svg",Rt=r=>Math.min(46,8+7*Math.log2(Math.max(1,r)));function Re(r,t){let e=l("span","flow-arrow","\u2192");return l("div","flow",
"",...r.map(Ve),...r.length?[e]:[],...t.map(Ve))}function Ie(r){let[t,e]=[Math.min(-1,...r),Math.max(1,...r)],i=o=>4+152*o/(r.length-1),n=o=>4+72*(e-o)/(e-t),s=r.
map((o,a)=>`${i(a).toFixed(1)} ${n(o).toFixed(1)}`).join("L");return It("curve",160,80,[["axis",`M4 ${n(0)}H156M80 4V76`],["graph",`M${s}`]])}function De(r){let t=nn[r];
return t?It("structure",160,96,[["wires",t[0]],["boxes",t[1]]]):null}function Ve(r){let[t="",e]=r.split(" "),i=t.split("\xD7").filter(s=>!s.endsWith("B")).map(Number).
filter(Number.isFinite),n=l("span","flow-shape",t);return l("span","flow-tensor","",It("tensor",56,56,[["boxes",tn(i)]]),n,...e?[l("span","flow-type",e)]:[])}function tn(r){
let[t=1,e=1,i=1,n=1]=r.length<3?[...r].reverse():[r.at(-1),r.at(-2),r[0],r.length>3?r.at(-3):1],s=Math.min(7,1+Math.round(Math.log2(Math.max(1,i)))),o=s>1||n>1?
.8:1,[a,h,d]=[Rt(t)*o,(r.length<2?8:Rt(e))*o,n>1?Rt(n)*.25:0],f=2.6,[v,$]=[(56-a-d-f*(s-1))/2,(56-h-d-f*(s-1))/2];return Array.from({length:s},(At,K)=>Fe(v+f*(s-
1-K),$+d+f*K,a,h)+en(v+f*(s-1-K),$+d+f*K,a,h,d)).join("")}function en(r,t,e,i,n){return n?`M${r} ${t}l${n} ${-n}h${e}l${-n} ${n}zM${r+e} ${t}l${n} ${-n}v${i}l${-n}\
 ${n}z`:""}function Fe(r,t,e,i){return`M${r} ${t}h${e}v${i}h${-e}z`}function It(r,t,e,i){let n=document.createElementNS(Ne,"svg");n.setAttribute("viewBox",`0 0 ${t}\
 ${e}`),n.setAttribute("class",`picture ${r}`),n.setAttribute("aria-hidden","true");for(let[s,o]of i){let a=document.createElementNS(Ne,"path");a.setAttribute("\
class",s),a.setAttribute("d",o),n.append(a)}return n}var g=(r,t,e=48)=>Fe(r-e/2,t-8,e,16),nn={Sequential:["M80 2V94",g(80,20)+g(80,48)+g(80,76)],Residual:["M80 \
2V94M80 10h34a10 10 0 0 1 10 10v46a10 10 0 0 1 -10 10h-34",`${g(80,30)+g(80,54)}M80 68a8 8 0 1 1 0 16a8 8 0 1 1 0-16M76 76h8M80 72v8`],Parallel:["M80 2V94M28 40\
V22q0-10 10-10h84q10 0 10 10V74q0 10-10 10H38q-10 0-10-10z",g(28,48,40)+g(80,48,40)+g(132,48,40)],Repeat:["M80 2V94",`${g(90,38)+g(85,43)+g(80,48)}M124 44l8 8M1\
32 44l-8 8M138 42h7l-4 5q5 0 5 4t-8 2`],Graph:["M80 2V94M80 8H46q-10 0-10 10V40q0 10 10 10H56M104 26h10q10 0 10 10V66q0 10-10 10h-10",g(80,26)+g(80,50)+g(80,76)],
Reuse:["M40 2V94M120 2V94M64 48h4m4 0h4m4 0h4m4 0h4m4 0h4",g(40,48)+g(120,48)]};var rn=350,sn=150,pt=8,on=220,mt=class{constructor(t,e,i,n){this.root=t;this.palette=e;i.addEventListener("pointerover",s=>s.pointerType==="mouse"&&this.rest(n(
s))),i.addEventListener("pointerleave",()=>this.leave()),i.addEventListener("focusin",s=>s.target.matches(":focus-visible")&&this.rest(n(s))),i.addEventListener(
"focusout",()=>this.leave()),i.addEventListener("pointerdown",()=>this.hide()),i.addEventListener("scroll",()=>this.card&&this.place()),t.addEventListener("keyd\
own",s=>s.key==="Escape"&&this.hide()&&s.stopImmediatePropagation(),{capture:!0})}root;palette;address="";table=null;card=null;entry=null;timer=0;hide(){clearTimeout(
this.timer);let{card:t,entry:e}=this;return e?.button.removeAttribute("aria-describedby"),t?.remove(),this.card=this.entry=null,t!==null}rest(t){if(!t)return this.
leave();clearTimeout(this.timer),t!==this.entry&&(this.timer=window.setTimeout(()=>{this.open(t)},this.card?0:rn))}leave(){clearTimeout(this.timer),this.timer=window.
setTimeout(()=>this.hide(),sn)}async open(t){this.hide(),this.entry=t;let e=(await this.known())[t.kind.kind]??{};this.entry!==t||!t.button.isConnected||this.root.
classList.contains("dragging")||(this.card=ln(t,e),this.card.addEventListener("pointerenter",()=>clearTimeout(this.timer)),this.card.addEventListener("pointerle\
ave",()=>this.leave()),t.button.setAttribute("aria-describedby",this.card.id),this.root.append(this.card),this.place())}known(){return this.table??=fetch(new URL(
this.address,location.origin)).then(t=>t.ok?t.json():{}).catch(()=>({})),this.table}place(){let{card:t,entry:e}=this;if(!t||!e)return;let i=this.root.getBoundingClientRect(),
n=this.palette.getBoundingClientRect().right-i.left+pt;t.hidden=i.width-n-pt<on;let s=e.row.getBoundingClientRect().top-i.top;t.style.left=`${n}px`,t.style.top=
`${Math.max(pt,Math.min(s,i.height-t.offsetHeight-pt))}px`}};function ln({kind:r,family:t,button:e},i){let n=l("div","preview-title","",l("span","sign","",p(r.kind,
t.family)),l("span","kind",r.kind),l("span","preview-family",t.family)),s=l("div","preview","",n,l("p","preview-doc",r.doc||r.hint));return s.id="palette-previe\
w",s.setAttribute("role","tooltip"),s.style.setProperty("--h",e.style.getPropertyValue("--h")),s.append(...an(r,i)),s}function an({kind:r},{takes:t=[],gives:e=[],
params:i,formula:n,curve:s}){let o=[],a=s?Ie(s):De(r);return a&&o.push(a),n&&o.push(l("div","preview-formula",n)),n?.startsWith("n \u2192")&&o.push(l("div","pre\
view-letters",hn(n))),e.length&&o.push(Re(t,e)),i!==void 0&&o.push(l("div","preview-params",`${i.toLocaleString("en")} parameters in this example`)),o}function hn(r){
return Object.entries({n:"each side",k:"kernel_size",s:"stride",p:"padding",d:"dilation"}).filter(([i])=>new RegExp(`\\b${i}\\b`).test(r)).map(([i,n])=>`${i} ${n}`).
join(", ")}function dn(r,t,e){let i=e.toLowerCase().split(/\s+/).filter(Boolean),n=i.join(" "),s=r.toLowerCase();if(s===n)return 0;if(s.startsWith(n))return 1;if(i.length===
1&&Ge(n,cn(r)))return 2;if(i.every(a=>s.includes(a)))return 3;let o=`${s} ${t.toLowerCase()}`;return i.every(a=>o.includes(a))?4:1/0}function We(r,t,e){return t.
trim()?r.map(n=>({thing:n,rank:dn(...e(n),t)})).filter(({rank:n})=>n<1/0).sort((n,s)=>n.rank-s.rank).map(({thing:n})=>n):[...r]}function cn(r){return r.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[a-z]?/g)?.
map(t=>t.toLowerCase())??[]}function Ge(r,t){if(!r)return!0;let[e,...i]=t;if(!e)return!1;for(let n=1;n<=Math.min(e.length,r.length)&&r[n-1]===e[n-1];n+=1)if(Ge(
r.slice(n),i))return!0;return!1}var qe=28,ft=class{constructor(t,e,i){this.shelf=e;this.host=i;Object.assign(this.field,{type:"text",placeholder:"Search layers",spellcheck:!1,autocomplete:"off"}),
this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action="search",this.field.addEventListener("input",()=>this.filter()),this.none.hidden=
!0,this.list.setAttribute("role","group"),this.list.setAttribute("aria-label","Layers");let n=l("label","search","",p("search"),this.field,l("kbd","","/"));this.
element.append(n,this.list,this.none),this.element.addEventListener("keydown",s=>this.key(s)),this.element.addEventListener("pointerleave",()=>this.settle()),this.
element.addEventListener("focusout",()=>setTimeout(()=>this.settle())),this.list.addEventListener("dblclick",s=>this.addFrom(s,"[data-palette], [data-shelf]")),
this.list.addEventListener("click",s=>u(s,".star")?this.star(this.entryOf(s)):this.addFrom(s,".plus")),this.preview=new mt(t,this.element,this.list,s=>this.entryOf(
s))}shelf;host;element=l("div","palette");field=l("input","search-field");list=l("div","families");shelves=l("div","shelves");none=l("p","none","No layer matche\
s");preview;entries=[];chips=[];shown=[];drawn="";stale=!1;focusSearch(){this.field.focus({preventScroll:!0}),this.field.select()}draw({palette:t,previews:e}){this.
preview.address=e;let i=JSON.stringify(t);i!==this.drawn&&(this.drawn=i,this.entries=[],this.list.replaceChildren(...t.map(n=>this.section(n))),this.drawShelves(),
this.filter())}used(t){this.shelf.use(t),this.stale=!0,this.settle()}pick(t){let e=u(t,"[data-palette], [data-shelf]")?this.entryOf(t):void 0;return e?(this.preview.
hide(),{block:null,row:[],kind:e.kind.kind,text:"",family:e.family.family,hue:e.kind.hue??e.family.hue}):null}section(t){let e=l("section","family","",l("h3","f\
amily-name",t.family));e.classList.toggle("mine",t.mine===!0),e.style.setProperty("--h",String(t.hue));for(let i of t.kinds)this.entries.push($e(i,t,e));return e}settle(){
let t=this.list.matches(":hover")||this.list.querySelector(":focus-visible")!==null;this.stale&&!t&&this.drawShelves()}drawShelves(){this.stale=!1;let t=this.chips.
find(({button:n})=>n.matches(":focus"))?.kind.kind;this.chips=[];let e=this.shelf.favourites,i=this.shelf.recent.filter(n=>!e.includes(n));this.shelves.replaceChildren(
...this.shelfOf("Favourites",e),...this.shelfOf("Recent",i));for(let n of this.entries)Vt(n,e.includes(n.kind.kind));this.place(),t&&this.chips.find(({kind:n})=>n.
kind===t)?.button.focus({preventScroll:!0})}shelfOf(t,e){let i=e.flatMap(s=>this.entries.find(o=>o.kind.kind===s)??[]),n=l("section","shelf","",l("h3","family-n\
ame",t));return this.chips.push(...i.map(({kind:s,family:o})=>Be(s,o,n))),i.length?[n]:[]}place(){let t=this.list.querySelector(":scope > .mine:not([hidden])");
t?t.after(this.shelves):this.list.prepend(this.shelves),this.shelves.hidden=this.field.value.trim()!==""||!this.chips.length}star(t){if(!t)return;let{kind:e}=t.
kind,i=this.shelf.toggle(e);for(let n of this.entries)n.kind.kind===e&&Vt(n,i);this.stale=!0,this.settle(),this.host.announce(i?`${e} is a favourite`:`${e} is n\
o favourite any more`)}filter(){let t=this.field.value.trim(),e=We(this.entries,t,({kind:n})=>[n.kind,`${n.hint} ${n.doc}`]),i=new Map;for(let n of e)i.set(n.section,
[...i.get(n.section)??[],n]);this.shown=[...i.values()].flat();for(let n of this.entries)n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.button.classList.
remove("first");for(let n of this.shown)n.row.hidden=n.section.hidden=!1,n.section.append(n.row);this.list.append(...i.keys()),this.place(),this.preview.hide(),
this.markFirst(t)}markFirst(t){let[e]=this.shown;this.none.hidden=e!==void 0,this.list.scrollTop=0,e&&(this.rows()[0].button.tabIndex=0,e.button.classList.toggle(
"first",t!==""))}rows(){return this.shelves.hidden?this.shown:[...this.chips,...this.shown]}bring(t){let e=t.row.getBoundingClientRect(),i=this.list.getBoundingClientRect();
e.top<i.top+qe?this.list.scrollTop-=i.top+qe-e.top:e.bottom>i.bottom&&(this.list.scrollTop+=e.bottom-i.bottom+4)}entryOf(t){let e=u(t,".brick-row, .kind-chip");
return e?[...this.chips,...this.entries].find(i=>i.row===e):void 0}addFrom(t,e){let i=u(t,e)?this.entryOf(t):void 0;i&&this.host.add(i.kind.kind)}key(t){if(t.isComposing)
return;let e=t.composedPath()[0]===this.field,i=this.rows(),n=i.findIndex(s=>s.button===t.composedPath()[0]);if(t.key==="ArrowDown")this.step(e?i[0]:i[n+1]);else if(t.
key==="ArrowUp"&&!e)n>0?this.step(i[n-1]):this.focusSearch();else if(t.key==="Enter"&&e&&this.field.value.trim()&&this.shown[0])this.addFound(this.shown[0]);else if((t.
key==="Enter"||t.key==="+")&&n>=0)this.host.add(i[n].kind.kind);else if(t.key==="*"&&n>=0)this.star(i[n]);else if(t.key==="Escape")this.preview.hide()||(this.field.
value?this.clear():this.host.leave());else if(t.key==="/"&&e)this.field.select();else return;t.preventDefault()}addFound(t){this.host.add(t.kind.kind),this.clear()}clear(){
this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}step(t){if(t){for(let e of[...this.chips,...this.entries])e.button.tabIndex=-1;t.button.tabIndex=
0,t.button.focus({preventScroll:!0}),this.bring(t)}}};var gt=class{constructor(t,e){this.host=t;e.addEventListener("click",i=>this.click(i)),e.addEventListener("dblclick",i=>{u(i,".head")&&!u(i,"button, input")&&t.
startRename(Dt(i))}),e.addEventListener("focusin",i=>{this.light(i);let n=Dt(i);n!==null&&t.focusMoved(n)}),e.addEventListener("focusout",()=>t.links.clear()),e.
addEventListener("pointerover",i=>{this.hover(u(i,".item:not(.slot)")),t.busy||this.light(i)}),e.addEventListener("pointerleave",()=>{this.hover(null),t.links.clear()})}host;hovered=null;pick(t){
let{view:e}=this.host,i=u(t,".item:not(.slot)"),n=i&&e.places.get(Number(i.dataset.block))?.block;if(!n||b(n.id))return null;let s=this.host.row(n.id),o=x(n),a=s.
length>1?`and ${s.length-1} more`:o?`${o} inside`:n.detail;return{block:n.id,row:s,kind:n.kind,text:a,family:n.family,hue:n.hue}}hover(t){t!==this.hovered&&(this.
hovered?.classList.remove("hover"),this.hovered=t,t&&(t.classList.add("hover"),this.host.sheet.items.get(Number(t.dataset.block))?.needActions()))}light(t){let{
links:e}=this.host,i=u(t,"[data-source]"),n=u(t,".item:not(.slot), .input")?.dataset.block;i?e.source(i):n!==void 0?e.takers(Number(n)):e.clear()}click(t){let{host:e}=this;
if(B(t)||u(t,".problem button"))return;let i=Dt(t),n=u(t,"[data-source]")?.dataset.source,s=u(t,"[data-action]")?.dataset.action;n!==void 0?e.goToSource(Number(
n)):s==="output"?e.commands.select(e.view.root.id):i!==null?this.clickBlock(i,s,t):u(t,".sheet, .scroller")&&e.commands.select(null)}clickBlock(t,e,i){let{host:n}=this,
s=n.view.places.get(t)?.block.folded;e==="fold"||s&&u(i,".empty")?n.commands.fold(t,!s):e==="add-input"?n.addInput():e==="wrap"?n.openWrap(t):e==="duplicate"?n.
commands.duplicate(t):e==="remove"?n.commands.remove(t):(!i.shiftKey||!n.reach(t))&&n.choose(t)}};function Dt(r){let t=u(r,"[data-block]:not(.within)");return t?
Number(t.dataset.block):null}var vt=class{element=l("div","inputs");pills=[];more=y("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(t,e){for(;this.pills.length<e.inputs.length;)this.pills.push(new Ft);this.pills.length=e.inputs.length,e.inputs.forEach((n,s)=>this.
pills[s].draw(n,t.selected===n.id,e.batch,t.root.kind==="Graph")),w(this.element,this.pills.map(n=>n.element)),this.more.hidden=!e.more;let i=this.pills.at(-1).
element;this.more.parentElement!==i&&i.append(this.more)}find(t){return this.pills.find(e=>e.element.dataset.block===String(t))?.element??null}},Ft=class{element=l(
"div","terminal input");name=l("span","terminal-name");shape=l("span","terminal-shape");type=l("span","terminal-type");port=l("span","port");constructor(){this.
element.setAttribute("role","treeitem"),this.element.setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(l("b","","input"),this.name,this.
shape,this.type,this.port),this.port.setAttribute("aria-hidden","true")}draw({id:t,name:e,text:i,dtype:n},s,o,a){this.element.dataset.block=String(t),this.element.
classList.toggle("selected",s),c(this.element,"aria-selected",String(s)),c(this.element,"aria-label",["input",e,i,n].filter(Boolean).join(" ")),m(this.name,e),m(
this.shape,i),c(this.shape,"title",i.includes("B")&&o?o:null),m(this.type,n),this.port.hidden=!a,this.port.dataset.port=e}},bt=class{constructor(t){this.fix=t;this.
open.type="button",this.open.dataset.action="output",this.pill.append(this.open,this.gives.element,this.shape),this.element.append(this.pill)}fix;element=l("div",
"ending");pill=l("div","terminal output");open=l("button","open","output");shape=l("span","terminal-shape");gives=new A("gives");problem=null;signature="";draw(t,{
output:e,batch:i}){let{root:n}=t;this.open.disabled=n.kind!=="Graph",c(this.open,"aria-label",`output ${e}`),c(this.open,"title",this.open.disabled?null:"Choose\
 what the model gives"),this.pill.classList.toggle("selected",t.selected===n.id),this.pill.classList.toggle("wrong",n.problem!==null),this.drawProblem(n.problem),
m(this.shape,e),this.shape.dataset.shape=e,c(this.shape,"title",e.includes("B")&&i?i:null),this.gives.draw(n.gives),this.pill.classList.toggle("unknown",e==="?"||
!e)}drawProblem(t){let e=JSON.stringify(t);e!==this.signature&&(this.signature=e,this.problem?.remove(),this.problem=t&&j(t,this.fix),this.problem&&this.element.
append(this.problem))}};function kt(r){let t=[`M${T(r[0])}`];for(let e=1;e<r.length-1;e+=1){let[i,n,s]=[r[e-1],r[e],r[e+1]],o=Math.min(7,Wt(i,n)/2,Wt(n,s)/2);t.push(`L${T(Ke(n,i,o))}Q${T(
n)} ${T(Ke(n,s,o))}`)}return`${t.join("")}L${T(r.at(-1))}`}function _e([r,t],e){let i=e?[[r-4,t-4-2],[r+4,t-4-2]]:[[r-4-2,t-4],[r-4-2,t+4]];return`M${T(i[0])}L${T(
[r,t])}L${T(i[1])}Z`}function Ke([r,t],[e,i],n){let s=Wt([r,t],[e,i])||1;return[r+(e-r)*n/s,t+(i-t)*n/s]}function Wt([r,t],[e,i]){return Math.hypot(e-r,i-t)}function T([
r,t]){return`${Ue(r)} ${Ue(t)}`}function Ue(r){return Math.round(r*10)/10}var Kt="http://www.w3.org/2000/svg",pn=10,mn=12,fn=7,gn=18,vn=10,je=4,ze=5,wt=class{constructor(t){this.ground=t}ground;layers=new Map;frame=0;focus={block:null};watcher=new ResizeObserver(
()=>this.paint());draw(t){let e=new Set;for(let{block:i,nets:n}of t.places.values())n.length&&(e.add(i.id),this.layer(i.id).take(i,n));for(let[i,n]of this.layers)
e.has(i)||(this.watcher.unobserve(n.column),n.element.remove(),this.layers.delete(i));cancelAnimationFrame(this.frame),this.layers.size&&(this.frame=requestAnimationFrame(
()=>this.paint()))}picture(t){return this.layers.get(t)?.element??null}highlight(t,e){if(!(this.focus.block===t&&this.focus.source===e)){this.focus={block:t,source:e};
for(let i of this.layers.values())i.highlight(this.focus)}}stop(){cancelAnimationFrame(this.frame),this.watcher.disconnect()}layer(t){let e=this.layers.get(t),i=this.
ground.column(t);return(!e||e.column!==i)&&(this.layers.set(t,e=new qt(this.ground,i)),this.watcher.observe(i)),e}paint(){let t=[...this.layers.values()],e=t.map(
i=>i.measure());t.forEach((i,n)=>i.paint(e[n],this.focus))}},qt=class{constructor(t,e){this.ground=t;this.column=e;this.element.classList.add("wires"),this.element.
setAttribute("aria-hidden","true")}ground;column;element=document.createElementNS(Kt,"svg");graph;nets=[];drawn="";take(t,e){this.graph=t,this.nets=e}measure(){
let t=this.column.getBoundingClientRect(),e=o=>{let{left:a,right:h,top:d,bottom:f}=o.getBoundingClientRect();return{left:a-t.left,right:h-t.left,top:d-t.top,bottom:f-
t.top}},i=this.graph.children.map(o=>this.ground.item(o.id)).map(o=>o?e(o.element):null),n=Math.min(...i.map(o=>o?.left??1/0))-pn,s=bn(this.nets);return this.nets.
flatMap(o=>{let a=n-8*o.lane,h=this.headOf(o,a,i,e);return h?o.wires.flatMap(d=>{let f=this.tailOf(d,a,i,s.get(d),e);if(!f)return[];let v=d.taker===null;return[
{...{source:o.source,taker:d.taker??this.graph.id,hue:o.hue,start:h[0],tip:_e(f.at(-1),v)},path:kt([...h,...f])}]}):[]})}paint(t,e){let i=JSON.stringify(t);i!==
this.drawn&&(this.drawn=i,this.element.replaceChildren(...t.map(kn)),this.highlight(e))}highlight({block:t,source:e}){let i=({dataset:{from:o,to:a}})=>e===void 0?
[o,a].includes(String(t)):o===String(e)&&a===String(t),n=[...this.element.children],s=n.filter(i);for(let o of n)o.classList.toggle("lit",s.includes(o));this.element.
classList.toggle("dimmed",s.length>0),s.length&&s.length<n.length&&this.element.append(...s)}headOf(t,e,i,n){let s=t.from<0?this.ground.entry(this.graph.id,t.place):
this.ground.tag(t.source,t.place);if(s){let h=n(s),d=(h.left+h.right)/2,f=h.bottom+ze+je*this.outside(t,v=>v.from===t.from);return[[d,h.bottom],[d,f],[e,f]]}let o=this.
ground.item(t.source);if(t.from<0||!o)return null;let a=n(o.card).bottom-vn;return[[i[t.from].left,a],[e,a]]}tailOf(t,e,i,n,s){let o=i[t.to];if(t.taker!==null){
if(!o)return null;let At=o.top+mn+n.index*Math.min(fn,gn/n.count);return[[e,At],[o.left,At]]}let a=this.ground.exit(this.graph.id,t.chip);if(!a)return null;let{
left:h,right:d}=s(a),{top:f}=s(a.closest(".terminal")??a),v=(h+d)/2,$=f-ze-je*(n.count-n.index);return[[e,$],[v,$],[v,f]]}outside(t,e){return this.nets.filter(i=>e(
i)&&i.lane>t.lane).length}};function bn(r){let t=new Map;for(let i of r)for(let n of i.wires)t.set(n.to,[...t.get(n.to)??[],{wire:n,lane:i.lane}]);let e=new Map;
for(let i of t.values())i.sort((n,s)=>n.lane-s.lane||n.wire.chip-s.wire.chip),i.forEach(({wire:n},s)=>e.set(n,{index:s,count:i.length}));return e}function kn({source:r,
taker:t,hue:e,start:i,path:n,tip:s}){let o=document.createElementNS(Kt,"g");o.classList.add("line"),e===null?o.classList.add("plain-source"):o.style.setProperty(
"--h",String(e)),o.dataset.from=String(r),o.dataset.to=String(t);let[a,h,d]=[Gt("path","run"),Gt("path","tip"),Gt("circle","dot")];return a.setAttribute("d",n),
h.setAttribute("d",s),d.setAttribute("cx",String(i[0])),d.setAttribute("cy",String(i[1])),d.setAttribute("r","3"),o.append(a,h,d),o}function Gt(r,t){let e=document.
createElementNS(Kt,r);return e.classList.add(t),e}var yt=class{constructor(t){this.events=t;let e=l("div","tree");e.setAttribute("role","tree"),e.setAttribute("aria-label","Model"),e.setAttribute("aria-multisel\
ectable","true"),this.column.setAttribute("role","none"),this.hint.append(l("p","hint-title","An empty canvas"),l("p","","Drag a layer here, or press / to searc\
h and Enter to add. Open a finished model in the Gallery.")),e.append(this.inputs.element,this.lead,this.column),this.element.append(e,this.hint,this.output.element)}events;element=l(
"div","sheet");column=l("div","column root");items=new Map;wires=new wt({column:t=>t===this.root?this.column:this.item(t).inside,item:t=>this.items.get(t),tag:(t,e)=>this.
items.get(t)?.outs?.at(e)??null,entry:(t,e)=>t===this.root?this.inputs.find(-e):this.items.get(t)?.entries?.at(e)??null,exit:(t,e)=>(t===this.root?this.output.gives:
this.items.get(t).gives).at(e)});inputs=new vt;output=new bt(t=>this.events.fix(this.root,t));lead=l("div","lead");hint=l("div","hint");draws=0;root=0;draw(t,e,i){
this.draws+=1,this.root=t.root.id;let n=!t.root.children.length;this.element.classList.toggle("bare",n),this.hint.hidden=!n,this.element.style.setProperty("--wi\
dest",`${t.places.get(t.root.id).width}px`),this.inputs.draw(t,e),this.output.draw(t,e),this.lead.classList.toggle("cut",!n&&!t.root.children[0].linked),this.element.
style.setProperty("--gutter",`${P(t.places.get(t.root.id).nets)}px`),this.wires.draw(t),this.fill(this.column,t.root,t,e.batch);let s=new Set(i);for(let[o,a]of this.
items)a.mark(s.has(o),s.has(o)||t.selected===o),a.seen!==this.draws&&(a.element.remove(),this.items.delete(o))}find(t){return t===null?null:t===this.root?this.output.
element:M(t)?this.inputs.find(t):this.items.get(t)?.element??null}fill(t,e,i,n){let s=e.children.map(a=>{let h=this.item(a.id);return h.update(i.places.get(a.id),
i.selected===a.id,n),this.fill(h.inside,a,i,n),h.element}),o=this.wires.picture(e.id);w(t,o?[o,...s]:s)}item(t){let e=this.items.get(t);return e||this.items.set(
t,e=new Y(t,this.events)),e.seen=this.draws,e}};var wn={names:["input"],least:1,many:!1},yn={names:["output"],least:1,many:!0},xt=class{constructor(t){this.desk=t}desk;connect(t,e,i){let n=this.taker(e,i);if(!n)
return;let{wants:s,taken:o}=n;if(o.includes(t)&&!s.many)return this.desk.announce(`${n.title} takes ${t} already`);if(s.names.length===1&&!s.many)return this.send(
n,[t]);if(o.length<s.least)return this.send(n,[...o,t]);this.desk.offer(e,`${n.title} takes ${t}`,Je(n).map(({text:a,hint:h,at:d})=>({text:a,hint:h,icon:"Graph",
run:()=>this.send(n,Ye(o,d,t))})))}refuse(t,e){let i=this.desk.view.places.get(e);if(!i)return;let n=i.block.wants?.names.length===0;this.desk.refuse(n?`${k(i.block)}\
 takes nothing: it makes its tensor itself.`:`${k(i.block)} comes before ${t}: a block takes only from blocks above it.`)}open(t){let e=this.desk.view.places.get(
t);if(e?.parent?.kind!=="Graph"||e.block.slot)return this.desk.announce("Only a block of a Graph chooses what it takes");let i=this.taker(t,e.parent.id);if(!i)return;
if(!i.wants.names.length)return this.refuse("",t);let n=Je(i);if(n.length===1)return this.openSources(i,n[0].at);this.desk.offer(t,`${i.title} takes`,n.map(({text:s,
hint:o,at:a})=>({text:s,hint:o,icon:"Graph",run:()=>this.openSources(i,a)}))),this.desk.announce(`${i.title} takes ${i.taken.join(", ")}. Choose which of them t\
o change.`)}openSources(t,e){let{taken:i,wants:n}=t,s=Sn(t).map(({name:o,hint:a,icon:h})=>({text:o,icon:h,hint:i[e]===o?"now":a,run:()=>this.send(t,Ye(i,e,o))}));
e<i.length&&i.length>n.least&&s.push({text:"nothing",hint:"",icon:"remove",run:()=>this.send(t,n.many?i.toSpliced(e,1):i.slice(0,e))}),this.desk.offer(t.id,`${t.
title} takes`,s),this.desk.announce(`What ${t.title} takes: ${s.length} to choose from`)}send(t,e){let{desk:i}=this;i.settle([t.id],()=>{t.index===t.graph.children.
length?i.send({op:"set",block:t.id,args:{outputs:e}}):i.send({op:"rewire",block:t.id,inputs:e.length===1&&e[0]===Ut(t.graph,t.index)?[]:e}),i.announce(`${t.title}\
 takes ${e.join(", ")}`)})}taker(t,e){let{places:i}=this.desk.view,n=i.get(e)?.block,s=i.get(t);return!n||!s||b(t)?null:t===e?{id:t,title:"the output",graph:n,index:n.
children.length,wants:yn,taken:Mn(n)}:{id:t,title:k(s.block),graph:n,index:s.index,wants:s.block.wants??wn,taken:En(s)}}};function Xe(r,t){let e=Number(r.closest(
"[data-block]").dataset.block),i=r.dataset.port;if(M(e))return{graph:t.root.id,from:-1,name:i};let n=t.places.get(e);return n?.parent?r.closest(".entries")?{graph:e,
from:-1,name:i}:{graph:n.parent.id,from:n.index,name:i}:null}function Qe({graph:r,from:t},e,i){let n=e.places.get(r)?.block.children??[],s=new Map(n.filter(({id:o})=>xn(
e.places.get(o),t)).map(({id:o})=>[o,i(o)]));return r===e.root.id?s.set(r,i(r)):s}function xn({block:r,index:t},e){return t>e&&r.wants?.names.length!==0&&!b(r.id)}
function En({block:r,parent:t,index:e}){return r.takes.length?r.takes.map(i=>i.text):r.linked?[Ut(t,e)]:[]}function Mn(r){return r.gives.length?r.gives.map(t=>t.
text):[Ut(r,r.children.length)]}function Ut(r,t){return t?r.children[t-1].name:r.ins[0]}function Je({wants:r,taken:t}){let e=r.many?t.length+1:Math.min(r.names.
length,t.length+1);return Array.from({length:e},(i,n)=>{let s=t[n];return r.many?{text:s===void 0?"One more":`Instead of ${s}`,hint:"",at:n}:{text:r.names[n],hint:s===
void 0?"nothing yet":`now ${s}`,at:n}})}function Sn({graph:r,index:t}){return[...r.children.slice(0,t).reverse().flatMap(({kind:i,name:n,output:s,outs:o})=>o.length?
o.map(a=>({name:a.name,hint:a.text,icon:i})):[{name:n,hint:s,icon:i}]),...r.ins.map(i=>({name:i,hint:"input",icon:"Graph"}))]}function Ye(r,t,e){return r.toSpliced(
t,1,e)}var ii="blockyard/shelf";var Et=class{kept=ti()??{v:1,recent:[],favourites:[]};get recent(){return this.kept.recent}get favourites(){return this.kept.favourites}use(t){this.change(e=>({
...e,recent:[t,...Ze(e.recent,t)].slice(0,5)}))}toggle(t){let e=this.kept.favourites.includes(t);return this.change(i=>({...i,favourites:[...Ze(i.favourites,t),
...e?[]:[t]].slice(-50)})),!e}change(t){this.kept=t(ti()??this.kept);try{localStorage.setItem(ii,JSON.stringify(this.kept))}catch{}}};function Ze(r,t){return r.
filter(e=>e!==t)}function ti(){try{let{v:r,recent:t,favourites:e}=JSON.parse(localStorage.getItem(ii)??"null");return r===1&&ei(t)&&ei(e)?{v:r,recent:t.slice(0,
5),favourites:e.slice(0,50)}:null}catch{return null}}function ei(r){return Array.isArray(r)&&r.every(t=>typeof t=="string"&&t.length<=64)}function ni(r,t,e){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${t}, ${e})`,r.append(i);let n=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[s=255,o=255,a=255]=n;return .2126*s+.7152*o+.0722*a}function ri(r){r.classList.toggle("dark",ni(r,"--st-background-color","#fff")<
128);let t=ni(r,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";r.style.setProperty("--on-accent",t)}var Ln=4,si="http://www.w3.org/2000/svg",Mt=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;this.picture.classList.add("drawn-wire"),this.
picture.setAttribute("aria-hidden","true"),this.picture.append(this.line),e.addEventListener("pointerdown",n=>this.press(n),{signal:i}),e.addEventListener("poin\
termove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("pointercancel",n=>n.pointerId===this.pointer&&
this.cancel(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),{signal:i})}host;start=null;port=null;pointer=-1;from={
x:0,y:0};at={x:0,y:0};active=!1;frame=0;takers=new Map;over=null;picture=document.createElementNS(si,"svg");line=document.createElementNS(si,"path");listening=new AbortController;get drawing(){
return this.active}refresh(){if(this.active){if(!this.port?.isConnected)return this.cancel();this.mark(!1),this.takers=this.host.takers(this.start),this.mark(!0)}}stop(){
this.cancel(),this.listening.abort()}press(t){let e=u(t,Qt);this.start||!e||t.button!==0||!t.isPrimary||(this.start=this.host.start(e),this.port=e,this.pointer=
t.pointerId,this.at=this.from={x:t.clientX,y:t.clientY})}move(t){!this.start||t.pointerId!==this.pointer||(this.at={x:t.clientX,y:t.clientY},!(!this.active&&Math.
hypot(this.at.x-this.from.x,this.at.y-this.from.y)<Ln)&&(this.active||this.begin(),t.preventDefault(),this.aim()))}begin(){let{root:t,sheet:e}=this.host;this.active=
!0;try{t.setPointerCapture(this.pointer)}catch{}t.classList.add("wiring"),e.append(this.picture),this.takers=this.host.takers(this.start),this.mark(!0),this.frame=
requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{start:e,active:i}=this,n=i?this.blockAt():null,s=n!==null&&this.takers.
has(n);this.cancel(),i&&e&&this.host.drop(e,n,s)}cancel(){cancelAnimationFrame(this.frame),this.active&&(this.mark(!1),this.show(null),this.picture.remove(),this.
host.root.classList.remove("wiring"),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.start=this.port=null,
this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}mark(t){for(let e of this.takers.values())
e.classList.toggle("taker",t)}aim(){let t=this.blockAt();this.show(t!==null&&this.takers.has(t)?t:null);let e=this.host.sheet.getBoundingClientRect(),i=this.port.
getBoundingClientRect(),n=[(i.left+i.right)/2-e.left,(i.top+i.bottom)/2-e.top],o=[(this.takers.get(this.over??NaN)?.querySelector(".card, .terminal")?.getBoundingClientRect()?.
left??this.at.x)-e.left,this.at.y-e.top],a=Math.min(n[0],o[0])-12;this.line.setAttribute("d",kt([n,[a,n[1]],[a,o[1]],o]))}show(t){t!==this.over&&(this.takers.get(
this.over??NaN)?.classList.remove("taking"),this.over=t,this.takers.get(t??NaN)?.classList.add("taking"))}blockAt(){let e=this.host.root.getRootNode().elementFromPoint(
this.at.x,this.at.y);for(let[n,s]of this.takers)if(e&&s.contains(e))return n;let i=e?.closest(".item:not(.slot)");return i?Number(i.dataset.block):null}scroll(){
let{scroller:t}=this.host,e=t.getBoundingClientRect(),i=rt(this.at.y,e.top,e.bottom);t.scrollTop+=i,i&&this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}};var St=class{constructor(t){this.events=t;let[e,i,n]=[this.tool("finder","search"),this.tool("fold-all","fold"),this.tool("unfold-all","unfold")],s=l("div","too\
ls","",this.undo,this.redo,l("span","divider"),this.define,i,n,l("span","divider"),e,this.help);this.title.type=this.status.type="button",this.title.dataset.action=
"title",this.status.dataset.action="status",this.title.append(this.titleText),this.title.addEventListener("click",()=>this.startTyping()),this.status.addEventListener(
"click",()=>t.run("problem")),this.element.setAttribute("role","toolbar"),this.element.setAttribute("aria-label","Model"),this.element.append(this.title,this.status,
this.totals,l("div","spacer"),s)}events;element=l("div","toolbar");title=l("button","title");titleText=l("span","title-text");status=l("button","badge status");totals=l(
"div","totals");undo=this.tool("undo","undo");redo=this.tool("redo","redo");define=this.tool("define","define");help=this.tool("help","help");look="";typing=!1;helpBox(){
return this.help.getBoundingClientRect()}draw(t,e){this.define.disabled=!e,this.typing||(m(this.titleText,t.title||"Untitled"),c(this.title,"title",`${t.title||
"Untitled"}: click to rename`)),this.drawStatus(t),this.drawTotals(t.totals),this.drawHistory(this.undo,"Undo",t.undo),this.drawHistory(this.redo,"Redo",t.redo)}drawStatus({
status:t}){let e=`${t.level}${t.text}`;e!==this.look&&this.status.replaceChildren(p(t.level==="good"?"check":"alert"),l("span","badge-text",t.text)),this.look=e,
this.status.classList.toggle("bad",t.level==="bad"),this.status.classList.toggle("doubtful",t.level==="caution"),c(this.status,"aria-label",t.block===null?t.text:
`${t.text}: show it`),c(this.status,"title",t.block===null?t.text:"Show the block"),this.status.disabled=t.block===null}drawTotals(t){for(;this.totals.children.
length>t.length;)this.totals.lastElementChild.remove();t.forEach((e,i)=>{let n=this.totals.children[i]??this.totals.appendChild(l("span","badge","",l("b"),l("sp\
an","badge-label")));m(n.firstElementChild,e.text),m(n.lastElementChild,e.label),c(n,"title",e.exact)})}tool(t,e){let{title:i,keys:n}=W(t),s=y(t,e,n.length?`${i}\
 (${Se(n[0])})`:i);return s.addEventListener("click",()=>this.events.run(t)),s}drawHistory(t,e,i){t.disabled=!i,V(t,i?`${e} ${i}`:`Nothing to ${e.toLowerCase()}`)}startTyping(){
if(this.typing)return;this.typing=!0;let t=l("span","title-text");this.title.replaceWith(t),ct(t,{label:"Title of the model",value:this.titleText.textContent??"",
placeholder:"Title",done:e=>{m(this.titleText,e||"Untitled"),e&&this.events.rename(e)},closed:e=>{this.typing=!1,t.replaceWith(this.title),e&&this.title.focus({
preventScroll:!0})}})}};var Tn=new Set(["wrap","unwrap","define","undo","redo","restore","fix","add input","remove input"]),Lt=class{constructor(t){this.outbox=t}outbox;list=[];settle(t,e){
this.list.length||!this.isSettled(t)?this.list.push({ids:t,run:e}):e()}behind(t){this.list.length?this.list.push({ids:[],run:t}):t()}afterAnswer(t){this.outbox.
pending.length?this.list.push({ids:null,run:t}):t()}answered(){for(;this.list.length&&this.isSettled(this.list[0].ids);){let{ids:t,run:e}=this.list.shift();t?.some(
b)||e()}}isSettled(t){return t===null?!this.outbox.pending.length:!this.outbox.pending.some(e=>An(e)||t.includes(I(e.id)))}};function An(r){return Tn.has(r.op)||
r.op==="duplicate"&&r.count>1}var Tt=class{view;commands=new X(this);takes=new xt(this);data;root=l("div","editor");scroller=l("div","scroller");messages=new dt;autosave=new tt;outbox=new ut(
()=>{});popover=new at(this.root);finder=new st(this.root,this);sheet=new yt({fix:(t,e)=>this.commands.fix(t,e),makeUnique:t=>this.commands.makeUnique(t)});links=new U(
this.sheet.element,t=>this.sheet.find(t),this.sheet.wires);shelf=new Et;palette=new ft(this.root,this.shelf,{add:t=>this.commands.add(t),leave:()=>this.focus(this.
keyboard.at),announce:t=>this.announce(t)});toolbar;drag;wiring;keyboard=new ot(this.sheet,this.scroller);keeper=new lt(this.root,()=>this.keyboard.take());pointer=new gt(
this,this.scroller);marks=new ht;pageKeys=new AbortController;waiting=new Lt(this.outbox);constructor(t){this.toolbar=this.makeToolbar(),this.scroller.append(this.
sheet.element),this.scroller.tabIndex=-1;let e=l("div","stage","",this.messages.banner,this.scroller,this.messages.toasts);this.root.append(this.toolbar.element,
l("div","desk","",this.palette.element,e),this.messages.live),this.drag=this.makeDrag(),this.wiring=this.makeWiring(),this.listen(),t.append(this.root)}update({
data:t,setTriggerValue:e}){let i=!this.data,n=this.view;this.data=t,this.outbox.receive(t.ack,s=>e("ops",s)),ri(this.root),this.palette.draw(t),this.draw(),this.
messages.notice(t.notice),i?this.start():n.selected!==this.view.selected&&this.showSelected(n),this.autosave.keep(t),this.waiting.answered()}stop(){this.drag.stop(),
this.wiring.stop(),this.outbox.stop(),this.autosave.stop(),this.messages.stop(),this.sheet.wires.stop(),this.keeper.stop(),this.pageKeys.abort(),this.root.remove()}send(t){
t.op!=="select"&&t.op!=="fold"&&this.messages.edited(),t.op==="select"&&this.hasFocus()&&this.keeper.hold(),(t.op==="add"||t.op==="wrap")&&this.palette.used(t.kind),
this.outbox.push(t),this.draw()}settle(t,e){this.waiting.settle(t,e)}step(t){this.waiting.behind(()=>this.send({op:t}))}afterAnswer(t){this.waiting.afterAnswer(
t)}announce(t){this.messages.announce(t)}refuse(t){this.messages.toast(t,"error"),this.announce(t)}start(){this.scroller.scrollLeft=(this.scroller.scrollWidth-this.
scroller.clientWidth)/2,this.messages.offer(this.autosave.offer(this.data),({document:t})=>this.send({op:"restore",text:t}))}draw(){let t=this.active(),e=this.hasFocus(),
i=this.view;this.view=ee(this.data,this.outbox.pending),this.marks.row(this.view).includes(this.view.selected??NaN)||this.marks.clear(),this.sheet.draw(this.view,
this.data,this.marks.row(this.view)),this.toolbar.draw(this.data,this.marks.ids(this.view,this.view.selected).length),this.links.rest(this.view.selected),this.root.
dataset.ack=String(this.outbox.acknowledged),this.root.dataset.pending=String(this.outbox.pending.length),this.keyboard.place(this.view,i),e&&this.active()!==t&&
(t&&this.sheet.element.contains(t)?t.focus({preventScroll:!0}):this.keyboard.take()),this.keeper.check(),this.drag.dragging||this.keyboard.drawn(),this.drag.refresh(
n=>this.view.places.has(n)),this.wiring.refresh()}active(){return this.root.getRootNode().activeElement}showSelected(t){let{selected:e}=this.view;e===null||this.
drag.dragging||(this.sheet.find(e)||!t.places.has(e))&&this.reveal(e)}hasFocus(){let t=this.active();return t!==null&&this.sheet.element.contains(t)}reveal(t){this.
keyboard.reveal(t)}focus(t){this.keyboard.go(t,this.view)}openWrap(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);if(!e||!i||e.block.slot)return;let n=Q.
map(a=>({text:a,hint:"",icon:a,run:()=>this.commands.wrap(t,a)})),s={text:"Unwrap",hint:"u",icon:"unwrap",run:()=>this.commands.unwrap(t)},o=(i.head.querySelector(
"[data-action=wrap]")??i.head).getBoundingClientRect();this.popover.menu(o,"Wrap in",e.block.holds&&this.row(t).length===1?[...n,s]:n,()=>this.focus(t))}mark(t,e){
let i=this.marks.step(this.view,t,e);if(i===null)return this.announce("No further block in this row");this.select(i)}define(t){this.commands.define(this.marks.ids(
this.view,t)),this.marks.clear()}row(t){return this.marks.with(this.view,t)}reach(t){let e=this.marks.reach(this.view,this.view.selected,t);return e&&this.select(
t),e}markCopies(t){let{selected:e}=this.view;e!==null&&(this.marks.from(this.view,e,t),this.focus(e),this.draw())}choose(t){this.marks.clear(),this.commands.select(
t),this.draw()}select(t){this.commands.select(t),this.focus(t),this.draw(),this.announce(`${this.marks.row(this.view).length} blocks marked`)}openTakes(t){this.
takes.open(t)}offer(t,e,i){let n=this.sheet.items.get(t)?.head??this.sheet.find(t)?.querySelector(".terminal");n&&this.popover.menu(n.getBoundingClientRect(),e,
i,()=>this.focus(t))}startRename(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);!e||!i||e.block.slot||b(t)||Ae(i,e.block,{rename:n=>this.commands.rename(
t,n),closed:n=>n&&this.focus(t)})}nameClass(){let{selected:t}=this.view,e=t===null?void 0:this.view.places.get(t)?.block,i=e&&this.sheet.items.get(e.id);if(!e?.
instance||!i)return;this.focus(e.id),Pe(i,e,{rename:s=>this.send({op:"rename definition",definition:e.kind,name:s}),closed:s=>s&&this.focus(e.id)})}focusSearch(){
this.palette.focusSearch()}help(t=this.toolbar.helpBox()){let e=this.active();this.popover.shortcuts(t,N,()=>e?.focus({preventScroll:!0}))}openFinder(){this.finder.
open(this.data)}startTitle(){this.toolbar.startTyping()}foldTo(t){this.send({op:"foldall",depth:t})}get at(){return this.keyboard.at}goTo(t){this.choose(t),this.
focus(t)}makeToolbar(){return new St({rename:t=>this.send({op:"title",title:t}),run:t=>W(t).run(this,this.view.selected??NaN)})}showProblem(){let{block:t}=this.
data.status;if(t===null)return this.announce(this.data.status.text);if(this.commands.select(t),t===this.view.root.id)return this.reveal(t);if(this.view.places.has(
t))return this.focus(t);this.reveal(t),W("unfold-all").run(this,t)}makeDrag(){return new nt({root:this.root,scroller:this.scroller,sheet:this.sheet.element,pick:t=>this.
palette.pick(t)??this.pointer.pick(t),geometry:t=>new it(this.view,this.sheet.items,this.sheet.element,this.sheet.column,t),lift:(t,e)=>{this.pointer.hover(null);
for(let i of t)this.sheet.find(i)?.classList.toggle("lifted",e)},unfold:t=>this.commands.fold(t,!1),drop:(t,e,i)=>this.commands.drop(t,e,i)})}makeWiring(){return new Mt(
{root:this.root,scroller:this.scroller,sheet:this.sheet.element,start:t=>Xe(t,this.view),takers:t=>Qe(t,this.view,e=>this.sheet.find(e)),drop:(t,e,i)=>{i?this.takes.
connect(t.name,e,t.graph):e!==null&&this.takes.refuse(t.name,e)}})}get busy(){return this.drag.dragging||this.wiring.drawing}focusMoved(t){t!==this.keyboard.at&&
(this.keyboard.at=t,this.keyboard.place(this.view,this.view),this.sheet.items.get(t)?.needActions())}addInput(){this.commands.addInput(this.data.more,-this.data.
inputs.length)}goToSource(t){let e=this.view.places.get(t)?.block.body?F(this.view,this.view.places.get(t)).id:t;this.commands.select(e),this.focus(e)}listen(){
this.root.addEventListener("keydown",t=>this.key(t)),this.root.addEventListener("keyup",t=>t.stopPropagation()),document.addEventListener("keydown",t=>Nt(this,t),
{signal:this.pageKeys.signal})}key(t){t.stopPropagation(),!(Nt(this,t)||!t.key.startsWith("Arrow"))&&u(t,"[data-block], .scroller")?.matches(".scroller")&&(t.preventDefault(),
this.keyboard.take())}};var _t=new WeakMap;function Pn(r){let{parentElement:t}=r,e=_t.get(t),i=e??new Tt(t);return e||_t.set(t,i),i.update(r),()=>{i.stop(),_t.delete(t)}}export{Pn as default};

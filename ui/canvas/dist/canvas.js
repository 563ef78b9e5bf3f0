var ke=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
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
12M4.2 9.2A5.5 5.5 0 0 1 6.5 7.6M1.8 6.4a9 9 0 0 1 2.5-1.8M7.5 3.6a9 9 0 0 1 6.7 2.8M10.6 8a5.5 5.5 0 0 1 1.2 1.2M8 12.3h.1"],["plus","M8 3.5v9M3.5 8h9"],["minu\
s","M3.5 8h9"],["fit","M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M5.5 5.5h5v5h-5z"],["help","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M6.2 \
6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11.3h.1"]]),we="http://www.w3.org/2000/svg",ye=new Map;function Ii(s){let t=document.createElementNS(we,"svg");t.setAttribute(
"viewBox","0 0 16 16"),t.setAttribute("aria-hidden","true");let e=document.createElementNS(we,"path");return e.setAttribute("d",s),t.append(e),t}function f(...s){
let t=s.find(i=>ke.has(i))??"Other",e=ye.get(t)??Ii(ke.get(t));return ye.set(t,e),e.cloneNode(!0)}function l(s,t="",e="",...i){let n=document.createElement(s);return t&&(n.className=t),e&&(n.textContent=e),n.append(...i),n}function w(s,t,e){let i=l("button",
"tool","",f(t));return i.type="button",i.dataset.action=s,U(i,e),i}function k(s,t,e){let i=l("button",s,t);return i.type="button",i.addEventListener("click",e),
i}function U(s,t){u(s,"aria-label",t),u(s,"title",t)}function u(s,t,e){s.getAttribute(t)!==e&&(e===null?s.removeAttribute(t):s.setAttribute(t,e))}function m(s,t){
s.textContent!==t&&(s.textContent=t)}function y(s,t){let e=new Set(t);for(let n of[...s.children])e.has(n)||n.remove();let i=s.firstElementChild;for(let n of t){
if(i&&i!==n&&i.nextElementSibling===n){let r=i;i=n,r.remove()}i===n?i=i.nextElementSibling:s.insertBefore(n,i)}}function v(s,t){let e=s.composedPath()[0];return e instanceof
Element?e.closest(t):null}var Wi="input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";function I(s){return v(
s,Wi)!==null}var V=class{element;chips=[];constructor(t){this.element=l("div",`chips ${t}`),this.element.hidden=!0}draw(t){for(this.element.hidden=!t.length;this.chips.length<
t.length;)this.chips.push(Fi());this.chips.length=t.length,t.forEach((e,i)=>Gi(this.chips[i],e)),y(this.element,this.chips)}at(t){return this.element.hidden?null:
this.chips[t]??null}};function Fi(){let s=l("button","chip","",l("span","chip-arrow","\u2190"),l("span","chip-text"));return s.type="button",s.tabIndex=-1,s.firstElementChild.
setAttribute("aria-hidden","true"),s}function Gi(s,{text:t,id:e,hue:i,hint:n}){m(s.lastElementChild,t),u(s,"title",n),u(s,"aria-label",e===null?n:`From ${n}`),u(
s,"data-source",e===null?null:String(e)),s.disabled=e===null,s.classList.toggle("plain-source",i===null&&e!==null),i===null?s.style.removeProperty("--h"):s.style.
setProperty("--h",String(i))}var tt=class{constructor(t,e,i){this.sheet=t;this.find=e;this.wires=i}sheet;find;wires;lit=[];source(t){let e=Number(t.dataset.source),
i=t.closest("[data-block]");this.light([t,this.find(e)]),this.wires.highlight(i?Number(i.dataset.block):e,i?e:void 0)}takers(t){let e=this.find(t),i=[...this.sheet.
querySelectorAll(`[data-source="${t}"]`)].filter(n=>!e?.contains(n));this.light([...i,...i.map(n=>n.closest("[data-block], .terminal")),...this.alike(e)]),this.
wires.highlight(t)}alike(t){let e=t?.dataset.share;return e?[...this.sheet.querySelectorAll(`[data-share="${CSS.escape(e)}"]`)].filter(i=>i!==t):[]}clear(){this.
light([]),this.wires.highlight(null)}light(t){for(let e of this.lit)e.classList.remove("lit");this.lit=t.filter(e=>e!==null);for(let e of this.lit)e.classList.add(
"lit")}};function Ee(s){let t=new Map,e=new Map(s.children.map((r,o)=>[r.id,o])),i=(r,o)=>{if(r.id===null)return;let a=e.get(r.id)??-1;if(a>=o.to)return;let h=`${r.id}.${r.
place}`,d=t.get(h)??{source:r.id,place:r.place,hue:r.hue,from:a,last:o.to,lane:0,wires:[]};d.wires.push(o),d.last=Math.max(d.last,o.to),t.set(h,d)};s.children.forEach(
(r,o)=>r.takes.forEach((a,h)=>{(!r.linked||!xe(s,a,o))&&i(a,{taker:r.id,to:o,chip:h})}));let n=s.children.length;return s.gives.forEach((r,o)=>{(!s.given||!xe(s,
r,n))&&i(r,{taker:null,to:n,chip:o})}),ji([...t.values()])}function B(s){return s.length?14+Xt(s)*Me(s):0}function Xt(s){return Math.max(2.5,Math.min(8,112/Math.
max(1,Me(s))))}function Me(s){return Math.max(0,...s.map(t=>t.lane))}function xe(s,t,e){let i=s.children[e-1];return t.place===0&&(i?t.id===i.id:e===0)}function ji(s){
let t=[],e=[...s].sort((i,n)=>i.last-i.from-(n.last-n.from)||i.from-n.from);for(let i of e){let n=t.findIndex(r=>r.every(o=>i.last<=o.from||o.last<=i.from));i.lane=
n<0?t.length:n,(t[i.lane]??=[]).push(i)}return s}var Le="[data-port]",q=class{element;tags=[];constructor(t){this.element=l("div",`ports ${t}`),this.element.hidden=!0,this.element.setAttribute("aria-hidden","t\
rue")}draw(t){for(this.element.hidden=!t.length;this.tags.length<t.length;)this.tags.push(l("span","port tag"));this.tags.length=t.length,t.forEach(({text:e,name:i,
hint:n},r)=>{let o=this.tags[r];m(o,e),u(o,"title",n),o.dataset.port=i}),y(this.element,this.tags)}at(t){return this.element.hidden?null:this.tags[t]??null}};function Se(){
let s=l("span","port handle");return s.setAttribute("aria-hidden","true"),s}var et=class{element=l("div","parts");drawn="";constructor(){this.element.hidden=!0}draw(t){let e=JSON.stringify(t);e!==this.drawn&&(this.drawn=e,this.element.hidden=
!t.length,this.element.replaceChildren(...t.map(Ui)))}};function Ui({path:s,kind:t,text:e,params:i,depth:n,family:r,hue:o}){let a=[["kind",t],["part-path",s],["\
detail",e],["params",i]],h=l("div","part","",l("span","sign","",f(t,r)),...a.map(([d,c])=>l("span",d,c)));return h.title=`${s}: ${t}(${e})`,h.style.setProperty(
"--h",String(o)),h.style.setProperty("--depth",String(n)),h}function it({received:s,expected:t,fix:e,fixes:i},n){let r=l("div","problem");for(let[a,h]of[["received",s],["expected",t],["fix",e]])h&&r.append(l("div","fact",
"",l("span","fact-label",a),l("span","fact-text",h)));let o=l("div","fixes");return i.forEach((a,h)=>{let d=k("fix",a,()=>n(h));d.dataset.fix=String(h),d.title=
a,o.append(d)}),i.length&&r.append(o),r}function O(s){return s.reuse||s.label}var nt=class{element=l("span","chains");label=Te();tie=Te();draw(t){let e=O(t),i=[e?this.label:null,t.tied.length?this.tie:
null].filter(n=>n!==null);y(this.element,i),e&&(m(this.label.lastElementChild,e),this.label.style.setProperty("--h",String(t.shareHue)),u(this.label,"title",t.reuse?
`The block labelled ${e}, with the same parameters`:`Label ${e}: other places call this block again`)),t.tied.length&&(m(this.tie.lastElementChild,[...new Set(t.
tied.map(n=>n.label))].join(", ")),this.tie.style.setProperty("--h",String(t.tied[0].hue)),u(this.tie,"title",`Tied: ${t.tied.map(n=>n.text).join(", ")}`))}};function Te(){
return l("span","chain","",f("chain"),l("span"))}var st=class{element=l("div","reach");words=l("span","reach-text");constructor(t){let e=k("unique","Make unique",
t);e.title="This place becomes blocks of its own; later edits of the definition leave it as it is",e.tabIndex=-1,this.element.append(this.words,e),this.element.
hidden=!0}draw({instance:t,folded:e,kind:i,places:n}){this.element.hidden=!t||e||n<2,m(this.words,`${i} \xB7 edits here change ${n} places`)}};function M(s){return s<=0&&s>-1e3}function z(s){return-1e3-s}function E(s){return s!==null&&s<=-1e3}var Ae=188,qi=106,zi=28,_i=20,Ki=140,Yi=12,Ji=60,Xi=new Set(["add","move","duplicate","remove","fold","rename","rename definition","rewire"]);function Pe(s,t){let i={
root:t.some(n=>Xi.has(n.op))?Be(s.root):s.root,selected:s.selected,places:new Map,order:s.inputs.map(n=>n.id)};for(let n of t)Zi(i,n,s);return Ce(i,i.root,null,
0,0,!1),i}function S(s){return s.kind==="Parallel"}function Zt({parent:s,index:t}){if(s?.kind!=="Graph"||s.folded)return!1;let e=s.children[t+1];return e?!e.linked:
!s.given}function H(s){return s.holds&&!s.folded&&!s.loading}function _(s){let t=s.children.find(e=>e.body||e.slot&&e.key==="body");return t?_(t):s}function Qt(s){
let[t]=s.children;return t?.body?Qt(t):t}function R(s,t){let{parent:e}=t;return e?.body?R(s,s.places.get(e.id)):e}function N(s,t){let e=s.places.get(t);return e?
e.parent?[...N(s,e.parent.id),e.index]:[]:null}function rt(s,t,e){for(let i=s.places.get(e);i;i=i.parent?s.places.get(i.parent.id):void 0)if(i.block.id===t)return!0;
return!1}function A(s){return s.folded?s.hidden:s.children.reduce((t,e)=>t+(e.slot?0:1)+A(e),0)}function Be(s){return{...s,children:s.children.map(Be)}}function W(s,t,e=null){
if(s.id===t)return[s,e];for(let i of s.children){let n=W(i,t,s);if(n)return n}return null}function Zi(s,t,e){let[i,n]="block"in t&&t.block!==null&&W(s.root,t.block)||
[null,null];if(t.op==="select")s.selected=t.block;else if(t.op==="add")Qi(s,t,e);else if(t.op==="move"&&i&&n)tn(s,t,i,n);else if(t.op==="rename"&&i)i.name=t.name;else if(t.
op==="rename definition")He(s.root,t.definition,t.name);else if(t.op==="rewire"&&i)i.pending=!0;else if(t.op==="fold"&&i)en(i,t.folded);else if(t.op==="remove"&&
i&&n)n.children.splice(n.children.indexOf(i),t.count).some(o=>s.selected!==null&&W(o,s.selected))&&(s.selected=null);else if(t.op==="duplicate"&&t.count===1&&i&&
n){let r={...i,id:z(t.id),pending:!0,folded:i.holds,hidden:A(i),children:[],takes:[],linked:!0,outs:[]};n.children.splice(n.children.indexOf(i)+1,0,r),s.selected=
r.id}}function Qi(s,t,e){let i=W(s.root,t.parent)?.[0];if(!i)return;let n=e.palette.find(a=>a.kinds.some(h=>h.kind===t.kind)),r=n?.kinds.find(a=>a.kind===t.kind),
o={id:z(t.id),kind:t.kind,name:"",family:n?.family??"",hue:r?.hue??n?.hue??220,key:"",detail:"",params:"",exact:"",input:"",output:"",changed:!1,means:null,state:"\
unknown",problem:null,caution:null,holds:!1,slot:!1,instance:!1,places:0,label:"",reuse:"",shareHue:null,tied:[],count:0,shared:!1,folded:!1,hidden:0,children:[],
pending:!0,takes:[],linked:!0,outs:[],wants:null,gives:[],given:!0,ins:[],skips:0};i.children.splice(t.index,0,o),s.selected=o.id}function tn(s,t,e,i){let n=W(s.
root,t.parent)?.[0],r=i.children.indexOf(e),o=i.children.slice(r,r+t.count);if(!n||o.some(h=>W(h,n.id)))return;i.children.splice(r,o.length);let a=n===i?Math.max(
0,Math.min(t.index-r,o.length)):0;n.children.splice(t.index-a,0,...o);for(let h of o)Object.assign(h,{pending:!0},n===i?{}:{takes:[],linked:!0})}function He(s,t,e){
s.instance&&s.kind===t&&(s.kind=e);for(let i of s.children)He(i,t,e)}function en(s,t){s.folded!==t&&(s.hidden=A(s),s.folded=t,s.loading=!t,s.children=[])}function Ce(s,t,e,i,n,r){
let o={block:t,parent:e,index:i,level:n,width:Ae,nets:t.kind==="Graph"?Ee(t):[]};s.places.set(t.id,o),e&&!t.body&&s.order.push(t.id);let a=t.children.length>1&&
(S(t)||t.children.some(c=>c.slot)),h=t.children.map((c,p)=>Ce(s,c,t,p,t.body?n:n+1,r||a)),d=t.slot||!e?0:r?_i:zi;return o.width=nn(t,h,a,r?qi:Ae)+(h.length?d:0)+
(e?B(o.nets):0),o.width}function nn(s,t,e,i){return s.slot&&s.key==="shortcut"&&!t.length?Ji:t.length?Math.max(i,e?t.reduce((n,r)=>n+r,Yi*(t.length-1)):Math.max(
...t)):H(s)?Math.min(i,Ki):i}var sn=62,ot=class{constructor(t,e){this.id=t;this.events=e;this.element.dataset.block=String(t),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,
this.empty,this.gives.element),this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=l("div","item");card=l("div","card");head=l(
"div","head");kind=l("span","kind");label=l("span","name");inside=l("div","inside");empty=l("div","empty");seen=0;typing=null;signature="";look="";twist=l("butt\
on","twist","",f("chevron"));sign=l("span","sign");count=l("span","count");detail=l("span","detail");params=l("span","params");takes=new V("takes");entries=null;outs=null;gives=new V(
"gives");handle=null;chains=null;reach=null;parts=null;problem=null;caution=null;actions=null;wire=l("div","wire");pill=l("span","pill");update(t,e,i){let{block:n}=t,
r=`${dn(t,e)}${i}`;if(r===this.signature)return;this.signature=r,this.updateElement(t,e),this.updateHead(n),this.updateProblem(n),this.updateCaution(n.problem?
null:n.caution),this.updatePill(n,i),this.takes.draw(n.takes),this.gives.draw(n.folded?[]:n.gives),this.updatePorts(t),this.updateSharing(n);let o=n.holds&&!n.children.
length;this.inside.hidden=!n.children.length,this.empty.hidden=!o||n.folded&&!n.slot,m(this.empty,o?rn(n):"")}mark(t,e){this.element.classList.toggle("marked",t),
this.element.classList.contains("within")||u(this.element,"aria-selected",String(e))}forget(){this.signature=""}needActions(){if(!(this.actions||this.element.classList.
contains("slot"))){this.actions=l("span","actions"),this.actions.append(w("wrap","wrap","Wrap (w)"),w("duplicate","copy","Duplicate (d)"),w("remove","remove","R\
emove (Delete)"));for(let t of this.actions.children)t.tabIndex=-1;this.head.append(this.actions)}}updateElement(t,e){let{block:i,parent:n,index:r}=t,{element:o}=this,
a=["item",i.holds?"holds":"leaf",i.state];i.slot&&a.push("slot",i.key),$e(i)&&a.push("vacant"),n&&S(n)&&a.push("lane"),i.holds&&!i.children.length&&a.push("holl\
ow"),i.problem&&a.push("failing"),n?.kind==="Graph"&&a.push("joined"),Zt(t)&&a.push("cut"),n?.children[r+1]?.takes.length&&a.push("spaced"),i.outs.length&&a.push(
"ported"),i.pending&&a.push("pending"),i.count&&!i.slot&&a.push("stack"),i.body&&a.push("within"),i.instance&&a.push("instance"),O(i)&&a.push("sharing"),e&&a.push(
"selected");for(let h of["hover","lifted","lit","taker","taking","marked","aside","loose","typing-name","typing-kind"])o.classList.contains(h)&&a.push(h);o.className=
a.join(" "),o.dataset.kind=i.kind,o.style.setProperty("--h",String(i.slot?n.hue:i.hue)),u(o,"data-share",O(i)||null),i.shareHue!==null&&o.style.setProperty("--s\
hare",String(i.shareHue)),u(this.inside,"role",i.body?"none":"group"),o.style.setProperty("--w",`${t.width}px`),i.kind==="Graph"&&o.style.setProperty("--gutter",
`${B(t.nets)}px`),this.inside.className=`inside ${on(i)}`,this.speak(t),t.level===1&&(o.style.containIntrinsicSize=`auto ${sn*(1+A(i))}px`),e&&this.needActions()}speak(t){
let{block:e,parent:i}=t,n=o=>e.body?null:o,{element:r}=this;u(r,"role",e.body?"none":"treeitem"),u(r,"aria-label",n(hn(t))),u(r,"aria-level",n(String(t.level))),
u(r,"aria-posinset",n(String(t.index+1))),u(r,"aria-setsize",n(String(i?.children.length??1))),u(r,"aria-expanded",e.holds&&!e.slot&&!e.body?String(!e.folded):null),
e.body&&u(r,"tabindex",null)}updatePorts({block:t,parent:e}){let i=t.kind==="Graph"&&!t.folded&&t.children.length>0;i&&!this.entries&&this.inside.before((this.entries=
new q("entries")).element),this.entries?.draw(i?t.ins.map(r=>({text:r,name:r,hint:`${r}: an input of this Graph`})):[]),this.entries?.element.classList.toggle("\
linked",i&&t.children[0].linked),this.entries?.element.classList.toggle("several",t.ins.length>1);let n=e?.kind==="Graph"&&!t.slot;if(n&&t.outs.length&&!this.outs&&
this.card.append((this.outs=new q("outs")).element),this.outs?.draw(n?t.outs:[]),!n||t.outs.length){this.handle?.remove(),this.handle=null;return}this.handle||this.
card.append(this.handle=Se()),this.handle.dataset.port=t.name}updateSharing(t){(O(t)||t.tied.length)&&!this.chains&&this.count.after((this.chains=new nt).element),
this.chains?.draw(t),t.instance&&!this.reach&&this.head.after((this.reach=new st(()=>this.events.makeUnique(this.id))).element),this.reach?.draw(t),t.parts?.length&&
!this.parts&&this.inside.before((this.parts=new et).element),this.parts?.draw(t.folded?[]:t.parts??[])}updateHead(t){let e=`${t.kind}/${t.family}`;e!==this.look&&
this.sign.replaceChildren(f(t.kind,t.family)),this.look=e,this.twist.hidden=!t.holds,u(this.twist,"aria-label",t.folded?"Unfold":"Fold"),this.typing!=="kind"&&m(
this.kind,t.slot?t.key:t.kind),u(this.head,"title",t.key&&t.key!==t.name?`${t.kind} ${t.key}`:null),this.typing!=="name"&&m(this.label,t.slot?"":t.name),u(this.
label,"title",t.name||null),m(this.count,t.count?`\xD7${t.count}${t.shared?" shared":""}`:""),u(this.count,"title",t.shared?"The same weights every time":null);
let i=t.folded?[an(t),t.detail,Oe(t.hidden),ln(t)].filter(Boolean).join(" \xB7 "):t.detail;m(this.detail,i),u(this.detail,"title",i||null),u(this.head,"data-sha\
pe-far",t.problem?"\xD7":t.output||null),m(this.params,t.pending?"\u2026":t.reuse?"shared":t.params),u(this.params,"title",t.exact||null)}updateProblem(t){this.
problem?.remove(),this.problem=null,t.problem&&(this.problem=it(t.problem,e=>this.events.fix(this.id,e)),this.head.after(this.problem))}updateCaution(t){this.caution?.
remove(),this.caution=t&&l("div","caution","",f("alert"),l("span","caution-text",t.text)),this.caution&&(this.caution.title=t.hint,this.head.after(this.caution))}updatePill(t,e){
let[i,n]=t.body?["","sum"]:t.slot?[t.key==="body"?"+":"","sum"]:t.pending?["\u2026","unknown"]:t.problem?["\xD7","wrong"]:t.output?[t.output,t.changed?"changed":
"same"]:["?","unknown"];this.pill.className=`pill ${n}`,m(this.pill,i),this.pill.dataset.shape=i,u(this.pill,"title",t.means===null&&i.includes("B")&&e?`${i}
${e}`:null)}};function $e(s){return Ve(s)&&!s.folded&&!s.children.length}function Ve(s){return s.slot&&s.key==="shortcut"}function rn(s){return s.loading?"\u2026":
s.folded?Oe(s.hidden):Ve(s)?"x":S(s)?"Drop a first branch here":"Drop layers here"}function on(s){return S(s)?"lanes":s.children[0]?.body?"whole":s.children.some(
t=>t.slot)?s.children.some($e)?"branches skip":"branches":"column"}function Oe(s){return s===1?"1 block":`${s} blocks`}function an(s){return s.input&&s.output?`${s.
input} \u2192 ${s.output}`:""}function ln({skips:s}){return s?`${s} ${s===1?"skip":"skips"}`:""}function b(s){return s.slot?s.key:s.name?`${s.kind} ${s.name}`:s.
kind}function hn(s){let{block:t,parent:e,index:i}=s,n=[b(t)];return t.detail&&n.push(t.detail),e&&n.push(`block ${i+1} of ${e.children.length}`),e?.kind==="Grap\
h"&&n.push(`takes ${Re(s)}`),t.instance&&n.push(t.places>1?`one of ${t.places} places`:"its only place"),O(t)&&n.push(`${t.reuse?"calls again":"label"} ${O(t)}`),
t.holds&&n.push(`${A(t)} inside`),t.gives.length&&n.push(`gives ${Ne(t.gives)}`),t.problem?n.push(`problem: received ${t.problem.received}, expected ${t.problem.
expected}`):n.push(t.output?`output ${t.output}`:"output unknown"),t.caution&&!t.problem&&n.push(`caution: ${t.caution.text}`),(t.exact||t.params)&&n.push(t.exact||
`${t.params} parameters`),n.join(", ")}function Re({block:s,parent:t,index:e}){return s.takes.length?Ne(s.takes):s.linked?e?t.children[e-1].name:"the input":"no\
thing"}function Ne(s){return s.map(t=>t.text).join(", ")}function dn(s,t){let{block:e,parent:i}=s,n=e.problem&&[e.problem.received,e.problem.expected,e.problem.
fix,...e.problem.fixes].join("");return[e.kind,e.name,e.family,e.hue,e.key,e.detail,e.params,e.exact,e.input,e.output,e.means===null,e.changed,e.state,n,e.slot,
e.count,e.shared,e.folded,e.hidden,e.pending,e.loading,e.children.length,t,s.index,s.level,s.width,i?.kind,i?.children.length,e.holds&&A(e),e.caution?.hint,JSON.
stringify(e.takes),JSON.stringify(e.gives),Zt(s),i?.children[s.index+1]?.takes.length,i?.kind==="Graph"&&Re(s),e.skips,e.instance,e.places,e.label,e.reuse,JSON.
stringify(e.tied),e.body,JSON.stringify(e.parts),JSON.stringify(e.outs),e.ins.join(),B(s.nets),e.children[0]?.linked].join("")}var lt=["Sequential","Graph","Residual","Parallel","Repeat"],cn="Structure",at=class{constructor(t){this.desk=t}desk;select(t){this.desk.view.selected===t||E(t)||
this.desk.send({op:"select",block:t})}fold(t,e){let i=this.place(t);E(t)||!i?.block.holds||i.block.slot&&e||i.block.folded===e||(this.desk.send({op:"fold",block:t,
folded:e}),this.desk.announce(`${e?"Folded":"Unfolded"} ${b(i.block)}`))}add(t){let{desk:e}=this,i=()=>{let{parent:r,index:o}=this.nextPlace();e.send({op:"add",
kind:t,parent:r,index:o}),e.announce(`Added ${t}`)},n=this.place(e.view.selected)?.block;n?.pending&&n.family===cn?e.afterAnswer(i):e.settle([],i)}drop(t,e,i){let{
desk:n}=this;n.settle([...t.row,e.parent],()=>{t.block!==null&&i?this.reuse(t.block,e):t.block===null?(n.send({op:"add",kind:t.kind,parent:e.parent,index:e.index}),
n.view.selected!==null&&n.focus(n.view.selected),n.announce(`Added ${t.kind}`)):this.move(t.block,e.parent,e.index)})}move(t,e,i){let{desk:n}=this,r=n.row(t),o=this.
place(t);!o?.parent||o.block.slot||n.settle([...r,e],()=>{n.send({op:"move",block:r[0],parent:e,index:i,count:r.length}),n.view.selected!==t&&n.send({op:"select",
block:t}),n.focus(t);let a=this.place(r[0]);a?.parent&&n.announce(`Moved ${this.spoken(r)} to position ${a.index+1} of ${this.named(a.parent.id)}`)})}shift(t,e){
let i=this.desk.row(t),n=this.place(i[0]);if(!n?.parent||n.block.slot)return;let r=e<0?n.index-1:n.index+i.length+1;if(r<0||r>n.parent.children.length)return this.
desk.announce(e<0?"Already first":"Already last");this.move(t,n.parent.id,r)}moveIn(t){let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=e.parent.children[this.
place(this.desk.row(t)[0]).index-1];if(!i?.holds)return this.desk.announce("No container before it to move into");if(!H(i))return this.fold(i.id,!1),this.desk.announce(
`Unfolded ${b(i)}; press again to move in`);let n=_(i);this.move(t,n.id,n.children.length)}moveOut(t){let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=this.
place(e.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.desk.announce("Already at the outermost level");this.move(t,
i.parent.id,i.index+1)}duplicate(t){this.onRow(t,"Duplicated",(e,i)=>{this.desk.send({op:"duplicate",block:e.block.id,count:i}),i>1&&this.desk.afterAnswer(()=>this.
desk.markCopies(i))})}reuse(t,e){if(this.desk.row(t).length>1)return this.desk.refuse("One block can be called again. Wrap the marked row (w), or make a block o\
f it (m), and call that again.");let i=e?{parent:e.parent,index:e.index}:{};this.onBlock(t,"Calls again",()=>this.desk.send({op:"reuse",block:t,...i}))}define(t){
let{desk:e}=this;if(!t.length)return e.announce("Mark the blocks first");e.settle(t,()=>{e.send({op:"define",blocks:t}),e.announce(`Made a block of ${this.spoken(
t)}`),e.afterAnswer(()=>e.nameClass())})}makeUnique(t){this.onBlock(t,"Made unique:",()=>this.desk.send({op:"make unique",block:t}))}wrap(t,e){this.onRow(t,`Wra\
pped in ${e}:`,(i,n)=>this.desk.send({op:"wrap",block:i.block.id,kind:e,count:n}))}unwrap(t){let e=this.place(t);if(!e?.block.holds)return this.desk.announce("O\
nly a container can be unwrapped");this.onBlock(t,"Unwrapped",()=>{this.desk.focus((_(e.block).children[0]??e.parent).id),this.desk.send({op:"unwrap",block:t})})}remove(t){
this.onRow(t,"Removed",(e,i)=>{let n=e.parent.children,r=n[e.index+i]??n[e.index-1]??e.parent;this.desk.send({op:"remove",block:e.block.id,count:i}),this.desk.focus(
this.desk.view.root.id===r.id?0:r.id)})}addInput(t,e){let{desk:i}=this;i.send(t),i.send({op:"select",block:e}),i.afterAnswer(()=>i.focus(e)),i.announce("Added a\
n input")}removeInput(t){let{desk:e}=this;e.send({op:"remove input",index:-t}),e.send({op:"select",block:0}),e.focus(0)}rename(t,e){this.desk.settle([t],()=>this.
desk.send({op:"rename",block:t,name:e}))}fix(t,e){this.desk.settle([t],()=>this.desk.send({op:"fix",block:t,index:e}))}onBlock(t,e,i){let n=this.place(t);!n?.parent||
n.block.slot||this.desk.settle([t],()=>{let r=this.place(t);r?.parent&&(i(r),this.desk.announce(`${e} ${b(r.block)}`))})}onRow(t,e,i){let n=this.desk.row(t);!this.
place(t)?.parent||this.place(t).block.slot||this.desk.settle(n,()=>{let r=this.place(n[0]);if(!r?.parent)return;let o=this.spoken(n);i(r,n.length),this.desk.announce(
`${e} ${o}`)})}spoken(t){return t.length===1?b(this.place(t[0]).block):`${t.length} blocks`}nextPlace(){let{view:t}=this.desk,e=this.place(t.selected);if(t.selected!==
null&&M(t.selected))return{parent:t.root.id,index:0};if(!e?.parent)return{parent:t.root.id,index:t.root.children.length};let i=_(e.block);return H(i)&&H(e.block)&&
!i.children.length?{parent:i.id,index:0}:e.block.slot?{parent:e.block.id,index:e.block.children.length}:{parent:e.parent.id,index:e.index+1}}named(t){let e=this.
place(t);return e?.parent?b(e.block.slot?e.parent:e.block):"the model"}place(t){return t===null?void 0:this.desk.view.places.get(t)}};function te(s,t,e){let{order:i}=s.view;ht(s,i[i.indexOf(t)+e])}function ee(s,t){ht(s,s.view.order.at(t))}function ie(s,t){let e=s.view.places.get(t)?.block;e?.folded?
s.commands.fold(t,!1):ht(s,e&&Qt(e)?.id)}function De(s,t){let e=s.view.places.get(t)?.block;e?.holds&&!e.folded&&!e.slot?s.commands.fold(t,!0):ht(s,Fe(s.view,t))}
function Ie(s,t){let e=s.view.selected===t;s.commands.select(t),e&&ie(s,t)}function We(s,t){let e=Fe(s.view,t);e!==void 0&&e!==s.view.root.id?s.focus(e):s.commands.
select(null)}function Fe(s,t){let e=s.places.get(t);return e&&R(s,e)?.id}function ht(s,t){t!==void 0&&t!==s.view.root.id&&s.focus(t)}var Ge=["Walk","Change","Put around","Look","Model"],un={Sequential:"Shift+s",Graph:"Shift+g",Residual:"Shift+r",Parallel:"Shift+p",Repeat:"Shift+x"},pn=99,F=[{
id:"next",title:"Next block",group:"Walk",keys:["ArrowDown"],block:!0,quiet:!0,run:(s,t)=>te(s,t,1)},{id:"previous",title:"Block before",group:"Walk",keys:["Arr\
owUp"],block:!0,quiet:!0,run:(s,t)=>te(s,t,-1)},{id:"enter",title:"Unfold or go in",group:"Walk",keys:["ArrowRight"],block:!0,quiet:!0,run:ie},{id:"leave",title:"\
Fold or go out",group:"Walk",keys:["ArrowLeft"],block:!0,quiet:!0,run:De},{id:"first",title:"First block",group:"Walk",keys:["Home"],block:!0,quiet:!0,run:s=>ee(
s,0)},{id:"last",title:"Last block",group:"Walk",keys:["End"],block:!0,quiet:!0,run:s=>ee(s,-1)},{id:"choose",title:"Select, go in",group:"Walk",keys:["Enter","\
 "],block:!0,quiet:!0,run:Ie},{id:"escape",title:"Go out, select nothing",group:"Walk",keys:["Escape"],block:!0,quiet:!0,run:We},{id:"mark-next",title:"Mark the\
 next one too",group:"Walk",keys:["Shift+ArrowDown"],block:!0,quiet:!0,run:(s,t)=>s.mark(t,1)},{id:"mark-previous",title:"Mark the one before too",group:"Walk",
keys:["Shift+ArrowUp"],block:!0,quiet:!0,run:(s,t)=>s.mark(t,-1)},{id:"search",title:"Search layers, Enter adds",group:"Change",keys:["/"],run:s=>s.focusSearch()},
{id:"up",title:"Move up",group:"Change",keys:["Alt+ArrowUp"],block:!0,run:({commands:s},t)=>s.shift(t,-1)},{id:"down",title:"Move down",group:"Change",keys:["Al\
t+ArrowDown"],block:!0,run:({commands:s},t)=>s.shift(t,1)},{id:"in",title:"Move into the container before",group:"Change",keys:["Alt+ArrowRight"],block:!0,run:({
commands:s},t)=>s.moveIn(t)},{id:"out",title:"Move out of its container",group:"Change",keys:["Alt+ArrowLeft"],block:!0,run:({commands:s},t)=>s.moveOut(t)},{id:"\
duplicate",title:"Duplicate",group:"Change",keys:["d","Ctrl+d"],block:!0,run:({commands:s},t)=>s.duplicate(t)},{id:"remove",title:"Remove",group:"Change",keys:[
"Delete","Backspace"],block:!0,run:({commands:s},t)=>M(t)?s.removeInput(t):s.remove(t)},{id:"rename",title:"Rename",group:"Change",keys:["F2"],block:!0,run:(s,t)=>s.
startRename(t)},{id:"reuse",title:"Call the same block again (Alt+drag: there)",group:"Change",keys:["r"],block:!0,run:({commands:s},t)=>s.reuse(t)},{id:"takes",
title:"In a Graph: choose what the block takes",group:"Change",keys:["t"],block:!0,run:(s,t)=>s.openTakes(t)},{id:"wrap",title:"Wrap in \u2026",group:"Put aroun\
d",keys:["w"],block:!0,run:(s,t)=>s.openWrap(t)},...lt.map(s=>({id:`wrap-${s}`,title:`Wrap in ${s}`,group:"Put around",keys:[un[s]],block:!0,run:({commands:t},e)=>t.
wrap(e,s)})),{id:"unwrap",title:"Unwrap",group:"Put around",keys:["u"],block:!0,run:({commands:s},t)=>s.unwrap(t)},{id:"define",title:"Make a block of my own",group:"\
Put around",keys:["m"],block:!0,run:(s,t)=>s.define(t)},{id:"fold",title:"Fold or unfold",group:"Look",keys:["f"],block:!0,run:({commands:s,view:t},e)=>s.fold(e,
!t.places.get(e)?.block.folded)},{id:"fold-all",title:"Fold all",group:"Look",keys:["Shift+f","1"],run:s=>s.foldTo(1)},{id:"depth-2",title:"Unfold two levels",group:"\
Look",keys:["2"],run:s=>s.foldTo(2)},{id:"depth-3",title:"Unfold three levels",group:"Look",keys:["3"],run:s=>s.foldTo(3)},{id:"unfold-all",title:"Unfold all",group:"\
Look",keys:["Shift+u","4"],run:s=>s.foldTo(pn)},{id:"zoom-in",title:"Zoom in",group:"Look",keys:["+","="],run:s=>s.zoom(1)},{id:"zoom-out",title:"Zoom out",group:"\
Look",keys:["-"],run:s=>s.zoom(-1)},{id:"zoom-reset",title:"Zoom to 100 %",group:"Look",keys:["0"],run:s=>s.zoom("life")},{id:"zoom-fit",title:"Fit the model to\
 the canvas",group:"Look",keys:["Shift+0",")"],run:s=>s.zoom("fit")},{id:"explain",title:"Explain the shape it gives",group:"Look",keys:["i"],block:!0,run:(s,t)=>s.
explain(t)},{id:"project",title:"Step through the forward pass, in large",group:"Look",keys:["p"],run:s=>s.project()},{id:"problem",title:"Show the first proble\
m",group:"Look",keys:["!"],run:s=>s.showProblem()},{id:"undo",title:"Undo",group:"Model",keys:["Ctrl+z"],run:s=>s.step("undo")},{id:"redo",title:"Redo",group:"M\
odel",keys:["Ctrl+y","Ctrl+Shift+z"],run:s=>s.step("redo")},{id:"title",title:"Rename the model",group:"Model",keys:[],run:s=>s.startTitle()},{id:"file",title:"\
New, open, save, share",group:"Model",keys:[],quiet:!0,run:({files:s})=>s.menu()},{id:"new",title:"New model",group:"Model",keys:[],run:({files:s})=>s.begin()},
{id:"open",title:"Open a file \u2026",group:"Model",keys:["Ctrl+o"],always:!0,run:({files:s})=>s.open()},{id:"save",title:"Save as a file",group:"Model",keys:["\
Ctrl+s"],always:!0,run:({files:s})=>s.save()},{id:"share",title:"Share a link",group:"Model",keys:[],run:({files:s})=>s.share()},{id:"drafts",title:"Earlier dra\
fts \u2026",group:"Model",keys:[],run:({files:s})=>s.earlier()},{id:"finder",title:"Find anything",group:"Model",keys:["Ctrl+k"],always:!0,quiet:!0,run:s=>s.openFinder()},
{id:"help",title:"List of shortcuts",group:"Model",keys:["?"],run:s=>s.help()}],mn=new Map(F.flatMap(s=>s.keys.map(t=>[t,s])));function je(s){return mn.get(s)}function P(s){
let t=F.find(e=>e.id===s);if(!t)throw new Error(`There is no action "${s}".`);return t}var ne="blockyard/tab",dt="blockyard/left",fn=window,gn=Symbol.for(ne);function K(){let s=crypto.getRandomValues(new Uint32Array(2));return s[0].toString(36)+s[1].
toString(36)}function Y(){return fn[gn]??=vn()}function vn(){let s=K();try{sessionStorage.getItem(dt)&&(s=sessionStorage.getItem(ne)??s),sessionStorage.removeItem(
dt),sessionStorage.setItem(ne,s),addEventListener("pagehide",()=>sessionStorage.setItem(dt,"yes")),addEventListener("pageshow",t=>t.persisted&&sessionStorage.removeItem(
dt))}catch{}return s}var ze="blockyard/drafts",_e=2,bn=8,kn=300;function wn(s){if(typeof s!="object"||s===null)return!1;let{v:t,tab:e,session:i,time:n,title:r,document:o,edits:a,folded:h}=s,
d=[e,i,r,o].every(c=>typeof c=="string");return t===_e&&typeof n=="number"&&d&&Array.isArray(a)&&Array.isArray(h)}function ct(){try{let s=JSON.parse(localStorage.
getItem(ze)??"[]");return Array.isArray(s)?s.filter(wn):[]}catch{return[]}}function Ue(s){for(let t=Math.min(s.length,bn);t>0;t-=1)try{return localStorage.setItem(
ze,JSON.stringify(s.slice(0,t)))}catch{}}function yn(s,t,e){let i=[...t.places.values()].filter(({block:d})=>d.folded).map(({block:d})=>N(t,d.id)),n=t.selected===
null?null:N(t,t.selected),{session:r,title:o,document:a}=s,h=s.changed||e.length>0;return{v:_e,tab:Y(),session:r,time:Date.now(),title:o,document:a,changed:h,edits:e,
selected:n,folded:i}}var ut=class{timer=0;make=null;written=null;leaving=new AbortController;held=!1;constructor(){addEventListener("pagehide",()=>this.flush(),
{signal:this.leaving.signal})}own(){return ct().find(t=>t.tab===Y())??this.written}others(t){return ct().filter(e=>e.tab!==Y()&&e.document!==t.document)}keep(t,e,i){
this.held||t.fresh&&!i.length||(this.make=()=>yn(t,e,i),this.timer||=window.setTimeout(()=>this.flush(),kn))}flush(){clearTimeout(this.timer),this.timer=0;let t=this.
make?.();this.make=null,!(!t||this.written&&qe(t)===qe(this.written))&&(this.written=t,Ue([t,...ct().filter(e=>e.tab!==t.tab&&e.document!==t.document)]))}hold(){
this.flush(),this.held=!0}release(){this.held=!1}setAside(){this.held||(this.flush(),this.written=null,Ue(ct().flatMap(t=>t.tab!==Y()?t:t.changed?{...t,tab:K()}:
[])))}stop(){this.flush(),this.leaving.abort()}};function qe(s){return JSON.stringify({...s,time:0})}function G(s){let t=new Date(s),i=t.toDateString()===new Date().
toDateString()?{}:{day:"numeric",month:"short"};return t.toLocaleString(void 0,{...i,hour:"2-digit",minute:"2-digit"})}var pt=class{constructor(t){this.tell=t}tell;timer=0;lost=!1;watch(t){clearTimeout(this.timer),t?this.timer=window.setTimeout(()=>{this.ask()},this.lost?1500:2500):
this.say(!1)}stop(){clearTimeout(this.timer)}async ask(){let t=this.timer,e=await xn();t===this.timer&&(this.say(!e),this.watch(!0))}say(t){t!==this.lost&&(this.
lost=t,this.tell(t))}};async function xn(){try{return(await fetch(new URL("_stcore/health",location.href),{cache:"no-store",signal:AbortSignal.timeout(1500)})).
ok}catch{return!1}}var En=10,Mn=8,Ke=14,mt=12,ft=class{constructor(t,e,i,n,r){this.view=t;this.items=e;this.sheet=i;this.column=n;this.dragged=r}view;items;sheet;column;dragged;boxes=new Map;slotAt(t,e){
let i=this.within(this.view.root,t,e);return this.changesNothing(i)?null:i}foldedAt(t,e){for(let i of this.hits(this.view.root,t,e))if(i.folded)return i.id;return null}changesNothing(t){
let[e]=this.dragged;if(e===void 0)return!1;if(this.dragged.some(n=>rt(this.view,n,t.parent)))return!0;let i=this.view.places.get(e);return i?.parent?.id===t.parent&&
t.index>=i.index&&t.index<=i.index+this.dragged.length}*hits(t,e,i){for(let n of t.children)if(Ln(this.box(this.items.get(n.id).element),e,i)){yield n,yield*this.
hits(n,e,i);return}}within(t,e,i){let n=t.children.filter(r=>r.slot);if(n.length){let r=n.find(o=>o.key==="shortcut"&&this.outer(o).left<=e);return this.within(
r??n[0],e,i)}return t.children.length?this.isBeside(t)?this.inRow(t,e,i):this.inColumn(t,e,i):this.inEmpty(t)}inColumn(t,e,i){let{children:n}=t,r=Ye(n.length,d=>this.
outer(n[d]).bottom>i);if(r===n.length)return this.between(t,r);let o=n[r],a=this.inner(o);return H(o)&&!this.dragged.includes(o.id)&&e>=a.left&&e<=a.right&&i>a.
top+En&&i<a.bottom-Mn?this.within(o,e,i):this.between(t,i<(a.top+a.bottom)/2?r:r+1)}inRow(t,e,i){let{children:n}=t,r=Ye(n.length,d=>this.outer(n[d]).right>e);if(r===
n.length)return this.beside(t,r);let o=n[r],a=this.inner(o);return H(o)&&!this.dragged.includes(o.id)&&e>a.left+Ke&&e<a.right-Ke&&i>=a.top?this.within(o,e,i):this.
beside(t,e<(a.left+a.right)/2?r:r+1)}inEmpty(t){let e=this.items.get(t.id),i=e?e.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),r=(n.top+n.bottom)/
2;return{parent:t.id,index:0,vertical:!1,zone:i,line:{...n,top:r,bottom:r}}}between(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(
t.children[e]):null,r=i&&n?(i.bottom+n.top)/2:i?i.bottom+mt/2:n.top-mt/2,{left:o,right:a}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:t.id,index:e,
vertical:!1,zone:null,line:{left:o,right:a,top:r,bottom:r}}}beside(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):
null,r=i&&n?(i.right+n.left)/2:i?i.right+mt/2:n.left-mt/2,{top:o,bottom:a}=this.box(this.items.get(t.id).inside);return{parent:t.id,index:e,vertical:!0,zone:null,
line:{left:r,right:r,top:o,bottom:a}}}isBeside(t){return S(t)?t.children.length<2?!0:this.outer(t.children[1]).top<this.outer(t.children[0]).bottom:!1}outer(t){
return this.box(this.items.get(t.id).element)}inner(t){return this.box(this.items.get(t.id).card)}box(t){let e=this.boxes.get(t);if(!e){let i=this.sheet.getBoundingClientRect(),
{left:n,top:r,right:o,bottom:a}=t.getBoundingClientRect();e={left:n-i.left,top:r-i.top,right:o-i.left,bottom:a-i.top},this.boxes.set(t,e)}return e}};function Ln(s,t,e){
return t>=s.left&&t<=s.right&&e>=s.top&&e<=s.bottom}function Ye(s,t){let e=0,i=s;for(;e<i;){let n=e+i>>1;t(n)?i=n:e=n+1}return e}var Sn=4,Tn=10,An=250,Pn=600,Bn=48,Je=16,gt=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;e.addEventListener("pointerdown",n=>this.press(
n),{signal:i}),e.addEventListener("pointermove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("po\
intercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),e.addEventListener("contextmenu",n=>this.load&&n.preventDefault(),{signal:i}),e.addEventListener(
"touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),e.addEventListener("click",n=>this.swallow(n),{signal:i,capture:!0}),t.scroller.addEventListener(
"scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.
cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;ghost=null;line=l(
"div","landing");listening=new AbortController;get dragging(){return this.active}refresh(t){if(!(!this.active||!this.load)){if(!this.load.row.every(t))return this.
cancel();this.geometry=this.host.geometry(this.load.row),this.host.lift(this.load.row,!0),this.aim()}}stop(){this.cancel(),this.listening.abort()}press(t){if(this.
load||t.button!==0||!t.isPrimary||I(t)||v(t,"button:not([data-palette]), .problem, .menu, .port"))return;let e=this.host.pick(t);e&&(this.load=e,this.pointer=t.
pointerId,this.start=this.at={x:t.clientX,y:t.clientY},t.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),An)))}move(t){if(!(!this.load||t.
pointerId!==this.pointer)){if(this.at={x:t.clientX,y:t.clientY},!this.active){let e=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);if(t.pointerType===
"touch"){e>Tn&&this.cancel();return}if(e<Sn)return;this.begin()}t.preventDefault(),this.ghost.classList.toggle("again",t.altKey&&this.load.block!==null),this.follow(),
this.aim()}}begin(){if(!this.load)return;clearTimeout(this.timer),this.active=!0;let{root:t,sheet:e}=this.host;try{t.setPointerCapture(this.pointer)}catch{}t.classList.
add("dragging"),this.ghost=Hn(this.load),t.append(this.ghost),e.append(this.line),this.line.hidden=!0,this.host.lift(this.load.row,!0),this.geometry=this.host.geometry(
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
this.rest.block=t,t!==null&&(this.rest.timer=window.setTimeout(()=>this.host.unfold(t),Pn)))}scroll(){let{scroller:t}=this.host,e=t.getBoundingClientRect();this.
at.x>e.left&&this.at.x<e.right&&(t.scrollTop+=vt(this.at.y,e.top,e.bottom),t.scrollLeft+=vt(this.at.x,e.left,e.right)),this.frame=requestAnimationFrame(()=>this.
scroll())}};function vt(s,t,e){let i=Math.min(Bn,(e-t)/4);return s<t+i?-Math.ceil(Math.min(1,(t+i-s)/i)*Je):s>e-i?Math.ceil(Math.min(1,(s-e+i)/i)*Je):0}function Hn(s){
let t=l("span","sign","",f(s.kind,s.family)),e=l("div","ghost","",t,l("span","kind",s.kind),l("span","detail",s.text));return e.style.setProperty("--h",String(s.
hue)),e}var Cn=220,Xe=8,J=8,$n=".pill[data-shape], .terminal-shape",Ze=["depth","height","width"],bt=class{constructor(t,e,i){this.root=t;this.look=i;this.element.setAttribute(
"role","tooltip"),this.element.hidden=!0,t.append(this.element),e.addEventListener("pointerover",n=>this.point(v(n,$n))),e.addEventListener("pointerleave",()=>this.
point(null)),e.addEventListener("scroll",()=>this.hide()),t.addEventListener("pointerdown",()=>this.hide()),t.addEventListener("keydown",()=>this.hide(),{capture:!0}),
t.addEventListener("focusout",()=>this.hide())}root;look;element=l("div","explain");pill=null;timer=0;show(t){let e=t.querySelector(":scope > .wire > .pill, .te\
rminal-shape");return e&&this.open(e)?this.spoken():""}point(t){t!==this.pill&&(this.hide(),this.pill=t,t&&(this.timer=window.setTimeout(()=>this.open(t),Cn)))}hide(){
clearTimeout(this.timer),this.pill=null,this.element.hidden=!0}open(t){let[e,i]=this.meaning(t);if(!t.isConnected||!i)return!1;let[n,r=""]=i.split(`
`),o=e.split(" \xB7 ").map((h,d)=>Vn(h,n.split(" \xB7 ")[d]??"")),{batch:a}=this.look().data;return this.element.replaceChildren(...o.map(h=>On(h,a)),...r?[l("p",
"explain-change",r)]:[]),this.element.hidden=!1,this.beside(t),!0}meaning(t){let{view:e,data:i}=this.look(),n=Number(t.closest("[data-block]")?.dataset.block??e.
root.id),r=i.inputs.find(a=>a.id===n);if(r)return[r.text,r.means];let o=e.places.get(n)?.block;return o&&!o.pending&&o.means!==null?[o.output,i.meanings[o.means]??
""]:["",""]}spoken(){return[...[...this.element.querySelectorAll(".explain-row")].map(e=>[...e.children].map(i=>i.textContent).join(" ")),this.element.querySelector(
".explain-change")?.textContent].filter(Boolean).join(", ")}beside(t){let e=this.root.getBoundingClientRect(),i=t.getBoundingClientRect(),{offsetWidth:n,offsetHeight:r}=this.
element,o=i.right-e.left+Xe,a=o+n+J<=e.width?o:i.left-e.left-n-Xe,h=(i.top+i.bottom)/2-e.top-r/2;this.element.style.left=`${Math.max(J,Math.min(a,e.width-n-J))}\
px`,this.element.style.top=`${Math.max(J,Math.min(h,e.height-r-J))}px`}};function Vn(s,t){let e=t.split("|"),i=[];return s.split("\xD7").forEach((n,r)=>{let o=e[r]||
`dimension ${r}`,a=i.at(-1);a&&Ze.includes(e[r-1]??"")&&Ze.includes(o)?(a.size+=`\xD7${n}`,a.word+=` \xD7 ${o}`):i.push({size:n,word:o})}),i}function On(s,t){let e=t.
match(/\d+/)?.[0];return l("div","explain-rows","",...s.map(({size:i,word:n})=>{let r=l("span","explain-word",n==="batch"&&i==="B"&&e?`batch, now ${e}`:n);return r.
classList.toggle("nameless",n.startsWith("dimension ")),l("div","explain-row","",l("span","explain-size",i),r)}))}var Rn={ArrowUp:"\u2191",ArrowDown:"\u2193",ArrowLeft:"\u2190",ArrowRight:"\u2192",Delete:"Del",Escape:"Esc"," ":"Space"},Nn=/mac|iphone|ipad/i.test(navigator.platform);
function Qe(s){let t=s.key.length===1,e=s.shiftKey&&(!t||/[a-z0-9]/i.test(s.key));return[...[(s.ctrlKey||s.metaKey)&&"Ctrl",s.altKey&&"Alt",e&&"Shift"],t?s.key.
toLowerCase():s.key].filter(Boolean).join("+")}function X(s){let t=s==="+"?["+"]:s.split("+");return t.map(e=>Rn[e]??(e==="Ctrl"&&Nn?"\u2318":e.length===1&&t.length>
1?e.toUpperCase():e))}function j(s){return X(s).join("+")}var ti="#model=";async function ei(s){let t=new Blob([s]).stream().pipeThrough(new CompressionStream("deflate")),e=new Uint8Array(await new Response(t).arrayBuffer()),n=btoa(Array.
from(e,r=>String.fromCharCode(r)).join("")).replaceAll("+","-").replaceAll("/","_").replaceAll("=","");return`${location.origin}${location.pathname}${ti}${n}`}function se(){
return location.hash.startsWith(ti)?location.hash:null}function ii(){history.replaceState(history.state,"",location.pathname+location.search)}async function ni(s){
s.select();try{return await navigator.clipboard.writeText(s.value),!0}catch{return document.execCommand("copy")}}var ri=1e6,kt=class{constructor(t){this.desk=t}desk;menu(){let t=(n,r,o="")=>{let{title:a,keys:h}=P(n);return{text:a,hint:o||h.map(j).join(""),icon:r,run:()=>this.
desk.run(n)}},e=this.desk.drafts().length,i=[t("new","plus"),t("open","open"),t("save","save"),t("share","share")];this.desk.popover.menu(this.desk.boxOf("file"),
"Model",e?[...i,t("drafts","undo",String(e))]:i,this.desk.back())}begin(){this.desk.send({op:"new"}),this.desk.announce("A new model. Undo brings back the one b\
efore.")}open(){let t=l("input");t.type="file",t.accept=".json,application/json",t.addEventListener("change",()=>t.files?.[0]&&void this.read(t.files[0])),t.click()}save(){
let{document:t,file:e}=this.desk.model,i=l("a");i.href=URL.createObjectURL(new Blob([t],{type:"application/json"})),i.download=`${e}.json`,i.click(),setTimeout(
()=>URL.revokeObjectURL(i.href),1e4),this.desk.announce(`Saved as ${i.download}`)}share(){this.desk.afterAnswer(()=>{this.offerLink()})}async offerLink(){let t=l(
"input","link-field");t.value=await ei(this.desk.model.document),t.readOnly=!0,t.setAttribute("aria-label","Link");let e=l("p","panel-text"),i=t.value.length.toLocaleString(
"en"),n=(...a)=>this.desk.popover.panel(this.desk.boxOf("share"),"Share",a,this.desk.back());if(t.value.length>8e3)return e.textContent=`This model needs a link\
 of ${i} characters. Beyond ${8e3.toLocaleString("en")} mail and chat may cut it: send it as a file.`,n(e,k("solid","Save as a file",()=>this.save())),this.desk.
announce(e.textContent);let r=async()=>{let a=await ni(t);e.textContent=a?`Link copied: its ${i} characters hold the whole model.`:`The link holds the whole mod\
el, in ${i} characters.`,this.desk.announce(e.textContent)},o=l("p","panel-note","Who opens it gets a copy. No server keeps it, or sees it on the way.");n(e,t,o,
k("plain","Copy again",()=>{r()})),await r()}earlier(){let t=this.desk.drafts();if(!t.length)return this.desk.announce("No earlier drafts");let e=t.map(i=>({text:i.
title||"Untitled",hint:G(i.time),icon:"undo",run:()=>this.desk.restore(i)}));this.desk.popover.menu(this.desk.boxOf("file"),"Restore",e,this.desk.back())}async read(t){
if(t.size>ri)return this.desk.refuse(`${t.name} has ${t.size.toLocaleString("en")} bytes. Expected: a model of at most ${ri.toLocaleString("en")}. Fix: choose a\
 .json file saved here.`);this.desk.send({op:"open",text:await t.text(),name:t.name})}};var Dn=60,wt=class{constructor(t,e){this.root=t;this.host=e;Object.assign(this.field,{type:"text",placeholder:"Find an action, a layer, a block \u2026",spellcheck:!1,
autocomplete:"off",maxLength:64});for(let[i,n]of Object.entries({role:"combobox","aria-expanded":"true","aria-controls":"finder-list","aria-autocomplete":"list",
"aria-label":"Find anything"}))this.field.setAttribute(i,n);this.list.id="finder-list",this.list.setAttribute("role","listbox"),this.list.setAttribute("aria-lab\
el","Found"),this.field.addEventListener("input",()=>this.filter()),t.addEventListener("pointerdown",i=>this.panel&&!i.composedPath().includes(this.panel)&&this.
close(),{capture:!0})}root;host;panel=null;field=l("input","finder-field");list=l("div","finder-list");finds=[];shown=[];at=0;back=null;open(t){if(this.panel)return this.
close();this.finds=this.everything(t),this.back=this.root.getRootNode().activeElement,this.panel=l("div","finder","",l("label","finder-line","",f("search"),this.
field,l("kbd","","Esc")),this.list),u(this.panel,"role","dialog"),u(this.panel,"aria-label","Find anything"),this.panel.addEventListener("keydown",e=>this.key(e)),
this.panel.addEventListener("focusout",e=>!this.panel?.contains(e.relatedTarget)&&this.close(!1)),this.root.append(this.panel),this.field.value="",this.filter(),
this.field.focus({preventScroll:!0})}close(t=!0){let{panel:e,back:i}=this;e&&(this.panel=this.back=null,e.remove(),t&&(i?.isConnected?i.focus({preventScroll:!0}):
this.host.focus(this.host.at)))}everything(t){let{host:e}=this,{view:i,at:n}=e,r=F.filter(({quiet:h})=>!h).map(h=>({text:h.title,hint:h.block?In(e):"",icon:["ch\
evron"],hue:null,keys:h.keys.length?X(h.keys[0]):[],run:()=>h.run(e,n)})),o=t.palette.flatMap(({family:h,hue:d,kinds:c})=>c.map(p=>({text:`Add ${p.kind}`,hint:p.
hint||h,icon:[p.kind,h],hue:p.hue??d,keys:[],run:()=>e.commands.add(p.kind)}))),a=i.order.flatMap(h=>{let d=i.places.get(h)?.block;return d&&!d.slot?[{text:`Go \
to ${b(d)}`,hint:d.detail,icon:[d.kind,d.family],hue:d.hue,keys:[],run:()=>e.goTo(h)}]:[]});return[...r,...o,...a]}filter(){let t=this.field.value.toLowerCase().
split(/\s+/).filter(Boolean),e=this.finds.map(n=>({find:n,rank:Wn(n,t)})).filter(({rank:n})=>n<1/0);this.shown=e.sort((n,r)=>n.rank-r.rank).slice(0,Dn).map(({find:n})=>n),
this.at=0,this.list.scrollTop=0;let i=this.shown.map((n,r)=>this.row(n,r));y(this.list,i.length?i:[l("p","none","Nothing is called so")]),this.light()}row({text:t,
hint:e,icon:i,hue:n,keys:r},o){let a=l("span","sign","",f(...i)),h=l("div","find","",a,l("span","find-text",t),l("span","find-hint",e),l("span","keys","",...r.map(
d=>l("kbd","",d))));return h.id=`find-${o}`,h.setAttribute("role","option"),h.classList.toggle("coloured",n!==null),n!==null&&h.style.setProperty("--h",String(n)),
h.addEventListener("pointermove",()=>this.walk(o-this.at)),h.addEventListener("click",()=>this.run(o)),h}key(t){let e={ArrowDown:1,ArrowUp:-1,PageDown:8,PageUp:-8}[t.
key];if(t.stopPropagation(),e)this.walk(e);else if(t.key==="Enter"&&!t.isComposing)this.run(this.at);else if(t.key==="Escape"||t.key==="Tab"||(t.ctrlKey||t.metaKey)&&
t.key==="k")this.close();else return;t.preventDefault()}walk(t){t&&(this.at=Math.max(0,Math.min(this.shown.length-1,this.at+t)),this.light())}light(){let t=[...this.
list.querySelectorAll(".find")];t.forEach((e,i)=>e.setAttribute("aria-selected",String(i===this.at))),u(this.field,"aria-activedescendant",t[this.at]?.id??null),
t[this.at]?.scrollIntoView({block:"nearest"})}run(t){let e=this.shown[t];e&&(this.close(),e.run())}};function In({view:s,at:t}){let e=s.places.get(t)?.block;return e?
b(e):"the input"}function Wn({text:s,hint:t},e){let i=s.toLowerCase(),n=i.replace(/^(add|go to) /,""),r=`${i} ${t.toLowerCase()}`;if(!e.every(a=>r.includes(a)))
return 1/0;let[o=""]=e;return n===e.join(" ")?0:i.startsWith(o)||n.startsWith(o)?1:e.every(a=>i.includes(a))?2:3}function ai(s,t){oi(s,t)&&requestAnimationFrame(()=>oi(s,t))}function li(s,t,e){let i=t();e();let n=t();if(i===n)return;let r=s.clientWidth;s.scrollLeft+=(Math.
max(n,r)-Math.max(i,r))/2}function oi(s,t){let[e,i]=[t.scrollTop,t.scrollLeft],n=t.getBoundingClientRect(),r=(s.querySelector(":scope > .card > .head")??s).getBoundingClientRect();
return r.top<n.top+24?t.scrollTop-=n.top+48-r.top:r.bottom>n.bottom-24&&(t.scrollTop+=r.bottom-n.bottom+72),r.left<n.left?t.scrollLeft-=n.left+24-r.left:r.right>
n.right&&(t.scrollLeft+=Math.min(r.right-n.right,r.left-n.left)+24),t.scrollTop!==e||t.scrollLeft!==i}var Fn=":scope > .card > .chips > .chip, :scope > .more",yt=class{constructor(t,e){this.sheet=t;this.scroller=e}sheet;scroller;at=0;wanted=null;place(t,e){this.
sheet.find(this.at)||(this.at=this.successor(t,e));for(let n of this.sheet.element.querySelectorAll("[tabindex='0']"))n.tabIndex=-1;let i=this.sheet.find(this.at);
if(i){i.tabIndex=0;for(let n of i.querySelectorAll(Fn))n.tabIndex=0}}go(t,e){this.at=t,this.place(e,e),this.take(),this.reveal(this.at)}take(){this.sheet.find(this.
at)?.focus({preventScroll:!0})}reveal(t){let e=this.sheet.find(t);this.wanted=e?null:t,e&&ai(e,this.scroller)}drawn(){this.wanted!==null&&this.sheet.find(this.wanted)&&
this.reveal(this.wanted)}successor(t,e){let{selected:i,root:n}=t;if(!e)return i===null||i===n.id?0:i;let r=i!==null&&this.sheet.find(i)&&i>0?i:null;if(r!==null&&
(E(this.at)||!e.places.has(r)))return r;let o=e.order.indexOf(this.at);return e.order.slice(o+1).find(h=>t.places.has(h))??e.order.slice(0,Math.max(0,o)).findLast(
h=>t.places.has(h))??0}};var xt=class{constructor(t){this.go=t;this.element.setAttribute("aria-label","Where the selected block is")}go;element=l("nav","trail");parts=[];marks=[];draw(t,e){
let i=Gn(t),n=[{id:null,text:e,hint:"The whole model"},...i];for(;this.parts.length<n.length;)this.parts.push(this.makePart());for(this.parts.length=n.length;this.
marks.length<n.length-1;)this.marks.push(l("span","trail-mark","\u203A"));n.forEach(({id:r,text:o,hint:a},h)=>{let d=this.parts[h];d.dataset.trail=r===null?"":String(
r),m(d,o),u(d,"title",a),u(d,"aria-current",h&&h===n.length-1?"true":null)}),y(this.element,this.parts.flatMap((r,o)=>o?[this.marks[o-1],r]:[r]))}makePart(){let t=l(
"button","trail-part");return t.type="button",t.addEventListener("click",()=>this.go(t.dataset.trail?Number(t.dataset.trail):null)),t}};function Gn(s){let{selected:t}=s;
if(t===null||t===s.root.id)return[];if(M(t))return[{id:t,text:"input",hint:"An input of the model"}];let e=[],i=s.places.get(t);for(;i?.parent;){jn(i.block)||e.
unshift({id:i.block.id,text:Un(i.block),hint:b(i.block)});let n=R(s,i);i=n?s.places.get(n.id):void 0}return e}function jn(s){return s.slot&&s.key==="body"}function Un(s){
let t=s.slot?s.key:s.name||s.kind;return s.count?`${t} \xD7${s.count}`:t}var hi=[["fold-all","1",1],["depth-2","2",2],["depth-3","3",3],["unfold-all","All",1/0]],Et=class{constructor(t){this.events=t;this.trail=new xt(t.go),this.depths=
hi.map(([a,h])=>this.button(l("button","depth",h),a));let e=l("div","depths","",l("span","footer-label","Depth"),...this.depths);e.setAttribute("role","group"),
e.setAttribute("aria-label","Unfold to depth");let[i,n,r]=[["zoom-out","minus"],["zoom-in","plus"],["zoom-fit","fit"]].map(([a,h])=>this.button(w(a,h,""),a));this.
button(this.level,"zoom-reset");let o=l("div","zooms","",i,this.level,n,r);o.setAttribute("role","group"),o.setAttribute("aria-label","Zoom"),this.element.append(
this.trail.element,e,o)}events;element=l("div","footer");trail;depths;level=l("button","zoom-level","100 %");draw(t,e){this.trail.draw(t,e||"Untitled");let i=qn(
t);this.depths.forEach((n,r)=>u(n,"aria-pressed",String(i===hi[r][2])))}zoomed(t){let e=`${Math.round(t*100)} %`;m(this.level,e),u(this.level,"aria-label",`Zoom\
 ${e}, back to 100 %`)}button(t,e){let{title:i,keys:n}=P(e);return t.type="button",t.dataset.action=e,U(t,n.length?`${i} (${j(n[0])})`:i),t.addEventListener("cl\
ick",()=>this.events.run(e)),t}};function qn(s){let[t,e]=[0,1/0],i=new Map([[s.root.id,0]]);for(let{block:n,parent:r}of s.places.values()){if(!r)continue;let o=i.
get(r.id)+(n.slot?0:1);i.set(n.id,o),!(!n.holds||n.slot)&&(n.folded?e=Math.min(e,o):n.children.length&&(t=Math.max(t,o)))}return e===1/0||t<e?e:null}var di="blockyard/hint",Mt=class{element=l("div","coach");constructor(t){let e=l("span","coach-text","Drag a layer from the left to where it belongs, or press i\
ts +. Its shapes show at once.");this.element.append(e,k("plain","Got it",()=>{this.put(),t()})),this.element.hidden=!0,this.element.setAttribute("role","note")}greet(){
try{this.element.hidden=localStorage.getItem(di)!==null}catch{}}put(){this.element.hidden||(this.element.hidden=!0,localStorage.setItem(di,"seen"))}};var Lt=class{constructor(t,e){this.take=e;let i={signal:this.listening.signal,capture:!0};document.addEventListener("focusin",()=>this.check(),i),t.addEventListener(
"focusout",()=>setTimeout(()=>this.check()),i),document.addEventListener("pointerdown",()=>this.release(),i),document.addEventListener("keydown",n=>n.key==="Tab"&&
this.release(),i)}take;until=0;listening=new AbortController;hold(){this.until=performance.now()+4e3}release(){this.until=0}stop(){this.listening.abort()}check(){
if(performance.now()>this.until)return;let{activeElement:t}=document,e=t?.getAttribute("role")==="tab";e&&(this.until=Math.min(this.until,performance.now()+500)),
(e||t===null||t===document.body)&&this.take()}};function re(s,t){let e=je(Qe(t));if(!e||!zn(t,e))return!1;if(!e.block)e.run(s,NaN);else{let i=v(t,"[data-block]"),n=Number(i?.dataset.block);if(!i||!_n(s,n))return!1;
e.run(s,n)}return t.preventDefault(),!0}function zn(s,{always:t}){return s.defaultPrevented||v(s,"[role=dialog], .menu")?!1:I(s)?t===!0:!(v(s,"button")&&(s.key===
"Enter"||s.key===" "))}function _n({view:s},t){return s.order.includes(t)}var Z=8,St=class{constructor(t){this.root=t;t.addEventListener("pointerdown",e=>{this.element&&!e.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(t,e,i,n){let r=l("div","menu");r.setAttribute("role","menu"),r.setAttribute("aria-label",e);for(let o of i){let a=l("button","ch\
oice","",f(o.icon,"Structure"),l("span","choice-text",o.text),l("span","choice-hint",o.hint));a.type="button",a.setAttribute("role","menuitem"),a.dataset.choice=
o.text,a.addEventListener("click",()=>{this.close(!0),o.run()}),r.append(a)}r.prepend(l("div","menu-label",e)),r.addEventListener("keydown",o=>this.walk(o)),this.
open(r,t,n),r.querySelector("button")?.focus({preventScroll:!0})}shortcuts(t,e,i){let n=l("div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute(
"aria-label","Keyboard shortcuts"),n.tabIndex=-1;for(let r of Ge){let o=e.filter(a=>a.group===r&&a.keys.length).map(Kn);n.append(l("section","key-group","",l("h\
3","menu-title",r),...o))}n.addEventListener("keydown",r=>{(r.key==="Escape"||r.key==="?")&&this.close(!0)}),this.open(n,t,i),n.focus({preventScroll:!0})}panel(t,e,i,n){
let r=l("div","menu panel","",l("div","menu-title",e),...i);r.setAttribute("role","dialog"),r.setAttribute("aria-label",e),r.tabIndex=-1,r.addEventListener("key\
down",o=>o.key==="Escape"&&this.close(!0)),this.open(r,t,n),r.focus({preventScroll:!0})}close(t){this.element&&(this.element.remove(),this.element=null,t&&this.
back?.(),this.back=null)}walk(t){let e=[...this.element.querySelectorAll("button")],i=e.indexOf(t.composedPath()[0]),n=t.key==="ArrowDown"?1:t.key==="ArrowUp"?-1:
0;n?(e[(i+n+e.length)%e.length].focus({preventScroll:!0}),t.preventDefault()):(t.key==="Escape"||t.key==="Tab")&&(this.close(!0),t.preventDefault())}open(t,e,i){
this.close(!1),this.element=t,this.back=i,this.root.append(t);let n=this.root.getBoundingClientRect(),{offsetWidth:r,offsetHeight:o}=t,a=e.bottom-n.top+4,h=a+o+
Z<=n.height?a:e.top-n.top-o-4,d=e.right-n.left-r;t.style.top=`${Math.max(Z,Math.min(h,n.height-o-Z))}px`,t.style.left=`${Math.max(Z,Math.min(d,n.width-r-Z))}px`}};
function Kn({title:s,keys:t}){let e=t.map(i=>l("span","chord","",...X(i).map(n=>l("kbd","",n))));return l("div","key-row","",l("span","",s),l("span","keys","",...e))}var Tt=class{anchor=null;reached=null;ids(t,e){let i=this.row(t);return i.length>1?i:e!==null&&t.places.get(e)?.parent?[e]:[]}row(t){let e=this.anchor===null?void 0:
t.places.get(this.anchor),i=this.reached===null?void 0:t.places.get(this.reached);if(!e?.parent||!i||e.parent!==i.parent||e===i)return[];let[n,r]=[Math.min(e.index,
i.index),Math.max(e.index,i.index)];return e.parent.children.slice(n,r+1).map(o=>o.id)}reach(t,e,i){this.anchor??=e;let n=this.anchor===null?null:t.places.get(this.
anchor)?.parent,r=t.places.get(i);for(;r?.parent&&r.parent!==n;)r=t.places.get(r.parent.id);return!n||!r?.parent||r.block.slot?!1:(this.reached=r.block.id,!0)}with(t,e){
let i=this.row(t);return i.includes(e)?i:[e]}from(t,e,i){let n=t.places.get(e),r=n?.parent?.children[n.index+i-1];this.clear(),r&&this.reach(t,e,r.id)}step(t,e,i){
this.reached!==e&&this.clear();let n=t.places.get(e),r=n?.parent?.children[n.index+i];return r&&!r.slot&&this.reach(t,e,r.id)?r.id:null}clear(){this.anchor=this.
reached=null}};var Yn=4e3,Jn=12e3,At=class{live=l("div","live");toasts=l("div","toasts");banner=l("div","banner");lost=l("div","lost","Not connected: your edits wait here");shown=0;timer=0;level=null;acts=!1;constructor(){
this.live.setAttribute("aria-live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=this.lost.hidden=!0,this.lost.prepend(f("lost"))}announce(t){
this.live.textContent=this.live.textContent===t?`${t}\xA0`:t}notice(t){if(!t)return this.edited();t.id!==this.shown&&(this.shown=t.id,this.toast(t.text,t.level),
this.announce(t.text))}edited(){(this.level==="error"||this.acts)&&this.hide()}toast(t,e,i){let n=l("span","sign","",f(e==="error"?"alert":"check")),r=w("dismis\
s","close","Dismiss");r.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.level=e,this.acts=i!==void 0;let o=()=>{this.hide(),i.run()},a=i?
[k("plain",i.text,o),r]:[r];this.toasts.replaceChildren(l("div",`toast ${e}`,"",n,l("span","toast-text",t),...a)),e==="info"&&(this.timer=window.setTimeout(()=>this.
hide(),i?Jn:Yn))}connection(t){this.lost.hidden=!t,this.announce(t?this.lost.textContent:"Connected again")}offer(t,e){let[i,...n]=t;if(this.banner.hidden=!i,!i)
return;let r=l("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${G(i.time)}?`),a=[k("solid","Restore",()=>{this.banner.hidden=!0,e(i)})];n.
length&&a.push(k("plain","Show an older one",()=>this.offer(n,e))),a.push(k("plain","Dismiss",()=>this.offer([],e))),this.banner.replaceChildren(r,...a)}stop(){
clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.acts=!1,this.toasts.replaceChildren()}};var D=48,Xn=460,Zn=1.3,pi=7,oe=3,ci=.6,Qn=.3,ui=1.5,Pt=class{constructor(t,e){this.sheet=t;this.scroller=e;this.element.setAttribute("aria-hidden","true"),this.
element.hidden=!0,this.element.append(this.picture,this.frame),this.element.addEventListener("pointerdown",i=>this.press(i)),this.element.addEventListener("poin\
termove",i=>this.element.hasPointerCapture(i.pointerId)&&this.scrollTo(i)),e.addEventListener("scroll",()=>this.frameIt()),this.watcher.observe(t.element),this.
watcher.observe(e)}sheet;scroller;element=l("div","minimap");picture=l("canvas");frame=l("div","minimap-frame");view=null;request=0;height=0;watcher=new ResizeObserver(
()=>this.refresh());draw(t){this.view=t,this.refresh()}stop(){cancelAnimationFrame(this.request),this.watcher.disconnect()}refresh(){cancelAnimationFrame(this.request),
this.request=requestAnimationFrame(()=>this.paint())}paint(){let{scrollHeight:t,clientHeight:e,clientWidth:i}=this.scroller,n=this.view!==null&&t>e*Zn&&i>=Xn;if(this.
element.hidden=!n,this.scroller.classList.toggle("mapped",n),this.scroller.classList.toggle("beside-map",n&&this.sheet.width>i-2*D),!n)return;let r=this.view.root.
children.map(p=>ae(p)),o=r.reduce((p,g)=>p+g[0].until,0);this.height=Math.min(e-2*oe,o*pi*1.5);let a=devicePixelRatio||1;this.picture.width=D*a,this.picture.height=
this.height*a,this.picture.style.height=`${this.height}px`;let h=this.picture.getContext("2d");if(!h)return;h.scale(a,a);let d=ts(this.element),c=this.sheet.element.
getBoundingClientRect();for(let p of r){let g=this.sheet.items.get(p[0].block.id)?.element.getBoundingClientRect();if(!g)continue;let x=g.height/c.height*this.height/
p[0].until,L=(g.top-c.top)/c.height*this.height;for(let T of p)es(h,T,L,x,d,this.view.selected===T.block.id)}this.frameIt()}frameIt(){if(this.element.hidden)return;
let{scrollTop:t,scrollHeight:e,clientHeight:i}=this.scroller;this.frame.style.height=`${i/e*this.height}px`,this.frame.style.transform=`translateY(${t/e*this.height}\
px)`}press(t){t.button===0&&(t.preventDefault(),this.element.setPointerCapture(t.pointerId),this.scrollTo(t))}scrollTo({clientY:t}){let{top:e}=this.picture.getBoundingClientRect(),
{scrollHeight:i,clientHeight:n}=this.scroller;this.scroller.scrollTop=(t-e)/this.height*i-n/2}};function ae(s,t=0,e=0,i=1,n=0){let r={block:s,top:t,rows:1,left:e,
right:i,level:n,until:1+(s.problem?ui:0)},o=s.slot;if(!s.children.length)return[{...r,rows:o?0:1}];let a=[r],h=t+(o?0:ci)+(s.problem?ui:0),d=S(s)||s.children.length>
1&&s.children.some(g=>g.slot),c=(i-e)/s.children.length,p=h;return s.children.forEach((g,x)=>{let L=d?ae(g,h,e+x*c,e+(x+1)*c,n+1):ae(g,h,e,i,n+(o?0:1));p=Math.max(
p,L[0].top+L[0].until),d||(h=p),a.push(...L)}),r.rows=o?0:ci,r.until=p-t+(o?0:Qn),a}function ts(s){let t=getComputedStyle(s),e=t.getPropertyValue("--st-primary-\
color").trim()||"#3454d1";return{dark:s.closest(".dark")!==null,red:t.getPropertyValue("--red").trim(),accent:e}}function es(s,{block:t,top:e,rows:i,left:n,right:r,
level:o,until:a},h,d,c,p){let g=Math.min(3*o,15),x=D-2*oe-g-6,[L,T]=[oe+g+n*x,Math.max(2,(r-n)*x-1)],[Q,Jt]=[h+e*d,Math.max(1,Math.min(i*d-(d>4?2:.4),pi))];i&&t.
children.length&&(s.fillStyle=`hsl(${t.hue} ${c.dark?"30% 30%":"50% 90%"} / 60%)`,s.fillRect(L,Q,T,a*d-1)),i&&(s.fillStyle=t.problem?c.red:`hsl(${t.hue} ${c.dark?
"36% 50%":"48% 68%"})`,s.fillRect(L,Q,t.children.length?Math.min(T,14):T,Jt)),t.problem&&is(s,Q+Jt/2,c.red),p&&(s.fillStyle=c.accent,s.fillRect(0,Q-1,D,Math.max(
2,Math.min(Jt,3))+1))}function is(s,t,e){s.fillStyle=e,s.beginPath(),s.moveTo(D,t-4),s.lineTo(D-6,t),s.lineTo(D,t+4),s.fill()}function Bt(s,t){let e=l("input","typing");e.value=t.value,e.placeholder=t.placeholder,e.maxLength=64,e.spellcheck=!1,e.autocomplete="off",e.setAttribute("aria-\
label",t.label);let i=!0,n=(r,o)=>{if(!i)return;i=!1;let a=e.value.trim();e.remove(),s.textContent=r?a:t.value,t.closed(o),r&&a!==t.value&&t.done(a)};e.addEventListener(
"keydown",r=>{r.stopPropagation();let o=r.key==="Enter"&&!r.isComposing;!o&&r.key!=="Escape"||(r.preventDefault(),n(o,!0))}),e.addEventListener("blur",()=>n(!0,
!1)),s.replaceChildren(e),e.focus({preventScroll:!0}),e.select()}function mi(s,t,e){let i={label:`Name of ${t.kind}`,value:t.name,placeholder:t.key||"name",done:e.rename};gi(s,"name",i,e)}function fi(s,t,e){let i=n=>n&&e.rename(
n);gi(s,"kind",{label:"Class name of the block",value:t.kind,placeholder:t.kind,done:i},e)}function gi(s,t,e,i){s.typing||(s.typing=t,s.element.classList.add(`t\
yping-${t}`),Bt(t==="name"?s.label:s.kind,{...e,closed:n=>{s.typing=null,s.forget(),s.element.classList.remove(`typing-${t}`),i.closed(n)}}))}var le=3e3,ns=24e3,Ht=class{constructor(t){this.send=t}send;client=K();pending=[];acknowledged=0;last=0;session="";again=new Map;timer=0;wait=le;push(t,e){this.
last+=1,this.pending.push({...t,id:this.last}),e&&this.again.set(this.last,e),this.wait=le,this.deliver()}get waiting(){return this.pending.flatMap(({id:t})=>this.
again.get(t)??[])}clear(){this.pending=[],this.again.clear()}retry(){this.pending.length&&this.deliver()}receive({ack:t,session:e},i){if(this.send=i,this.session=
e,t.client===this.client){this.acknowledged=Math.max(this.acknowledged,t.id),this.pending=this.pending.filter(n=>n.id>this.acknowledged);for(let n of[...this.again.
keys()])n<=this.acknowledged&&this.again.delete(n)}this.wait=le,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){this.send({client:this.client,session:this.
session,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.wait=Math.min(this.wait*
2,ns),this.deliver()},this.wait))}};var Ct=class{constructor(t,e){this.add=t;this.leave=e;this.field.type="text",this.field.placeholder="Search layers",this.field.spellcheck=!1,this.field.autocomplete=
"off",this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action="search",this.field.addEventListener("input",()=>this.filter()),this.none.
hidden=!0,this.none.setAttribute("role","status"),this.list.setAttribute("role","group"),this.list.setAttribute("aria-label","Layers");let i=l("label","search",
"",f("search"),this.field,l("kbd","","/"));this.element.append(i,this.list,this.none),this.element.addEventListener("keydown",n=>this.key(n)),this.list.addEventListener(
"dblclick",n=>this.addFrom(n,"[data-palette]")),this.list.addEventListener("click",n=>this.addFrom(n,".plus"))}add;leave;element=l("div","palette");field=l("inp\
ut","search-field");list=l("div","families");none=l("div","none");entries=[];shown=[];drawn="";focusSearch(){this.field.focus({preventScroll:!0}),this.field.select()}draw(t){
let e=JSON.stringify(t);e!==this.drawn&&(this.drawn=e,this.entries=[],this.list.replaceChildren(...t.map(i=>this.section(i))),this.filter())}pick(t){let e=v(t,"\
[data-palette]"),i=this.entries.find(n=>n.button===e);return i?{block:null,row:[],kind:i.kind.kind,text:"",family:i.family.family,hue:i.kind.hue??i.family.hue}:
null}section(t){let e=l("section","family","",l("h3","family-name",t.family));e.classList.toggle("mine",t.mine===!0),e.style.setProperty("--h",String(t.hue));for(let i of t.
kinds){let n=l("span","sign","",f(i.kind,t.family)),r=l("button","brick","",n,l("span","kind",i.kind),l("span","brick-hint",i.hint));r.type="button",r.dataset.palette=
i.kind,r.title=i.doc||i.kind;let o=l("button","plus","",f("plus"));o.type="button",o.tabIndex=-1,u(o,"aria-label",`Add ${i.kind}`),i.hue!==void 0&&r.style.setProperty(
"--h",String(i.hue));let a=l("div","brick-row","",r,o);e.append(a),this.entries.push({kind:i,family:t,row:a,button:r,section:e})}return e}filter(){let t=this.field.
value.trim().toLowerCase(),e=this.entries.map(n=>({entry:n,rank:t?ss(n.kind,t):0})).filter(({rank:n})=>n<4);e.sort((n,r)=>n.rank-r.rank);let i=new Map;for(let{entry:n}of e)
i.set(n.section,[...i.get(n.section)??[],n]);this.shown=[...i.values()].flat();for(let n of this.entries)n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.
button.classList.remove("first");for(let n of this.shown)n.row.hidden=n.section.hidden=!1,n.section.append(n.row);this.list.append(...i.keys()),this.markFirst(t)}markFirst(t){
let[e]=this.shown;if(this.none.hidden=e!==void 0,this.list.scrollTop=0,!e)return this.sayNone(t);e.button.tabIndex=0,e.button.classList.toggle("first",t!=="")}sayNone(t){
let e=l("span","","No layer matches ",l("b","",t),document.createTextNode(".")),i=l("span","","Try what it does: conv, norm, attention, add.");this.none.replaceChildren(
e,i,k("plain","Show all layers",()=>this.clear()))}bring(t){let e=t.row.getBoundingClientRect(),i=this.list.getBoundingClientRect(),n=28;e.top<i.top+n?this.list.
scrollTop-=i.top+n-e.top:e.bottom>i.bottom&&(this.list.scrollTop+=e.bottom-i.bottom+4)}addFrom(t,e){let i=v(t,e)?.closest(".brick-row"),n=this.entries.find(r=>r.
row===i);n&&this.add(n.kind.kind)}key(t){if(t.isComposing)return;let e=t.composedPath()[0]===this.field,i=this.shown,n=i.findIndex(r=>r.button===t.composedPath()[0]);
if(t.key==="ArrowDown")this.step(e?this.shown[0]:i[n+1]);else if(t.key==="ArrowUp"&&!e)n>0?this.step(i[n-1]):this.focusSearch();else if(t.key==="Enter"&&e&&this.
field.value.trim()&&this.shown[0])this.addFound(this.shown[0]);else if((t.key==="Enter"||t.key==="+")&&n>=0)this.add(i[n].kind.kind);else if(t.key==="Escape")this.
field.value?this.clear():this.leave();else if(t.key==="/"&&e)this.field.select();else return;t.preventDefault()}addFound(t){this.add(t.kind.kind),this.clear()}clear(){
this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}step(t){if(t){for(let e of this.entries)e.button.tabIndex=-1;t.button.tabIndex=0,t.button.
focus({preventScroll:!0}),this.bring(t)}}};function ss(s,t){let e=s.kind.toLowerCase();return e.startsWith(t)?e===t?0:1:e.includes(t)?2:`${s.hint} ${s.doc}`.toLowerCase().
includes(t)?3:4}var $t=class{constructor(t,e){this.host=t;e.addEventListener("click",i=>this.click(i)),e.addEventListener("dblclick",i=>{v(i,".head")&&!v(i,"button, input")&&t.
startRename(he(i))}),e.addEventListener("focusin",i=>{this.light(i);let n=he(i);n!==null&&t.focusMoved(n)}),e.addEventListener("focusout",()=>t.links.clear()),e.
addEventListener("pointerover",i=>{this.hover(v(i,".item:not(.slot)")),t.busy||this.light(i)}),e.addEventListener("pointerleave",()=>{this.hover(null),t.links.clear()})}host;hovered=null;pick(t){
let{view:e}=this.host,i=v(t,".item:not(.slot)"),n=i&&e.places.get(Number(i.dataset.block))?.block;if(!n||E(n.id))return null;let r=this.host.row(n.id),o=A(n),a=r.
length>1?`and ${r.length-1} more`:o?`${o} inside`:n.detail;return{block:n.id,row:r,kind:n.kind,text:a,family:n.family,hue:n.hue}}hover(t){t!==this.hovered&&(this.
hovered?.classList.remove("hover"),this.hovered=t,t&&(t.classList.add("hover"),this.host.sheet.items.get(Number(t.dataset.block))?.needActions()))}light(t){let{
links:e}=this.host,i=v(t,"[data-source]"),n=v(t,".item:not(.slot), .input")?.dataset.block;i?e.source(i):n!==void 0?e.takers(Number(n)):e.clear()}click(t){let{host:e}=this;
if(I(t)||v(t,".problem button"))return;let i=he(t),n=v(t,"[data-source]")?.dataset.source,r=v(t,"[data-action]")?.dataset.action;n!==void 0?e.goToSource(Number(
n)):r==="output"?e.commands.select(e.view.root.id):i!==null?this.clickBlock(i,r,t):v(t,".sheet, .scroller")&&e.commands.select(null)}clickBlock(t,e,i){let{host:n}=this,
r=n.view.places.get(t)?.block.folded;e==="fold"||r&&v(i,".empty")?n.commands.fold(t,!r):e==="add-input"?n.addInput():e==="wrap"?n.openWrap(t):e==="duplicate"?n.
commands.duplicate(t):e==="remove"?n.commands.remove(t):(!i.shiftKey||!n.reach(t))&&n.choose(t)}};function he(s){let t=v(s,"[data-block]:not(.within)");return t?
Number(t.dataset.block):null}function ce(s,t){let e=new Map(t.palette.flatMap(({kinds:o})=>o.map(({kind:a,doc:h})=>[a,h]))),i={detail:"",trail:[],params:"",hue:null,icon:["input"],problem:null,
folded:!1},n=t.inputs.map(({id:o,name:a,text:h,dtype:d})=>({...i,key:`in${o}`,id:o,title:a?`input ${a}`:"input",told:`A tensor of ${d}.`,takes:[],gives:h})),r={
...i,key:"out",id:s.root.id,title:"output",told:t.totals.map(({text:o,label:a})=>`${o} ${a}`).join(", "),takes:[t.output],gives:null,problem:s.root.problem};return[
...n,...s.root.children.flatMap(o=>de({view:s,words:e},o,[])),r]}function de(s,t,e){if(t.body||t.slot&&t.children.length)return t.children.flatMap(o=>de(s,o,e));
if(t.slot)return[];let i={key:String(t.id),id:t.id,title:b(t),detail:t.detail,told:as(s,t),trail:e,takes:t.input?[t.input]:[],gives:t.output,params:t.params,hue:t.
hue,icon:[t.kind,t.family],problem:t.problem,folded:t.folded};if(t.folded||!t.children.length)return[i];let n=[...e,b(t)],r=t.children.flatMap(o=>{let a=t.children.
length>1&&(t.kind==="Parallel"||o.slot);return de(s,o,a?[...n,os(t,o)]:n)});return[{...i,gives:null},...r,...rs(t,i)]}function rs(s,t){let e=s.children[0]?.body?
s.children[0]:s,i=e.kind==="Residual"||e.kind==="Parallel"?e.children.map(r=>r.output||"?"):[];if(!i.length)return[];let n=e.kind==="Residual"?"Both ways are ad\
ded.":`The branches are merged: ${e.detail}.`;return[{...t,key:`${t.key}+`,title:e.kind==="Residual"?"f(x) + x":b(s),detail:"",told:n,trail:[...t.trail,b(s)],takes:i}]}
function os(s,t){return t.slot?t.key:`branch ${s.children.indexOf(t)+1}`}function as({words:s},t){let[e]=t.children,i=e?.body?e:t,n=t.children.length;return t.reuse?
"The same block again, with the same parameters.":t.folded||!t.holds?s.get(t.kind)??"":t.instance?t.places>1?`One of ${t.places} uses of ${t.kind}; each has par\
ameters of its own.`:s.get(t.kind)??"":i.kind==="Residual"?"Two ways: the body changes x, the shortcut brings x around it.":i.kind==="Parallel"?`${n} branches, \
each given the same input.`:i.kind==="Repeat"?`${t.count} rounds, ${t.shared?"all with the same parameters":"each with parameters of its own"}; one is shown.`:i.
kind==="Graph"?`${n} blocks; each says what it takes.`:`${n} ${n===1?"block":"blocks"}, one after the other.`}var vi="http://www.w3.org/2000/svg";function bi(s,t){let e=wi(s);if(!e)return null;let[i,n,r]=ls(e.slice(1)).map(o=>Math.max(6,260*Math.sqrt(o/t)));return hs(i,n,r*.5)}function ki(s){return Math.max(
1,...s.flatMap(t=>wi(t)?.slice(1)??[]))}function wi(s){let t=s.split(" ")[0],e=t.split("\xD7").map(i=>/^\d+$/.test(i)?Number(i):/^\d*B$/.test(i)?1:NaN);return t&&
e.every(Number.isFinite)?e:null}function ls(s){return s.length===0?[0,0,0]:s.length===1?[s[0],0,0]:s.length===2?[s[1],s[0],0]:[s.at(-1),s.at(-2),s.slice(0,-2).reduce(
(t,e)=>t*e,1)]}function hs(s,t,e){let i=e*.7,n=document.createElementNS(vi,"svg");n.setAttribute("viewBox",`-2 -2 ${s+i+4} ${t+i+4}`),n.setAttribute("width",String(
s+i+4)),n.setAttribute("height",String(t+i+4)),n.setAttribute("aria-hidden","true"),n.classList.add("tensor");let r=[["front",`M0 ${i}h${s}v${t}h${-s}z`],["top",
`M0 ${i}l${i} ${-i}h${s}l${-i} ${i}z`],["side",`M${s} ${i}l${i} ${-i}v${t}l${-i} ${i}z`]];for(let[o,a]of r){let h=document.createElementNS(vi,"path");h.setAttribute(
"d",a),h.setAttribute("class",o),n.append(h)}return n}var ds=new Set(["ArrowRight","ArrowDown"," ","PageDown"]),cs=new Set(["ArrowLeft","ArrowUp","PageUp"]),Vt=class{constructor(t,e){this.root=t;this.host=e;let i=w(
"leave","close","Leave (Esc)");i.addEventListener("click",()=>this.dialog.close());let[n,r]=[w("step-back","back","Back (\u2190)"),w("step-next","chevron","Next\
 (\u2192)")];n.addEventListener("click",()=>this.back()),r.addEventListener("click",()=>this.next()),this.ask.setAttribute("aria-pressed","false"),this.dialog.setAttribute(
"aria-label","Step through the forward pass"),this.stage.setAttribute("aria-live","polite"),this.stage.tabIndex=-1,this.stage.autofocus=!0,this.rail.setAttribute(
"aria-hidden","true");let o=l("div","scene-bar","",n,this.place,r,l("span","spacer"),this.ask,i);this.dialog.append(this.rail,l("div","scene-side","",o,this.stage)),
this.dialog.addEventListener("keydown",a=>this.key(a)),this.dialog.addEventListener("close",()=>this.closed()),this.rail.addEventListener("click",a=>this.goTo([
...this.rail.children].indexOf(a.target.closest("li"))))}root;host;dialog=l("dialog","projector");rail=l("ol","rail");stage=l("div","scene");place=l("span","sce\
ne-place");ask=k("plain","Ask first (a)",()=>this.toggleAsking());steps=[];at=0;asking=!1;open=!0;show(t,e,i){this.steps=ce(t,e),this.at=Math.max(0,this.steps.findIndex(
n=>n.id===i)),this.open=!this.asking,this.root.append(this.dialog),this.dialog.showModal(),this.draw()}update(t,e){if(!this.dialog.open)return;let i=this.steps[this.
at]?.key;this.steps=ce(t,e);let n=this.steps.findIndex(r=>r.key===i);this.at=n<0?Math.min(this.at,this.steps.length-1):n,this.draw()}key(t){if(t.stopPropagation(),
!(t.target.closest("button")!==null&&t.key===" ")){if(ds.has(t.key))this.next();else if(cs.has(t.key))this.back();else if(t.key==="Home")this.goTo(0);else if(t.
key==="End")this.goTo(this.steps.length-1);else if(t.key==="a")this.toggleAsking();else if(t.key==="f")this.unfold();else return;t.preventDefault()}}next(){this.
open?this.goTo(this.at+1):(this.open=!0,this.draw())}back(){this.goTo(this.at-1)}goTo(t){if(t<0||t>=this.steps.length||t===this.at)return;let e=t>this.at;this.at=
t,this.open=!this.asking||!e||!this.steps[t].gives||this.steps[t].takes.length===0,this.draw()}unfold(){let t=this.steps[this.at];t.folded&&this.host.unfold(t.id)}toggleAsking(){
this.asking=!this.asking,this.ask.setAttribute("aria-pressed",String(this.asking)),this.open=!this.asking,this.draw()}closed(){this.dialog.remove(),this.host.left(
this.steps[this.at].id)}draw(){let t=this.steps[this.at];m(this.place,`${this.at+1} of ${this.steps.length}`),y(this.rail,this.steps.map((e,i)=>this.line(e,i))),
this.rail.children[this.at]?.scrollIntoView({block:"center"}),this.stage.style.setProperty("--h",String(t.hue??220)),this.stage.classList.toggle("coloured",t.hue!==
null),this.stage.replaceChildren(...this.scene(t))}line(t,e){let i=!this.asking||e<this.at||e===this.at&&this.open,n=l("li","rail-step","",l("span","rail-title",
t.title),l("span","rail-shape",i?t.gives??"":""));return n.classList.toggle("now",e===this.at),n.classList.toggle("passed",e<this.at),n.style.setProperty("--dee\
p",String(t.trail.length)),t.problem&&n.classList.add("wrong"),n}scene(t){let e=l("h2","scene-title","",f(...t.icon),l("span","",t.title)),n=[l("p","scene-trail",
t.trail.join(" \u203A ")),e,l("p","scene-detail",t.detail),this.flow(t),l("p","scene-told",t.told)];return t.params&&n.push(l("p","scene-params",`${t.params} pa\
rameters`)),t.problem&&n.push(l("p","scene-problem",`Received ${t.problem.received} Expected ${t.problem.expected}`)),t.folded&&n.push(k("solid","Look inside (f\
)",()=>this.unfold())),n.filter(r=>r.textContent||r.matches(".flow"))}flow(t){let e=ki(this.steps.flatMap(({takes:o,gives:a})=>[...o,a??""])),i=t.takes.map(o=>yi(
o,e)),n=l("span","flow-arrow","\u2192");if(n.setAttribute("aria-hidden","true"),t.gives===null)return l("div","flow","",...i);let r=t.problem?l("span","flow-sha\
pe wrong","\xD7"):this.open?yi(t.gives||"?",e):this.question();return r.classList.add("answer"),l("div","flow","",...i,...i.length?[n]:[],r)}question(){let t=k(
"flow-shape asked","?",()=>this.next());return t.setAttribute("aria-label","What shape comes out? Show it"),t}};function yi(s,t){let e=bi(s,t);return l("span","\
flow-shape","",...e?[e]:[],l("span","flow-text",s))}var Ot=class{constructor(t){this.events=t;this.element.append(l("p","hint-title","A new model"),l("p","","Drag a layer here from the left, or begin with:"),this.
list)}events;element=l("div","hint");list=l("div","starts");drawn="";draw(t,e){this.element.hidden=!t;let i=JSON.stringify(e);!t||i===this.drawn||(this.drawn=i,
this.list.replaceChildren(this.start("Linear","A Linear layer",()=>this.events.add("Linear")),...e.map(([n,r])=>this.start("My blocks",`${r}, from the Gallery`,
()=>this.events.openOurs(n))),this.start("search","A search through all layers",()=>this.events.search(),l("kbd","","/"))))}start(t,e,i,...n){let r=l("button","\
start","",f(t),l("span","",e),...n);return r.type="button",r.addEventListener("click",i),r}};var Rt=class{element=l("div","inputs");pills=[];more=w("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(t,e){for(;this.pills.length<e.inputs.length;)this.pills.push(new ue);this.pills.length=e.inputs.length,e.inputs.forEach((n,r)=>this.
pills[r].draw(n,t.selected===n.id,e.batch,t.root.kind==="Graph")),y(this.element,this.pills.map(n=>n.element)),this.more.hidden=!e.more;let i=this.pills.at(-1).
element;this.more.parentElement!==i&&i.append(this.more)}find(t){return this.pills.find(e=>e.element.dataset.block===String(t))?.element??null}},ue=class{element=l(
"div","terminal input");name=l("span","terminal-name");shape=l("span","terminal-shape");type=l("span","terminal-type");port=l("span","port");constructor(){this.
element.setAttribute("role","treeitem"),this.element.setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(l("b","","input"),this.name,this.
shape,this.type,this.port),this.port.setAttribute("aria-hidden","true")}draw({id:t,name:e,text:i,dtype:n,means:r},o,a,h){this.element.dataset.block=String(t),this.
element.classList.toggle("selected",o),u(this.element,"aria-selected",String(o)),u(this.element,"aria-label",["input",e,i,n].filter(Boolean).join(" ")),m(this.name,
e),m(this.shape,i),u(this.shape,"title",!r&&i.includes("B")&&a?a:null),m(this.type,n),this.port.hidden=!h,this.port.dataset.port=e}},Nt=class{constructor(t){this.
fix=t;this.open.type="button",this.open.dataset.action="output",this.pill.append(this.open,this.gives.element,this.shape),this.element.append(this.pill)}fix;element=l(
"div","ending");pill=l("div","terminal output");open=l("button","open","output");shape=l("span","terminal-shape");gives=new V("gives");problem=null;signature="";draw(t,{
output:e,batch:i}){let{root:n}=t;this.open.disabled=n.kind!=="Graph",u(this.open,"aria-label",`output ${e}`),u(this.open,"title",this.open.disabled?null:"Choose\
 what the model gives"),this.pill.classList.toggle("selected",t.selected===n.id),this.pill.classList.toggle("wrong",n.problem!==null),this.drawProblem(n.problem),
m(this.shape,e),this.shape.dataset.shape=e,u(this.shape,"title",n.means===null&&e.includes("B")&&i?i:null),this.gives.draw(n.gives),this.pill.classList.toggle("\
unknown",e==="?"||!e)}drawProblem(t){let e=JSON.stringify(t);e!==this.signature&&(this.signature=e,this.problem?.remove(),this.problem=t&&it(t,this.fix),this.problem&&
this.element.append(this.problem))}};function Dt(s){let t=[`M${$(s[0])}`];for(let e=1;e<s.length-1;e+=1){let[i,n,r]=[s[e-1],s[e],s[e+1]],o=Math.min(7,pe(i,n)/2,pe(n,r)/2);t.push(`L${$(xi(n,i,o))}Q${$(
n)} ${$(xi(n,r,o))}`)}return`${t.join("")}L${$(s.at(-1))}`}function Mi([s,t],e){let i=e?[[s-4,t-4-2],[s+4,t-4-2]]:[[s-4-2,t-4],[s-4-2,t+4]];return`M${$(i[0])}L${$(
[s,t])}L${$(i[1])}Z`}function xi([s,t],[e,i],n){let r=pe([s,t],[e,i])||1;return[s+(e-s)*n/r,t+(i-t)*n/r]}function pe([s,t],[e,i]){return Math.hypot(e-s,i-t)}function $([
s,t]){return`${Ei(s)} ${Ei(t)}`}function Ei(s){return Math.round(s*10)/10}var ge="http://www.w3.org/2000/svg",us=10,ps=12,ms=7,fs=18,gs=10,Li=4,Si=5,It=class{constructor(t){this.ground=t}ground;layers=new Map;frame=0;focus={block:null,
route:null};watcher=new ResizeObserver(()=>this.paint());draw(t){let e=new Set;for(let{block:i,nets:n}of t.places.values())n.length&&(e.add(i.id),this.layer(i.id).
take(i,n));for(let[i,n]of this.layers)e.has(i)||(this.watcher.unobserve(n.column),n.element.remove(),this.layers.delete(i));this.refresh()}refresh(){cancelAnimationFrame(
this.frame),this.layers.size&&(this.frame=requestAnimationFrame(()=>this.paint()))}rest(t){this.focus={...this.focus,route:t},this.light()}picture(t){return this.
layers.get(t)?.element??null}highlight(t,e){this.focus.block===t&&this.focus.source===e||(this.focus={...this.focus,block:t,source:e},this.light())}stop(){cancelAnimationFrame(
this.frame),this.watcher.disconnect()}light(){for(let t of this.layers.values())t.highlight(this.focus)}layer(t){let e=this.layers.get(t),i=this.ground.column(t);
return(!e||e.column!==i)&&(this.layers.set(t,e=new fe(this.ground,i)),this.watcher.observe(i)),e}paint(){let t=[...this.layers.values()],e=t.map(i=>i.measure());
t.forEach((i,n)=>i.paint(e[n],this.focus))}},fe=class{constructor(t,e){this.ground=t;this.column=e;this.element.classList.add("wires"),this.element.setAttribute(
"aria-hidden","true")}ground;column;element=document.createElementNS(ge,"svg");graph;nets=[];drawn="";take(t,e){this.graph=t,this.nets=e}measure(){let t=this.column.
getBoundingClientRect(),e=this.ground.scale(),i=h=>{let{left:d,right:c,top:p,bottom:g}=h.getBoundingClientRect(),[x,L]=[T=>(T-t.left)/e,T=>(T-t.top)/e];return{left:x(
d),right:x(c),top:L(p),bottom:L(g)}},n=this.graph.children.map(h=>this.ground.item(h.id)).map(h=>h?i(h.element):null),r=Math.min(...n.map(h=>h?.left??1/0))-us,o=vs(
this.nets),a=Xt(this.nets);return this.nets.flatMap(h=>{let d=r-a*h.lane,c=this.headOf(h,d,n,i);return c?h.wires.flatMap(p=>{let g=this.tailOf(p,d,n,o.get(p),i);
if(!g)return[];let x=p.taker===null;return[{...{source:h.source,taker:p.taker??this.graph.id,hue:h.hue,start:c[0],tip:Mi(g.at(-1),x)},path:Dt([...c,...g])}]}):[]})}paint(t,e){
let i=JSON.stringify(t);i!==this.drawn&&(this.drawn=i,this.element.replaceChildren(...t.map(bs)),this.highlight(e))}highlight({block:t,source:e,route:i}){let n=({
dataset:{from:a,to:h}})=>t===null?i?.carries(this.graph.id,Number(a),Number(h))??!1:e===void 0?[a,h].includes(String(t)):a===String(e)&&h===String(t),r=[...this.
element.children],o=r.filter(n);for(let a of r)a.classList.toggle("lit",o.includes(a));this.element.classList.toggle("dimmed",o.length>0||t===null&&i!==null),o.
length&&o.length<r.length&&this.element.append(...o)}headOf(t,e,i,n){let r=t.from<0?this.ground.entry(this.graph.id,t.place):this.ground.tag(t.source,t.place);if(r){
let h=n(r),d=(h.left+h.right)/2,c=h.bottom+Si+Li*this.outside(t,p=>p.from===t.from);return[[d,h.bottom],[d,c],[e,c]]}let o=this.ground.item(t.source);if(t.from<
0||!o)return null;let a=n(o.card).bottom-gs;return[[i[t.from].left,a],[e,a]]}tailOf(t,e,i,n,r){let o=i[t.to];if(t.taker!==null){if(!o)return null;let x=o.top+ps+
n.index*Math.min(ms,fs/n.count);return[[e,x],[o.left,x]]}let a=this.ground.exit(this.graph.id,t.chip);if(!a)return null;let{left:h,right:d}=r(a),{top:c}=r(a.closest(
".terminal")??a),p=(h+d)/2,g=c-Si-Li*(n.count-n.index);return[[e,g],[p,g],[p,c]]}outside(t,e){return this.nets.filter(i=>e(i)&&i.lane>t.lane).length}};function vs(s){
let t=new Map;for(let i of s)for(let n of i.wires)t.set(n.to,[...t.get(n.to)??[],{wire:n,lane:i.lane}]);let e=new Map;for(let i of t.values())i.sort((n,r)=>n.lane-
r.lane||n.wire.chip-r.wire.chip),i.forEach(({wire:n},r)=>e.set(n,{index:r,count:i.length}));return e}function bs({source:s,taker:t,hue:e,start:i,path:n,tip:r}){
let o=document.createElementNS(ge,"g");o.classList.add("line"),e===null?o.classList.add("plain-source"):o.style.setProperty("--h",String(e)),o.dataset.from=String(
s),o.dataset.to=String(t);let[a,h,d]=[me("path","run"),me("path","tip"),me("circle","dot")];return a.setAttribute("d",n),h.setAttribute("d",r),d.setAttribute("c\
x",String(i[0])),d.setAttribute("cy",String(i[1])),d.setAttribute("r","3"),o.append(a,h,d),o}function me(s,t){let e=document.createElementNS(ge,s);return e.classList.
add(t),e}var ks=16,Wt=class{constructor(t,e){this.events=t;this.hint=new Ot(e);let i=l("div","tree");i.setAttribute("role","tree"),i.setAttribute("aria-label","Model"),i.
setAttribute("aria-multiselectable","true"),this.column.setAttribute("role","none"),i.append(this.inputs.element,this.lead,this.column),this.element.append(i,this.
hint.element,this.output.element)}events;element=l("div","sheet");column=l("div","column root");items=new Map;wires=new It({column:t=>t===this.root?this.column:
this.item(t).inside,item:t=>this.items.get(t),tag:(t,e)=>this.items.get(t)?.outs?.at(e)??null,entry:(t,e)=>t===this.root?this.inputs.find(-e):this.items.get(t)?.
entries?.at(e)??null,scale:()=>this.scale,exit:(t,e)=>(t===this.root?this.output.gives:this.items.get(t).gives).at(e)});scale=1;widest=0;inputs=new Rt;output=new Nt(
t=>this.events.fix(this.root,t));lead=l("div","lead");hint;draws=0;root=0;draw(t,e,i){this.draws+=1,this.root=t.root.id;let n=!t.root.children.length;this.element.
classList.toggle("bare",n),this.hint.draw(n,e.starts);let{width:r,nets:o}=t.places.get(t.root.id);this.widest=r+2*Math.max(ks,B(o)),this.element.style.setProperty(
"--widest",`${this.widest}px`),this.inputs.draw(t,e),this.output.draw(t,e),this.lead.classList.toggle("cut",!n&&!t.root.children[0].linked),this.element.style.setProperty(
"--gutter",`${B(o)}px`),this.wires.draw(t),this.fill(this.column,t.root,t,e.batch);let a=new Set(i);for(let[h,d]of this.items)d.mark(a.has(h),a.has(h)||t.selected===
h),d.seen!==this.draws&&(d.element.remove(),this.items.delete(h))}find(t){return t===null?null:t===this.root?this.output.element:M(t)?this.inputs.find(t):this.items.
get(t)?.element??null}route(t){this.element.classList.toggle("routed",t!==null);for(let[e,{element:i}]of this.items)i.classList.toggle("aside",t?.aside.has(e)??
!1),i.classList.toggle("loose",t?.loose.has(e)??!1);this.wires.rest(t)}get width(){return this.widest*this.scale}extent(){let t=this.element.getBoundingClientRect().
top;return{width:this.width,height:this.output.element.getBoundingClientRect().bottom-t}}fill(t,e,i,n){let r=e.children.map(a=>{let h=this.item(a.id);return h.update(
i.places.get(a.id),i.selected===a.id,n),this.fill(h.inside,a,i,n),h.element}),o=this.wires.picture(e.id);y(t,o?[o,...r]:r)}item(t){let e=this.items.get(t);return e||
this.items.set(t,e=new ot(t,this.events)),e.seen=this.draws,e}};var ws=new Set(["select","fold","foldall","undo","redo","fix"]);function Ti(s,t){if(ws.has(s.op))return null;let e={...s};for(let n of["block","parent"])typeof e[n]==
"number"&&(e[n]=N(t,e[n]));return s.op==="define"&&(e.blocks=s.blocks.map(n=>N(t,n))),![e.block,e.parent,...Array.isArray(e.blocks)?e.blocks:[]].includes(null)?
e:null}var Ft=class{constructor(t,e){this.view=t;this.block=e;let i=t.places.get(e);M(e)&&t.root.kind==="Graph"&&this.within(t.root,e);for(let n=i;n?.parent;n=t.places.
get(n.parent.id))this.beside(n.parent,n.block)}view;block;aside=new Set;loose=new Set;graphs=new Map;carries(t,e,i){let n=this.graphs.get(t);return n?n(e,i===t?
null:i):![...this.aside].some(r=>rt(this.view,r,t))}beside(t,e){if(t.kind==="Graph")this.within(t,e.id);else if(S(t)||e.slot)for(let i of t.children)i!==e&&this.
aside.add(i.id)}within(t,e){let{children:i}=t,n=i.map((c,p)=>Ai(c.takes,c.linked,i[p-1])),r=Ai(t.gives,!0,i.at(-1)),o=i.map(c=>c.id),a=new Set([e]),h=new Set([e]);
o.toReversed().forEach((c,p)=>a.has(c)&&n[o.length-1-p].forEach(g=>g!==null&&a.add(g))),o.forEach((c,p)=>n[p].some(g=>g!==null&&h.has(g))&&h.add(c));let d=(c,p)=>(c===
null||!o.includes(c))&&c!==e?p!==null&&a.has(p)&&!M(e):p!==null&&a.has(c)&&a.has(p)||h.has(c)&&(p===null?r.includes(c):h.has(p));this.graphs.set(t.id,d),i.forEach(
({id:c},p)=>{!a.has(c)&&!h.has(c)?this.aside.add(c):d(c,o[p+1]??null)||this.loose.add(c)})}};function Ai(s,t,e){return s.length?s.map(i=>i.id):t?[e?.id??null]:[]}var Gt=class{constructor(t,e,i,n){this.desk=t;this.autosave=e;this.messages=i;this.hint=n}desk;autosave;messages;hint;begin(){let{model:t}=this.desk,e=this.autosave.
own(),i=e&&e.session!==t.session?e:null;if(se())return this.openLink(i);if(i&&t.fresh)return this.resume(i);i&&this.autosave.setAside(),(i||t.fresh)&&this.offer(),
t.fresh&&!this.autosave.others(t).length&&this.hint.greet()}openLink(t=null){let e=se();e&&this.open([{op:"open link",link:e}],i=>{if(ii(),!i)return t?this.resume(
t,!0):void 0;this.autosave.setAside(),this.messages.toast(`Opened \u201C${this.desk.model.title}\u201D from the link.`,"info",i),t&&this.offer()})}restore(t){this.
open(this.edits(t),e=>e&&this.autosave.setAside())}resume(t,e=!1){let i=this.edits(t);i.length&&this.open(i,n=>{if(!n)return this.autosave.setAside(),this.offer();
let r=`Restored \u201C${t.title||"Untitled"}\u201D, as you left it at ${G(t.time)}.`;e||this.messages.toast(r,"info",n),this.messages.announce(r)})}edits({document:t,
edits:e,selected:i,folded:n}){return t===this.desk.model.document?e:[{op:"restore",text:t,selected:i,folded:n},...e]}open(t,e){let{notice:i}=this.desk.model;this.
autosave.hold();for(let n of t)this.desk.send(n);this.desk.afterAnswer(()=>{let n=this.desk.model.notice,r=n?.level==="error"&&n.id!==i?.id,o=()=>t.forEach(()=>this.
desk.step("undo"));this.autosave.release(),e(r?null:{text:"Undo",run:o})})}offer(){this.messages.offer(this.autosave.others(this.desk.model),t=>this.restore(t))}};var ys={names:["input"],least:1,many:!1},xs={names:["output"],least:1,many:!0},jt=class{constructor(t){this.desk=t}desk;connect(t,e,i){let n=this.taker(e,i);if(!n)
return;let{wants:r,taken:o}=n;if(o.includes(t)&&!r.many)return this.desk.announce(`${n.title} takes ${t} already`);if(r.names.length===1&&!r.many)return this.send(
n,[t]);if(o.length<r.least)return this.send(n,[...o,t]);this.desk.offer(e,`${n.title} takes ${t}`,Pi(n).map(({text:a,hint:h,at:d})=>({text:a,hint:h,icon:"Graph",
run:()=>this.send(n,Bi(o,d,t))})))}refuse(t,e){let i=this.desk.view.places.get(e);if(!i)return;let n=i.block.wants?.names.length===0;this.desk.refuse(n?`${b(i.block)}\
 takes nothing: it makes its tensor itself.`:`${b(i.block)} comes before ${t}: a block takes only from blocks above it.`)}open(t){let e=this.desk.view.places.get(
t);if(e?.parent?.kind!=="Graph"||e.block.slot)return this.desk.announce("Only a block of a Graph chooses what it takes");let i=this.taker(t,e.parent.id);if(!i)return;
if(!i.wants.names.length)return this.refuse("",t);let n=Pi(i);if(n.length===1)return this.openSources(i,n[0].at);this.desk.offer(t,`${i.title} takes`,n.map(({text:r,
hint:o,at:a})=>({text:r,hint:o,icon:"Graph",run:()=>this.openSources(i,a)}))),this.desk.announce(`${i.title} takes ${i.taken.join(", ")}. Choose which of them t\
o change.`)}openSources(t,e){let{taken:i,wants:n}=t,r=Ss(t).map(({name:o,hint:a,icon:h})=>({text:o,icon:h,hint:i[e]===o?"now":a,run:()=>this.send(t,Bi(i,e,o))}));
e<i.length&&i.length>n.least&&r.push({text:"nothing",hint:"",icon:"remove",run:()=>this.send(t,n.many?i.toSpliced(e,1):i.slice(0,e))}),this.desk.offer(t.id,`${t.
title} takes`,r),this.desk.announce(`What ${t.title} takes: ${r.length} to choose from`)}send(t,e){let{desk:i}=this;i.settle([t.id],()=>{t.index===t.graph.children.
length?i.send({op:"set",block:t.id,args:{outputs:e}}):i.send({op:"rewire",block:t.id,inputs:e.length===1&&e[0]===ve(t.graph,t.index)?[]:e}),i.announce(`${t.title}\
 takes ${e.join(", ")}`)})}taker(t,e){let{places:i}=this.desk.view,n=i.get(e)?.block,r=i.get(t);return!n||!r||E(t)?null:t===e?{id:t,title:"the output",graph:n,index:n.
children.length,wants:xs,taken:Ls(n)}:{id:t,title:b(r.block),graph:n,index:r.index,wants:r.block.wants??ys,taken:Ms(r)}}};function Hi(s,t){let e=Number(s.closest(
"[data-block]").dataset.block),i=s.dataset.port;if(M(e))return{graph:t.root.id,from:-1,name:i};let n=t.places.get(e);return n?.parent?s.closest(".entries")?{graph:e,
from:-1,name:i}:{graph:n.parent.id,from:n.index,name:i}:null}function Ci({graph:s,from:t},e,i){let n=e.places.get(s)?.block.children??[],r=new Map(n.filter(({id:o})=>Es(
e.places.get(o),t)).map(({id:o})=>[o,i(o)]));return s===e.root.id?r.set(s,i(s)):r}function Es({block:s,index:t},e){return t>e&&s.wants?.names.length!==0&&!E(s.id)}
function Ms({block:s,parent:t,index:e}){return s.takes.length?s.takes.map(i=>i.text):s.linked?[ve(t,e)]:[]}function Ls(s){return s.gives.length?s.gives.map(t=>t.
text):[ve(s,s.children.length)]}function ve(s,t){return t?s.children[t-1].name:s.ins[0]}function Pi({wants:s,taken:t}){let e=s.many?t.length+1:Math.min(s.names.
length,t.length+1);return Array.from({length:e},(i,n)=>{let r=t[n];return s.many?{text:r===void 0?"One more":`Instead of ${r}`,hint:"",at:n}:{text:s.names[n],hint:r===
void 0?"nothing yet":`now ${r}`,at:n}})}function Ss({graph:s,index:t}){return[...s.children.slice(0,t).reverse().flatMap(({kind:i,name:n,output:r,outs:o})=>o.length?
o.map(a=>({name:a.name,hint:a.text,icon:i})):[{name:n,hint:r,icon:i}]),...s.ins.map(i=>({name:i,hint:"input",icon:"Graph"}))]}function Bi(s,t,e){return s.toSpliced(
t,1,e)}function $i(s,t,e){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${t}, ${e})`,s.append(i);let n=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[r=255,o=255,a=255]=n;return .2126*r+.7152*o+.0722*a}function Vi(s){s.classList.toggle("dark",$i(s,"--st-background-color","#fff")<
128);let t=$i(s,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";s.style.setProperty("--on-accent",t)}var Ts=4,Oi="http://www.w3.org/2000/svg",Ut=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;this.picture.classList.add("drawn-wire"),this.
picture.setAttribute("aria-hidden","true"),this.picture.append(this.line),e.addEventListener("pointerdown",n=>this.press(n),{signal:i}),e.addEventListener("poin\
termove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("pointercancel",n=>n.pointerId===this.pointer&&
this.cancel(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),{signal:i})}host;start=null;port=null;pointer=-1;from={
x:0,y:0};at={x:0,y:0};active=!1;frame=0;takers=new Map;over=null;picture=document.createElementNS(Oi,"svg");line=document.createElementNS(Oi,"path");listening=new AbortController;get drawing(){
return this.active}refresh(){if(this.active){if(!this.port?.isConnected)return this.cancel();this.mark(!1),this.takers=this.host.takers(this.start),this.mark(!0)}}stop(){
this.cancel(),this.listening.abort()}press(t){let e=v(t,Le);this.start||!e||t.button!==0||!t.isPrimary||(this.start=this.host.start(e),this.port=e,this.pointer=
t.pointerId,this.at=this.from={x:t.clientX,y:t.clientY})}move(t){!this.start||t.pointerId!==this.pointer||(this.at={x:t.clientX,y:t.clientY},!(!this.active&&Math.
hypot(this.at.x-this.from.x,this.at.y-this.from.y)<Ts)&&(this.active||this.begin(),t.preventDefault(),this.aim()))}begin(){let{root:t,sheet:e}=this.host;this.active=
!0;try{t.setPointerCapture(this.pointer)}catch{}t.classList.add("wiring"),e.append(this.picture),this.takers=this.host.takers(this.start),this.mark(!0),this.frame=
requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{start:e,active:i}=this,n=i?this.blockAt():null,r=n!==null&&this.takers.
has(n);this.cancel(),i&&e&&this.host.drop(e,n,r)}cancel(){cancelAnimationFrame(this.frame),this.active&&(this.mark(!1),this.show(null),this.picture.remove(),this.
host.root.classList.remove("wiring"),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.start=this.port=null,
this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}mark(t){for(let e of this.takers.values())
e.classList.toggle("taker",t)}aim(){let t=this.blockAt();this.show(t!==null&&this.takers.has(t)?t:null);let e=this.host.sheet.getBoundingClientRect(),i=this.port.
getBoundingClientRect(),n=[(i.left+i.right)/2-e.left,(i.top+i.bottom)/2-e.top],o=[(this.takers.get(this.over??NaN)?.querySelector(".card, .terminal")?.getBoundingClientRect()?.
left??this.at.x)-e.left,this.at.y-e.top],a=Math.min(n[0],o[0])-12;this.line.setAttribute("d",Dt([n,[a,n[1]],[a,o[1]],o]))}show(t){t!==this.over&&(this.takers.get(
this.over??NaN)?.classList.remove("taking"),this.over=t,this.takers.get(t??NaN)?.classList.add("taking"))}blockAt(){let e=this.host.root.getRootNode().elementFromPoint(
this.at.x,this.at.y);for(let[n,r]of this.takers)if(e&&r.contains(e))return n;let i=e?.closest(".item:not(.slot)");return i?Number(i.dataset.block):null}scroll(){
let{scroller:t}=this.host,e=t.getBoundingClientRect(),i=vt(this.at.y,e.top,e.bottom);t.scrollTop+=i,i&&this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}};var qt=class{constructor(t){this.events=t;let[e,i,n,r]=[this.tool("project","project"),this.tool("finder","search"),this.tool("fold-all","fold"),this.tool("unfo\
ld-all","unfold")],o=l("div","tools","",this.undo,this.redo,l("span","divider"),this.define,n,r,l("span","divider"),e,i,this.help,this.share);this.file.setAttribute(
"aria-haspopup","menu"),this.share.classList.replace("tool","share"),this.share.append(l("span","share-text","Share")),this.title.type=this.status.type="button",
this.title.dataset.action="title",this.status.dataset.action="status",this.title.append(this.titleText),this.title.addEventListener("click",()=>this.startTyping()),
this.status.addEventListener("click",()=>t.run("problem")),this.element.setAttribute("role","toolbar"),this.element.setAttribute("aria-label","Model"),this.element.
append(this.file,this.title,this.status,this.totals,l("div","spacer"),o)}events;element=l("div","toolbar");title=l("button","title");titleText=l("span","title-t\
ext");status=l("button","badge status");totals=l("div","totals");undo=this.tool("undo","undo");redo=this.tool("redo","redo");define=this.tool("define","define");help=this.
tool("help","help");file=this.tool("file","file");share=this.tool("share","share");look="";typing=!1;boxOf(t){return this[t].getBoundingClientRect()}helpBox(){return this.
help.getBoundingClientRect()}draw(t,e){this.define.disabled=!e,this.typing||(m(this.titleText,t.title||"Untitled"),u(this.title,"title",`${t.title||"Untitled"}:\
 click to rename`)),this.drawStatus(t),this.drawTotals(t.totals),this.drawHistory(this.undo,"Undo",t.undo),this.drawHistory(this.redo,"Redo",t.redo)}drawStatus({
status:t}){let e=`${t.level}${t.text}`;e!==this.look&&this.status.replaceChildren(f(t.level==="good"?"check":"alert"),l("span","badge-text",t.text)),this.look=e,
this.status.classList.toggle("bad",t.level==="bad"),this.status.classList.toggle("doubtful",t.level==="caution"),u(this.status,"aria-label",t.block===null?t.text:
`${t.text}: show it`),u(this.status,"title",t.block===null?t.text:"Show the block"),this.status.disabled=t.block===null}drawTotals(t){for(;this.totals.children.
length>t.length;)this.totals.lastElementChild.remove();t.forEach((e,i)=>{let n=this.totals.children[i]??this.totals.appendChild(l("span","badge","",l("b"),l("sp\
an","badge-label")));m(n.firstElementChild,e.text),m(n.lastElementChild,e.label),u(n,"title",e.exact)})}tool(t,e){let{title:i,keys:n}=P(t),r=w(t,e,n.length?`${i}\
 (${j(n[0])})`:i);return r.addEventListener("click",()=>this.events.run(t)),r}drawHistory(t,e,i){t.disabled=!i,U(t,i?`${e} ${i}`:`Nothing to ${e.toLowerCase()}`)}startTyping(){
if(this.typing)return;this.typing=!0;let t=l("span","title-text");this.title.replaceWith(t),Bt(t,{label:"Title of the model",value:this.titleText.textContent??"",
placeholder:"Title",done:e=>{m(this.titleText,e||"Untitled"),e&&this.events.rename(e)},closed:e=>{this.typing=!1,t.replaceWith(this.title),e&&this.title.focus({
preventScroll:!0})}})}};var As=new Set(["wrap","unwrap","define","undo","redo","restore","new","open","open link","open ours","fix","add input","remove input"]),zt=class{constructor(t){
this.outbox=t}outbox;list=[];settle(t,e){this.list.length||!this.isSettled(t)?this.list.push({ids:t,run:e}):e()}behind(t){this.list.length?this.list.push({ids:[],
run:t}):t()}afterAnswer(t){this.outbox.pending.length?this.list.push({ids:null,run:t}):t()}answered(){for(;this.list.length&&this.isSettled(this.list[0].ids);){
let{ids:t,run:e}=this.list.shift();t?.some(E)||e()}}clear(){return this.list.splice(0).length}isSettled(t){return t===null?!this.outbox.pending.length:!this.outbox.
pending.some(e=>Ps(e)||t.includes(z(e.id)))}};function Ps(s){return As.has(s.op)||s.op==="duplicate"&&s.count>1}var _t=[.35,.5,.67,.8,1,1.25,1.5,2],[Ri,Bs]=[_t[0],_t.at(-1)],Hs=.6,Cs=100,Ni=24,$s=12,Kt=class{constructor(t,e,i){this.sheet=t;this.scroller=e;this.changed=i;e.
addEventListener("wheel",n=>this.wheel(n),{passive:!1}),e.addEventListener("touchstart",n=>this.touch(n)),e.addEventListener("touchmove",n=>this.pinch(n),{passive:!1}),
e.addEventListener("touchend",n=>this.touch(n))}sheet;scroller;changed;level=1;fingers=null;step(t){let e=t>0?_t.find(i=>i>this.level+.01):_t.findLast(i=>i<this.
level-.01);e&&this.to(e)}to(t,e=this.middle()){let i=Math.max(Ri,Math.min(Bs,t));if(i===this.level)return;let n=this.spotAt(e);this.apply(i),this.hold(n,e),requestAnimationFrame(
()=>this.hold(n,e))}fit(){let t=this.level;this.apply(1);for(let e=0;e<2;e+=1)this.apply(Math.max(Ri,Math.min(1,this.level*this.room())),!1);this.apply(this.level),
this.level!==t&&this.scroller.scrollTo({top:0,left:(this.scroller.scrollWidth-this.scroller.clientWidth)/2})}apply(t,e=!0){let{element:i}=this.sheet;this.level=
this.sheet.scale=t,i.style.setProperty("--zoom",String(t)),i.classList.toggle("far",t<Hs),this.sheet.wires.refresh(),e&&this.changed(t)}room(){let{width:t,height:e}=this.
sheet.extent(),{clientWidth:i,clientHeight:n}=this.scroller;return Math.min(i/t,n/(e+$s))}middle(){let{left:t,top:e}=this.scroller.getBoundingClientRect();return{
x:t+this.scroller.clientWidth/2,y:e+this.scroller.clientHeight/2}}spotAt({x:t,y:e}){let n=this.scroller.getRootNode().elementFromPoint(t,e)?.closest(".head, .te\
rminal, .item")??this.sheet.element,{left:r,top:o,width:a,height:h}=n.getBoundingClientRect();return{element:n,right:(t-r)/(a||1),down:(e-o)/(h||1)}}hold({element:t,
right:e,down:i},{x:n,y:r}){let{left:o,top:a,width:h,height:d}=t.getBoundingClientRect();this.scroller.scrollLeft+=o+e*h-n,this.scroller.scrollTop+=a+i*d-r}wheel(t){
if(!t.ctrlKey&&!t.metaKey)return;t.preventDefault();let e=Math.max(-Ni,Math.min(Ni,t.deltaY));this.to(this.level*Math.exp(-e/Cs),{x:t.clientX,y:t.clientY})}touch({
touches:t}){this.fingers=t.length===2?{distance:Di(t),level:this.level}:null}pinch(t){let{touches:e}=t;if(!this.fingers||e.length!==2)return;t.preventDefault();
let[i,n]=[e[0],e[1]],r={x:(i.clientX+n.clientX)/2,y:(i.clientY+n.clientY)/2};this.to(this.fingers.level*(Di(e)/this.fingers.distance),r)}};function Di(s){let[t,
e]=[s[0],s[1]];return Math.hypot(t.clientX-e.clientX,t.clientY-e.clientY)||1}var Vs=new Set(["add","move","wrap","duplicate","remove","open","new"]),Yt=class{view;commands=new at(this);takes=new jt(this);data;root=l("div","editor");scroller=l(
"div","scroller");messages=new At;autosave=new ut;outbox=new Ht(()=>{});connection=new pt(t=>this.connected(t));hint=new Mt(()=>this.scroller.focus({preventScroll:!0}));session=new Gt(
this,this.autosave,this.messages,this.hint);files=new kt(this);popover=new St(this.root);finder=new wt(this.root,this);projector=new Vt(this.root,{unfold:t=>this.
commands.fold(t,!1),left:t=>this.leftProjector(t)});sheet=new Wt({fix:(t,e)=>this.commands.fix(t,e),makeUnique:t=>this.commands.makeUnique(t)},{add:t=>this.commands.
add(t),openOurs:t=>this.send({op:"open ours",name:t}),search:()=>this.focusSearch()});links=new tt(this.sheet.element,t=>this.sheet.find(t),this.sheet.wires);explanation=new bt(
this.root,this.scroller,()=>({view:this.view,data:this.data}));minimap=new Pt(this.sheet,this.scroller);footer=new Et({go:t=>this.goTo(t),run:t=>this.run(t)});scale=new Kt(
this.sheet,this.scroller,t=>this.footer.zoomed(t));palette=new Ct(t=>this.commands.add(t),()=>this.focus(this.keyboard.at));toolbar;drag;wiring;keyboard=new yt(
this.sheet,this.scroller);keeper=new Lt(this.root,()=>this.keyboard.take());pointer=new $t(this,this.scroller);marks=new Tt;pageKeys=new AbortController;waiting=new zt(
this.outbox);constructor(t){this.toolbar=this.makeToolbar(),this.scroller.append(this.sheet.element),this.scroller.tabIndex=-1;let e=l("div","stage","",this.messages.
banner,l("div","ground","",this.scroller,this.minimap.element),this.hint.element,this.messages.lost,this.footer.element,this.messages.toasts);this.root.append(this.
toolbar.element,l("div","desk","",this.palette.element,e),this.messages.live),this.drag=this.makeDrag(),this.wiring=this.makeWiring(),this.listen(),t.append(this.
root)}update({data:t,setTriggerValue:e}){let i=!this.data,n=this.data?.session!==t.session,r=this.view;n&&!i?this.leave():!i&&t.root.id!==this.data.root.id&&this.
autosave.setAside(),this.data=t,this.outbox.receive(t,o=>e("ops",o)),Vi(this.root),this.palette.draw(t.palette),this.draw(),this.messages.notice(t.notice),i?this.
start():r.selected!==this.view.selected&&this.showSelected(r),n&&this.session.begin(),this.waiting.answered(),this.keep()}stop(){this.drag.stop(),this.wiring.stop(),
this.outbox.stop(),this.autosave.stop(),this.connection.stop(),this.messages.stop(),this.sheet.wires.stop(),this.minimap.stop(),this.keeper.stop(),this.pageKeys.
abort(),this.root.remove()}send(t){t.op!=="select"&&t.op!=="fold"&&this.messages.edited(),t.op==="select"&&this.hasFocus()&&this.keeper.hold(),Vs.has(t.op)&&this.
hint.put(),this.outbox.push(t,Ti(t,this.view)),this.draw(),this.keep()}leave(){this.autosave.flush(),this.outbox.clear(),this.waiting.clear()&&this.refuse("The \
server started anew, and your last step is lost. Expected: a connection. Fix: do it again.")}keep(){this.autosave.keep(this.data,this.view,this.outbox.waiting),
this.connection.watch(this.outbox.pending.length>0)}connected(t){this.messages.connection(t),t||this.outbox.retry()}settle(t,e){this.waiting.settle(t,e)}step(t){
this.waiting.behind(()=>this.send({op:t}))}afterAnswer(t){this.waiting.afterAnswer(t)}announce(t){this.messages.announce(t)}refuse(t){this.messages.toast(t,"err\
or"),this.announce(t)}start(){this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2}draw(){let t=this.active(),e=this.hasFocus(),i=this.
view;this.view=Pe(this.data,this.outbox.pending),this.marks.row(this.view).includes(this.view.selected??NaN)||this.marks.clear(),li(this.scroller,()=>this.sheet.
width,()=>this.sheet.draw(this.view,this.data,this.marks.row(this.view))),this.toolbar.draw(this.data,this.marks.ids(this.view,this.view.selected).length),this.
sheet.route(Os(this.view)),this.footer.draw(this.view,this.data.title),this.minimap.draw(this.view),this.root.dataset.ack=String(this.outbox.acknowledged),this.
root.dataset.pending=String(this.outbox.pending.length),this.keyboard.place(this.view,i),e&&this.active()!==t&&(t&&this.sheet.element.contains(t)?t.focus({preventScroll:!0}):
this.keyboard.take()),this.keeper.check(),this.drag.dragging||this.keyboard.drawn(),this.drag.refresh(n=>this.view.places.has(n)),this.wiring.refresh(),this.projector.
update(this.view,this.data)}active(){return this.root.getRootNode().activeElement}showSelected(t){let{selected:e}=this.view;e===null||this.drag.dragging||(this.
sheet.find(e)||!t.places.has(e))&&this.reveal(e)}hasFocus(){let t=this.active();return t!==null&&this.sheet.element.contains(t)}reveal(t){this.keyboard.reveal(t)}focus(t){
this.keyboard.go(t,this.view)}openWrap(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);if(!e||!i||e.block.slot)return;let n=lt.map(a=>({text:a,hint:"",
icon:a,run:()=>this.commands.wrap(t,a)})),r={text:"Unwrap",hint:"u",icon:"unwrap",run:()=>this.commands.unwrap(t)},o=(i.head.querySelector("[data-action=wrap]")??
i.head).getBoundingClientRect();this.popover.menu(o,"Wrap in",e.block.holds&&this.row(t).length===1?[...n,r]:n,()=>this.focus(t))}mark(t,e){let i=this.marks.step(
this.view,t,e);if(i===null)return this.announce("No further block in this row");this.select(i)}define(t){this.commands.define(this.marks.ids(this.view,t)),this.
marks.clear()}row(t){return this.marks.with(this.view,t)}reach(t){let e=this.marks.reach(this.view,this.view.selected,t);return e&&this.select(t),e}markCopies(t){
let{selected:e}=this.view;e!==null&&(this.marks.from(this.view,e,t),this.focus(e),this.draw())}choose(t){this.marks.clear(),this.commands.select(t),this.draw()}select(t){
this.commands.select(t),this.focus(t),this.draw(),this.announce(`${this.marks.row(this.view).length} blocks marked`)}openTakes(t){this.takes.open(t)}offer(t,e,i){
let n=this.sheet.items.get(t)?.head??this.sheet.find(t)?.querySelector(".terminal");n&&this.popover.menu(n.getBoundingClientRect(),e,i,()=>this.focus(t))}startRename(t){
let e=this.view.places.get(t),i=this.sheet.items.get(t);!e||!i||e.block.slot||E(t)||mi(i,e.block,{rename:n=>this.commands.rename(t,n),closed:n=>n&&this.focus(t)})}nameClass(){
let{selected:t}=this.view,e=t===null?void 0:this.view.places.get(t)?.block,i=e&&this.sheet.items.get(e.id);if(!e?.instance||!i)return;this.focus(e.id),fi(i,e,{rename:r=>this.
send({op:"rename definition",definition:e.kind,name:r}),closed:r=>r&&this.focus(e.id)})}get model(){return this.data}drafts(){return this.autosave.others(this.data)}restore(t){
this.session.restore(t)}run(t){P(t).run(this,this.view.selected??NaN)}boxOf(t){return this.toolbar.boxOf(t)}back(){let t=this.active();return()=>t?.focus({preventScroll:!0})}focusSearch(){
this.palette.focusSearch()}help(t=this.toolbar.helpBox()){let e=this.active();this.popover.shortcuts(t,F,()=>e?.focus({preventScroll:!0}))}openFinder(){this.finder.
open(this.data)}project(){this.projector.show(this.view,this.data,this.view.selected)}leftProjector(t){this.view.places.has(t)&&t!==this.view.root.id?this.goTo(
t):this.focus(this.at)}startTitle(){this.toolbar.startTyping()}foldTo(t){this.send({op:"foldall",depth:t})}get at(){return this.keyboard.at}goTo(t){if(t===null)
return this.commands.select(this.view.root.kind==="Graph"?this.view.root.id:null),this.scroller.scrollTo({top:0});this.choose(t),this.focus(t)}zoom(t){t==="fit"?
this.scale.fit():t==="life"?this.scale.to(1):this.scale.step(t)}explain(t){let e=this.sheet.find(t);this.announce(e&&this.explanation.show(e)||"Nobody knows wha\
t its dimensions are")}makeToolbar(){return new qt({rename:t=>this.send({op:"title",title:t}),run:t=>this.run(t)})}showProblem(){let{block:t}=this.data.status;if(t===
null)return this.announce(this.data.status.text);if(this.commands.select(t),t===this.view.root.id)return this.reveal(t);if(this.view.places.has(t))return this.focus(
t);this.reveal(t),P("unfold-all").run(this,t)}makeDrag(){return new gt({root:this.root,scroller:this.scroller,sheet:this.sheet.element,pick:t=>this.palette.pick(
t)??this.pointer.pick(t),geometry:t=>new ft(this.view,this.sheet.items,this.sheet.element,this.sheet.column,t),lift:(t,e)=>{this.pointer.hover(null);for(let i of t)
this.sheet.find(i)?.classList.toggle("lifted",e)},unfold:t=>this.commands.fold(t,!1),drop:(t,e,i)=>this.commands.drop(t,e,i)})}makeWiring(){return new Ut({root:this.
root,scroller:this.scroller,sheet:this.sheet.element,start:t=>Hi(t,this.view),takers:t=>Ci(t,this.view,e=>this.sheet.find(e)),drop:(t,e,i)=>{i?this.takes.connect(
t.name,e,t.graph):e!==null&&this.takes.refuse(t.name,e)}})}get busy(){return this.drag.dragging||this.wiring.drawing}focusMoved(t){t!==this.keyboard.at&&(this.keyboard.
at=t,this.keyboard.place(this.view,this.view),this.sheet.items.get(t)?.needActions())}addInput(){this.commands.addInput(this.data.more,-this.data.inputs.length)}goToSource(t){
let e=this.view.places.get(t)?.block.body?R(this.view,this.view.places.get(t)).id:t;this.commands.select(e),this.focus(e)}listen(){this.root.addEventListener("k\
eydown",t=>this.key(t)),this.root.addEventListener("keyup",t=>t.stopPropagation()),document.addEventListener("keydown",t=>re(this,t),{signal:this.pageKeys.signal}),
addEventListener("hashchange",()=>this.session.openLink(),{signal:this.pageKeys.signal})}key(t){t.stopPropagation(),!(re(this,t)||!t.key.startsWith("Arrow"))&&v(
t,"[data-block], .scroller")?.matches(".scroller")&&(t.preventDefault(),this.keyboard.take())}};function Os(s){return s.selected===null||s.selected===s.root.id?
null:new Ft(s,s.selected)}var be=new WeakMap;function Rs(s){let{parentElement:t}=s,e=be.get(t),i=e??new Yt(t);return e||be.set(t,i),i.update(s),()=>{i.stop(),be.delete(t)}}export{Rs as default};

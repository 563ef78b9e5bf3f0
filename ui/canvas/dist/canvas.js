var Re=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
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
"M8 2.2l1.8 3.7 4 .5-3 2.8.8 4L8 11.3l-3.6 1.9.8-4-3-2.8 4-.5z"],["minus","M3.5 8h9"],["fit","M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M5.5 5.5h5\
v5h-5z"],["help","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11.3h.1"]]),Be="http://www.w3.org/2000/svg",
Ve=new Map;function yn(n){let t=document.createElementNS(Be,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("aria-hidden","true");let e=document.createElementNS(
Be,"path");return e.setAttribute("d",n),t.append(e),t}function f(...n){let t=n.find(i=>Re.has(i))??"Other",e=Ve.get(t)??yn(Re.get(t));return Ve.set(t,e),e.cloneNode(
!0)}function l(n,t="",e="",...i){let s=document.createElement(n);return t&&(s.className=t),e&&(s.textContent=e),s.append(...i),s}function y(n,t,e){let i=l("button",
"tool","",f(t));return i.type="button",i.dataset.action=n,B(i,e),i}function w(n,t,e){let i=l("button",n,t);return i.type="button",i.addEventListener("click",e),
i}function B(n,t){c(n,"aria-label",t),c(n,"title",t)}function c(n,t,e){n.getAttribute(t)!==e&&(e===null?n.removeAttribute(t):n.setAttribute(t,e))}function g(n,t){
n.textContent!==t&&(n.textContent=t)}function x(n,t){let e=new Set(t);for(let s of[...n.children])e.has(s)||s.remove();let i=n.firstElementChild;for(let s of t){
if(i&&i!==s&&i.nextElementSibling===s){let r=i;i=s,r.remove()}i===s?i=i.nextElementSibling:n.insertBefore(s,i)}}function m(n,t){let e=n.composedPath()[0];return e instanceof
Element?e.closest(t):null}var xn="input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";function G(n){return m(
n,xn)!==null}var V=class{element;chips=[];constructor(t){this.element=l("div",`chips ${t}`),this.element.hidden=!0}draw(t){for(this.element.hidden=!t.length;this.chips.length<
t.length;)this.chips.push(En());this.chips.length=t.length,t.forEach((e,i)=>Mn(this.chips[i],e)),x(this.element,this.chips)}at(t){return this.element.hidden?null:
this.chips[t]??null}};function En(){let n=l("button","chip","",l("span","chip-arrow","\u2190"),l("span","chip-text"));return n.type="button",n.tabIndex=-1,n.firstElementChild.
setAttribute("aria-hidden","true"),n}function Mn(n,{text:t,id:e,hue:i,hint:s}){g(n.lastElementChild,t),c(n,"title",s),c(n,"aria-label",e===null?s:`From ${s}`),c(
n,"data-source",e===null?null:String(e)),n.disabled=e===null,n.classList.toggle("plain-source",i===null&&e!==null),i===null?n.style.removeProperty("--h"):n.style.
setProperty("--h",String(i))}var it=class{constructor(t,e,i){this.sheet=t;this.find=e;this.wires=i}sheet;find;wires;lit=[];source(t){let e=Number(t.dataset.source),
i=t.closest("[data-block]");this.light([t,this.find(e)]),this.wires.highlight(i?Number(i.dataset.block):e,i?e:void 0)}takers(t){let e=this.find(t),i=[...this.sheet.
querySelectorAll(`[data-source="${t}"]`)].filter(s=>!e?.contains(s));this.light([...i,...i.map(s=>s.closest("[data-block], .terminal")),...this.alike(e)]),this.
wires.highlight(t)}alike(t){let e=t?.dataset.share;return e?[...this.sheet.querySelectorAll(`[data-share="${CSS.escape(e)}"]`)].filter(i=>i!==t):[]}clear(){this.
light([]),this.wires.highlight(null)}light(t){for(let e of this.lit)e.classList.remove("lit");this.lit=t.filter(e=>e!==null);for(let e of this.lit)e.classList.add(
"lit")}};function De(n){let t=new Map,e=new Map(n.children.map((r,o)=>[r.id,o])),i=(r,o)=>{if(r.id===null)return;let a=e.get(r.id)??-1;if(a>=o.to)return;let h=`${r.id}.${r.
place}`,d=t.get(h)??{source:r.id,place:r.place,hue:r.hue,from:a,last:o.to,lane:0,wires:[]};d.wires.push(o),d.last=Math.max(d.last,o.to),t.set(h,d)};n.children.forEach(
(r,o)=>r.takes.forEach((a,h)=>{(!r.linked||!Ne(n,a,o))&&i(a,{taker:r.id,to:o,chip:h})}));let s=n.children.length;return n.gives.forEach((r,o)=>{(!n.given||!Ne(n,
r,s))&&i(r,{taker:null,to:s,chip:o})}),Ln([...t.values()])}function N(n){return n.length?14+8*Math.max(...n.map(t=>t.lane)):0}function Ne(n,t,e){let i=n.children[e-
1];return t.place===0&&(i?t.id===i.id:e===0)}function Ln(n){let t=[],e=[...n].sort((i,s)=>i.last-i.from-(s.last-s.from)||i.from-s.from);for(let i of e){let s=t.
findIndex(r=>r.every(o=>i.last<=o.from||o.last<=i.from));i.lane=s<0?t.length:s,(t[i.lane]??=[]).push(i)}for(let i of n)i.lane=Math.min(i.lane,14);return n}var Ie="[data-port]",K=class{element;tags=[];constructor(t){this.element=l("div",`ports ${t}`),this.element.hidden=!0,this.element.setAttribute("aria-hidden","t\
rue")}draw(t){for(this.element.hidden=!t.length;this.tags.length<t.length;)this.tags.push(l("span","port tag"));this.tags.length=t.length,t.forEach(({text:e,name:i,
hint:s},r)=>{let o=this.tags[r];g(o,e),c(o,"title",s),o.dataset.port=i}),x(this.element,this.tags)}at(t){return this.element.hidden?null:this.tags[t]??null}};function Fe(){
let n=l("span","port handle");return n.setAttribute("aria-hidden","true"),n}var nt=class{element=l("div","parts");drawn="";constructor(){this.element.hidden=!0}draw(t){let e=JSON.stringify(t);e!==this.drawn&&(this.drawn=e,this.element.hidden=
!t.length,this.element.replaceChildren(...t.map(Sn)))}};function Sn({path:n,kind:t,text:e,params:i,depth:s,family:r,hue:o}){let a=[["kind",t],["part-path",n],["\
detail",e],["params",i]],h=l("div","part","",l("span","sign","",f(t,r)),...a.map(([d,u])=>l("span",d,u)));return h.title=`${n}: ${t}(${e})`,h.style.setProperty(
"--h",String(o)),h.style.setProperty("--depth",String(s)),h}function st({received:n,expected:t,fix:e,fixes:i},s){let r=l("div","problem");for(let[a,h]of[["received",n],["expected",t],["fix",e]])h&&r.append(l("div","fact",
"",l("span","fact-label",a),l("span","fact-text",h)));let o=l("div","fixes");return i.forEach((a,h)=>{let d=w("fix",a,()=>s(h));d.dataset.fix=String(h),d.title=
a,o.append(d)}),i.length&&r.append(o),r}function D(n){return n.reuse||n.label}var rt=class{element=l("span","chains");label=We();tie=We();draw(t){let e=D(t),i=[e?this.label:null,t.tied.length?this.tie:
null].filter(s=>s!==null);x(this.element,i),e&&(g(this.label.lastElementChild,e),this.label.style.setProperty("--h",String(t.shareHue)),c(this.label,"title",t.reuse?
`The block labelled ${e}, with the same parameters`:`Label ${e}: other places call this block again`)),t.tied.length&&(g(this.tie.lastElementChild,[...new Set(t.
tied.map(s=>s.label))].join(", ")),this.tie.style.setProperty("--h",String(t.tied[0].hue)),c(this.tie,"title",`Tied: ${t.tied.map(s=>s.text).join(", ")}`))}};function We(){
return l("span","chain","",f("chain"),l("span"))}var ot=class{element=l("div","reach");words=l("span","reach-text");constructor(t){let e=w("unique","Make unique",
t);e.title="This place becomes blocks of its own; later edits of the definition leave it as it is",e.tabIndex=-1,this.element.append(this.words,e),this.element.
hidden=!0}draw({instance:t,folded:e,kind:i,places:s}){this.element.hidden=!t||e||s<2,g(this.words,`${i} \xB7 edits here change ${s} places`)}};function M(n){return n<=0&&n>-1e3}function _(n){return-1e3-n}function k(n){return n!==null&&n<=-1e3}var he=188,Tn=28,An=140,Pn=12,Hn=60,$n=new Set(["add","move","duplicate","remove","fold","rename","rename definition","rewire"]);function de(n,t){let i={root:t.
some(s=>$n.has(s.op))?Ge(n.root):n.root,selected:n.selected,places:new Map,order:n.inputs.map(s=>s.id)};for(let s of t)Cn(i,s,n);return Ue(i,i.root,null,0,0),i}
function S(n){return n.kind==="Parallel"}function ce({parent:n,index:t}){if(n?.kind!=="Graph"||n.folded)return!1;let e=n.children[t+1];return e?!e.linked:!n.given}
function $(n){return n.holds&&!n.folded&&!n.loading}function Y(n){let t=n.children.find(e=>e.body||e.slot&&e.key==="body");return t?Y(t):n}function ue(n){let[t]=n.
children;return t?.body?ue(t):t}function I(n,t){let{parent:e}=t;return e?.body?I(n,n.places.get(e.id)):e}function F(n,t){let e=n.places.get(t);return e?e.parent?
[...F(n,e.parent.id),e.index]:[]:null}function at(n,t,e){for(let i=n.places.get(e);i;i=i.parent?n.places.get(i.parent.id):void 0)if(i.block.id===t)return!0;return!1}
function H(n){return n.folded?n.hidden:n.children.reduce((t,e)=>t+(e.slot?0:1)+H(e),0)}function Ge(n){return{...n,children:n.children.map(Ge)}}function q(n,t,e=null){
if(n.id===t)return[n,e];for(let i of n.children){let s=q(i,t,n);if(s)return s}return null}function Cn(n,t,e){let[i,s]="block"in t&&t.block!==null&&q(n.root,t.block)||
[null,null];if(t.op==="select"||t.op==="form")n.selected=t.block;else if(t.op==="add")On(n,t,e);else if(t.op==="move"&&i&&s)Rn(n,t,i,s);else if(t.op==="rename"&&
i)i.name=t.name;else if(t.op==="rename definition")qe(n.root,t.definition,t.name);else if(t.op==="rewire"&&i)i.pending=!0;else if(t.op==="fold"&&i)Bn(i,t.folded);else if(t.
op==="remove"&&i&&s)s.children.splice(s.children.indexOf(i),t.count).some(o=>n.selected!==null&&q(o,n.selected))&&(n.selected=null);else if(t.op==="duplicate"&&
t.count===1&&i&&s){let r={...i,id:_(t.id),pending:!0,folded:i.holds,hidden:H(i),children:[],takes:[],linked:!0,outs:[]};s.children.splice(s.children.indexOf(i)+
1,0,r),n.selected=r.id}}function On(n,t,e){let i=q(n.root,t.parent)?.[0];if(!i)return;let s=e.palette.find(a=>a.kinds.some(h=>h.kind===t.kind)),r=s?.kinds.find(
a=>a.kind===t.kind),o={id:_(t.id),kind:t.kind,name:"",family:s?.family??"",hue:r?.hue??s?.hue??220,key:"",detail:"",params:"",exact:"",input:"",output:"",changed:!1,
means:null,state:"unknown",problem:null,caution:null,holds:!1,slot:!1,instance:!1,places:0,label:"",reuse:"",shareHue:null,tied:[],count:0,shared:!1,folded:!1,hidden:0,
children:[],pending:!0,takes:[],linked:!0,outs:[],wants:null,gives:[],given:!0,ins:[],skips:0};i.children.splice(t.index,0,o),n.selected=o.id}function Rn(n,t,e,i){
let s=q(n.root,t.parent)?.[0],r=i.children.indexOf(e),o=i.children.slice(r,r+t.count);if(!s||o.some(h=>q(h,s.id)))return;i.children.splice(r,o.length);let a=s===
i?Math.max(0,Math.min(t.index-r,o.length)):0;s.children.splice(t.index-a,0,...o);for(let h of o)Object.assign(h,{pending:!0},s===i?{}:{takes:[],linked:!0})}function qe(n,t,e){
n.instance&&n.kind===t&&(n.kind=e);for(let i of n.children)qe(i,t,e)}function Bn(n,t){n.folded!==t&&(n.hidden=H(n),n.folded=t,n.loading=!t,n.children=[])}function Ue(n,t,e,i,s){
let r={block:t,parent:e,index:i,level:s,width:he,nets:t.kind==="Graph"?De(t):[]};n.places.set(t.id,r),e&&!t.body&&n.order.push(t.id);let o=t.children.map((a,h)=>Ue(
n,a,t,h,t.body?s:s+1));return r.width=Vn(t,o,e!==null)+(e?N(r.nets):0),r.width}function Vn(n,t,e){if(n.slot&&n.key==="shortcut"&&!t.length)return Hn;if(!t.length)
return $(n)?An:he;let s=S(n)||n.children.some(r=>r.slot)?t.reduce((r,o)=>r+o,Pn*(t.length-1)):Math.max(...t);return Math.max(he,s)+(n.slot||!e?0:Tn)}var Nn=62,lt=class{constructor(t,e){this.id=t;this.events=e;this.element.dataset.block=String(t),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,
this.empty,this.gives.element),this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=l("div","item");card=l("div","card");head=l(
"div","head");kind=l("span","kind");label=l("span","name");inside=l("div","inside");empty=l("div","empty");seen=0;typing=null;signature="";look="";twist=l("butt\
on","twist","",f("chevron"));sign=l("span","sign");count=l("span","count");detail=l("span","detail");params=l("span","params");takes=new V("takes");entries=null;outs=null;gives=new V(
"gives");handle=null;chains=null;reach=null;parts=null;problem=null;caution=null;actions=null;wire=l("div","wire");pill=l("span","pill");update(t,e,i){let{block:s}=t,
r=`${qn(t,e)}${i}`;if(r===this.signature)return;this.signature=r,this.updateElement(t,e),this.updateHead(s),this.updateProblem(s),this.updateCaution(s.problem?
null:s.caution),this.updatePill(s,i),this.takes.draw(s.takes),this.gives.draw(s.folded?[]:s.gives),this.updatePorts(t),this.updateSharing(s);let o=s.holds&&!s.children.
length;this.inside.hidden=!s.children.length,this.empty.hidden=!o||s.folded&&!s.slot,g(this.empty,o?Dn(s):"")}mark(t,e){this.element.classList.toggle("marked",t),
this.element.classList.contains("within")||c(this.element,"aria-selected",String(e))}forget(){this.signature=""}needActions(){if(!(this.actions||this.element.classList.
contains("slot"))){this.actions=l("span","actions"),this.actions.append(y("wrap","wrap","Wrap (w)"),y("duplicate","copy","Duplicate (d)"),y("remove","remove","R\
emove (Delete)"));for(let t of this.actions.children)t.tabIndex=-1;this.head.append(this.actions)}}updateElement(t,e){let{block:i,parent:s,index:r}=t,{element:o}=this,
a=["item",i.holds?"holds":"leaf",i.state];i.slot&&a.push("slot",i.key),je(i)&&a.push("vacant"),s&&S(s)&&a.push("lane"),i.holds&&!i.children.length&&a.push("holl\
ow"),i.problem&&a.push("failing"),s?.kind==="Graph"&&a.push("joined"),ce(t)&&a.push("cut"),s?.children[r+1]?.takes.length&&a.push("spaced"),i.outs.length&&a.push(
"ported"),i.pending&&a.push("pending"),i.count&&!i.slot&&a.push("stack"),i.body&&a.push("within"),i.instance&&a.push("instance"),D(i)&&a.push("sharing"),e&&a.push(
"selected");for(let h of["hover","lifted","lit","taker","taking","marked","aside","loose","typing-name","typing-kind"])o.classList.contains(h)&&a.push(h);o.className=
a.join(" "),o.dataset.kind=i.kind,o.style.setProperty("--h",String(i.slot?s.hue:i.hue)),c(o,"data-share",D(i)||null),i.shareHue!==null&&o.style.setProperty("--s\
hare",String(i.shareHue)),c(this.inside,"role",i.body?"none":"group"),o.style.setProperty("--w",`${t.width}px`),i.kind==="Graph"&&o.style.setProperty("--gutter",
`${N(t.nets)}px`),this.inside.className=`inside ${In(i)}`,this.speak(t),t.level===1&&(o.style.containIntrinsicSize=`auto ${Nn*(1+H(i))}px`),e&&this.needActions()}speak(t){
let{block:e,parent:i}=t,s=o=>e.body?null:o,{element:r}=this;c(r,"role",e.body?"none":"treeitem"),c(r,"aria-label",s(Gn(t))),c(r,"aria-level",s(String(t.level))),
c(r,"aria-posinset",s(String(t.index+1))),c(r,"aria-setsize",s(String(i?.children.length??1))),c(r,"aria-expanded",e.holds&&!e.slot&&!e.body?String(!e.folded):null),
e.body&&c(r,"tabindex",null)}updatePorts({block:t,parent:e}){let i=t.kind==="Graph"&&!t.folded&&t.children.length>0;i&&!this.entries&&this.inside.before((this.entries=
new K("entries")).element),this.entries?.draw(i?t.ins.map(r=>({text:r,name:r,hint:`${r}: an input of this Graph`})):[]),this.entries?.element.classList.toggle("\
linked",i&&t.children[0].linked),this.entries?.element.classList.toggle("several",t.ins.length>1);let s=e?.kind==="Graph"&&!t.slot;if(s&&t.outs.length&&!this.outs&&
this.card.append((this.outs=new K("outs")).element),this.outs?.draw(s?t.outs:[]),!s||t.outs.length){this.handle?.remove(),this.handle=null;return}this.handle||this.
card.append(this.handle=Fe()),this.handle.dataset.port=t.name}updateSharing(t){(D(t)||t.tied.length)&&!this.chains&&this.count.after((this.chains=new rt).element),
this.chains?.draw(t),t.instance&&!this.reach&&this.head.after((this.reach=new ot(()=>this.events.makeUnique(this.id))).element),this.reach?.draw(t),t.parts?.length&&
!this.parts&&this.inside.before((this.parts=new nt).element),this.parts?.draw(t.folded?[]:t.parts??[])}updateHead(t){let e=`${t.kind}/${t.family}`;e!==this.look&&
this.sign.replaceChildren(f(t.kind,t.family)),this.look=e,this.twist.hidden=!t.holds,c(this.twist,"aria-label",t.folded?"Unfold":"Fold"),this.typing!=="kind"&&g(
this.kind,t.slot?t.key:t.kind),c(this.head,"title",t.key&&t.key!==t.name?`${t.kind} ${t.key}`:null),this.typing!=="name"&&g(this.label,t.slot?"":t.name),c(this.
label,"title",t.name||null),g(this.count,t.count?`\xD7${t.count}${t.shared?" shared":""}`:""),c(this.count,"title",t.shared?"The same weights every time":null);
let i=t.folded?[Fn(t),t.detail,Ke(t.hidden),Wn(t)].filter(Boolean).join(" \xB7 "):t.detail;g(this.detail,i),c(this.detail,"title",i||null),c(this.head,"data-sha\
pe-far",t.problem?"\xD7":t.output||null),g(this.params,t.pending?"\u2026":t.reuse?"shared":t.params),c(this.params,"title",t.exact||null)}updateProblem(t){this.
problem?.remove(),this.problem=null,t.problem&&(this.problem=st(t.problem,e=>this.events.fix(this.id,e)),this.head.after(this.problem))}updateCaution(t){this.caution?.
remove(),this.caution=t&&l("div","caution","",f("alert"),l("span","caution-text",t.text)),this.caution&&(this.caution.title=t.hint,this.head.after(this.caution))}updatePill(t,e){
let[i,s]=t.body?["","sum"]:t.slot?[t.key==="body"?"+":"","sum"]:t.pending?["\u2026","unknown"]:t.problem?["\xD7","wrong"]:t.output?[t.output,t.changed?"changed":
"same"]:["?","unknown"];this.pill.className=`pill ${s}`,g(this.pill,i),this.pill.dataset.shape=i,c(this.pill,"title",t.means===null&&i.includes("B")&&e?`${i}
${e}`:null)}};function je(n){return ze(n)&&!n.folded&&!n.children.length}function ze(n){return n.slot&&n.key==="shortcut"}function Dn(n){return n.loading?"\u2026":
n.folded?Ke(n.hidden):ze(n)?"x":S(n)?"Drop a first branch here":"Drop layers here"}function In(n){return S(n)?"lanes":n.children[0]?.body?"whole":n.children.some(
t=>t.slot)?n.children.some(je)?"branches skip":"branches":"column"}function Ke(n){return n===1?"1 block":`${n} blocks`}function Fn(n){return n.input&&n.output?`${n.
input} \u2192 ${n.output}`:""}function Wn({skips:n}){return n?`${n} ${n===1?"skip":"skips"}`:""}function b(n){return n.slot?n.key:n.name?`${n.kind} ${n.name}`:n.
kind}function Gn(n){let{block:t,parent:e,index:i}=n,s=[b(t)];return t.detail&&s.push(t.detail),e&&s.push(`block ${i+1} of ${e.children.length}`),e?.kind==="Grap\
h"&&s.push(`takes ${_e(n)}`),t.instance&&s.push(t.places>1?`one of ${t.places} places`:"its only place"),D(t)&&s.push(`${t.reuse?"calls again":"label"} ${D(t)}`),
t.holds&&s.push(`${H(t)} inside`),t.gives.length&&s.push(`gives ${Ye(t.gives)}`),t.problem?s.push(`problem: received ${t.problem.received}, expected ${t.problem.
expected}`):s.push(t.output?`output ${t.output}`:"output unknown"),t.caution&&!t.problem&&s.push(`caution: ${t.caution.text}`),(t.exact||t.params)&&s.push(t.exact||
`${t.params} parameters`),s.join(", ")}function _e({block:n,parent:t,index:e}){return n.takes.length?Ye(n.takes):n.linked?e?t.children[e-1].name:"the input":"no\
thing"}function Ye(n){return n.map(t=>t.text).join(", ")}function qn(n,t){let{block:e,parent:i}=n,s=e.problem&&[e.problem.received,e.problem.expected,e.problem.
fix,...e.problem.fixes].join("");return[e.kind,e.name,e.family,e.hue,e.key,e.detail,e.params,e.exact,e.input,e.output,e.means===null,e.changed,e.state,s,e.slot,
e.count,e.shared,e.folded,e.hidden,e.pending,e.loading,e.children.length,t,n.index,n.level,n.width,i?.kind,i?.children.length,e.holds&&H(e),e.caution?.hint,JSON.
stringify(e.takes),JSON.stringify(e.gives),ce(n),i?.children[n.index+1]?.takes.length,i?.kind==="Graph"&&_e(n),e.skips,e.instance,e.places,e.label,e.reuse,JSON.
stringify(e.tied),e.body,JSON.stringify(e.parts),JSON.stringify(e.outs),e.ins.join(),N(n.nets),e.children[0]?.linked].join("")}var dt=["Sequential","Graph","Residual","Parallel","Repeat"],Un="Structure",ht=class{constructor(t){this.desk=t}desk;select(t){this.desk.view.selected===t||k(t)||
this.desk.send({op:"select",block:t})}fold(t,e){let i=this.place(t);k(t)||!i?.block.holds||i.block.slot&&e||i.block.folded===e||(this.desk.send({op:"fold",block:t,
folded:e}),this.desk.announce(`${e?"Folded":"Unfolded"} ${b(i.block)}`))}add(t){let{desk:e}=this,i=()=>{let{parent:r,index:o}=this.nextPlace();e.send({op:"add",
kind:t,parent:r,index:o}),e.announce(`Added ${t}`)},s=this.place(e.view.selected)?.block;s?.pending&&s.family===Un?e.afterAnswer(i):e.settle([],i)}drop(t,e,i){let{
desk:s}=this;s.settle([...t.row,e.parent],()=>{t.block!==null&&i?this.reuse(t.block,e):t.block===null?this.insert(t.kind,e.parent,e.index):this.move(t.block,e.parent,
e.index)})}insert(t,e,i){let{desk:s}=this;s.settle([e],()=>{s.send({op:"add",kind:t,parent:e,index:i}),s.view.selected!==null&&s.focus(s.view.selected),s.announce(
`Added ${t}`)})}move(t,e,i){let{desk:s}=this,r=s.row(t),o=this.place(t);!o?.parent||o.block.slot||s.settle([...r,e],()=>{s.send({op:"move",block:r[0],parent:e,index:i,
count:r.length}),s.view.selected!==t&&s.send({op:"select",block:t}),s.focus(t);let a=this.place(r[0]);a?.parent&&s.announce(`Moved ${this.spoken(r)} to position\
 ${a.index+1} of ${this.named(a.parent.id)}`)})}shift(t,e){let i=this.desk.row(t),s=this.place(i[0]);if(!s?.parent||s.block.slot)return;let r=e<0?s.index-1:s.index+
i.length+1;if(r<0||r>s.parent.children.length)return this.desk.announce(e<0?"Already first":"Already last");this.move(t,s.parent.id,r)}moveIn(t){let e=this.place(
t);if(!e?.parent||e.block.slot)return;let i=e.parent.children[this.place(this.desk.row(t)[0]).index-1];if(!i?.holds)return this.desk.announce("No container befo\
re it to move into");if(!$(i))return this.fold(i.id,!1),this.desk.announce(`Unfolded ${b(i)}; press again to move in`);let s=Y(i);this.move(t,s.id,s.children.length)}moveOut(t){
let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=this.place(e.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.
desk.announce("Already at the outermost level");this.move(t,i.parent.id,i.index+1)}duplicate(t){this.onRow(t,"Duplicated",(e,i)=>{this.desk.send({op:"duplicate",
block:e.block.id,count:i}),i>1&&this.desk.afterAnswer(()=>this.desk.markCopies(i))})}reuse(t,e){if(this.desk.row(t).length>1)return this.desk.refuse("One block \
can be called again. Wrap the marked row (w), or make a block of it (m), and call that again.");let i=e?{parent:e.parent,index:e.index}:{};this.onBlock(t,"Calls\
 again",()=>this.desk.send({op:"reuse",block:t,...i}))}define(t){let{desk:e}=this;if(!t.length)return e.announce("Mark the blocks first");e.settle(t,()=>{e.send(
{op:"define",blocks:t}),e.announce(`Made a block of ${this.spoken(t)}`),e.afterAnswer(()=>e.nameClass())})}makeUnique(t){this.onBlock(t,"Made unique:",()=>this.
desk.send({op:"make unique",block:t}))}wrap(t,e){this.onRow(t,`Wrapped in ${e}:`,(i,s)=>this.desk.send({op:"wrap",block:i.block.id,kind:e,count:s}))}unwrap(t){let e=this.
place(t);if(!e?.block.holds)return this.desk.announce("Only a container can be unwrapped");this.onBlock(t,"Unwrapped",()=>{this.desk.focus((Y(e.block).children[0]??
e.parent).id),this.desk.send({op:"unwrap",block:t})})}remove(t){this.onRow(t,"Removed",(e,i)=>{let s=e.parent.children,r=s[e.index+i]??s[e.index-1]??e.parent;this.
desk.send({op:"remove",block:e.block.id,count:i}),this.desk.focus(this.desk.view.root.id===r.id?0:r.id)})}addInput(t,e){let{desk:i}=this;i.send(t),i.send({op:"s\
elect",block:e}),i.afterAnswer(()=>i.focus(e)),i.announce("Added an input")}removeInput(t){let{desk:e}=this;e.send({op:"remove input",index:-t}),e.send({op:"sel\
ect",block:0}),e.focus(0)}rename(t,e){this.desk.settle([t],()=>this.desk.send({op:"rename",block:t,name:e}))}fix(t,e){this.desk.settle([t],()=>this.desk.send({op:"\
fix",block:t,index:e}))}onBlock(t,e,i){let s=this.place(t);!s?.parent||s.block.slot||this.desk.settle([t],()=>{let r=this.place(t);r?.parent&&(i(r),this.desk.announce(
`${e} ${b(r.block)}`))})}onRow(t,e,i){let s=this.desk.row(t);!this.place(t)?.parent||this.place(t).block.slot||this.desk.settle(s,()=>{let r=this.place(s[0]);if(!r?.
parent)return;let o=this.spoken(s);i(r,s.length),this.desk.announce(`${e} ${o}`)})}spoken(t){return t.length===1?b(this.place(t[0]).block):`${t.length} blocks`}nextPlace(){
let{view:t}=this.desk,e=this.place(t.selected);if(t.selected!==null&&M(t.selected))return{parent:t.root.id,index:0};if(!e?.parent)return{parent:t.root.id,index:t.
root.children.length};let i=Y(e.block);return $(i)&&$(e.block)&&!i.children.length?{parent:i.id,index:0}:e.block.slot?{parent:e.block.id,index:e.block.children.
length}:{parent:e.parent.id,index:e.index+1}}named(t){let e=this.place(t);return e?.parent?b(e.block.slot?e.parent:e.block):"the model"}place(t){return t===null?
void 0:this.desk.view.places.get(t)}};function pe(n,t,e){let{order:i}=n.view;ct(n,i[i.indexOf(t)+e])}function me(n,t){ct(n,n.view.order.at(t))}function fe(n,t){let e=n.view.places.get(t)?.block;e?.folded?
n.commands.fold(t,!1):ct(n,e&&ue(e)?.id)}function Je(n,t){let e=n.view.places.get(t)?.block;e?.holds&&!e.folded&&!e.slot?n.commands.fold(t,!0):ct(n,Qe(n.view,t))}
function Xe(n,t){let e=n.view.selected===t;n.commands.select(t),e&&(n.view.places.get(t)?.block.holds?fe(n,t):n.openForm(t))}function Ze(n,t){let e=Qe(n.view,t);
e!==void 0&&e!==n.view.root.id?n.focus(e):n.commands.select(null)}function Qe(n,t){let e=n.places.get(t);return e&&I(n,e)?.id}function ct(n,t){t!==void 0&&t!==n.
view.root.id&&n.focus(t)}var ut=["Walk","Change","Put around","Look","Model"],jn={Sequential:"Shift+s",Graph:"Shift+g",Residual:"Shift+r",Parallel:"Shift+p",Repeat:"Shift+x"},zn=99,O=[{
id:"next",title:"Next block",group:"Walk",keys:["ArrowDown"],block:!0,quiet:!0,run:(n,t)=>pe(n,t,1)},{id:"previous",title:"Block before",group:"Walk",keys:["Arr\
owUp"],block:!0,quiet:!0,run:(n,t)=>pe(n,t,-1)},{id:"enter",title:"Unfold or go in",group:"Walk",keys:["ArrowRight"],block:!0,quiet:!0,run:fe},{id:"leave",title:"\
Fold or go out",group:"Walk",keys:["ArrowLeft"],block:!0,quiet:!0,run:Je},{id:"first",title:"First block",group:"Walk",keys:["Home"],block:!0,quiet:!0,run:n=>me(
n,0)},{id:"last",title:"Last block",group:"Walk",keys:["End"],block:!0,quiet:!0,run:n=>me(n,-1)},{id:"choose",title:"Select, go in",group:"Walk",keys:["Enter","\
 "],block:!0,quiet:!0,run:Xe},{id:"escape",title:"Go out, select nothing",group:"Walk",keys:["Escape"],block:!0,quiet:!0,run:Ze},{id:"mark-next",title:"Mark the\
 next one too",group:"Walk",keys:["Shift+ArrowDown"],block:!0,quiet:!0,run:(n,t)=>n.mark(t,1)},{id:"mark-previous",title:"Mark the one before too",group:"Walk",
keys:["Shift+ArrowUp"],block:!0,quiet:!0,run:(n,t)=>n.mark(t,-1)},{id:"menu",title:"All that can be done with it",group:"Walk",keys:["Shift+F10","ContextMenu"],
block:!0,quiet:!0,run:(n,t)=>n.openMenu(t)},{id:"search",title:"Search layers, Enter adds",group:"Change",keys:["/"],run:n=>n.focusSearch()},{id:"up",title:"Mov\
e up",group:"Change",keys:["Alt+ArrowUp"],block:!0,run:({commands:n},t)=>n.shift(t,-1)},{id:"down",title:"Move down",group:"Change",keys:["Alt+ArrowDown"],block:!0,
run:({commands:n},t)=>n.shift(t,1)},{id:"in",title:"Move into the container before",group:"Change",keys:["Alt+ArrowRight"],block:!0,run:({commands:n},t)=>n.moveIn(
t)},{id:"out",title:"Move out of its container",group:"Change",keys:["Alt+ArrowLeft"],block:!0,run:({commands:n},t)=>n.moveOut(t)},{id:"duplicate",title:"Duplic\
ate",group:"Change",keys:["d","Ctrl+d"],block:!0,run:({commands:n},t)=>n.duplicate(t)},{id:"remove",title:"Remove",group:"Change",keys:["Delete","Backspace"],block:!0,
run:({commands:n},t)=>M(t)?n.removeInput(t):n.remove(t)},{id:"form",title:"Go to its form (Esc: back)",group:"Change",keys:["e"],block:!0,run:(n,t)=>n.openForm(
t)},{id:"rename",title:"Rename",group:"Change",keys:["F2"],block:!0,run:(n,t)=>n.startRename(t)},{id:"reuse",title:"Call the same block again (Alt+drag: there)",
group:"Change",keys:["r"],block:!0,run:({commands:n},t)=>n.reuse(t)},{id:"takes",title:"In a Graph: choose what the block takes",group:"Change",keys:["t"],block:!0,
run:(n,t)=>n.openTakes(t)},{id:"wrap",title:"Wrap in \u2026",group:"Put around",keys:["w"],block:!0,run:(n,t)=>n.openWrap(t)},...dt.map(n=>({id:`wrap-${n}`,title:`\
Wrap in ${n}`,group:"Put around",keys:[jn[n]],block:!0,run:({commands:t},e)=>t.wrap(e,n)})),{id:"unwrap",title:"Unwrap",group:"Put around",keys:["u"],block:!0,run:({
commands:n},t)=>n.unwrap(t)},{id:"define",title:"Make a block of my own",group:"Put around",keys:["m"],block:!0,run:(n,t)=>n.define(t)},{id:"fold",title:"Fold o\
r unfold",group:"Look",keys:["f"],block:!0,run:({commands:n,view:t},e)=>n.fold(e,!t.places.get(e)?.block.folded)},{id:"fold-all",title:"Fold all",group:"Look",keys:[
"Shift+f","1"],run:n=>n.foldTo(1)},{id:"depth-2",title:"Unfold two levels",group:"Look",keys:["2"],run:n=>n.foldTo(2)},{id:"depth-3",title:"Unfold three levels",
group:"Look",keys:["3"],run:n=>n.foldTo(3)},{id:"unfold-all",title:"Unfold all",group:"Look",keys:["Shift+u","4"],run:n=>n.foldTo(zn)},{id:"zoom-in",title:"Zoom\
 in",group:"Look",keys:["+","="],run:n=>n.zoom(1)},{id:"zoom-out",title:"Zoom out",group:"Look",keys:["-"],run:n=>n.zoom(-1)},{id:"zoom-reset",title:"Zoom to 10\
0 %",group:"Look",keys:["0"],run:n=>n.zoom("life")},{id:"zoom-fit",title:"Fit the model to the canvas",group:"Look",keys:["Shift+0",")"],run:n=>n.zoom("fit")},{
id:"explain",title:"Explain the shape it gives",group:"Look",keys:["i"],block:!0,run:(n,t)=>n.explain(t)},{id:"project",title:"Step through the forward pass, in\
 large",group:"Look",keys:["p"],run:n=>n.project()},{id:"problem",title:"Show the first problem",group:"Look",keys:["!"],run:n=>n.showProblem()},{id:"undo",title:"\
Undo",group:"Model",keys:["Ctrl+z"],run:n=>n.step("undo")},{id:"redo",title:"Redo",group:"Model",keys:["Ctrl+y","Ctrl+Shift+z"],run:n=>n.step("redo")},{id:"titl\
e",title:"Rename the model",group:"Model",keys:[],run:n=>n.startTitle()},{id:"file",title:"New, open, save, share",group:"Model",keys:[],quiet:!0,run:({files:n})=>n.
menu()},{id:"new",title:"New model",group:"Model",keys:[],run:({files:n})=>n.begin()},{id:"open",title:"Open a file \u2026",group:"Model",keys:["Ctrl+o"],always:!0,
run:({files:n})=>n.open()},{id:"save",title:"Save as a file",group:"Model",keys:["Ctrl+s"],always:!0,run:({files:n})=>n.save()},{id:"share",title:"Share a link",
group:"Model",keys:[],run:({files:n})=>n.share()},{id:"drafts",title:"Earlier drafts \u2026",group:"Model",keys:[],run:({files:n})=>n.earlier()},{id:"finder",title:"\
Find anything",group:"Model",keys:["Ctrl+k"],always:!0,quiet:!0,run:n=>n.openFinder()},{id:"help",title:"List of shortcuts",group:"Model",keys:["?"],run:n=>n.help()}],
Kn=new Map(O.flatMap(n=>n.keys.map(t=>[t,n])));function ti(n){return Kn.get(n)}function A(n){let t=O.find(e=>e.id===n);if(!t)throw new Error(`There is no action\
 "${n}".`);return t}var ge="blockyard/tab",pt="blockyard/left",_n=window,Yn=Symbol.for(ge);function J(){let n=crypto.getRandomValues(new Uint32Array(2));return n[0].toString(36)+n[1].
toString(36)}function X(){return _n[Yn]??=Jn()}function Jn(){let n=J();try{sessionStorage.getItem(pt)&&(n=sessionStorage.getItem(ge)??n),sessionStorage.removeItem(
pt),sessionStorage.setItem(ge,n),addEventListener("pagehide",()=>sessionStorage.setItem(pt,"yes")),addEventListener("pageshow",t=>t.persisted&&sessionStorage.removeItem(
pt))}catch{}return n}var ni="blockyard/drafts",si=2,Xn=8,Zn=300;function Qn(n){if(typeof n!="object"||n===null)return!1;let{v:t,tab:e,session:i,time:s,title:r,document:o,edits:a,folded:h}=n,
d=[e,i,r,o].every(u=>typeof u=="string");return t===si&&typeof s=="number"&&d&&Array.isArray(a)&&Array.isArray(h)}function mt(){try{let n=JSON.parse(localStorage.
getItem(ni)??"[]");return Array.isArray(n)?n.filter(Qn):[]}catch{return[]}}function ei(n){for(let t=Math.min(n.length,Xn);t>0;t-=1)try{return localStorage.setItem(
ni,JSON.stringify(n.slice(0,t)))}catch{}}function ts(n,t,e){let i=[...t.places.values()].filter(({block:d})=>d.folded).map(({block:d})=>F(t,d.id)),s=t.selected===
null?null:F(t,t.selected),{session:r,title:o,document:a}=n,h=n.changed||e.length>0;return{v:si,tab:X(),session:r,time:Date.now(),title:o,document:a,changed:h,edits:e,
selected:s,folded:i}}var ft=class{timer=0;make=null;written=null;leaving=new AbortController;held=!1;constructor(){addEventListener("pagehide",()=>this.flush(),
{signal:this.leaving.signal})}own(){return mt().find(t=>t.tab===X())??this.written}others(t){return mt().filter(e=>e.tab!==X()&&e.document!==t.document)}keep(t,e,i){
this.held||t.fresh&&!i.length||(this.make=()=>ts(t,e,i),this.timer||=window.setTimeout(()=>this.flush(),Zn))}flush(){clearTimeout(this.timer),this.timer=0;let t=this.
make?.();this.make=null,!(!t||this.written&&ii(t)===ii(this.written))&&(this.written=t,ei([t,...mt().filter(e=>e.tab!==t.tab&&e.document!==t.document)]))}hold(){
this.flush(),this.held=!0}release(){this.held=!1}setAside(){this.held||(this.flush(),this.written=null,ei(mt().flatMap(t=>t.tab!==X()?t:t.changed?{...t,tab:J()}:
[])))}stop(){this.flush(),this.leaving.abort()}};function ii(n){return JSON.stringify({...n,time:0})}function U(n){let t=new Date(n),i=t.toDateString()===new Date().
toDateString()?{}:{day:"numeric",month:"short"};return t.toLocaleString(void 0,{...i,hour:"2-digit",minute:"2-digit"})}var gt=class{constructor(t){this.tell=t}tell;timer=0;lost=!1;watch(t){clearTimeout(this.timer),t?this.timer=window.setTimeout(()=>{this.ask()},this.lost?1500:2500):
this.say(!1)}stop(){clearTimeout(this.timer)}async ask(){let t=this.timer,e=await es();t===this.timer&&(this.say(!e),this.watch(!0))}say(t){t!==this.lost&&(this.
lost=t,this.tell(t))}};async function es(){try{return(await fetch(new URL("_stcore/health",location.href),{cache:"no-store",signal:AbortSignal.timeout(1500)})).
ok}catch{return!1}}var is={ArrowUp:"\u2191",ArrowDown:"\u2193",ArrowLeft:"\u2190",ArrowRight:"\u2192",Delete:"Del",Escape:"Esc"," ":"Space",ContextMenu:"Menu"},ns=/mac|iphone|ipad/i.
test(navigator.platform);function ri(n){let t=n.key.length===1,e=n.shiftKey&&(!t||/[a-z0-9]/i.test(n.key));return[...[(n.ctrlKey||n.metaKey)&&"Ctrl",n.altKey&&"\
Alt",e&&"Shift"],t?n.key.toLowerCase():n.key].filter(Boolean).join("+")}function Z(n){let t=n==="+"?["+"]:n.split("+");return t.map(e=>is[e]??(e==="Ctrl"&&ns?"\u2318":
e.length===1&&t.length>1?e.toUpperCase():e))}function P(n){return Z(n).join("+")}var ss={up:({index:n})=>n>0,down:({index:n,parent:t})=>n<t.children.length-1,in:({index:n,parent:t})=>t.children[n-1]?.holds===!0,out:({level:n})=>n>1,takes:({parent:n})=>n.
kind==="Graph",unwrap:({block:n})=>n.holds,fold:({block:n})=>n.holds},vt=class{constructor(t,e,i){this.host=t;this.popover=e;i.addEventListener("contextmenu",s=>this.
asked(s))}host;popover;open(t,e=null){let{host:i}=this,s=i.view.places.get(t),r=i.sheet.items.get(t);if(!s?.parent||!r||s.block.slot||k(t))return;i.row(t).includes(
i.view.selected??NaN)||i.choose(t);let o=i.row(t).length,a=r.head.getBoundingClientRect();this.popover.menu(e??new DOMRect(a.left+8,a.bottom,0,0),o>1?`${o} bloc\
ks`:b(s.block),this.choices(s),()=>i.focus(t))}asked(t){if(m(t,".menu"))return t.preventDefault();let e=m(t,".item:not(.slot)");!e||m(t,"input")||t.pointerType===
"touch"||(t.preventDefault(),this.open(Number(e.dataset.block),new DOMRect(t.clientX,t.clientY,0,0)))}choices(t){let e=O.filter(i=>i.block&&!i.quiet&&!i.id.startsWith(
"wrap-")&&(ss[i.id]?.(t)??!0));return ut.flatMap(i=>e.filter(s=>s.group===i).map(s=>this.choice(s,t.block.id)))}choice({title:t,group:e,keys:i,run:s},r){return{
text:t,hint:i[0]?P(i[0]):"",group:e,run:()=>s(this.host,r)}}};var rs=10,os=8,oi=14,bt=12,j=class{constructor(t,e,i,s,r){this.view=t;this.items=e;this.sheet=i;this.column=s;this.dragged=r}view;items;sheet;column;dragged;boxes=new Map;slotAt(t,e){
let i=this.within(this.view.root,t,e);return this.changesNothing(i)?null:i}foldedAt(t,e){for(let i of this.hits(this.view.root,t,e))if(i.folded)return i.id;return null}changesNothing(t){
let[e]=this.dragged;if(e===void 0)return!1;if(this.dragged.some(s=>at(this.view,s,t.parent)))return!0;let i=this.view.places.get(e);return i?.parent?.id===t.parent&&
t.index>=i.index&&t.index<=i.index+this.dragged.length}*hits(t,e,i){for(let s of t.children)if(as(this.box(this.items.get(s.id).element),e,i)){yield s,yield*this.
hits(s,e,i);return}}within(t,e,i){let s=t.children.filter(r=>r.slot);if(s.length){let r=s.find(o=>o.key==="shortcut"&&this.outer(o).left<=e);return this.within(
r??s[0],e,i)}return t.children.length?this.isBeside(t)?this.inRow(t,e,i):this.inColumn(t,e,i):this.inEmpty(t)}inColumn(t,e,i){let{children:s}=t,r=ai(s.length,d=>this.
outer(s[d]).bottom>i);if(r===s.length)return this.between(t,r);let o=s[r],a=this.inner(o);return $(o)&&!this.dragged.includes(o.id)&&e>=a.left&&e<=a.right&&i>a.
top+rs&&i<a.bottom-os?this.within(o,e,i):this.between(t,i<(a.top+a.bottom)/2?r:r+1)}inRow(t,e,i){let{children:s}=t,r=ai(s.length,d=>this.outer(s[d]).right>e);if(r===
s.length)return this.beside(t,r);let o=s[r],a=this.inner(o);return $(o)&&!this.dragged.includes(o.id)&&e>a.left+oi&&e<a.right-oi&&i>=a.top?this.within(o,e,i):this.
beside(t,e<(a.left+a.right)/2?r:r+1)}inEmpty(t){let e=this.items.get(t.id),i=e?e.empty:this.sheet.querySelector(".hint")??this.column,s=this.box(i),r=(s.top+s.bottom)/
2;return{parent:t.id,index:0,vertical:!1,zone:i,line:{...s,top:r,bottom:r}}}between(t,e){let i=e>0?this.inner(t.children[e-1]):null,s=e<t.children.length?this.inner(
t.children[e]):null,r=i&&s?(i.bottom+s.top)/2:i?i.bottom+bt/2:s.top-bt/2,{left:o,right:a}=s&&i&&s.right-s.left<i.right-i.left?i:s??i;return{parent:t.id,index:e,
vertical:!1,zone:null,line:{left:o,right:a,top:r,bottom:r}}}beside(t,e){let i=e>0?this.inner(t.children[e-1]):null,s=e<t.children.length?this.inner(t.children[e]):
null,r=i&&s?(i.right+s.left)/2:i?i.right+bt/2:s.left-bt/2,{top:o,bottom:a}=this.box(this.items.get(t.id).inside);return{parent:t.id,index:e,vertical:!0,zone:null,
line:{left:r,right:r,top:o,bottom:a}}}isBeside(t){return S(t)?t.children.length<2?!0:this.outer(t.children[1]).top<this.outer(t.children[0]).bottom:!1}outer(t){
return this.box(this.items.get(t.id).element)}inner(t){return this.box(this.items.get(t.id).card)}box(t){let e=this.boxes.get(t);if(!e){let i=this.sheet.getBoundingClientRect(),
{left:s,top:r,right:o,bottom:a}=t.getBoundingClientRect();e={left:s-i.left,top:r-i.top,right:o-i.left,bottom:a-i.top},this.boxes.set(t,e)}return e}};function as(n,t,e){
return t>=n.left&&t<=n.right&&e>=n.top&&e<=n.bottom}function ai(n,t){let e=0,i=n;for(;e<i;){let s=e+i>>1;t(s)?i=s:e=s+1}return e}var ls=4,hs=10,ds=250,cs=600,us=48,li=16,wt=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;e.addEventListener("pointerdown",s=>this.press(
s),{signal:i}),e.addEventListener("pointermove",s=>this.move(s),{signal:i}),e.addEventListener("pointerup",s=>this.release(s),{signal:i}),e.addEventListener("po\
intercancel",s=>s.pointerId===this.pointer&&this.cancel(),{signal:i}),e.addEventListener("contextmenu",s=>this.load&&s.preventDefault(),{signal:i}),e.addEventListener(
"touchmove",s=>this.active&&s.preventDefault(),{signal:i,passive:!1}),e.addEventListener("click",s=>this.swallow(s),{signal:i,capture:!0}),t.scroller.addEventListener(
"scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",s=>this.key(s),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.
cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;ghost=null;line=l(
"div","landing");listening=new AbortController;get dragging(){return this.active}refresh(t){if(!(!this.active||!this.load)){if(!this.load.row.every(t))return this.
cancel();this.geometry=this.host.geometry(this.load.row),this.host.lift(this.load.row,!0),this.aim()}}stop(){this.cancel(),this.listening.abort()}press(t){if(this.
ghost&&!this.active&&this.cancel(),this.load||t.button!==0||!t.isPrimary||G(t)||m(t,"button:not([data-palette], [data-shelf]), .problem, .menu, .port"))return;let e=this.
host.pick(t);e&&(this.load=e,this.pointer=t.pointerId,this.start=this.at={x:t.clientX,y:t.clientY},t.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.
begin(),ds)))}move(t){if(!(!this.load||t.pointerId!==this.pointer)){if(this.at={x:t.clientX,y:t.clientY},!this.active){let e=Math.hypot(this.at.x-this.start.x,this.
at.y-this.start.y);if(t.pointerType==="touch"){e>hs&&this.cancel();return}if(e<ls)return;this.begin()}t.preventDefault(),this.ghost.classList.toggle("again",t.altKey&&
this.load.block!==null),this.follow(),this.aim()}}begin(){if(!this.load)return;clearTimeout(this.timer),this.active=!0;let{root:t,sheet:e}=this.host;try{t.setPointerCapture(
this.pointer)}catch{}t.classList.add("dragging"),this.ghost=ps(this.load),t.append(this.ghost),e.append(this.line),this.line.hidden=!0,this.host.lift(this.load.
row,!0),this.geometry=this.host.geometry(this.load.row),this.follow(),this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==
this.pointer)return;let{load:e,slot:i,active:s}=this;(!s||!e||!i)&&this.cancel(),s&&(this.justEnded=!0,setTimeout(()=>this.justEnded=!1,0),!(!e||!i)&&(this.active=
!1,this.host.drop(e,i,t.altKey),this.timer=window.setTimeout(()=>this.cancel(),0)))}justEnded=!1;swallow(t){this.justEnded&&(this.justEnded=!1,t.stopPropagation(),
t.preventDefault())}cancel(){clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(this.frame),this.ghost&&(this.show(null),this.line.remove(),
this.ghost.remove(),this.host.root.classList.remove("dragging"),this.host.lift(this.load?.row??[],!1),this.host.root.hasPointerCapture(this.pointer)&&this.host.
root.releasePointerCapture(this.pointer)),this.rest.block=null,this.load=this.geometry=this.ghost=null,this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),
t.preventDefault(),t.key==="Escape"&&this.cancel())}follow(){let t=this.host.root.getBoundingClientRect();this.ghost.style.transform=`translate(${this.at.x-t.left-
24}px, ${this.at.y-t.top-16}px)`}aim(){let t=this.host.scroller.getBoundingClientRect(),{x:e,y:i}=this.at;if(e<t.left||e>t.right||i<t.top||i>t.bottom)return this.
linger(null),this.show(null);let s=this.host.sheet.getBoundingClientRect();this.show(this.geometry.slotAt(e-s.left,i-s.top)),this.linger(this.geometry.foldedAt(
e-s.left,i-s.top))}show(t){if(this.slot?.zone?.classList.remove("over"),this.slot=t,this.line.hidden=!t||t.zone!==null,!t)return;t.zone?.classList.add("over");let{
left:e,top:i,right:s,bottom:r}=t.line;this.line.classList.toggle("vertical",t.vertical),Object.assign(this.line.style,{left:`${e}px`,top:`${i}px`,width:`${s-e}p\
x`,height:`${r-i}px`})}linger(t){t!==null&&this.load?.row.includes(t)&&(t=null),t!==this.rest.block&&(clearTimeout(this.rest.timer),this.rest.block=t,t!==null&&
(this.rest.timer=window.setTimeout(()=>this.host.unfold(t),cs)))}scroll(){let{scroller:t}=this.host,e=t.getBoundingClientRect();this.at.x>e.left&&this.at.x<e.right&&
(t.scrollTop+=kt(this.at.y,e.top,e.bottom),t.scrollLeft+=kt(this.at.x,e.left,e.right)),this.frame=requestAnimationFrame(()=>this.scroll())}};function kt(n,t,e){
let i=Math.min(us,(e-t)/4);return n<t+i?-Math.ceil(Math.min(1,(t+i-n)/i)*li):n>e-i?Math.ceil(Math.min(1,(n-e+i)/i)*li):0}function ps(n){let t=l("span","sign","",
f(n.kind,n.family)),e=l("div","ghost","",t,l("span","kind",n.kind),l("span","detail",n.text));return e.style.setProperty("--h",String(n.hue)),e}var ms=220,hi=8,Q=8,fs=".pill[data-shape], .terminal-shape",di=["depth","height","width"],yt=class{constructor(t,e,i){this.root=t;this.look=i;this.element.setAttribute(
"role","tooltip"),this.element.hidden=!0,t.append(this.element),e.addEventListener("pointerover",s=>this.point(m(s,fs))),e.addEventListener("pointerleave",()=>this.
point(null)),e.addEventListener("scroll",()=>this.hide()),t.addEventListener("pointerdown",()=>this.hide()),t.addEventListener("keydown",()=>this.hide(),{capture:!0}),
t.addEventListener("focusout",()=>this.hide())}root;look;element=l("div","explain");pill=null;timer=0;show(t){let e=t.querySelector(":scope > .wire > .pill, .te\
rminal-shape");return e&&this.open(e)?this.spoken():""}point(t){t!==this.pill&&(this.hide(),this.pill=t,t&&(this.timer=window.setTimeout(()=>this.open(t),ms)))}hide(){
clearTimeout(this.timer),this.pill=null,this.element.hidden=!0}open(t){let[e,i]=this.meaning(t);if(!t.isConnected||!i)return!1;let[s,r=""]=i.split(`
`),o=e.split(" \xB7 ").map((h,d)=>gs(h,s.split(" \xB7 ")[d]??"")),{batch:a}=this.look().data;return this.element.replaceChildren(...o.map(h=>vs(h,a)),...r?[l("p",
"explain-change",r)]:[]),this.element.hidden=!1,this.beside(t),!0}meaning(t){let{view:e,data:i}=this.look(),s=Number(t.closest("[data-block]")?.dataset.block??e.
root.id),r=i.inputs.find(a=>a.id===s);if(r)return[r.text,r.means];let o=e.places.get(s)?.block;return o&&!o.pending&&o.means!==null?[o.output,i.meanings[o.means]??
""]:["",""]}spoken(){return[...[...this.element.querySelectorAll(".explain-row")].map(e=>[...e.children].map(i=>i.textContent).join(" ")),this.element.querySelector(
".explain-change")?.textContent].filter(Boolean).join(", ")}beside(t){let e=this.root.getBoundingClientRect(),i=t.getBoundingClientRect(),{offsetWidth:s,offsetHeight:r}=this.
element,o=i.right-e.left+hi,a=o+s+Q<=e.width?o:i.left-e.left-s-hi,h=(i.top+i.bottom)/2-e.top-r/2;this.element.style.left=`${Math.max(Q,Math.min(a,e.width-s-Q))}\
px`,this.element.style.top=`${Math.max(Q,Math.min(h,e.height-r-Q))}px`}};function gs(n,t){let e=t.split("|"),i=[];return n.split("\xD7").forEach((s,r)=>{let o=e[r]||
`dimension ${r}`,a=i.at(-1);a&&di.includes(e[r-1]??"")&&di.includes(o)?(a.size+=`\xD7${s}`,a.word+=` \xD7 ${o}`):i.push({size:s,word:o})}),i}function vs(n,t){let e=t.
match(/\d+/)?.[0];return l("div","explain-rows","",...n.map(({size:i,word:s})=>{let r=l("span","explain-word",s==="batch"&&i==="B"&&e?`batch, now ${e}`:s);return r.
classList.toggle("nameless",s.startsWith("dimension ")),l("div","explain-row","",l("span","explain-size",i),r)}))}var ci="#model=";async function ui(n){let t=new Blob([n]).stream().pipeThrough(new CompressionStream("deflate")),e=new Uint8Array(await new Response(t).arrayBuffer()),s=btoa(Array.
from(e,r=>String.fromCharCode(r)).join("")).replaceAll("+","-").replaceAll("/","_").replaceAll("=","");return`${location.origin}${location.pathname}${ci}${s}`}function ve(){
return location.hash.startsWith(ci)?location.hash:null}function pi(){history.replaceState(history.state,"",location.pathname+location.search)}async function mi(n){
n.select();try{return await navigator.clipboard.writeText(n.value),!0}catch{return document.execCommand("copy")}}var gi=1e6,xt=class{constructor(t){this.desk=t}desk;menu(){let t=(s,r,o="")=>{let{title:a,keys:h}=A(s);return{text:a,hint:o||h.map(P).join(""),icon:r,run:()=>this.
desk.run(s)}},e=this.desk.drafts().length,i=[t("new","plus"),t("open","open"),t("save","save"),t("share","share")];this.desk.popover.menu(this.desk.boxOf("file"),
"Model",e?[...i,t("drafts","undo",String(e))]:i,this.desk.back())}begin(){this.desk.send({op:"new"}),this.desk.announce("A new model. Undo brings back the one b\
efore.")}open(){let t=l("input");t.type="file",t.accept=".json,application/json",t.addEventListener("change",()=>t.files?.[0]&&void this.read(t.files[0])),t.click()}save(){
let{document:t,file:e}=this.desk.model,i=l("a");i.href=URL.createObjectURL(new Blob([t],{type:"application/json"})),i.download=`${e}.json`,i.click(),setTimeout(
()=>URL.revokeObjectURL(i.href),1e4),this.desk.announce(`Saved as ${i.download}`)}share(){this.desk.afterAnswer(()=>{this.offerLink()})}async offerLink(){let t=l(
"input","link-field");t.value=await ui(this.desk.model.document),t.readOnly=!0,t.setAttribute("aria-label","Link");let e=l("p","panel-text"),i=t.value.length.toLocaleString(
"en"),s=(...a)=>this.desk.popover.panel(this.desk.boxOf("share"),"Share",a,this.desk.back());if(t.value.length>8e3)return e.textContent=`This model needs a link\
 of ${i} characters. Beyond ${8e3.toLocaleString("en")} mail and chat may cut it: send it as a file.`,s(e,w("solid","Save as a file",()=>this.save())),this.desk.
announce(e.textContent);let r=async()=>{let a=await mi(t);e.textContent=a?`Link copied: its ${i} characters hold the whole model.`:`The link holds the whole mod\
el, in ${i} characters.`,this.desk.announce(e.textContent)},o=l("p","panel-note","Who opens it gets a copy. No server keeps it, or sees it on the way.");s(e,t,o,
w("plain","Copy again",()=>{r()})),await r()}earlier(){let t=this.desk.drafts();if(!t.length)return this.desk.announce("No earlier drafts");let e=t.map(i=>({text:i.
title||"Untitled",hint:U(i.time),icon:"undo",run:()=>this.desk.restore(i)}));this.desk.popover.menu(this.desk.boxOf("file"),"Restore",e,this.desk.back())}async read(t){
if(t.size>gi)return this.desk.refuse(`${t.name} has ${t.size.toLocaleString("en")} bytes. Expected: a model of at most ${gi.toLocaleString("en")}. Fix: choose a\
 .json file saved here.`);this.desk.send({op:"open",text:await t.text(),name:t.name})}};function vi(n,t,e){let i=wi(n,s=>t.commands.add(s));return[...ki(i,e),...bs(t),...yi(i,e),...ws(t),...ks(n,t),...ys()]}function bi(n,t,{parent:e,index:i},s){let r=wi(
n,o=>t.commands.insert(o,e,i));return[...ki(r,s),...yi(r,s)]}function wi(n,t){return n.palette.flatMap(({family:e,hue:i,kinds:s})=>s.map(({kind:r,hint:o,hue:a})=>({
verb:"Add",text:r,hint:o||e,icon:[r,e],hue:a??i,keys:[],run:()=>t(r)})))}function ki(n,t){return t.flatMap(e=>n.find(({text:i})=>i===e)??[])}function yi(n,t){return n.
filter(({text:e})=>!t.includes(e))}function bs(n){let{view:t,at:e}=n,i=t.places.get(e)?.block,s=i?b(i):"the input";return O.filter(({quiet:r})=>!r).map(r=>({verb:"",
text:r.title,hint:r.block?s:"",icon:["chevron"],hue:null,keys:r.keys.length?Z(r.keys[0]):[],run:()=>r.run(n,e)}))}function ws(n){return n.view.order.flatMap(t=>{
let e=n.view.places.get(t)?.block;return!e||e.slot?[]:[{verb:"Go to",text:b(e),hint:e.detail,icon:[e.kind,e.family],hue:e.hue,keys:[],run:()=>n.goTo(t)}]})}function ks(n,t){
return n.models.map(([e,i])=>({verb:"Open",text:i,hint:"Gallery",icon:["My blocks"],hue:null,keys:[],run:()=>t.openOurs(e)}))}function ys(){return[...document.querySelectorAll(
"[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")].filter(({pathname:t})=>t!==location.pathname).map(t=>({verb:"Turn to",text:t.textContent?.trim()??
"",hint:"page",icon:["chevron"],hue:null,keys:[],run:()=>t.click()}))}function xs(n,t,e){let i=e.toLowerCase().split(/\s+/).filter(Boolean),s=i.join(" "),r=n.toLowerCase();if(r===s)return 0;if(r.startsWith(s))return 1;if(i.length===
1&&xi(s,Es(n)))return 2;if(i.every(a=>r.includes(a)))return 3;let o=`${r} ${t.toLowerCase()}`;return i.every(a=>o.includes(a))?4:1/0}function Et(n,t,e){return t.
trim()?n.map(s=>({thing:s,rank:xs(...e(s),t)})).filter(({rank:s})=>s<1/0).sort((s,r)=>s.rank-r.rank).map(({thing:s})=>s):[...n]}function Es(n){return n.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[a-z]?/g)?.
map(t=>t.toLowerCase())??[]}function xi(n,t){if(!n)return!0;let[e,...i]=t;if(!e)return!1;for(let s=1;s<=Math.min(e.length,n.length)&&n[s-1]===e[s-1];s+=1)if(xi(
n.slice(s),i))return!0;return!1}var Ms=60,Mt=class{constructor(t,e,i){this.root=t;this.host=e;this.shelf=i;Object.assign(this.field,{type:"text",spellcheck:!1,autocomplete:"off",maxLength:64});
for(let[s,r]of Object.entries({role:"combobox","aria-expanded":"true","aria-controls":"finder-list","aria-autocomplete":"list"}))this.field.setAttribute(s,r);this.
list.id="finder-list",this.list.setAttribute("role","listbox"),this.list.setAttribute("aria-label","Found"),this.field.addEventListener("input",()=>this.filter()),
t.addEventListener("pointerdown",s=>this.panel&&!s.composedPath().includes(this.panel)&&this.close(),{capture:!0})}root;host;shelf;panel=null;field=l("input","f\
inder-field");list=l("div","finder-list");finds=[];shown=[];at=0;back=null;closed=null;open(t){if(this.panel)return this.close();this.finds=vi(t,this.host,this.
shelf.recent),this.show("Find anything","Find an action, a layer, a block, a model \u2026")}openAt(t,e,i,s){this.close(!1),this.closed=s,this.finds=bi(t,this.host,
e,this.shelf.recent),this.show(`Add ${e.text}`,`Add a layer ${e.text}`),this.stand(i)}show(t,e){this.back=this.root.getRootNode().activeElement,this.panel=l("di\
v","finder","",l("label","finder-line","",f("search"),this.field,l("kbd","","Esc")),this.list),c(this.panel,"role","dialog"),c(this.panel,"aria-label",t),c(this.
field,"aria-label",t),this.panel.addEventListener("keydown",i=>this.key(i)),this.panel.addEventListener("focusout",i=>!this.panel?.contains(i.relatedTarget)&&this.
close(!1)),this.root.append(this.panel),this.field.placeholder=e,this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}stand(t){let{panel:e,root:i}=this;
if(!e)return;e.classList.add("placed");let s=i.getBoundingClientRect(),{offsetWidth:r,offsetHeight:o}=e,a=t.bottom-s.top+6,h=a+o+8<=s.height?a:Math.max(8,t.top-
s.top-o-6);e.style.top=`${h}px`,e.style.left=`${Math.max(8,Math.min((t.left+t.right)/2-s.left-r/2,s.width-r-8))}px`}close(t=!0){let{panel:e,back:i}=this;e&&(this.
panel=this.back=null,e.remove(),this.closed?.(),this.closed=null,t&&(i?.isConnected?i.focus({preventScroll:!0}):this.host.focus(this.host.at)))}filter(){this.shown=
Et(this.finds,this.field.value,({verb:e,text:i,hint:s})=>[i,`${e} ${s}`]).slice(0,Ms),this.at=0,this.list.scrollTop=0;let t=this.shown.map((e,i)=>this.row(e,i));
x(this.list,t.length?t:[l("p","none","Nothing is called so")]),this.light()}row({verb:t,text:e,hint:i,icon:s,hue:r,keys:o},a){let h=l("span","sign","",f(...s)),
d=l("div","find","",h,l("span","find-text",`${t} ${e}`.trim()),l("span","find-hint",i),l("span","keys","",...o.map(u=>l("kbd","",u))));return d.id=`find-${a}`,d.
setAttribute("role","option"),d.classList.toggle("coloured",r!==null),r!==null&&d.style.setProperty("--h",String(r)),d.addEventListener("pointermove",()=>this.walk(
a-this.at)),d.addEventListener("click",()=>this.run(a)),d}key(t){let e={ArrowDown:1,ArrowUp:-1,PageDown:8,PageUp:-8}[t.key];if(t.stopPropagation(),e)this.walk(e);else if(t.
key==="Enter"&&!t.isComposing)this.run(this.at);else if(t.key==="Escape"||t.key==="Tab"||(t.ctrlKey||t.metaKey)&&t.key==="k")this.close();else return;t.preventDefault()}walk(t){
t&&(this.at=Math.max(0,Math.min(this.shown.length-1,this.at+t)),this.light())}light(){let t=[...this.list.querySelectorAll(".find")];t.forEach((e,i)=>e.setAttribute(
"aria-selected",String(i===this.at))),c(this.field,"aria-activedescendant",t[this.at]?.id??null),t[this.at]?.scrollIntoView({block:"nearest"})}run(t){let e=this.
shown[t];e&&(this.close(),e.run())}};function Mi(n,t){Ei(n,t)&&requestAnimationFrame(()=>Ei(n,t))}function Ei(n,t){let[e,i]=[t.scrollTop,t.scrollLeft],s=t.getBoundingClientRect(),r=(n.querySelector(
":scope > .card > .head")??n).getBoundingClientRect();return r.top<s.top+24?t.scrollTop-=s.top+48-r.top:r.bottom>s.bottom-24&&(t.scrollTop+=r.bottom-s.bottom+72),
r.left<s.left?t.scrollLeft-=s.left+24-r.left:r.right>s.right&&(t.scrollLeft+=Math.min(r.right-s.right,r.left-s.left)+24),t.scrollTop!==e||t.scrollLeft!==i}var Ls=":scope > .card > .chips > .chip, :scope > .more",Lt=class{constructor(t,e){this.sheet=t;this.scroller=e}sheet;scroller;at=0;wanted=null;place(t,e){this.
sheet.find(this.at)||(this.at=this.successor(t,e));for(let s of this.sheet.element.querySelectorAll("[tabindex='0']"))s.tabIndex=-1;let i=this.sheet.find(this.at);
if(i){i.tabIndex=0;for(let s of i.querySelectorAll(Ls))s.tabIndex=0}}go(t,e){this.at=t,this.place(e,e),this.take(),this.reveal(this.at)}take(){this.sheet.find(this.
at)?.focus({preventScroll:!0})}reveal(t){let e=this.sheet.find(t);this.wanted=e?null:t,e&&Mi(e,this.scroller)}drawn(){this.wanted!==null&&this.sheet.find(this.wanted)&&
this.reveal(this.wanted)}successor(t,e){let{selected:i,root:s}=t;if(!e)return i===null||i===s.id?0:i;let r=i!==null&&this.sheet.find(i)&&i>0?i:null;if(r!==null&&
(k(this.at)||!e.places.has(r)))return r;let o=e.order.indexOf(this.at);return e.order.slice(o+1).find(h=>t.places.has(h))??e.order.slice(0,Math.max(0,o)).findLast(
h=>t.places.has(h))??0}};var be='[class*="st-key-panel-"]',Ss='input:not([type="file"]), textarea, [contenteditable="true"], button',Ts=5e3,As=700,St=class{constructor(t){this.leave=t;let e={
signal:this.listening.signal,capture:!0};document.addEventListener("focusin",i=>this.moved(i),e),document.addEventListener("keydown",i=>this.key(i),e),document.
addEventListener("pointerdown",()=>this.wanted=[],e),this.watching.observe(document.body,{childList:!0,subtree:!0})}leave;wanted=[];until=0;last=null;timer=0;watching=new MutationObserver(
()=>this.drawn());listening=new AbortController;open(t){return this.wanted=M(t)?[`input-shape-${-t}`]:[`arg-${t}`,`code-${t}`,`takes-${t}`,`name-${t}`],this.until=
performance.now()+Ts,this.arrive()}stop(){this.listening.abort(),this.watching.disconnect(),clearTimeout(this.timer)}arrive(){performance.now()>this.until&&(this.
wanted=[]);let t=Li(this.wanted);return t&&t!==Hs()&&t.focus(),t!==null}drawn(){if(this.arrive()||!this.last||this.last.element.isConnected||this.timer)return;let t=Li(
[this.last.key]);t&&Si()?t.focus():this.timer=window.setTimeout(()=>this.giveUp(),As)}giveUp(){this.timer=0,this.last&&!this.last.element.isConnected&&Si()&&this.
leave()}moved(t){let e=t.target;clearTimeout(this.timer),this.timer=0,this.last=e.closest(be)?{element:t.composedPath()[0],key:Ps(e)}:null}key(t){!(t.target instanceof
Element)||!t.target.closest(`${be}, [role=tab]`)||(this.wanted=[],!(t.key!=="Escape"||$s(t))&&(t.stopPropagation(),this.leave()))}};function Ps(n){return[...n.closest(
'[class*="st-key-"]').classList].find(e=>e.startsWith("st-key-")).slice(7)}function Li(n){for(let t of n.map(e=>`st-key-${CSS.escape(e)}`))for(let e of document.
querySelectorAll(`${be} :is(.${t}, [class*="${t}-"])`)){let i=Ti(e);if(i)return i}return null}function Ti(n){let t=[...n.querySelectorAll(Ss)].filter(i=>!i.matches(
":disabled, [data-testid=stTooltipHoverTarget] *")),e=t.find(i=>i.getClientRects().length&&i.matches("input, textarea, [contenteditable]"))??t[0];if(e)return e;
for(let i of n.querySelectorAll("*"))if(i.shadowRoot)return Ti(i.shadowRoot);return null}function Hs(){let n=document.activeElement;for(;n?.shadowRoot?.activeElement;)
n=n.shadowRoot.activeElement;return n}function Si(){return document.activeElement===null||document.activeElement===document.body}function $s(n){let t=n.composedPath()[0];
return t.getAttribute("aria-expanded")==="true"||t.closest("[contenteditable=true]")!==null}var Tt=class{constructor(t){this.go=t;this.element.setAttribute("aria-label","Where the selected block is")}go;element=l("nav","trail");parts=[];draw(t,e){let i=Cs(
t),s=[{id:null,text:e,hint:"The whole model"},...i];for(;this.parts.length<s.length;)this.parts.push(this.makePart());this.parts.length=s.length,s.forEach(({id:r,
text:o,hint:a},h)=>{let d=this.parts[h];d.dataset.trail=r===null?"":String(r),g(d,o),c(d,"title",a),c(d,"aria-current",h&&h===s.length-1?"true":null)}),x(this.element,
this.parts)}makePart(){let t=l("button","trail-part");return t.type="button",t.addEventListener("click",()=>this.go(t.dataset.trail?Number(t.dataset.trail):null)),
t}};function Cs(n){let{selected:t}=n;if(t===null||t===n.root.id)return[];if(M(t))return[{id:t,text:"input",hint:"An input of the model"}];let e=[],i=n.places.get(
t);for(;i?.parent;){Os(i.block)||e.unshift({id:i.block.id,text:Rs(i.block),hint:b(i.block)});let s=I(n,i);i=s?n.places.get(s.id):void 0}return e}function Os(n){
return n.slot&&n.key==="body"}function Rs(n){let t=n.slot?n.key:n.name||n.kind;return n.count?`${t} \xD7${n.count}`:t}var Ai=[["fold-all","1",1],["depth-2","2",2],["depth-3","3",3],["unfold-all","All",1/0]],At=class{constructor(t){this.events=t;this.trail=new Tt(t.go),this.depths=
Ai.map(([a,h])=>this.button(l("button","depth",h),a));let e=l("div","depths","",l("span","footer-label","Depth"),...this.depths);e.setAttribute("role","group"),
e.setAttribute("aria-label","Unfold to depth");let[i,s,r]=[["zoom-out","minus"],["zoom-in","plus"],["zoom-fit","fit"]].map(([a,h])=>this.button(y(a,h,""),a));this.
button(this.level,"zoom-reset");let o=l("div","zooms","",i,this.level,s,r);o.setAttribute("role","group"),o.setAttribute("aria-label","Zoom"),this.element.append(
this.trail.element,e,o)}events;element=l("div","footer");trail;depths;level=l("button","zoom-level","100 %");draw(t,e){this.trail.draw(t,e||"Untitled");let i=Bs(
t);this.depths.forEach((s,r)=>c(s,"aria-pressed",String(i===Ai[r][2])))}zoomed(t){let e=`${Math.round(t*100)} %`;g(this.level,e),c(this.level,"aria-label",`Zoom\
 ${e}, back to 100 %`)}button(t,e){let{title:i,keys:s}=A(e);return t.type="button",t.dataset.action=e,B(t,s.length?`${i} (${P(s[0])})`:i),t.addEventListener("cl\
ick",()=>this.events.run(e)),t}};function Bs(n){let[t,e]=[0,1/0],i=new Map([[n.root.id,0]]);for(let{block:s,parent:r}of n.places.values()){if(!r)continue;let o=i.
get(r.id)+(s.slot?0:1);i.set(s.id,o),!(!s.holds||s.slot)&&(s.folded?e=Math.min(e,o):s.children.length&&(t=Math.max(t,o)))}return e===1/0||t<e?e:null}var Pi="blockyard/hint",Pt=class{element=l("div","coach");constructor(t){let e=l("span","coach-text","Drag a layer from the left to where it belongs, or press i\
ts +. Its shapes show at once.");this.element.append(e,w("plain","Got it",()=>{this.put(),t()})),this.element.hidden=!0,this.element.setAttribute("role","note")}greet(){
try{this.element.hidden=localStorage.getItem(Pi)!==null}catch{}}put(){this.element.hidden||(this.element.hidden=!0,localStorage.setItem(Pi,"seen"))}};var Vs=".scroller, .sheet, .tree, .column, .inside, .wire, .lead",Ht=class{constructor(t,e){this.host=t;this.plus.type="button",this.plus.tabIndex=-1,e.addEventListener(
"dblclick",i=>this.point(i)),e.addEventListener("pointerover",i=>i.pointerType==="mouse"&&!t.busy&&this.offer(m(i,".wire, .lead"))),e.addEventListener("pointerl\
eave",()=>this.offer(null)),this.plus.addEventListener("click",i=>{i.stopPropagation();let s=this.placeOf(this.plus.parentElement);s&&this.open(s,this.plus.getBoundingClientRect(),
null)})}host;plus=l("button","insert","",f("plus"));line=l("div","landing");point(t){let{view:e,sheet:i}=this.host;if(!m(t,"*")?.matches(Vs))return;let s=i.element.
getBoundingClientRect(),r=new j(e,i.items,i.element,i.column,[]).slotAt(t.clientX-s.left,t.clientY-s.top);r&&this.open(this.landing(r.parent,r.index),new DOMRect(
t.clientX,t.clientY,0,0),r)}offer(t){let e=this.placeOf(t);if(!t||!e)return this.plus.remove();if(t===this.plus.parentElement)return;let i=t.querySelector(".pil\
l");t.append(this.plus),this.plus.style.left=i?`${i.offsetLeft+i.offsetWidth+4}px`:"calc(50% + 6px)",c(this.plus,"aria-label",`Add a layer ${e.text}`),c(this.plus,
"title",`Add a layer ${e.text}`)}open(t,e,i){i&&this.show(i),this.host.openFinderAt(t,e,()=>{i?.zone?.classList.remove("over"),this.line.remove(),this.plus.remove()})}show({
line:t,vertical:e,zone:i}){if(i?.classList.add("over"),i)return;let{left:s,top:r,right:o,bottom:a}=t;this.line.classList.toggle("vertical",e),Object.assign(this.
line.style,{left:`${s}px`,top:`${r}px`,width:`${o-s}px`,height:`${a-r}px`}),this.host.sheet.element.append(this.line)}placeOf(t){let{view:e}=this.host;if(t?.matches(
".lead"))return this.landing(e.root.id,0);let i=Number(t?.closest(".item")?.dataset.block),s=e.places.get(i);return!s?.parent||s.block.slot||s.block.pending||k(
i)||S(s.parent)?null:this.landing(s.parent.id,s.index+1)}landing(t,e){let i=this.host.view.places.get(t).block,[s,r]=[i.children[e-1],i.children[e]],o=s?`after ${b(
s)}`:r?`before ${b(r)}`:"here";return{parent:t,index:e,text:o}}};var $t=class{constructor(t,e){this.take=e;let i={signal:this.listening.signal,capture:!0};document.addEventListener("focusin",()=>this.check(),i),t.addEventListener(
"focusout",()=>setTimeout(()=>this.check()),i),document.addEventListener("pointerdown",()=>this.release(),i),document.addEventListener("keydown",s=>s.key==="Tab"&&
this.release(),i)}take;until=0;listening=new AbortController;hold(){this.until=performance.now()+4e3}release(){this.until=0}stop(){this.listening.abort()}check(){
if(performance.now()>this.until)return;let{activeElement:t}=document,e=t?.getAttribute("role")==="tab";e&&(this.until=Math.min(this.until,performance.now()+500)),
(e||t===null||t===document.body)&&this.take()}};function we(n,t){let e=ti(ri(t));if(!e||!Ns(t,e))return!1;if(!e.block)e.run(n,NaN);else{let i=m(t,"[data-block]"),s=Number(i?.dataset.block);if(!i||!Ds(n,s))return!1;
e.run(n,s)}return t.preventDefault(),!0}function Ns(n,{always:t}){return n.defaultPrevented||m(n,"[role=dialog], .menu")?!1:G(n)?t===!0:!(m(n,"button")&&(n.key===
"Enter"||n.key===" "))}function Ds({view:n},t){return n.order.includes(t)}var tt=8,Ct=class{constructor(t){this.root=t;t.addEventListener("pointerdown",e=>{this.element&&!e.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(t,e,i,s){let r=l("div","menu");r.setAttribute("role","menu"),r.setAttribute("aria-label",e);for(let[o,a]of i.entries()){o&&a.group!==
i[o-1].group&&r.append(l("div","menu-rule"));let h=l("button","choice","",...a.icon?[f(a.icon,"Structure")]:[],l("span","choice-text",a.text),l("span","choice-h\
int",a.hint));h.type="button",h.setAttribute("role","menuitem"),h.dataset.choice=a.text,h.addEventListener("click",()=>{this.close(!0),a.run()}),r.append(h)}r.prepend(
l("div","menu-label",e)),r.addEventListener("keydown",o=>this.walk(o)),this.open(r,t,s),r.querySelector("button")?.focus({preventScroll:!0})}shortcuts(t,e,i){let s=l(
"div","menu shortcuts");s.setAttribute("role","dialog"),s.setAttribute("aria-label","Keyboard shortcuts"),s.tabIndex=-1;for(let r of ut){let o=e.filter(a=>a.group===
r&&a.keys.length).map(Is);s.append(l("section","key-group","",l("h3","menu-title",r),...o))}s.addEventListener("keydown",r=>{(r.key==="Escape"||r.key==="?")&&this.
close(!0)}),this.open(s,t,i),s.focus({preventScroll:!0})}panel(t,e,i,s){let r=l("div","menu panel","",l("div","menu-title",e),...i);r.setAttribute("role","dialo\
g"),r.setAttribute("aria-label",e),r.tabIndex=-1,r.addEventListener("keydown",o=>o.key==="Escape"&&this.close(!0)),this.open(r,t,s),r.focus({preventScroll:!0})}close(t){
this.element&&(this.element.remove(),this.element=null,t&&this.back?.(),this.back=null)}walk(t){let e=[...this.element.querySelectorAll("button")],i=e.indexOf(t.
composedPath()[0]),s=t.key==="ArrowDown"?1:t.key==="ArrowUp"?-1:0;s?(e[(i+s+e.length)%e.length].focus({preventScroll:!0}),t.preventDefault()):t.key==="Home"||t.
key==="End"?(e.at(t.key==="Home"?0:-1).focus({preventScroll:!0}),t.preventDefault()):(t.key==="Escape"||t.key==="Tab")&&(this.close(!0),t.preventDefault())}open(t,e,i){
this.close(!1),this.element=t,this.back=i,this.root.append(t);let s=this.root.getBoundingClientRect(),{offsetWidth:r,offsetHeight:o}=t,a=e.bottom-s.top+4,h=a+o+
tt<=s.height?a:e.top-s.top-o-4,d=(e.width?e.right-r:e.left)-s.left;t.style.top=`${Math.max(tt,Math.min(h,s.height-o-tt))}px`,t.style.left=`${Math.max(tt,Math.min(
d,s.width-r-tt))}px`}};function Is({title:n,keys:t}){let e=t.map(i=>l("span","chord","",...Z(i).map(s=>l("kbd","",s))));return l("div","key-row","",l("span","",
n),l("span","keys","",...e))}var Ot=class{anchor=null;reached=null;ids(t,e){let i=this.row(t);return i.length>1?i:e!==null&&t.places.get(e)?.parent?[e]:[]}row(t){let e=this.anchor===null?void 0:
t.places.get(this.anchor),i=this.reached===null?void 0:t.places.get(this.reached);if(!e?.parent||!i||e.parent!==i.parent||e===i)return[];let[s,r]=[Math.min(e.index,
i.index),Math.max(e.index,i.index)];return e.parent.children.slice(s,r+1).map(o=>o.id)}reach(t,e,i){this.anchor??=e;let s=this.anchor===null?null:t.places.get(this.
anchor)?.parent,r=t.places.get(i);for(;r?.parent&&r.parent!==s;)r=t.places.get(r.parent.id);return!s||!r?.parent||r.block.slot?!1:(this.reached=r.block.id,!0)}with(t,e){
let i=this.row(t);return i.includes(e)?i:[e]}from(t,e,i){let s=t.places.get(e),r=s?.parent?.children[s.index+i-1];this.clear(),r&&this.reach(t,e,r.id)}step(t,e,i){
this.reached!==e&&this.clear();let s=t.places.get(e),r=s?.parent?.children[s.index+i];return r&&!r.slot&&this.reach(t,e,r.id)?r.id:null}clear(){this.anchor=this.
reached=null}};var Fs=4e3,Ws=12e3,Rt=class{live=l("div","live");toasts=l("div","toasts");banner=l("div","banner");lost=l("div","lost","Not connected: your edits wait here");shown=0;timer=0;level=null;acts=!1;constructor(){
this.live.setAttribute("aria-live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=this.lost.hidden=!0,this.lost.prepend(f("lost"))}announce(t){
this.live.textContent=this.live.textContent===t?`${t}\xA0`:t}notice(t){if(!t)return this.edited();t.id!==this.shown&&(this.shown=t.id,this.toast(t.text,t.level),
this.announce(t.text))}edited(){(this.level==="error"||this.acts)&&this.hide()}toast(t,e,i){let s=l("span","sign","",f(e==="error"?"alert":"check")),r=y("dismis\
s","close","Dismiss");r.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.level=e,this.acts=i!==void 0;let o=()=>{this.hide(),i.run()},a=i?
[w("plain",i.text,o),r]:[r];this.toasts.replaceChildren(l("div",`toast ${e}`,"",s,l("span","toast-text",t),...a)),e==="info"&&(this.timer=window.setTimeout(()=>this.
hide(),i?Ws:Fs))}connection(t){this.lost.hidden=!t,this.announce(t?this.lost.textContent:"Connected again")}offer(t,e){let[i,...s]=t;if(this.banner.hidden=!i,!i)
return;let r=l("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${U(i.time)}?`),a=[w("solid","Restore",()=>{this.banner.hidden=!0,e(i)})];s.
length&&a.push(w("plain","Show an older one",()=>this.offer(s,e))),a.push(w("plain","Dismiss",()=>this.offer([],e))),this.banner.replaceChildren(r,...a)}stop(){
clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.acts=!1,this.toasts.replaceChildren()}};var z=56,Gs=460,qs=1.3,Ci=7,ke=3,Hi=.6,Us=.3,$i=1.5,Bt=class{constructor(t,e){this.sheet=t;this.scroller=e;this.element.setAttribute("aria-hidden","true"),this.
element.hidden=!0,this.element.append(this.picture,this.frame),this.element.addEventListener("pointerdown",i=>this.press(i)),this.element.addEventListener("poin\
termove",i=>this.element.hasPointerCapture(i.pointerId)&&this.scrollTo(i)),e.addEventListener("scroll",()=>this.frameIt()),this.watcher.observe(t.element),this.
watcher.observe(e)}sheet;scroller;element=l("div","minimap");picture=l("canvas");frame=l("div","minimap-frame");view=null;request=0;height=0;watcher=new ResizeObserver(
()=>this.refresh());draw(t){this.view=t,this.refresh()}stop(){cancelAnimationFrame(this.request),this.watcher.disconnect()}refresh(){cancelAnimationFrame(this.request),
this.request=requestAnimationFrame(()=>this.paint())}paint(){let{scrollHeight:t,clientHeight:e,clientWidth:i}=this.scroller,s=this.view!==null&&t>e*qs&&i>=Gs;if(this.
element.hidden=!s,this.scroller.classList.toggle("mapped",s),!s)return;let r=this.view.root.children.map(p=>ye(p)),o=r.reduce((p,v)=>p+v[0].until,0);this.height=
Math.min(e-2*ke,o*Ci*1.5);let a=devicePixelRatio||1;this.picture.width=z*a,this.picture.height=this.height*a,this.picture.style.height=`${this.height}px`;let h=this.
picture.getContext("2d");if(!h)return;h.scale(a,a);let d=js(this.element),u=this.sheet.element.getBoundingClientRect();for(let p of r){let v=this.sheet.items.get(
p[0].block.id)?.element.getBoundingClientRect();if(!v)continue;let L=v.height/u.height*this.height/p[0].until,T=(v.top-u.top)/u.height*this.height;for(let W of p)
zs(h,W,T,L,d,this.view.selected===W.block.id)}this.frameIt()}frameIt(){if(this.element.hidden)return;let{scrollTop:t,scrollHeight:e,clientHeight:i}=this.scroller;
this.frame.style.height=`${i/e*this.height}px`,this.frame.style.transform=`translateY(${t/e*this.height}px)`}press(t){t.button===0&&(t.preventDefault(),this.element.
setPointerCapture(t.pointerId),this.scrollTo(t))}scrollTo({clientY:t}){let{top:e}=this.picture.getBoundingClientRect(),{scrollHeight:i,clientHeight:s}=this.scroller;
this.scroller.scrollTop=(t-e)/this.height*i-s/2}};function ye(n,t=0,e=0,i=1,s=0){let r={block:n,top:t,rows:1,left:e,right:i,level:s,until:1+(n.problem?$i:0)},o=n.
slot;if(!n.children.length)return[{...r,rows:o?0:1}];let a=[r],h=t+(o?0:Hi)+(n.problem?$i:0),d=S(n)||n.children.length>1&&n.children.some(v=>v.slot),u=(i-e)/n.children.
length,p=h;return n.children.forEach((v,L)=>{let T=d?ye(v,h,e+L*u,e+(L+1)*u,s+1):ye(v,h,e,i,s+(o?0:1));p=Math.max(p,T[0].top+T[0].until),d||(h=p),a.push(...T)}),
r.rows=o?0:Hi,r.until=p-t+(o?0:Us),a}function js(n){let t=getComputedStyle(n),e=t.getPropertyValue("--st-primary-color").trim()||"#3454d1";return{dark:n.closest(
".dark")!==null,red:t.getPropertyValue("--red").trim(),accent:e}}function zs(n,{block:t,top:e,rows:i,left:s,right:r,level:o,until:a},h,d,u,p){let v=Math.min(3*o,
15),L=z-2*ke-v-6,[T,W]=[ke+v+s*L,Math.max(2,(r-s)*L-1)],[et,le]=[h+e*d,Math.max(1,Math.min(i*d-(d>4?2:.4),Ci))];i&&t.children.length&&(n.fillStyle=`hsl(${t.hue}\
 ${u.dark?"30% 30%":"50% 90%"} / 60%)`,n.fillRect(T,et,W,a*d-1)),i&&(n.fillStyle=t.problem?u.red:`hsl(${t.hue} ${u.dark?"42% 52%":"55% 62%"})`,n.fillRect(T,et,t.
children.length?Math.min(W,14):W,le)),t.problem&&Ks(n,et+le/2,u.red),p&&(n.fillStyle=u.accent,n.fillRect(0,et-1,z,Math.max(2,Math.min(le,3))+1))}function Ks(n,t,e){
n.fillStyle=e,n.beginPath(),n.moveTo(z,t-4),n.lineTo(z-6,t),n.lineTo(z,t+4),n.fill()}function Vt(n,t){let e=l("input","typing");e.value=t.value,e.placeholder=t.placeholder,e.maxLength=64,e.spellcheck=!1,e.autocomplete="off",e.setAttribute("aria-\
label",t.label);let i=!0,s=(r,o)=>{if(!i)return;i=!1;let a=e.value.trim();e.remove(),n.textContent=r?a:t.value,t.closed(o),r&&a!==t.value&&t.done(a)};e.addEventListener(
"keydown",r=>{r.stopPropagation();let o=r.key==="Enter"&&!r.isComposing;!o&&r.key!=="Escape"||(r.preventDefault(),s(o,!0))}),e.addEventListener("blur",()=>s(!0,
!1)),n.replaceChildren(e),e.focus({preventScroll:!0}),e.select()}function Oi(n,t,e){let i={label:`Name of ${t.kind}`,value:t.name,placeholder:t.key||"name",done:e.rename};Bi(n,"name",i,e)}function Ri(n,t,e){let i=s=>s&&e.rename(
s);Bi(n,"kind",{label:"Class name of the block",value:t.kind,placeholder:t.kind,done:i},e)}function Bi(n,t,e,i){n.typing||(n.typing=t,n.element.classList.add(`t\
yping-${t}`),Vt(t==="name"?n.label:n.kind,{...e,closed:s=>{n.typing=null,n.forget(),n.element.classList.remove(`typing-${t}`),i.closed(s)}}))}var xe=3e3,_s=24e3,Nt=class{constructor(t){this.send=t}send;client=J();pending=[];acknowledged=0;last=0;session="";again=new Map;timer=0;wait=xe;push(t,e){this.
last+=1,this.pending.push({...t,id:this.last}),e&&this.again.set(this.last,e),this.wait=xe,this.deliver()}get waiting(){return this.pending.flatMap(({id:t})=>this.
again.get(t)??[])}clear(){this.pending=[],this.again.clear()}retry(){this.pending.length&&this.deliver()}receive({ack:t,session:e},i){if(this.send=i,this.session=
e,t.client===this.client){this.acknowledged=Math.max(this.acknowledged,t.id),this.pending=this.pending.filter(s=>s.id>this.acknowledged);for(let s of[...this.again.
keys()])s<=this.acknowledged&&this.again.delete(s)}this.wait=xe,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){this.send({client:this.client,session:this.
session,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.wait=Math.min(this.wait*
2,_s),this.deliver()},this.wait))}};function Ni(n,t,e){let i=Ii("brick",n,t);i.dataset.palette=n.kind,i.append(l("span","brick-hint",n.hint));let s=Vi("star","star",""),r=Vi("plus","plus",`Add ${n.
kind}`),o=l("div","brick-row","",i,s,r);return e.append(o),{kind:n,family:t,row:o,button:i,section:e}}function Di(n,t,e){let i=Ii("kind-chip",n,t);return i.dataset.
shelf=n.kind,e.append(i),{kind:n,family:t,button:i,row:i,section:e}}function Ee({row:n,kind:t,button:e},i){let s=n.querySelector(".star");s&&(c(s,"aria-pressed",
String(i)),B(s,i?`Take ${t.kind} off the favourites (*)`:`Make ${t.kind} a favourite (*)`),c(e,"aria-description",i?"a favourite":null))}function Ii(n,t,e){let i=l(
"button",n,"",l("span","sign","",f(t.kind,e.family)),l("span","kind",t.kind));return i.type="button",i.tabIndex=-1,i.style.setProperty("--h",String(t.hue??e.hue)),
c(i,"aria-keyshortcuts","*"),i}function Vi(n,t,e){let i=l("button",n,"",f(t));return i.type="button",i.tabIndex=-1,e&&c(i,"aria-label",e),i}var Fi="http://www.w3.org/2000/svg";function Dt(n,t,e=260){let i=Wi(n);if(!i)return null;let[s,r,o]=Ys(i.slice(1)).map(a=>Math.max(6,e*Math.sqrt(a/t)));return Js(s,r,o*.5)}function It(n){return Math.
max(1,...n.flatMap(t=>Wi(t)?.slice(1)??[]))}function Wi(n){let t=n.split(" ")[0],e=t.split("\xD7").map(i=>/^\d+$/.test(i)?Number(i):/^\d*B$/.test(i)?1:NaN);return t&&
e.every(Number.isFinite)?e:null}function Ys(n){return n.length===0?[0,0,0]:n.length===1?[n[0],0,0]:n.length===2?[n[1],n[0],0]:[n.at(-1),n.at(-2),n.slice(0,-2).reduce(
(t,e)=>t*e,1)]}function Js(n,t,e){let i=e*.7,s=document.createElementNS(Fi,"svg");s.setAttribute("viewBox",`-2 -2 ${n+i+4} ${t+i+4}`),s.setAttribute("width",String(
n+i+4)),s.setAttribute("height",String(t+i+4)),s.setAttribute("aria-hidden","true"),s.classList.add("tensor");let r=[["front",`M0 ${i}h${n}v${t}h${-n}z`],["top",
`M0 ${i}l${i} ${-i}h${n}l${-i} ${i}z`],["side",`M${n} ${i}l${i} ${-i}v${t}l${-i} ${i}z`]];for(let[o,a]of r){let h=document.createElementNS(Fi,"path");h.setAttribute(
"d",a),h.setAttribute("class",o),s.append(h)}return s}var Gi="http://www.w3.org/2000/svg",Xs=44;function qi(n,t){let e=l("span","flow-arrow","\u2192"),i=It([...n,...t]),s=r=>Zs(r,i);return l("div","flow","",...n.map(
s),...n.length?[e]:[],...t.map(s))}function Ui(n){let[t,e]=[Math.min(-1,...n),Math.max(1,...n)],i=o=>4+152*o/(n.length-1),s=o=>4+72*(e-o)/(e-t),r=n.map((o,a)=>`${i(
a).toFixed(1)} ${s(o).toFixed(1)}`).join("L");return zi("curve",160,80,[["axis",`M4 ${s(0)}H156M80 4V76`],["graph",`M${r}`]])}function ji(n){let t=tr[n];return t?
zi("structure",160,96,[["wires",t[0]],["boxes",t[1]]]):null}function Zs(n,t){let[e="",i=""]=n.split(" "),s=Dt(e,t,Xs),r=i?[l("span","flow-type",i)]:[];return l(
"span","flow-tensor","",l("span","flow-picture","",...s?[s]:[]),l("span","flow-shape",e),...r)}function Qs(n,t,e,i){return`M${n} ${t}h${e}v${i}h${-e}z`}function zi(n,t,e,i){
let s=document.createElementNS(Gi,"svg");s.setAttribute("viewBox",`0 0 ${t} ${e}`),s.setAttribute("class",`picture ${n}`),s.setAttribute("aria-hidden","true");for(let[
r,o]of i){let a=document.createElementNS(Gi,"path");a.setAttribute("class",r),a.setAttribute("d",o),s.append(a)}return s}var E=(n,t,e=48)=>Qs(n-e/2,t-8,e,16),tr={
Sequential:["M80 2V94",E(80,20)+E(80,48)+E(80,76)],Residual:["M80 2V94M80 10h34a10 10 0 0 1 10 10v46a10 10 0 0 1 -10 10h-34",`${E(80,30)+E(80,54)}M80 68a8 8 0 1\
 1 0 16a8 8 0 1 1 0-16M76 76h8M80 72v8`],Parallel:["M80 2V94M28 40V22q0-10 10-10h84q10 0 10 10V74q0 10-10 10H38q-10 0-10-10z",E(28,48,40)+E(80,48,40)+E(132,48,40)],
Repeat:["M80 2V94",`${E(90,38)+E(85,43)+E(80,48)}M124 44l8 8M132 44l-8 8M138 42h7l-4 5q5 0 5 4t-8 2`],Graph:["M80 2V94M80 8H46q-10 0-10 10V40q0 10 10 10H56M104 \
26h10q10 0 10 10V66q0 10-10 10h-10",E(80,26)+E(80,50)+E(80,76)],Reuse:["M40 2V94M120 2V94M64 48h4m4 0h4m4 0h4m4 0h4m4 0h4",E(40,48)+E(120,48)]};var er=350,ir=150,Ft=8,nr=220,Wt=class{constructor(t,e,i,s){this.root=t;this.palette=e;i.addEventListener("pointerover",r=>r.pointerType==="mouse"&&this.rest(s(
r))),i.addEventListener("pointerleave",()=>this.leave()),i.addEventListener("focusin",r=>r.target.matches(":focus-visible")&&this.rest(s(r))),i.addEventListener(
"focusout",()=>this.leave()),i.addEventListener("pointerdown",()=>this.hide()),i.addEventListener("scroll",()=>this.card&&this.place()),t.addEventListener("keyd\
own",r=>r.key==="Escape"&&this.hide()&&r.stopImmediatePropagation(),{capture:!0})}root;palette;address="";table=null;card=null;entry=null;timer=0;hide(){clearTimeout(
this.timer);let{card:t,entry:e}=this;return e?.button.removeAttribute("aria-describedby"),t?.remove(),this.card=this.entry=null,t!==null}rest(t){if(!t)return this.
leave();clearTimeout(this.timer),t!==this.entry&&(this.timer=window.setTimeout(()=>{this.open(t)},this.card?0:er))}leave(){clearTimeout(this.timer),this.timer=window.
setTimeout(()=>this.hide(),ir)}async open(t){this.hide(),this.entry=t;let e=(await this.known())[t.kind.kind]??{};this.entry!==t||!t.button.isConnected||this.root.
classList.contains("dragging")||(this.card=sr(t,e),this.card.addEventListener("pointerenter",()=>clearTimeout(this.timer)),this.card.addEventListener("pointerle\
ave",()=>this.leave()),t.button.setAttribute("aria-describedby",this.card.id),this.root.append(this.card),this.place())}known(){return this.table??=fetch(new URL(
this.address,location.origin)).then(t=>t.ok?t.json():{}).catch(()=>({})),this.table}place(){let{card:t,entry:e}=this;if(!t||!e)return;let i=this.root.getBoundingClientRect(),
s=this.palette.getBoundingClientRect().right-i.left+Ft;t.hidden=i.width-s-Ft<nr;let r=e.row.getBoundingClientRect().top-i.top;t.style.left=`${s}px`,t.style.top=
`${Math.max(Ft,Math.min(r,i.height-t.offsetHeight-Ft))}px`}};function sr({kind:n,family:t,button:e},i){let s=l("div","preview-title","",l("span","sign","",f(n.kind,
t.family)),l("span","kind",n.kind),l("span","preview-family",t.family)),r=l("div","preview","",s,l("p","preview-doc",n.doc||n.hint));return r.id="palette-previe\
w",r.setAttribute("role","tooltip"),r.style.setProperty("--h",e.style.getPropertyValue("--h")),r.append(...rr(n,i)),r}function rr({kind:n},{takes:t=[],gives:e=[],
params:i,formula:s,curve:r}){let o=[],a=r?Ui(r):ji(n);return a&&o.push(a),s&&o.push(l("div","preview-formula",s)),s?.startsWith("n \u2192")&&o.push(l("div","pre\
view-letters",or(s))),e.length&&o.push(qi(t,e)),i!==void 0&&o.push(l("div","preview-params",`${i.toLocaleString("en")} parameters in this example`)),o}function or(n){
return Object.entries({n:"each side",k:"kernel_size",s:"stride",p:"padding",d:"dilation"}).filter(([i])=>new RegExp(`\\b${i}\\b`).test(n)).map(([i,s])=>`${i} ${s}`).
join(", ")}var Ki=28,_i=A("finder").keys[0],Gt=class{constructor(t,e,i){this.shelf=e;this.host=i;Object.assign(this.field,{type:"text",placeholder:`Layers, or ${P(_i)}`,title:`${P(
_i)} finds actions, layers, blocks and models`,spellcheck:!1,autocomplete:"off"}),this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action=
"search",this.field.addEventListener("input",()=>this.filter()),this.none.hidden=!0,this.none.setAttribute("role","status"),this.list.setAttribute("role","group"),
this.list.setAttribute("aria-label","Layers");let s=l("label","search","",f("search"),this.field,l("kbd","","/"),this.browse);this.browse.type="button",this.browse.
addEventListener("click",()=>this.open(!this.isOpen)),this.field.addEventListener("focus",()=>this.open(!0)),this.open(!1),this.element.append(s,this.list,this.
none),this.element.addEventListener("keydown",r=>this.key(r)),this.element.addEventListener("pointerleave",()=>this.settle()),this.element.addEventListener("foc\
usout",()=>setTimeout(()=>this.settle())),this.list.addEventListener("dblclick",r=>this.addFrom(r,"[data-palette], [data-shelf]")),this.list.addEventListener("c\
lick",r=>m(r,".star")?this.star(this.entryOf(r)):this.addFrom(r,".plus")),this.preview=new Wt(t,this.element,this.list,r=>this.entryOf(r))}shelf;host;element=l(
"div","palette");field=l("input","search-field");list=l("div","families");shelves=l("div","shelves");browse=l("button","browse","",f("chevron"));none=l("div","n\
one");preview;entries=[];chips=[];shown=[];drawn="";stale=!1;focusSearch(){this.field.focus({preventScroll:!0}),this.field.select()}draw({palette:t,previews:e}){
this.preview.address=e;let i=JSON.stringify(t);i!==this.drawn&&(this.drawn=i,this.entries=[],this.list.replaceChildren(...t.map(s=>this.section(s))),this.drawShelves(),
this.filter())}used(t){this.shelf.use(t),this.stale=!0,this.settle()}pick(t){let e=m(t,"[data-palette], [data-shelf]")?this.entryOf(t):void 0;return e?(this.preview.
hide(),{block:null,row:[],kind:e.kind.kind,text:"",family:e.family.family,hue:e.kind.hue??e.family.hue}):null}get isOpen(){return this.element.classList.contains(
"open")}open(t){this.element.classList.toggle("open",t),c(this.browse,"aria-expanded",String(t)),c(this.browse,"aria-label","Layers")}section(t){let e=l("sectio\
n","family","",l("h3","family-name",t.family));e.classList.toggle("mine",t.mine===!0),e.style.setProperty("--h",String(t.hue)),e.style.setProperty("--rows",String(
t.kinds.length));for(let i of t.kinds)this.entries.push(Ni(i,t,e));return e}settle(){let t=this.list.matches(":hover")||this.list.querySelector(":focus-visible")!==
null;this.stale&&!t&&this.drawShelves()}drawShelves(){this.stale=!1;let t=this.chips.find(({button:s})=>s.matches(":focus"))?.kind.kind;this.chips=[];let e=this.
shelf.favourites,i=this.shelf.recent.filter(s=>!e.includes(s));this.shelves.replaceChildren(...this.shelfOf("Favourites",e),...this.shelfOf("Recent",i));for(let s of this.
entries)Ee(s,e.includes(s.kind.kind));this.place(),t&&this.chips.find(({kind:s})=>s.kind===t)?.button.focus({preventScroll:!0})}shelfOf(t,e){let i=e.flatMap(r=>this.
entries.find(o=>o.kind.kind===r)??[]),s=l("section","shelf","",l("h3","family-name",t));return this.chips.push(...i.map(({kind:r,family:o})=>Di(r,o,s))),i.length?
[s]:[]}place(){let t=this.list.querySelector(":scope > .mine:not([hidden])");t?t.after(this.shelves):this.list.prepend(this.shelves),this.shelves.hidden=this.field.
value.trim()!==""||!this.chips.length}star(t){if(!t)return;let{kind:e}=t.kind,i=this.shelf.toggle(e);for(let s of this.entries)s.kind.kind===e&&Ee(s,i);this.stale=
!0,this.settle(),this.host.announce(i?`${e} is a favourite`:`${e} is no favourite any more`)}filter(){let t=this.field.value.trim(),e=Et(this.entries,t,({kind:s})=>[
s.kind,`${s.hint} ${s.doc}`]),i=new Map;for(let s of e)i.set(s.section,[...i.get(s.section)??[],s]);this.shown=[...i.values()].flat();for(let s of this.entries)
s.row.hidden=s.section.hidden=!0,s.button.tabIndex=-1,s.button.classList.remove("first");for(let s of this.shown)s.row.hidden=s.section.hidden=!1,s.section.append(
s.row);this.list.append(...i.keys()),this.place(),this.preview.hide(),this.markFirst(t)}markFirst(t){let[e]=this.shown;if(this.none.hidden=e!==void 0,this.list.
scrollTop=0,!e)return this.sayNone(t);this.rows()[0].button.tabIndex=0,e.button.classList.toggle("first",t!=="")}sayNone(t){let e=l("span","","No layer matches ",
l("b","",t),document.createTextNode(".")),i=l("span","","Try what it does: conv, norm, attention, add.");this.none.replaceChildren(e,i,w("plain","Show all layer\
s",()=>this.clear()))}rows(){return this.shelves.hidden?this.shown:[...this.chips,...this.shown]}bring(t){let e=t.row.getBoundingClientRect(),i=this.list.getBoundingClientRect();
e.top<i.top+Ki?this.list.scrollTop-=i.top+Ki-e.top:e.bottom>i.bottom&&(this.list.scrollTop+=e.bottom-i.bottom+4)}entryOf(t){let e=m(t,".brick-row, .kind-chip");
return e?[...this.chips,...this.entries].find(i=>i.row===e):void 0}addFrom(t,e){let i=m(t,e)?this.entryOf(t):void 0;i&&this.host.add(i.kind.kind)}key(t){if(t.isComposing)
return;let e=t.composedPath()[0]===this.field,i=this.rows(),s=i.findIndex(r=>r.button===t.composedPath()[0]);if(t.key==="ArrowDown")this.step(e?i[0]:i[s+1]);else if(t.
key==="ArrowUp"&&!e)s>0?this.step(i[s-1]):this.focusSearch();else if(t.key==="Enter"&&e&&this.field.value.trim()&&this.shown[0])this.addFound(this.shown[0]);else if((t.
key==="Enter"||t.key==="+")&&s>=0)this.host.add(i[s].kind.kind);else if(t.key==="*"&&s>=0)this.star(i[s]);else if(t.key==="Escape")this.preview.hide()||(this.field.
value?this.clear():this.close());else if(t.key==="/"&&e)this.field.select();else return;t.preventDefault()}addFound(t){this.host.add(t.kind.kind),this.clear()}close(){
this.open(!1),this.host.leave()}clear(){this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}step(t){if(t){for(let e of[...this.chips,...this.
entries])e.button.tabIndex=-1;t.button.tabIndex=0,t.button.focus({preventScroll:!0}),this.bring(t)}}};var qt=class{constructor(t,e){this.host=t;e.addEventListener("click",i=>this.click(i)),e.addEventListener("dblclick",i=>{m(i,".head")&&!m(i,"button, input")&&t.
startRename(Me(i))}),e.addEventListener("focusin",i=>{this.light(i);let s=Me(i);s!==null&&t.focusMoved(s)}),e.addEventListener("focusout",()=>t.links.clear()),e.
addEventListener("pointerover",i=>{this.hover(m(i,".item:not(.slot)")),t.busy||this.light(i)}),e.addEventListener("pointerleave",()=>{this.hover(null),t.links.clear()})}host;hovered=null;pick(t){
let{view:e}=this.host,i=m(t,".item:not(.slot)"),s=i&&e.places.get(Number(i.dataset.block))?.block;if(!s||k(s.id))return null;let r=this.host.row(s.id),o=H(s),a=r.
length>1?`and ${r.length-1} more`:o?`${o} inside`:s.detail;return{block:s.id,row:r,kind:s.kind,text:a,family:s.family,hue:s.hue}}hover(t){t!==this.hovered&&(this.
hovered?.classList.remove("hover"),this.hovered=t,t&&(t.classList.add("hover"),this.host.sheet.items.get(Number(t.dataset.block))?.needActions()))}light(t){let{
links:e}=this.host,i=m(t,"[data-source]"),s=m(t,".item:not(.slot), .input")?.dataset.block;i?e.source(i):s!==void 0?e.takers(Number(s)):e.clear()}click(t){let{host:e}=this;
if(G(t)||m(t,".problem button"))return;let i=Me(t),s=m(t,"[data-source]")?.dataset.source,r=m(t,"[data-action]")?.dataset.action;s!==void 0?e.goToSource(Number(
s)):r==="output"?e.commands.select(e.view.root.id):i!==null?this.clickBlock(i,r,t):m(t,".sheet, .scroller")&&e.commands.select(null)}clickBlock(t,e,i){let{host:s}=this,
r=s.view.places.get(t)?.block.folded;e==="fold"||r&&m(i,".empty")?s.commands.fold(t,!r):e==="add-input"?s.addInput():e==="wrap"?s.openWrap(t):e==="duplicate"?s.
commands.duplicate(t):e==="remove"?s.commands.remove(t):(!i.shiftKey||!s.reach(t))&&s.choose(t)}};function Me(n){let t=m(n,"[data-block]:not(.within)");return t?
Number(t.dataset.block):null}function Se(n,t){let e=new Map(t.palette.flatMap(({kinds:o})=>o.map(({kind:a,doc:h})=>[a,h]))),i={detail:"",trail:[],params:"",hue:null,icon:["input"],problem:null,
folded:!1},s=t.inputs.map(({id:o,name:a,text:h,dtype:d})=>({...i,key:`in${o}`,id:o,title:a?`input ${a}`:"input",told:`A tensor of ${d}.`,takes:[],gives:h})),r={
...i,key:"out",id:n.root.id,title:"output",told:t.totals.map(({text:o,label:a})=>`${o} ${a}`).join(", "),takes:[t.output],gives:null,problem:n.root.problem};return[
...s,...n.root.children.flatMap(o=>Le({view:n,words:e},o,[])),r]}function Le(n,t,e){if(t.body||t.slot&&t.children.length)return t.children.flatMap(o=>Le(n,o,e));
if(t.slot)return[];let i={key:String(t.id),id:t.id,title:b(t),detail:t.detail,told:hr(n,t),trail:e,takes:t.input?[t.input]:[],gives:t.output,params:t.params,hue:t.
hue,icon:[t.kind,t.family],problem:t.problem,folded:t.folded};if(t.folded||!t.children.length)return[i];let s=[...e,b(t)],r=t.children.flatMap(o=>{let a=t.children.
length>1&&(t.kind==="Parallel"||o.slot);return Le(n,o,a?[...s,lr(t,o)]:s)});return[{...i,gives:null},...r,...ar(t,i)]}function ar(n,t){let e=n.children[0]?.body?
n.children[0]:n,i=e.kind==="Residual"||e.kind==="Parallel"?e.children.map(r=>r.output||"?"):[];if(!i.length)return[];let s=e.kind==="Residual"?"Both ways are ad\
ded.":`The branches are merged: ${e.detail}.`;return[{...t,key:`${t.key}+`,title:e.kind==="Residual"?"f(x) + x":b(n),detail:"",told:s,trail:[...t.trail,b(n)],takes:i}]}
function lr(n,t){return t.slot?t.key:`branch ${n.children.indexOf(t)+1}`}function hr({words:n},t){let[e]=t.children,i=e?.body?e:t,s=t.children.length;return t.reuse?
"The same block again, with the same parameters.":t.folded||!t.holds?n.get(t.kind)??"":t.instance?t.places>1?`One of ${t.places} uses of ${t.kind}; each has par\
ameters of its own.`:n.get(t.kind)??"":i.kind==="Residual"?"Two ways: the body changes x, the shortcut brings x around it.":i.kind==="Parallel"?`${s} branches, \
each given the same input.`:i.kind==="Repeat"?`${t.count} rounds, ${t.shared?"all with the same parameters":"each with parameters of its own"}; one is shown.`:i.
kind==="Graph"?`${s} blocks; each says what it takes.`:`${s} ${s===1?"block":"blocks"}, one after the other.`}var dr=new Set(["ArrowRight","ArrowDown"," ","PageDown"]),cr=new Set(["ArrowLeft","ArrowUp","PageUp"]),Ut=class{constructor(t,e){this.root=t;this.host=e;let i=y(
"leave","close","Leave (Esc)");i.addEventListener("click",()=>this.dialog.close());let[s,r]=[y("step-back","back","Back (\u2190)"),y("step-next","chevron","Next\
 (\u2192)")];s.addEventListener("click",()=>this.back()),r.addEventListener("click",()=>this.next()),this.ask.setAttribute("aria-pressed","false"),this.dialog.setAttribute(
"aria-label","Step through the forward pass"),this.stage.setAttribute("aria-live","polite"),this.stage.tabIndex=-1,this.stage.autofocus=!0,this.rail.setAttribute(
"aria-hidden","true");let o=l("div","scene-bar","",s,this.place,r,l("span","spacer"),this.ask,i);this.dialog.append(this.rail,l("div","scene-side","",o,this.stage)),
this.dialog.addEventListener("keydown",a=>this.key(a)),this.dialog.addEventListener("close",()=>this.closed()),this.rail.addEventListener("click",a=>this.goTo([
...this.rail.children].indexOf(a.target.closest("li"))))}root;host;dialog=l("dialog","projector");rail=l("ol","rail");stage=l("div","scene");place=l("span","sce\
ne-place");ask=w("plain","Ask first (a)",()=>this.toggleAsking());steps=[];at=0;asking=!1;open=!0;show(t,e,i){this.steps=Se(t,e),this.at=Math.max(0,this.steps.findIndex(
s=>s.id===i)),this.open=!this.asking,this.root.append(this.dialog),this.dialog.showModal(),this.draw()}update(t,e){if(!this.dialog.open)return;let i=this.steps[this.
at]?.key;this.steps=Se(t,e);let s=this.steps.findIndex(r=>r.key===i);this.at=s<0?Math.min(this.at,this.steps.length-1):s,this.draw()}key(t){if(t.stopPropagation(),
!(t.target.closest("button")!==null&&t.key===" ")){if(dr.has(t.key))this.next();else if(cr.has(t.key))this.back();else if(t.key==="Home")this.goTo(0);else if(t.
key==="End")this.goTo(this.steps.length-1);else if(t.key==="a")this.toggleAsking();else if(t.key==="f")this.unfold();else return;t.preventDefault()}}next(){this.
open?this.goTo(this.at+1):(this.open=!0,this.draw())}back(){this.goTo(this.at-1)}goTo(t){if(t<0||t>=this.steps.length||t===this.at)return;let e=t>this.at;this.at=
t,this.open=!this.asking||!e||!this.steps[t].gives||this.steps[t].takes.length===0,this.draw()}unfold(){let t=this.steps[this.at];t.folded&&this.host.unfold(t.id)}toggleAsking(){
this.asking=!this.asking,this.ask.setAttribute("aria-pressed",String(this.asking)),this.open=!this.asking,this.draw()}closed(){this.dialog.remove(),this.host.left(
this.steps[this.at].id)}draw(){let t=this.steps[this.at];g(this.place,`${this.at+1} of ${this.steps.length}`),x(this.rail,this.steps.map((e,i)=>this.line(e,i))),
this.rail.children[this.at]?.scrollIntoView({block:"center"}),this.stage.style.setProperty("--h",String(t.hue??220)),this.stage.classList.toggle("coloured",t.hue!==
null),this.stage.replaceChildren(...this.scene(t))}line(t,e){let i=!this.asking||e<this.at||e===this.at&&this.open,s=l("li","rail-step","",l("span","rail-title",
t.title),l("span","rail-shape",i?t.gives??"":""));return s.classList.toggle("now",e===this.at),s.classList.toggle("passed",e<this.at),s.style.setProperty("--dee\
p",String(t.trail.length)),t.problem&&s.classList.add("wrong"),s}scene(t){let e=l("h2","scene-title","",f(...t.icon),l("span","",t.title)),s=[l("p","scene-trail",
t.trail.join(" \u203A ")),e,l("p","scene-detail",t.detail),this.flow(t),l("p","scene-told",t.told)];return t.params&&s.push(l("p","scene-params",`${t.params} pa\
rameters`)),t.problem&&s.push(l("p","scene-problem",`Received ${t.problem.received} Expected ${t.problem.expected}`)),t.folded&&s.push(w("solid","Look inside (f\
)",()=>this.unfold())),s.filter(r=>r.textContent||r.matches(".flow"))}flow(t){let e=It(this.steps.flatMap(({takes:o,gives:a})=>[...o,a??""])),i=t.takes.map(o=>Yi(
o,e)),s=l("span","flow-arrow","\u2192");if(s.setAttribute("aria-hidden","true"),t.gives===null)return l("div","flow","",...i);let r=t.problem?l("span","flow-sha\
pe wrong","\xD7"):this.open?Yi(t.gives||"?",e):this.question();return r.classList.add("answer"),l("div","flow","",...i,...i.length?[s]:[],r)}question(){let t=w(
"flow-shape asked","?",()=>this.next());return t.setAttribute("aria-label","What shape comes out? Show it"),t}};function Yi(n,t){let e=Dt(n,t);return l("span","\
flow-shape","",...e?[e]:[],l("span","flow-text",n))}var jt=class{constructor(t){this.events=t;this.element.append(l("p","hint-title","A new model"),l("p","","Drag a layer here from the left, or begin with:"),this.
list)}events;element=l("div","hint");list=l("div","starts");drawn="";draw(t,e){this.element.hidden=!t;let i=JSON.stringify(e);!t||i===this.drawn||(this.drawn=i,
this.list.replaceChildren(this.start("Linear","A Linear layer",()=>this.events.add("Linear")),...e.map(([s,r])=>this.start("My blocks",`${r}, from the Gallery`,
()=>this.events.openOurs(s))),this.start("search","A search through all layers",()=>this.events.search(),l("kbd","","/"))))}start(t,e,i,...s){let r=l("button","\
start","",f(t),l("span","",e),...s);return r.type="button",r.addEventListener("click",i),r}};var zt=class{element=l("div","inputs");pills=[];more=y("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(t,e){for(;this.pills.length<e.inputs.length;)this.pills.push(new Te);this.pills.length=e.inputs.length,e.inputs.forEach((s,r)=>this.
pills[r].draw(s,t.selected===s.id,e.batch,t.root.kind==="Graph")),x(this.element,this.pills.map(s=>s.element)),this.more.hidden=!e.more;let i=this.pills.at(-1).
element;this.more.parentElement!==i&&i.append(this.more)}find(t){return this.pills.find(e=>e.element.dataset.block===String(t))?.element??null}},Te=class{element=l(
"div","terminal input");name=l("span","terminal-name");shape=l("span","terminal-shape");type=l("span","terminal-type");port=l("span","port");constructor(){this.
element.setAttribute("role","treeitem"),this.element.setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(l("b","","input"),this.name,this.
shape,this.type,this.port),this.port.setAttribute("aria-hidden","true")}draw({id:t,name:e,text:i,dtype:s,means:r},o,a,h){this.element.dataset.block=String(t),this.
element.classList.toggle("selected",o),c(this.element,"aria-selected",String(o)),c(this.element,"aria-label",["input",e,i,s].filter(Boolean).join(" ")),g(this.name,
e),g(this.shape,i),c(this.shape,"title",!r&&i.includes("B")&&a?a:null),g(this.type,s),this.port.hidden=!h,this.port.dataset.port=e}},Kt=class{constructor(t){this.
fix=t;this.open.type="button",this.open.dataset.action="output",this.pill.append(this.open,this.gives.element,this.shape),this.element.append(this.pill)}fix;element=l(
"div","ending");pill=l("div","terminal output");open=l("button","open","output");shape=l("span","terminal-shape");gives=new V("gives");problem=null;signature="";draw(t,{
output:e,batch:i}){let{root:s}=t;this.open.disabled=s.kind!=="Graph",c(this.open,"aria-label",`output ${e}`),c(this.open,"title",this.open.disabled?null:"Choose\
 what the model gives"),this.pill.classList.toggle("selected",t.selected===s.id),this.pill.classList.toggle("wrong",s.problem!==null),this.drawProblem(s.problem),
g(this.shape,e),this.shape.dataset.shape=e,c(this.shape,"title",s.means===null&&e.includes("B")&&i?i:null),this.gives.draw(s.gives),this.pill.classList.toggle("\
unknown",e==="?"||!e)}drawProblem(t){let e=JSON.stringify(t);e!==this.signature&&(this.signature=e,this.problem?.remove(),this.problem=t&&st(t,this.fix),this.problem&&
this.element.append(this.problem))}};function _t(n){let t=[`M${R(n[0])}`];for(let e=1;e<n.length-1;e+=1){let[i,s,r]=[n[e-1],n[e],n[e+1]],o=Math.min(7,Ae(i,s)/2,Ae(s,r)/2);t.push(`L${R(Ji(s,i,o))}Q${R(
s)} ${R(Ji(s,r,o))}`)}return`${t.join("")}L${R(n.at(-1))}`}function Zi([n,t],e){let i=e?[[n-4,t-4-2],[n+4,t-4-2]]:[[n-4-2,t-4],[n-4-2,t+4]];return`M${R(i[0])}L${R(
[n,t])}L${R(i[1])}Z`}function Ji([n,t],[e,i],s){let r=Ae([n,t],[e,i])||1;return[n+(e-n)*s/r,t+(i-t)*s/r]}function Ae([n,t],[e,i]){return Math.hypot(e-n,i-t)}function R([
n,t]){return`${Xi(n)} ${Xi(t)}`}function Xi(n){return Math.round(n*10)/10}var $e="http://www.w3.org/2000/svg",pr=10,mr=12,fr=7,gr=18,vr=10,Qi=4,tn=5,Yt=class{constructor(t){this.ground=t}ground;layers=new Map;frame=0;focus={block:null,
route:null};watcher=new ResizeObserver(()=>this.paint());draw(t){let e=new Set;for(let{block:i,nets:s}of t.places.values())s.length&&(e.add(i.id),this.layer(i.id).
take(i,s));for(let[i,s]of this.layers)e.has(i)||(this.watcher.unobserve(s.column),s.element.remove(),this.layers.delete(i));this.refresh()}refresh(){cancelAnimationFrame(
this.frame),this.layers.size&&(this.frame=requestAnimationFrame(()=>this.paint()))}rest(t){this.focus={...this.focus,route:t},this.light()}picture(t){return this.
layers.get(t)?.element??null}highlight(t,e){this.focus.block===t&&this.focus.source===e||(this.focus={...this.focus,block:t,source:e},this.light())}stop(){cancelAnimationFrame(
this.frame),this.watcher.disconnect()}light(){for(let t of this.layers.values())t.highlight(this.focus)}layer(t){let e=this.layers.get(t),i=this.ground.column(t);
return(!e||e.column!==i)&&(this.layers.set(t,e=new He(this.ground,i)),this.watcher.observe(i)),e}paint(){let t=[...this.layers.values()],e=t.map(i=>i.measure());
t.forEach((i,s)=>i.paint(e[s],this.focus))}},He=class{constructor(t,e){this.ground=t;this.column=e;this.element.classList.add("wires"),this.element.setAttribute(
"aria-hidden","true")}ground;column;element=document.createElementNS($e,"svg");graph;nets=[];drawn="";take(t,e){this.graph=t,this.nets=e}measure(){let t=this.column.
getBoundingClientRect(),e=this.ground.scale(),i=a=>{let{left:h,right:d,top:u,bottom:p}=a.getBoundingClientRect(),[v,L]=[T=>(T-t.left)/e,T=>(T-t.top)/e];return{left:v(
h),right:v(d),top:L(u),bottom:L(p)}},s=this.graph.children.map(a=>this.ground.item(a.id)).map(a=>a?i(a.element):null),r=Math.min(...s.map(a=>a?.left??1/0))-pr,o=br(
this.nets);return this.nets.flatMap(a=>{let h=r-8*a.lane,d=this.headOf(a,h,s,i);return d?a.wires.flatMap(u=>{let p=this.tailOf(u,h,s,o.get(u),i);if(!p)return[];
let v=u.taker===null;return[{...{source:a.source,taker:u.taker??this.graph.id,hue:a.hue,start:d[0],tip:Zi(p.at(-1),v)},path:_t([...d,...p])}]}):[]})}paint(t,e){
let i=JSON.stringify(t);i!==this.drawn&&(this.drawn=i,this.element.replaceChildren(...t.map(wr)),this.highlight(e))}highlight({block:t,source:e,route:i}){let s=({
dataset:{from:a,to:h}})=>t===null?i?.carries(this.graph.id,Number(a),Number(h))??!1:e===void 0?[a,h].includes(String(t)):a===String(e)&&h===String(t),r=[...this.
element.children],o=r.filter(s);for(let a of r)a.classList.toggle("lit",o.includes(a));this.element.classList.toggle("dimmed",o.length>0||t===null&&i!==null),o.
length&&o.length<r.length&&this.element.append(...o)}headOf(t,e,i,s){let r=t.from<0?this.ground.entry(this.graph.id,t.place):this.ground.tag(t.source,t.place);if(r){
let h=s(r),d=(h.left+h.right)/2,u=h.bottom+tn+Qi*this.outside(t,p=>p.from===t.from);return[[d,h.bottom],[d,u],[e,u]]}let o=this.ground.item(t.source);if(t.from<
0||!o)return null;let a=s(o.card).bottom-vr;return[[i[t.from].left,a],[e,a]]}tailOf(t,e,i,s,r){let o=i[t.to];if(t.taker!==null){if(!o)return null;let L=o.top+mr+
s.index*Math.min(fr,gr/s.count);return[[e,L],[o.left,L]]}let a=this.ground.exit(this.graph.id,t.chip);if(!a)return null;let{left:h,right:d}=r(a),{top:u}=r(a.closest(
".terminal")??a),p=(h+d)/2,v=u-tn-Qi*(s.count-s.index);return[[e,v],[p,v],[p,u]]}outside(t,e){return this.nets.filter(i=>e(i)&&i.lane>t.lane).length}};function br(n){
let t=new Map;for(let i of n)for(let s of i.wires)t.set(s.to,[...t.get(s.to)??[],{wire:s,lane:i.lane}]);let e=new Map;for(let i of t.values())i.sort((s,r)=>s.lane-
r.lane||s.wire.chip-r.wire.chip),i.forEach(({wire:s},r)=>e.set(s,{index:r,count:i.length}));return e}function wr({source:n,taker:t,hue:e,start:i,path:s,tip:r}){
let o=document.createElementNS($e,"g");o.classList.add("line"),e===null?o.classList.add("plain-source"):o.style.setProperty("--h",String(e)),o.dataset.from=String(
n),o.dataset.to=String(t);let[a,h,d]=[Pe("path","run"),Pe("path","tip"),Pe("circle","dot")];return a.setAttribute("d",s),h.setAttribute("d",r),d.setAttribute("c\
x",String(i[0])),d.setAttribute("cy",String(i[1])),d.setAttribute("r","3"),o.append(a,h,d),o}function Pe(n,t){let e=document.createElementNS($e,n);return e.classList.
add(t),e}var Jt=class{constructor(t,e){this.events=t;this.hint=new jt(e);let i=l("div","tree");i.setAttribute("role","tree"),i.setAttribute("aria-label","Model"),i.setAttribute(
"aria-multiselectable","true"),this.column.setAttribute("role","none"),i.append(this.inputs.element,this.lead,this.column),this.element.append(i,this.hint.element,
this.output.element)}events;element=l("div","sheet");column=l("div","column root");items=new Map;wires=new Yt({column:t=>t===this.root?this.column:this.item(t).
inside,item:t=>this.items.get(t),tag:(t,e)=>this.items.get(t)?.outs?.at(e)??null,entry:(t,e)=>t===this.root?this.inputs.find(-e):this.items.get(t)?.entries?.at(
e)??null,scale:()=>this.scale,exit:(t,e)=>(t===this.root?this.output.gives:this.items.get(t).gives).at(e)});scale=1;widest=0;inputs=new zt;output=new Kt(t=>this.
events.fix(this.root,t));lead=l("div","lead");hint;draws=0;root=0;draw(t,e,i){this.draws+=1,this.root=t.root.id;let s=!t.root.children.length;this.element.classList.
toggle("bare",s),this.hint.draw(s,e.starts),this.widest=t.places.get(t.root.id).width,this.element.style.setProperty("--widest",`${this.widest}px`),this.inputs.
draw(t,e),this.output.draw(t,e),this.lead.classList.toggle("cut",!s&&!t.root.children[0].linked),this.element.style.setProperty("--gutter",`${N(t.places.get(t.root.
id).nets)}px`),this.wires.draw(t),this.fill(this.column,t.root,t,e.batch);let r=new Set(i);for(let[o,a]of this.items)a.mark(r.has(o),r.has(o)||t.selected===o),a.
seen!==this.draws&&(a.element.remove(),this.items.delete(o))}find(t){return t===null?null:t===this.root?this.output.element:M(t)?this.inputs.find(t):this.items.
get(t)?.element??null}route(t){this.element.classList.toggle("routed",t!==null);for(let[e,{element:i}]of this.items)i.classList.toggle("aside",t?.aside.has(e)??
!1),i.classList.toggle("loose",t?.loose.has(e)??!1);this.wires.rest(t)}extent(){let t=this.element.getBoundingClientRect().top;return{width:this.widest*this.scale,
height:this.output.element.getBoundingClientRect().bottom-t}}fill(t,e,i,s){let r=e.children.map(a=>{let h=this.item(a.id);return h.update(i.places.get(a.id),i.selected===
a.id,s),this.fill(h.inside,a,i,s),h.element}),o=this.wires.picture(e.id);x(t,o?[o,...r]:r)}item(t){let e=this.items.get(t);return e||this.items.set(t,e=new lt(t,
this.events)),e.seen=this.draws,e}};var kr=new Set(["select","fold","foldall","undo","redo","fix"]);function en(n,t){if(kr.has(n.op))return null;let e={...n};for(let s of["block","parent"])typeof e[s]==
"number"&&(e[s]=F(t,e[s]));return n.op==="define"&&(e.blocks=n.blocks.map(s=>F(t,s))),![e.block,e.parent,...Array.isArray(e.blocks)?e.blocks:[]].includes(null)?
e:null}var Xt=class{constructor(t,e){this.view=t;this.block=e;let i=t.places.get(e);M(e)&&t.root.kind==="Graph"&&this.within(t.root,e);for(let s=i;s?.parent;s=t.places.
get(s.parent.id))this.beside(s.parent,s.block)}view;block;aside=new Set;loose=new Set;graphs=new Map;carries(t,e,i){let s=this.graphs.get(t);return s?s(e,i===t?
null:i):![...this.aside].some(r=>at(this.view,r,t))}beside(t,e){if(t.kind==="Graph")this.within(t,e.id);else if(S(t)||e.slot)for(let i of t.children)i!==e&&this.
aside.add(i.id)}within(t,e){let{children:i}=t,s=i.map((u,p)=>nn(u.takes,u.linked,i[p-1])),r=nn(t.gives,!0,i.at(-1)),o=i.map(u=>u.id),a=new Set([e]),h=new Set([e]);
o.toReversed().forEach((u,p)=>a.has(u)&&s[o.length-1-p].forEach(v=>v!==null&&a.add(v))),o.forEach((u,p)=>s[p].some(v=>v!==null&&h.has(v))&&h.add(u));let d=(u,p)=>(u===
null||!o.includes(u))&&u!==e?p!==null&&a.has(p)&&!M(e):p!==null&&a.has(u)&&a.has(p)||h.has(u)&&(p===null?r.includes(u):h.has(p));this.graphs.set(t.id,d),i.forEach(
({id:u},p)=>{!a.has(u)&&!h.has(u)?this.aside.add(u):d(u,o[p+1]??null)||this.loose.add(u)})}};function nn(n,t,e){return n.length?n.map(i=>i.id):t?[e?.id??null]:[]}var Zt=class{constructor(t,e,i,s){this.desk=t;this.autosave=e;this.messages=i;this.hint=s}desk;autosave;messages;hint;begin(){let{model:t}=this.desk,e=this.autosave.
own(),i=e&&e.session!==t.session?e:null;if(ve())return this.openLink(i);if(i&&t.fresh)return this.resume(i);i&&this.autosave.setAside(),(i||t.fresh)&&this.offer(),
t.fresh&&!this.autosave.others(t).length&&this.hint.greet()}openLink(t=null){let e=ve();e&&this.open([{op:"open link",link:e}],i=>{if(pi(),!i)return t?this.resume(
t,!0):void 0;this.autosave.setAside(),this.messages.toast(`Opened \u201C${this.desk.model.title}\u201D from the link.`,"info",i),t&&this.offer()})}restore(t){this.
open(this.edits(t),e=>e&&this.autosave.setAside())}resume(t,e=!1){let i=this.edits(t);i.length&&this.open(i,s=>{if(!s)return this.autosave.setAside(),this.offer();
let r=`Restored \u201C${t.title||"Untitled"}\u201D, as you left it at ${U(t.time)}.`;e||this.messages.toast(r,"info",s),this.messages.announce(r)})}edits({document:t,
edits:e,selected:i,folded:s}){return t===this.desk.model.document?e:[{op:"restore",text:t,selected:i,folded:s},...e]}open(t,e){let{notice:i}=this.desk.model;this.
autosave.hold();for(let s of t)this.desk.send(s);this.desk.afterAnswer(()=>{let s=this.desk.model.notice,r=s?.level==="error"&&s.id!==i?.id,o=()=>t.forEach(()=>this.
desk.step("undo"));this.autosave.release(),e(r?null:{text:"Undo",run:o})})}offer(){this.messages.offer(this.autosave.others(this.desk.model),t=>this.restore(t))}};var Qt=class{constructor(t,e){this.draw=e;for(let i of["keydown","pointerdown"])t.addEventListener(i,()=>this.now(),{capture:!0})}draw;waiting=!1;timer=0;next=[];ask(){
this.waiting||(this.waiting=!0,this.timer=window.setTimeout(()=>this.now(),0))}then(t){this.waiting?this.next.push(t):t()}now(){this.waiting&&this.draw()}drawn(){
clearTimeout(this.timer),this.waiting=!1;for(let t of this.next.splice(0))t()}stop(){clearTimeout(this.timer),this.waiting=!1}};var yr={names:["input"],least:1,many:!1},xr={names:["output"],least:1,many:!0},te=class{constructor(t){this.desk=t}desk;connect(t,e,i){let s=this.taker(e,i);if(!s)
return;let{wants:r,taken:o}=s;if(o.includes(t)&&!r.many)return this.desk.announce(`${s.title} takes ${t} already`);if(r.names.length===1&&!r.many)return this.send(
s,[t]);if(o.length<r.least)return this.send(s,[...o,t]);this.desk.offer(e,`${s.title} takes ${t}`,sn(s).map(({text:a,hint:h,at:d})=>({text:a,hint:h,icon:"Graph",
run:()=>this.send(s,rn(o,d,t))})))}refuse(t,e){let i=this.desk.view.places.get(e);if(!i)return;let s=i.block.wants?.names.length===0;this.desk.refuse(s?`${b(i.block)}\
 takes nothing: it makes its tensor itself.`:`${b(i.block)} comes before ${t}: a block takes only from blocks above it.`)}open(t){let e=this.desk.view.places.get(
t);if(e?.parent?.kind!=="Graph"||e.block.slot)return this.desk.announce("Only a block of a Graph chooses what it takes");let i=this.taker(t,e.parent.id);if(!i)return;
if(!i.wants.names.length)return this.refuse("",t);let s=sn(i);if(s.length===1)return this.openSources(i,s[0].at);this.desk.offer(t,`${i.title} takes`,s.map(({text:r,
hint:o,at:a})=>({text:r,hint:o,icon:"Graph",run:()=>this.openSources(i,a)}))),this.desk.announce(`${i.title} takes ${i.taken.join(", ")}. Choose which of them t\
o change.`)}openSources(t,e){let{taken:i,wants:s}=t,r=Sr(t).map(({name:o,hint:a,icon:h})=>({text:o,icon:h,hint:i[e]===o?"now":a,run:()=>this.send(t,rn(i,e,o))}));
e<i.length&&i.length>s.least&&r.push({text:"nothing",hint:"",icon:"remove",run:()=>this.send(t,s.many?i.toSpliced(e,1):i.slice(0,e))}),this.desk.offer(t.id,`${t.
title} takes`,r),this.desk.announce(`What ${t.title} takes: ${r.length} to choose from`)}send(t,e){let{desk:i}=this;i.settle([t.id],()=>{t.index===t.graph.children.
length?i.send({op:"set",block:t.id,args:{outputs:e}}):i.send({op:"rewire",block:t.id,inputs:e.length===1&&e[0]===Ce(t.graph,t.index)?[]:e}),i.announce(`${t.title}\
 takes ${e.join(", ")}`)})}taker(t,e){let{places:i}=this.desk.view,s=i.get(e)?.block,r=i.get(t);return!s||!r||k(t)?null:t===e?{id:t,title:"the output",graph:s,index:s.
children.length,wants:xr,taken:Lr(s)}:{id:t,title:b(r.block),graph:s,index:r.index,wants:r.block.wants??yr,taken:Mr(r)}}};function on(n,t){let e=Number(n.closest(
"[data-block]").dataset.block),i=n.dataset.port;if(M(e))return{graph:t.root.id,from:-1,name:i};let s=t.places.get(e);return s?.parent?n.closest(".entries")?{graph:e,
from:-1,name:i}:{graph:s.parent.id,from:s.index,name:i}:null}function an({graph:n,from:t},e,i){let s=e.places.get(n)?.block.children??[],r=new Map(s.filter(({id:o})=>Er(
e.places.get(o),t)).map(({id:o})=>[o,i(o)]));return n===e.root.id?r.set(n,i(n)):r}function Er({block:n,index:t},e){return t>e&&n.wants?.names.length!==0&&!k(n.id)}
function Mr({block:n,parent:t,index:e}){return n.takes.length?n.takes.map(i=>i.text):n.linked?[Ce(t,e)]:[]}function Lr(n){return n.gives.length?n.gives.map(t=>t.
text):[Ce(n,n.children.length)]}function Ce(n,t){return t?n.children[t-1].name:n.ins[0]}function sn({wants:n,taken:t}){let e=n.many?t.length+1:Math.min(n.names.
length,t.length+1);return Array.from({length:e},(i,s)=>{let r=t[s];return n.many?{text:r===void 0?"One more":`Instead of ${r}`,hint:"",at:s}:{text:n.names[s],hint:r===
void 0?"nothing yet":`now ${r}`,at:s}})}function Sr({graph:n,index:t}){return[...n.children.slice(0,t).reverse().flatMap(({kind:i,name:s,output:r,outs:o})=>o.length?
o.map(a=>({name:a.name,hint:a.text,icon:i})):[{name:s,hint:r,icon:i}]),...n.ins.map(i=>({name:i,hint:"input",icon:"Graph"}))]}function rn(n,t,e){return n.toSpliced(
t,1,e)}var cn="blockyard/shelf";var ee=class{kept=hn()??{v:1,recent:[],favourites:[]};get recent(){return this.kept.recent}get favourites(){return this.kept.favourites}use(t){this.change(e=>({
...e,recent:[t,...ln(e.recent,t)].slice(0,5)}))}toggle(t){let e=this.kept.favourites.includes(t);return this.change(i=>({...i,favourites:[...ln(i.favourites,t),
...e?[]:[t]].slice(-50)})),!e}change(t){this.kept=t(hn()??this.kept);try{localStorage.setItem(cn,JSON.stringify(this.kept))}catch{}}};function ln(n,t){return n.
filter(e=>e!==t)}function hn(){try{let{v:n,recent:t,favourites:e}=JSON.parse(localStorage.getItem(cn)??"null");return n===1&&dn(t)&&dn(e)?{v:n,recent:t.slice(0,
5),favourites:e.slice(0,50)}:null}catch{return null}}function dn(n){return Array.isArray(n)&&n.every(t=>typeof t=="string"&&t.length<=64)}function un(n,t,e){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${t}, ${e})`,n.append(i);let s=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[r=255,o=255,a=255]=s;return .2126*r+.7152*o+.0722*a}function pn(n){n.classList.toggle("dark",un(n,"--st-background-color","#fff")<
128);let t=un(n,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";n.style.setProperty("--on-accent",t)}var Tr=4,mn="http://www.w3.org/2000/svg",ie=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;this.picture.classList.add("drawn-wire"),this.
picture.setAttribute("aria-hidden","true"),this.picture.append(this.line),e.addEventListener("pointerdown",s=>this.press(s),{signal:i}),e.addEventListener("poin\
termove",s=>this.move(s),{signal:i}),e.addEventListener("pointerup",s=>this.release(s),{signal:i}),e.addEventListener("pointercancel",s=>s.pointerId===this.pointer&&
this.cancel(),{signal:i}),window.addEventListener("keydown",s=>this.key(s),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),{signal:i})}host;start=null;port=null;pointer=-1;from={
x:0,y:0};at={x:0,y:0};active=!1;frame=0;takers=new Map;over=null;picture=document.createElementNS(mn,"svg");line=document.createElementNS(mn,"path");listening=new AbortController;get drawing(){
return this.active}refresh(){if(this.active){if(!this.port?.isConnected)return this.cancel();this.mark(!1),this.takers=this.host.takers(this.start),this.mark(!0)}}stop(){
this.cancel(),this.listening.abort()}press(t){let e=m(t,Ie);this.start||!e||t.button!==0||!t.isPrimary||(this.start=this.host.start(e),this.port=e,this.pointer=
t.pointerId,this.at=this.from={x:t.clientX,y:t.clientY})}move(t){!this.start||t.pointerId!==this.pointer||(this.at={x:t.clientX,y:t.clientY},!(!this.active&&Math.
hypot(this.at.x-this.from.x,this.at.y-this.from.y)<Tr)&&(this.active||this.begin(),t.preventDefault(),this.aim()))}begin(){let{root:t,sheet:e}=this.host;this.active=
!0;try{t.setPointerCapture(this.pointer)}catch{}t.classList.add("wiring"),e.append(this.picture),this.takers=this.host.takers(this.start),this.mark(!0),this.frame=
requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{start:e,active:i}=this,s=i?this.blockAt():null,r=s!==null&&this.takers.
has(s);this.cancel(),i&&e&&this.host.drop(e,s,r)}cancel(){cancelAnimationFrame(this.frame),this.active&&(this.mark(!1),this.show(null),this.picture.remove(),this.
host.root.classList.remove("wiring"),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.start=this.port=null,
this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}mark(t){for(let e of this.takers.values())
e.classList.toggle("taker",t)}aim(){let t=this.blockAt();this.show(t!==null&&this.takers.has(t)?t:null);let e=this.host.sheet.getBoundingClientRect(),i=this.port.
getBoundingClientRect(),s=[(i.left+i.right)/2-e.left,(i.top+i.bottom)/2-e.top],o=[(this.takers.get(this.over??NaN)?.querySelector(".card, .terminal")?.getBoundingClientRect()?.
left??this.at.x)-e.left,this.at.y-e.top],a=Math.min(s[0],o[0])-12;this.line.setAttribute("d",_t([s,[a,s[1]],[a,o[1]],o]))}show(t){t!==this.over&&(this.takers.get(
this.over??NaN)?.classList.remove("taking"),this.over=t,this.takers.get(t??NaN)?.classList.add("taking"))}blockAt(){let e=this.host.root.getRootNode().elementFromPoint(
this.at.x,this.at.y);for(let[s,r]of this.takers)if(e&&r.contains(e))return s;let i=e?.closest(".item:not(.slot)");return i?Number(i.dataset.block):null}scroll(){
let{scroller:t}=this.host,e=t.getBoundingClientRect(),i=kt(this.at.y,e.top,e.bottom);t.scrollTop+=i,i&&this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}};var ne=class{constructor(t){this.events=t;let[e,i,s,r]=[this.tool("project","project"),this.tool("finder","search"),this.tool("fold-all","fold"),this.tool("unfo\
ld-all","unfold")],o=l("div","tools","",this.undo,this.redo,l("span","divider"),this.define,s,r,l("span","divider"),e,i,this.help,this.share);this.file.setAttribute(
"aria-haspopup","menu"),this.share.classList.replace("tool","share"),this.share.append(l("span","share-text","Share")),this.title.type=this.status.type="button",
this.title.dataset.action="title",this.status.dataset.action="status",this.title.append(this.titleText),this.title.addEventListener("click",()=>this.startTyping()),
this.status.addEventListener("click",()=>t.run("problem")),this.element.setAttribute("role","toolbar"),this.element.setAttribute("aria-label","Model"),this.element.
append(this.file,this.title,this.status,this.totals,l("div","spacer"),o)}events;element=l("div","toolbar");title=l("button","title");titleText=l("span","title-t\
ext");status=l("button","badge status");totals=l("div","totals");undo=this.tool("undo","undo");redo=this.tool("redo","redo");define=this.tool("define","define");help=this.
tool("help","help");file=this.tool("file","file");share=this.tool("share","share");look="";typing=!1;boxOf(t){return this[t].getBoundingClientRect()}helpBox(){return this.
help.getBoundingClientRect()}draw(t,e){this.define.disabled=!e,this.typing||(g(this.titleText,t.title||"Untitled"),c(this.title,"title",`${t.title||"Untitled"}:\
 click to rename`)),this.drawStatus(t),this.drawTotals(t.totals),this.drawHistory(this.undo,"Undo",t.undo),this.drawHistory(this.redo,"Redo",t.redo)}drawStatus({
status:t}){let e=`${t.level}${t.text}`;e!==this.look&&this.status.replaceChildren(f(t.level==="good"?"check":"alert"),l("span","badge-text",t.text)),this.look=e,
this.status.classList.toggle("bad",t.level==="bad"),this.status.classList.toggle("doubtful",t.level==="caution"),c(this.status,"aria-label",t.block===null?t.text:
`${t.text}: show it`),c(this.status,"title",t.block===null?t.text:"Show the block"),this.status.disabled=t.block===null}drawTotals(t){for(;this.totals.children.
length>t.length;)this.totals.lastElementChild.remove();t.forEach((e,i)=>{let s=this.totals.children[i]??this.totals.appendChild(l("span","badge","",l("b"),l("sp\
an","badge-label")));g(s.firstElementChild,e.text),g(s.lastElementChild,e.label),c(s,"title",e.exact)})}tool(t,e){let{title:i,keys:s}=A(t),r=y(t,e,s.length?`${i}\
 (${P(s[0])})`:i);return r.addEventListener("click",()=>this.events.run(t)),r}drawHistory(t,e,i){t.disabled=!i,B(t,i?`${e} ${i}`:`Nothing to ${e.toLowerCase()}`)}startTyping(){
if(this.typing)return;this.typing=!0;let t=l("span","title-text");this.title.replaceWith(t),Vt(t,{label:"Title of the model",value:this.titleText.textContent??"",
placeholder:"Title",done:e=>{g(this.titleText,e||"Untitled"),e&&this.events.rename(e)},closed:e=>{this.typing=!1,t.replaceWith(this.title),e&&this.title.focus({
preventScroll:!0})}})}};var Ar=new Set(["wrap","unwrap","define","undo","redo","restore","new","open","open link","open ours","fix","add input","remove input"]),se=class{constructor(t){
this.outbox=t}outbox;list=[];settle(t,e){this.list.length||!this.isSettled(t)?this.list.push({ids:t,run:e}):e()}behind(t){this.list.length?this.list.push({ids:[],
run:t}):t()}afterAnswer(t){this.outbox.pending.length?this.list.push({ids:null,run:t}):t()}answered(){for(;this.list.length&&this.isSettled(this.list[0].ids);){
let{ids:t,run:e}=this.list.shift();t?.some(k)||e()}}clear(){return this.list.splice(0).length}isSettled(t){return t===null?!this.outbox.pending.length:!this.outbox.
pending.some(e=>Pr(e)||t.includes(_(e.id)))}};function Pr(n){return Ar.has(n.op)||n.op==="duplicate"&&n.count>1}var re=[.35,.5,.67,.8,1,1.25,1.5,2],[fn,Hr]=[re[0],re.at(-1)],$r=.6,Cr=100,gn=24,vn=12,oe=class{constructor(t,e,i){this.sheet=t;this.scroller=e;this.changed=i;e.
addEventListener("wheel",s=>this.wheel(s),{passive:!1}),e.addEventListener("touchstart",s=>this.touch(s)),e.addEventListener("touchmove",s=>this.pinch(s),{passive:!1}),
e.addEventListener("touchend",s=>this.touch(s))}sheet;scroller;changed;level=1;fingers=null;step(t){let e=t>0?re.find(i=>i>this.level+.01):re.findLast(i=>i<this.
level-.01);e&&this.to(e)}to(t,e=this.middle()){let i=Math.max(fn,Math.min(Hr,t));if(i===this.level)return;let s=this.spotAt(e);this.apply(i),this.hold(s,e),requestAnimationFrame(
()=>this.hold(s,e))}fit(){let t=this.level;this.apply(1);for(let e=0;e<2;e+=1)this.apply(Math.max(fn,Math.min(1,this.level*this.room())),!1);this.apply(this.level),
this.level!==t&&this.scroller.scrollTo({top:0,left:(this.scroller.scrollWidth-this.scroller.clientWidth)/2})}apply(t,e=!0){let{element:i}=this.sheet;this.level=
this.sheet.scale=t,i.style.setProperty("--zoom",String(t)),i.classList.toggle("far",t<$r),this.sheet.wires.refresh(),e&&this.changed(t)}room(){let{width:t,height:e}=this.
sheet.extent(),{clientWidth:i,clientHeight:s}=this.scroller;return Math.min(i/(t+2*vn),s/(e+vn))}middle(){let{left:t,top:e}=this.scroller.getBoundingClientRect();
return{x:t+this.scroller.clientWidth/2,y:e+this.scroller.clientHeight/2}}spotAt({x:t,y:e}){let s=this.scroller.getRootNode().elementFromPoint(t,e)?.closest(".he\
ad, .terminal, .item")??this.sheet.element,{left:r,top:o,width:a,height:h}=s.getBoundingClientRect();return{element:s,right:(t-r)/(a||1),down:(e-o)/(h||1)}}hold({
element:t,right:e,down:i},{x:s,y:r}){let{left:o,top:a,width:h,height:d}=t.getBoundingClientRect();this.scroller.scrollLeft+=o+e*h-s,this.scroller.scrollTop+=a+i*
d-r}wheel(t){if(!t.ctrlKey&&!t.metaKey)return;t.preventDefault();let e=Math.max(-gn,Math.min(gn,t.deltaY));this.to(this.level*Math.exp(-e/Cr),{x:t.clientX,y:t.clientY})}touch({
touches:t}){this.fingers=t.length===2?{distance:bn(t),level:this.level}:null}pinch(t){let{touches:e}=t;if(!this.fingers||e.length!==2)return;t.preventDefault();
let[i,s]=[e[0],e[1]],r={x:(i.clientX+s.clientX)/2,y:(i.clientY+s.clientY)/2};this.to(this.fingers.level*(bn(e)/this.fingers.distance),r)}};function bn(n){let[t,
e]=[n[0],n[1]];return Math.hypot(t.clientX-e.clientX,t.clientY-e.clientY)||1}var Or=new Set(["add","move","wrap","duplicate","remove","open","new"]),ae=class{view;commands=new ht(this);takes=new te(this);data;drawn;root=l("div","editor");scroller=l(
"div","scroller");messages=new Rt;autosave=new ft;outbox=new Nt(()=>{});connection=new gt(t=>this.connected(t));hint=new Pt(()=>this.scroller.focus({preventScroll:!0}));session=new Zt(
this,this.autosave,this.messages,this.hint);files=new xt(this);popover=new Ct(this.root);shelf=new ee;finder=new Mt(this.root,this,this.shelf);context=new vt(this,
this.popover,this.root);projector=new Ut(this.root,{unfold:t=>this.commands.fold(t,!1),left:t=>this.leftProjector(t)});sheet=new Jt({fix:(t,e)=>this.commands.fix(
t,e),makeUnique:t=>this.commands.makeUnique(t)},{add:t=>this.commands.add(t),openOurs:t=>this.openOurs(t),search:()=>this.focusSearch()});links=new it(this.sheet.
element,t=>this.sheet.find(t),this.sheet.wires);palette=new Gt(this.root,this.shelf,{add:t=>this.commands.add(t),leave:()=>this.focus(this.keyboard.at),announce:t=>this.
announce(t)});explanation=new yt(this.root,this.scroller,()=>({view:this.view,data:this.data}));minimap=new Bt(this.sheet,this.scroller);footer=new At({go:t=>this.
goTo(t),run:t=>this.run(t)});scale=new oe(this.sheet,this.scroller,t=>this.footer.zoomed(t));toolbar;drag;wiring;keyboard=new Lt(this.sheet,this.scroller);keeper=new $t(
this.root,()=>this.keyboard.take());form=new St(()=>this.keyboard.take());pointer=new qt(this,this.scroller);marks=new Ot;pageKeys=new AbortController;waiting=new se(
this.outbox);soon=new Qt(this.root,()=>this.draw());constructor(t){this.toolbar=this.makeToolbar(),this.scroller.append(this.sheet.element),this.scroller.tabIndex=
-1;let e=l("div","stage","",this.messages.banner,l("div","ground","",this.scroller,this.minimap.element),this.hint.element,this.messages.lost,this.footer.element,
this.messages.toasts);this.root.append(this.toolbar.element,l("div","desk","",this.palette.element,e),this.messages.live),this.drag=this.makeDrag(),this.wiring=
this.makeWiring(),new Ht(this,this.scroller),this.listen(),t.append(this.root)}update({data:t,setTriggerValue:e}){let i=!this.data,s=this.data?.session!==t.session,
r=this.drawn;s&&!i?this.leave():!i&&t.root.id!==this.data.root.id&&this.autosave.setAside(),this.data=t,this.outbox.receive(t,o=>e("ops",o)),pn(this.root),this.
palette.draw(t),this.draw(),this.messages.notice(t.notice),i?this.start():r&&r.selected!==this.view.selected&&this.showSelected(r),s&&this.session.begin(),this.
waiting.answered(),this.keep()}stop(){this.soon.stop(),this.drag.stop(),this.wiring.stop(),this.outbox.stop(),this.autosave.stop(),this.connection.stop(),this.messages.
stop(),this.sheet.wires.stop(),this.minimap.stop(),this.keeper.stop(),this.form.stop(),this.pageKeys.abort(),this.root.remove()}send(t){["select","form","fold"].
includes(t.op)||this.messages.edited(),t.op==="select"&&this.hasFocus()&&this.keeper.hold(),Or.has(t.op)&&this.hint.put(),(t.op==="add"||t.op==="wrap")&&this.palette.
used(t.kind),this.outbox.push(t,en(t,this.view)),this.view=de(this.data,this.outbox.pending),this.count(),this.soon.ask(),this.keep()}leave(){this.autosave.flush(),
this.outbox.clear(),this.waiting.clear()&&this.refuse("The server started anew, and your last step is lost. Expected: a connection. Fix: do it again.")}keep(){this.
autosave.keep(this.data,this.view,this.outbox.waiting),this.connection.watch(this.outbox.pending.length>0)}connected(t){this.messages.connection(t),t||this.outbox.
retry()}settle(t,e){this.waiting.settle(t,e)}step(t){this.waiting.behind(()=>this.send({op:t}))}afterAnswer(t){this.waiting.afterAnswer(t)}announce(t){this.messages.
announce(t)}refuse(t){this.messages.toast(t,"error"),this.announce(t)}start(){this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2}draw(){
let t=this.active(),e=this.hasFocus(),i=this.drawn;this.view=this.drawn=de(this.data,this.outbox.pending),this.marks.row(this.view).includes(this.view.selected??
NaN)||this.marks.clear(),this.sheet.draw(this.view,this.data,this.marks.row(this.view)),this.toolbar.draw(this.data,this.marks.ids(this.view,this.view.selected).
length),this.sheet.route(Rr(this.view)),this.footer.draw(this.view,this.data.title),this.minimap.draw(this.view),this.count(),this.keyboard.place(this.view,i),e&&
this.active()!==t&&(t&&this.sheet.element.contains(t)?t.focus({preventScroll:!0}):this.keyboard.take()),this.keeper.check(),this.drag.dragging||this.keyboard.drawn(),
this.drag.refresh(s=>this.view.places.has(s)),this.wiring.refresh(),this.projector.update(this.view,this.data),this.soon.drawn()}count(){this.root.dataset.ack=String(
this.outbox.acknowledged),this.root.dataset.pending=String(this.outbox.pending.length)}active(){return this.root.getRootNode().activeElement}showSelected(t){let{
selected:e}=this.view;e===null||this.drag.dragging||(this.sheet.find(e)||!t.places.has(e))&&this.reveal(e)}hasFocus(){let t=this.active();return t!==null&&this.
sheet.element.contains(t)}reveal(t){this.soon.then(()=>this.keyboard.reveal(t))}focus(t){this.keyboard.at=t,this.soon.then(()=>this.keyboard.go(t,this.view))}openWrap(t){
let e=this.view.places.get(t),i=this.sheet.items.get(t);if(!e||!i||e.block.slot)return;let s=dt.map(a=>({text:a,hint:"",icon:a,run:()=>this.commands.wrap(t,a)})),
r={text:"Unwrap",hint:"u",icon:"unwrap",run:()=>this.commands.unwrap(t)},o=(i.head.querySelector("[data-action=wrap]")??i.head).getBoundingClientRect();this.popover.
menu(o,"Wrap in",e.block.holds&&this.row(t).length===1?[...s,r]:s,()=>this.focus(t))}mark(t,e){let i=this.marks.step(this.view,t,e);if(i===null)return this.announce(
"No further block in this row");this.select(i)}define(t){this.commands.define(this.marks.ids(this.view,t)),this.marks.clear()}row(t){return this.marks.with(this.
view,t)}reach(t){let e=this.marks.reach(this.view,this.view.selected,t);return e&&this.select(t),e}markCopies(t){let{selected:e}=this.view;e!==null&&(this.marks.
from(this.view,e,t),this.focus(e),this.soon.ask())}choose(t){this.marks.clear(),this.commands.select(t),this.soon.ask()}select(t){this.commands.select(t),this.focus(
t),this.soon.ask(),this.announce(`${this.marks.row(this.view).length} blocks marked`)}openTakes(t){this.takes.open(t)}openForm(t){if(k(t))return this.afterAnswer(
()=>this.openForm(this.keyboard.at));if(this.view.places.get(t)?.block.slot)return this.announce("Nothing to set here");this.keeper.release(),(this.view.selected!==
t||!this.form.open(t))&&this.send({op:"form",block:t}),this.form.open(t)}offer(t,e,i){let s=this.sheet.items.get(t)?.head??this.sheet.find(t)?.querySelector(".t\
erminal");s&&this.popover.menu(s.getBoundingClientRect(),e,i,()=>this.focus(t))}startRename(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);!e||!i||e.
block.slot||k(t)||Oi(i,e.block,{rename:s=>this.commands.rename(t,s),closed:s=>s&&this.focus(t)})}nameClass(){this.soon.now();let{selected:t}=this.view,e=t===null?
void 0:this.view.places.get(t)?.block,i=e&&this.sheet.items.get(e.id);if(!e?.instance||!i)return;this.focus(e.id),Ri(i,e,{rename:r=>this.send({op:"rename defini\
tion",definition:e.kind,name:r}),closed:r=>r&&this.focus(e.id)})}get model(){return this.data}drafts(){return this.autosave.others(this.data)}restore(t){this.session.
restore(t)}run(t){A(t).run(this,this.view.selected??NaN)}boxOf(t){return this.toolbar.boxOf(t)}back(){let t=this.active();return()=>t?.focus({preventScroll:!0})}focusSearch(){
this.palette.focusSearch()}help(t=this.toolbar.helpBox()){let e=this.active();this.popover.shortcuts(t,O,()=>e?.focus({preventScroll:!0}))}openFinder(){this.finder.
open(this.data)}openFinderAt(t,e,i){this.finder.openAt(this.data,t,e,i)}openOurs(t){this.send({op:"open ours",name:t})}openMenu(t){this.context.open(t)}project(){
this.projector.show(this.view,this.data,this.view.selected)}leftProjector(t){this.view.places.has(t)&&t!==this.view.root.id?this.goTo(t):this.focus(this.at)}startTitle(){
this.toolbar.startTyping()}foldTo(t){this.send({op:"foldall",depth:t})}get at(){return this.keyboard.at}goTo(t){if(t===null)return this.commands.select(this.view.
root.kind==="Graph"?this.view.root.id:null),this.scroller.scrollTo({top:0});this.choose(t),this.focus(t)}zoom(t){t==="fit"?this.scale.fit():t==="life"?this.scale.
to(1):this.scale.step(t)}explain(t){let e=this.sheet.find(t);this.announce(e&&this.explanation.show(e)||"Nobody knows what its dimensions are")}makeToolbar(){return new ne(
{rename:t=>this.send({op:"title",title:t}),run:t=>this.run(t)})}showProblem(){let{block:t}=this.data.status;if(t===null)return this.announce(this.data.status.text);
if(this.commands.select(t),t===this.view.root.id)return this.reveal(t);if(this.view.places.has(t))return this.focus(t);this.reveal(t),A("unfold-all").run(this,t)}makeDrag(){
return new wt({root:this.root,scroller:this.scroller,sheet:this.sheet.element,pick:t=>this.palette.pick(t)??this.pointer.pick(t),geometry:t=>new j(this.view,this.
sheet.items,this.sheet.element,this.sheet.column,t),lift:(t,e)=>{this.pointer.hover(null);for(let i of t)this.sheet.find(i)?.classList.toggle("lifted",e)},unfold:t=>this.
commands.fold(t,!1),drop:(t,e,i)=>this.commands.drop(t,e,i)})}makeWiring(){return new ie({root:this.root,scroller:this.scroller,sheet:this.sheet.element,start:t=>on(
t,this.view),takers:t=>an(t,this.view,e=>this.sheet.find(e)),drop:(t,e,i)=>{i?this.takes.connect(t.name,e,t.graph):e!==null&&this.takes.refuse(t.name,e)}})}get busy(){
return this.drag.dragging||this.wiring.drawing}focusMoved(t){t!==this.keyboard.at&&(this.keyboard.at=t,this.keyboard.place(this.view,this.view),this.sheet.items.
get(t)?.needActions())}addInput(){this.commands.addInput(this.data.more,-this.data.inputs.length)}goToSource(t){let e=this.view.places.get(t)?.block.body?I(this.
view,this.view.places.get(t)).id:t;this.commands.select(e),this.focus(e)}listen(){this.root.addEventListener("keydown",t=>this.key(t)),this.root.addEventListener(
"keyup",t=>t.stopPropagation()),document.addEventListener("keydown",t=>we(this,t),{signal:this.pageKeys.signal}),addEventListener("hashchange",()=>this.session.
openLink(),{signal:this.pageKeys.signal})}key(t){t.stopPropagation(),!(we(this,t)||!t.key.startsWith("Arrow"))&&m(t,"[data-block], .scroller")?.matches(".scroll\
er")&&(t.preventDefault(),this.keyboard.take())}};function Rr(n){return n.selected===null||n.selected===n.root.id?null:new Xt(n,n.selected)}var Br=new TextDecoder;function wn(n){let{plain:t,root:e,...i}=JSON.parse(Br.decode(n));return{...i,root:kn(e,t)}}function kn(n,t){let e=n.children?.map(i=>kn(i,
t))??[];return{...t,...n,children:e}}var Oe=new WeakMap;function Vr(n){let{parentElement:t}=n,e=Oe.get(t),i=e??new ae(t);return e||Oe.set(t,i),i.update({...n,data:wn(n.data)}),()=>{i.stop(),Oe.delete(
t)}}export{Vr as default};

var St="blockyard/drafts";var Lt=crypto.getRandomValues(new Uint32Array(2)).join("-");function me(s){if(typeof s!="object"||s===null)return!1;let{v:t,page:e,time:i,title:n,document:r}=s,
o=[e,n,r].every(l=>typeof l=="string");return t===1&&typeof i=="number"&&o}function Tt(){try{let s=JSON.parse(localStorage.getItem(St)??"[]");return Array.isArray(
s)?s.filter(me):[]}catch{return[]}}function fe(s){let t={v:1,page:Lt,time:Date.now(),title:s.title,document:s.document},e=Tt().filter(i=>i.page!==Lt&&i.document!==
s.document);try{localStorage.setItem(St,JSON.stringify([t,...e].slice(0,5)))}catch{}}var I=class{timer=0;last="";offer(t){return t.fresh?Tt().filter(e=>e.document!==
t.document):[]}keep(t){t.fresh||t.document===this.last||(clearTimeout(this.timer),this.timer=window.setTimeout(()=>{this.last=t.document,fe(t)},300))}stop(){clearTimeout(
this.timer)}};function At(s){let t=new Date(s),i=t.toDateString()===new Date().toDateString()?{}:{day:"numeric",month:"short"};return t.toLocaleString(void 0,{...i,
hour:"2-digit",minute:"2-digit"})}var Pt=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
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
.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11.3h.1"]]),Bt="http://www.w3.org/2000/svg",Ht=new Map;function ge(s){let t=document.createElementNS(Bt,"sv\
g");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("aria-hidden","true");let e=document.createElementNS(Bt,"path");return e.setAttribute("d",s),t.append(e),
t}function m(...s){let t=s.find(i=>Pt.has(i))??"Other",e=Ht.get(t)??ge(Pt.get(t));return Ht.set(t,e),e.cloneNode(!0)}function a(s,t="",e="",...i){let n=document.createElement(s);return t&&(n.className=t),e&&(n.textContent=e),n.append(...i),n}function g(s,t,e){let i=a("button",
"tool","",m(t));return i.type="button",i.dataset.action=s,pt(i,e),i}function y(s,t,e){let i=a("button",s,t);return i.type="button",i.addEventListener("click",e),
i}function pt(s,t){c(s,"aria-label",t),c(s,"title",t)}function c(s,t,e){s.getAttribute(t)!==e&&(e===null?s.removeAttribute(t):s.setAttribute(t,e))}function u(s,t){
s.textContent!==t&&(s.textContent=t)}function w(s,t){let e=new Set(t);for(let n of[...s.children])e.has(n)||n.remove();let i=s.firstElementChild;for(let n of t){
if(i&&i!==n&&i.nextElementSibling===n){let r=i;i=n,r.remove()}i===n?i=i.nextElementSibling:s.insertBefore(n,i)}}function p(s,t){let e=s.composedPath()[0];return e instanceof
Element?e.closest(t):null}function V(s){return p(s,"input, textarea")!==null}var L=class{element;chips=[];constructor(t){this.element=a("div",`chips ${t}`),this.element.hidden=!0}draw(t){for(this.element.hidden=!t.length;this.chips.length<
t.length;)this.chips.push(ve());this.chips.length=t.length,t.forEach((e,i)=>be(this.chips[i],e)),w(this.element,this.chips)}at(t){return this.element.hidden?null:
this.chips[t]??null}};function ve(){let s=a("button","chip","",a("span","chip-arrow","\u2190"),a("span","chip-text"));return s.type="button",s.tabIndex=-1,s.firstElementChild.
setAttribute("aria-hidden","true"),s}function be(s,{text:t,id:e,hue:i,hint:n}){u(s.lastElementChild,t),c(s,"title",n),c(s,"aria-label",e===null?n:`From ${n}`),c(
s,"data-source",e===null?null:String(e)),s.disabled=e===null,s.classList.toggle("plain-source",i===null&&e!==null),i===null?s.style.removeProperty("--h"):s.style.
setProperty("--h",String(i))}var D=class{constructor(t,e,i){this.sheet=t;this.find=e;this.wires=i}sheet;find;wires;lit=[];selected=null;resting=!0;rest(t){this.
selected=t,this.resting&&this.wires.highlight(t)}source(t){let e=Number(t.dataset.source),i=t.closest("[data-block]");this.light([t,this.find(e)]),this.wires.highlight(
i?Number(i.dataset.block):e,i?e:void 0)}takers(t){let e=this.find(t),i=[...this.sheet.querySelectorAll(`[data-source="${t}"]`)].filter(n=>!e?.contains(n));this.
light([...i,...i.map(n=>n.closest("[data-block], .terminal")),...this.alike(e)]),this.wires.highlight(t)}alike(t){let e=t?.dataset.share;return e?[...this.sheet.
querySelectorAll(`[data-share="${CSS.escape(e)}"]`)].filter(i=>i!==t):[]}clear(){this.light([]),this.resting=!0,this.wires.highlight(this.selected)}light(t){this.
resting=!1;for(let e of this.lit)e.classList.remove("lit");this.lit=t.filter(e=>e!==null);for(let e of this.lit)e.classList.add("lit")}};function Ct(s){let t=new Map,e=new Map(s.children.map((r,o)=>[r.id,o])),i=(r,o)=>{if(r.id===null)return;let l=e.get(r.id)??-1;if(l>=o.to)return;let h=`${r.id}.${r.
place}`,d=t.get(h)??{source:r.id,place:r.place,hue:r.hue,from:l,last:o.to,lane:0,wires:[]};d.wires.push(o),d.last=Math.max(d.last,o.to),t.set(h,d)};s.children.forEach(
(r,o)=>r.takes.forEach((l,h)=>{(!r.linked||!Vt(s,l,o))&&i(l,{taker:r.id,to:o,chip:h})}));let n=s.children.length;return s.gives.forEach((r,o)=>{(!s.given||!Vt(s,
r,n))&&i(r,{taker:null,to:n,chip:o})}),we([...t.values()])}function S(s){return s.length?14+8*Math.max(...s.map(t=>t.lane)):0}function Vt(s,t,e){let i=s.children[e-
1];return t.place===0&&(i?t.id===i.id:e===0)}function we(s){let t=[],e=[...s].sort((i,n)=>i.last-i.from-(n.last-n.from)||i.from-n.from);for(let i of e){let n=t.
findIndex(r=>r.every(o=>i.last<=o.from||o.last<=i.from));i.lane=n<0?t.length:n,(t[i.lane]??=[]).push(i)}for(let i of s)i.lane=Math.min(i.lane,14);return s}var Nt="[data-port]",C=class{element;tags=[];constructor(t){this.element=a("div",`ports ${t}`),this.element.hidden=!0,this.element.setAttribute("aria-hidden","t\
rue")}draw(t){for(this.element.hidden=!t.length;this.tags.length<t.length;)this.tags.push(a("span","port tag"));this.tags.length=t.length,t.forEach(({text:e,name:i,
hint:n},r)=>{let o=this.tags[r];u(o,e),c(o,"title",n),o.dataset.port=i}),w(this.element,this.tags)}at(t){return this.element.hidden?null:this.tags[t]??null}};function Ot(){
let s=a("span","port handle");return s.setAttribute("aria-hidden","true"),s}var F=class{element=a("div","parts");drawn="";constructor(){this.element.hidden=!0}draw(t){let e=JSON.stringify(t);e!==this.drawn&&(this.drawn=e,this.element.hidden=
!t.length,this.element.replaceChildren(...t.map(ke)))}};function ke({path:s,kind:t,text:e,params:i,depth:n,family:r,hue:o}){let l=[["kind",t],["part-path",s],["\
detail",e],["params",i]],h=a("div","part","",a("span","sign","",m(t,r)),...l.map(([d,f])=>a("span",d,f)));return h.title=`${s}: ${t}(${e})`,h.style.setProperty(
"--h",String(o)),h.style.setProperty("--depth",String(n)),h}function W({received:s,expected:t,fix:e,fixes:i},n){let r=a("div","problem");for(let[l,h]of[["received",s],["expected",t],["fix",e]])h&&r.append(a("div","fact",
"",a("span","fact-label",l),a("span","fact-text",h)));let o=a("div","fixes");return i.forEach((l,h)=>{let d=y("fix",l,()=>n(h));d.dataset.fix=String(h),d.title=
l,o.append(d)}),i.length&&r.append(o),r}function T(s){return s.reuse||s.label}var G=class{element=a("span","chains");label=$t();tie=$t();draw(t){let e=T(t),i=[e?this.label:null,t.tied.length?this.tie:
null].filter(n=>n!==null);w(this.element,i),e&&(u(this.label.lastElementChild,e),this.label.style.setProperty("--h",String(t.shareHue)),c(this.label,"title",t.reuse?
`The block labelled ${e}, with the same parameters`:`Label ${e}: other places call this block again`)),t.tied.length&&(u(this.tie.lastElementChild,[...new Set(t.
tied.map(n=>n.label))].join(", ")),this.tie.style.setProperty("--h",String(t.tied[0].hue)),c(this.tie,"title",`Tied: ${t.tied.map(n=>n.text).join(", ")}`))}};function $t(){
return a("span","chain","",m("chain"),a("span"))}var K=class{element=a("div","reach");words=a("span","reach-text");constructor(t){let e=y("unique","Make unique",
t);e.title="This place becomes blocks of its own; later edits of the definition leave it as it is",e.tabIndex=-1,this.element.append(this.words,e),this.element.
hidden=!0}draw({instance:t,folded:e,kind:i,places:n}){this.element.hidden=!t||e||n<2,u(this.words,`${i} \xB7 edits here change ${n} places`)}};function x(s){return s<=0&&s>-1e3}function N(s){return-1e3-s}function b(s){return s!==null&&s<=-1e3}var mt=188,ye=28,xe=140,Ee=12,Me=60,Le=new Set(["add","move","duplicate","remove","fold","rename","rewire"]);function Rt(s,t){let i={root:t.some(n=>Le.has(n.op))?
Dt(s.root):s.root,selected:s.selected,places:new Map,order:s.inputs.map(n=>n.id)};for(let n of t)Se(i,n,s);return Ft(i,i.root,null,0,0),i}function A(s){return s.
kind==="Parallel"}function ft({parent:s,index:t}){if(s?.kind!=="Graph"||s.folded)return!1;let e=s.children[t+1];return e?!e.linked:!s.given}function E(s){return s.
holds&&!s.folded&&!s.loading}function O(s){let t=s.children.find(e=>e.body||e.slot&&e.key==="body");return t?O(t):s}function _(s){let[t]=s.children;return t?.body?
_(t):t}function $(s,t){let{parent:e}=t;return e?.body?$(s,s.places.get(e.id)):e}function It(s,t,e){for(let i=s.places.get(e);i;i=i.parent?s.places.get(i.parent.
id):void 0)if(i.block.id===t)return!0;return!1}function k(s){return s.folded?s.hidden:s.children.reduce((t,e)=>t+(e.slot?0:1)+k(e),0)}function Dt(s){return{...s,
children:s.children.map(Dt)}}function H(s,t,e=null){if(s.id===t)return[s,e];for(let i of s.children){let n=H(i,t,s);if(n)return n}return null}function Se(s,t,e){
let[i,n]="block"in t&&t.block!==null&&H(s.root,t.block)||[null,null];if(t.op==="select")s.selected=t.block;else if(t.op==="add")Te(s,t,e);else if(t.op==="move"&&
i&&n)Ae(s,t,i,n);else if(t.op==="rename"&&i)i.name=t.name;else if(t.op==="rewire"&&i)i.pending=!0;else if(t.op==="fold"&&i)Pe(i,t.folded);else if(t.op==="remove"&&
i&&n)n.children=n.children.filter(r=>r!==i),s.selected!==null&&H(i,s.selected)&&(s.selected=null);else if(t.op==="duplicate"&&i&&n){let r={...i,id:N(t.id),pending:!0,
folded:i.holds,hidden:k(i),children:[],takes:[],linked:!0,outs:[]};n.children.splice(n.children.indexOf(i)+1,0,r),s.selected=r.id}}function Te(s,t,e){let i=H(s.
root,t.parent)?.[0];if(!i)return;let n=e.palette.find(l=>l.kinds.some(h=>h.kind===t.kind)),r=n?.kinds.find(l=>l.kind===t.kind),o={id:N(t.id),kind:t.kind,name:"",
family:n?.family??"",hue:r?.hue??n?.hue??220,key:"",detail:"",params:"",exact:"",input:"",output:"",changed:!1,state:"unknown",problem:null,caution:null,holds:!1,
slot:!1,instance:!1,places:0,label:"",reuse:"",shareHue:null,tied:[],count:0,shared:!1,folded:!1,hidden:0,children:[],pending:!0,takes:[],linked:!0,outs:[],wants:null,
gives:[],given:!0,ins:[],skips:0};i.children.splice(t.index,0,o),s.selected=o.id}function Ae(s,t,e,i){let n=H(s.root,t.parent)?.[0];if(!n||H(e,n.id))return;let r=i.
children.indexOf(e);i.children.splice(r,1),n.children.splice(n===i&&r<t.index?t.index-1:t.index,0,e),e.pending=!0,n!==i&&Object.assign(e,{takes:[],linked:!0})}function Pe(s,t){
s.folded!==t&&(s.hidden=k(s),s.folded=t,s.loading=!t,s.children=[])}function Ft(s,t,e,i,n){let r={block:t,parent:e,index:i,level:n,width:mt,nets:t.kind==="Graph"?
Ct(t):[]};s.places.set(t.id,r),e&&!t.body&&s.order.push(t.id);let o=t.children.map((l,h)=>Ft(s,l,t,h,t.body?n:n+1));return r.width=Be(t,o,e!==null)+(e?S(r.nets):
0),r.width}function Be(s,t,e){if(s.slot&&s.key==="shortcut"&&!t.length)return Me;if(!t.length)return E(s)?xe:mt;let n=A(s)||s.children.some(r=>r.slot)?t.reduce(
(r,o)=>r+o,Ee*(t.length-1)):Math.max(...t);return Math.max(mt,n)+(s.slot||!e?0:ye)}var He=62,U=class{constructor(t,e){this.id=t;this.events=e;this.element.dataset.block=String(t),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,
this.empty,this.gives.element),this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=a("div","item");card=a("div","card");head=a(
"div","head");label=a("span","name");inside=a("div","inside");empty=a("div","empty");seen=0;renaming=!1;signature="";look="";twist=a("button","twist","",m("chev\
ron"));sign=a("span","sign");kind=a("span","kind");count=a("span","count");detail=a("span","detail");params=a("span","params");takes=new L("takes");entries=null;outs=null;gives=new L(
"gives");handle=null;chains=null;reach=null;parts=null;problem=null;caution=null;actions=null;wire=a("div","wire");pill=a("span","pill");update(t,e,i){let{block:n}=t,
r=`${$e(t,e)}${i}`;if(r===this.signature)return;this.signature=r,this.updateElement(t,e),this.updateHead(n),this.updateProblem(n),this.updateCaution(n.problem?
null:n.caution),this.updatePill(n,i),this.takes.draw(n.takes),this.gives.draw(n.folded?[]:n.gives),this.updatePorts(t),this.updateSharing(n);let o=n.holds&&!n.children.
length;this.inside.hidden=!n.children.length,this.empty.hidden=!o||n.folded&&!n.slot,u(this.empty,o?Ve(n):"")}forget(){this.signature=""}needActions(){if(!(this.
actions||this.element.classList.contains("slot"))){this.actions=a("span","actions"),this.actions.append(g("wrap","wrap","Wrap (w)"),g("duplicate","copy","Duplic\
ate (d)"),g("remove","remove","Remove (Delete)"));for(let t of this.actions.children)t.tabIndex=-1;this.head.append(this.actions)}}updateElement(t,e){let{block:i,
parent:n,index:r}=t,{element:o}=this,l=["item",i.holds?"holds":"leaf",i.state];i.slot&&l.push("slot",i.key),Wt(i)&&l.push("vacant"),n&&A(n)&&l.push("lane"),i.holds&&
!i.children.length&&l.push("hollow"),i.problem&&l.push("failing"),n?.kind==="Graph"&&l.push("joined"),ft(t)&&l.push("cut"),n?.children[r+1]?.takes.length&&l.push(
"spaced"),i.outs.length&&l.push("ported"),i.pending&&l.push("pending"),i.count&&!i.slot&&l.push("stack"),i.body&&l.push("within"),i.instance&&l.push("instance"),
T(i)&&l.push("sharing"),e&&l.push("selected");for(let h of["hover","lifted","lit","taker","taking","marked"])o.classList.contains(h)&&l.push(h);o.className=l.join(
" "),o.dataset.kind=i.kind,o.style.setProperty("--h",String(i.slot?n.hue:i.hue)),c(o,"data-share",T(i)||null),i.shareHue!==null&&o.style.setProperty("--share",String(
i.shareHue)),c(o,"role",i.body?"none":"treeitem"),c(this.inside,"role",i.body?"none":"group"),o.style.setProperty("--w",`${t.width}px`),i.kind==="Graph"&&o.style.
setProperty("--gutter",`${S(t.nets)}px`),this.inside.className=`inside ${Ce(i)}`,c(o,"aria-label",Oe(t)),c(o,"aria-level",String(t.level)),c(o,"aria-posinset",String(
t.index+1)),c(o,"aria-setsize",String(n?.children.length??1)),c(o,"aria-selected",String(e)),c(o,"aria-expanded",i.holds&&!i.slot?String(!i.folded):null),t.level===
1&&(o.style.containIntrinsicSize=`auto ${He*(1+k(i))}px`),e&&this.needActions()}updatePorts({block:t,parent:e}){let i=t.kind==="Graph"&&!t.folded&&t.children.length>
0;i&&!this.entries&&this.inside.before((this.entries=new C("entries")).element),this.entries?.draw(i?t.ins.map(r=>({text:r,name:r,hint:`${r}: an input of this G\
raph`})):[]),this.entries?.element.classList.toggle("linked",i&&t.children[0].linked),this.entries?.element.classList.toggle("several",t.ins.length>1);let n=e?.
kind==="Graph"&&!t.slot;if(n&&t.outs.length&&!this.outs&&this.card.append((this.outs=new C("outs")).element),this.outs?.draw(n?t.outs:[]),!n||t.outs.length){this.
handle?.remove(),this.handle=null;return}this.handle||this.card.append(this.handle=Ot()),this.handle.dataset.port=t.name}updateSharing(t){(T(t)||t.tied.length)&&
!this.chains&&this.count.after((this.chains=new G).element),this.chains?.draw(t),t.instance&&!this.reach&&this.head.after((this.reach=new K(()=>this.events.makeUnique(
this.id))).element),this.reach?.draw(t),t.parts?.length&&!this.parts&&this.inside.before((this.parts=new F).element),this.parts?.draw(t.folded?[]:t.parts??[])}updateHead(t){
let e=`${t.kind}/${t.family}`;e!==this.look&&this.sign.replaceChildren(m(t.kind,t.family)),this.look=e,this.twist.hidden=!t.holds,c(this.twist,"aria-label",t.folded?
"Unfold":"Fold"),u(this.kind,t.slot?t.key:t.kind),c(this.head,"title",t.key&&t.key!==t.name?`${t.kind} ${t.key}`:null),this.renaming||u(this.label,t.slot?"":t.name),
c(this.label,"title",t.name||null),u(this.count,t.count?`\xD7${t.count}${t.shared?" shared":""}`:""),c(this.count,"title",t.shared?"The same weights every time":
null),u(this.detail,t.folded?[t.detail,Kt(t.hidden),Ne(t)].filter(Boolean).join(" \xB7 "):t.detail),c(this.detail,"title",t.detail||null),u(this.params,t.pending?
"\u2026":t.reuse?"shared":t.params),c(this.params,"title",t.exact||null)}updateProblem(t){this.problem?.remove(),this.problem=null,t.problem&&(this.problem=W(t.
problem,e=>this.events.fix(this.id,e)),this.head.after(this.problem))}updateCaution(t){this.caution?.remove(),this.caution=t&&a("div","caution","",m("alert"),a(
"span","caution-text",t.text)),this.caution&&(this.caution.title=t.hint,this.head.after(this.caution))}updatePill(t,e){let[i,n]=t.body?["","sum"]:t.slot?[t.key===
"body"?"+":"","sum"]:t.pending?["\u2026","unknown"]:t.problem?["\xD7","wrong"]:t.output?[t.output,t.changed?"changed":"same"]:["?","unknown"];this.pill.className=
`pill ${n}`,u(this.pill,i),this.pill.dataset.shape=i,c(this.pill,"title",i.includes("B")&&e?`${i}
${e}`:null)}};function Wt(s){return Gt(s)&&!s.folded&&!s.children.length}function Gt(s){return s.slot&&s.key==="shortcut"}function Ve(s){return s.loading?"\u2026":
s.folded?Kt(s.hidden):Gt(s)?"x":A(s)?"Drop a first branch here":"Drop layers here"}function Ce(s){return A(s)?"lanes":s.children[0]?.body?"whole":s.children.some(
t=>t.slot)?s.children.some(Wt)?"branches skip":"branches":"column"}function Kt(s){return s===1?"1 block":`${s} blocks`}function Ne({skips:s}){return s?`${s} ${s===
1?"skip":"skips"}`:""}function v(s){return s.slot?s.key:s.name?`${s.kind} ${s.name}`:s.kind}function Oe(s){let{block:t,parent:e,index:i}=s,n=[v(t)];return t.detail&&
n.push(t.detail),e&&n.push(`block ${i+1} of ${e.children.length}`),e?.kind==="Graph"&&n.push(`takes ${_t(s)}`),t.instance&&n.push(`one of ${t.places} places`),T(
t)&&n.push(`${t.reuse?"calls again":"label"} ${T(t)}`),t.holds&&n.push(`${k(t)} inside`),t.gives.length&&n.push(`gives ${Ut(t.gives)}`),t.problem?n.push(`proble\
m: received ${t.problem.received}, expected ${t.problem.expected}`):n.push(t.output?`output ${t.output}`:"output unknown"),t.caution&&!t.problem&&n.push(`cautio\
n: ${t.caution.text}`),(t.exact||t.params)&&n.push(t.exact||`${t.params} parameters`),n.join(", ")}function _t({block:s,parent:t,index:e}){return s.takes.length?
Ut(s.takes):s.linked?e?t.children[e-1].name:"the input":"nothing"}function Ut(s){return s.map(t=>t.text).join(", ")}function $e(s,t){let{block:e,parent:i}=s,n=e.
problem&&[e.problem.received,e.problem.expected,e.problem.fix,...e.problem.fixes].join("");return[e.kind,e.name,e.family,e.hue,e.key,e.detail,e.params,e.exact,
e.output,e.changed,e.state,n,e.slot,e.count,e.shared,e.folded,e.hidden,e.pending,e.loading,e.children.length,t,s.index,s.level,s.width,i?.kind,i?.children.length,
e.holds&&k(e),e.caution?.hint,JSON.stringify(e.takes),JSON.stringify(e.gives),ft(s),i?.children[s.index+1]?.takes.length,i?.kind==="Graph"&&_t(s),e.skips,e.instance,
e.places,e.label,e.reuse,JSON.stringify(e.tied),e.body,JSON.stringify(e.parts),JSON.stringify(e.outs),e.ins.join(),S(s.nets),e.children[0]?.linked].join("")}var qt=["Sequential","Graph","Residual","Parallel","Repeat"],Re="Structure",q=class{constructor(t){this.desk=t}desk;select(t){this.desk.view.selected===t||b(t)||
this.desk.send({op:"select",block:t})}fold(t,e){let i=this.place(t);b(t)||!i?.block.holds||i.block.slot&&e||i.block.folded===e||(this.desk.send({op:"fold",block:t,
folded:e}),this.desk.announce(`${e?"Folded":"Unfolded"} ${v(i.block)}`))}add(t){let{desk:e}=this,i=()=>{let{parent:r,index:o}=this.nextPlace();e.send({op:"add",
kind:t,parent:r,index:o}),e.announce(`Added ${t}`)},n=this.place(e.view.selected)?.block;n?.pending&&n.family===Re?e.afterAnswer(i):e.settle([],i)}drop(t,e,i){let{
desk:n}=this;n.settle([t.block,e.parent],()=>{t.block!==null&&i?this.reuse(t.block,e):t.block===null?(n.send({op:"add",kind:t.kind,parent:e.parent,index:e.index}),
n.view.selected!==null&&n.focus(n.view.selected),n.announce(`Added ${t.kind}`)):this.move(t.block,e.parent,e.index)})}move(t,e,i){let{desk:n}=this,r=this.place(
t);!r?.parent||r.block.slot||n.settle([t,e],()=>{n.send({op:"move",block:t,parent:e,index:i}),n.view.selected!==t&&n.send({op:"select",block:t}),n.focus(t);let o=this.
place(t);o?.parent&&n.announce(`Moved ${v(o.block)} to position ${o.index+1} of ${this.named(o.parent.id)}`)})}shift(t,e){let i=this.place(t);if(!i?.parent||i.block.
slot)return;let n=i.index+e;if(n<0||n>=i.parent.children.length)return this.desk.announce(e<0?"Already first":"Already last");this.move(t,i.parent.id,e<0?n:n+1)}moveIn(t){
let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=e.parent.children[e.index-1];if(!i?.holds)return this.desk.announce("No container before it to move\
 into");if(!E(i))return this.fold(i.id,!1),this.desk.announce(`Unfolded ${v(i)}; press again to move in`);let n=O(i);this.move(t,n.id,n.children.length)}moveOut(t){
let e=this.place(t);if(!e?.parent||e.block.slot)return;let i=this.place(e.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.
desk.announce("Already at the outermost level");this.move(t,i.parent.id,i.index+1)}duplicate(t){this.onBlock(t,"Duplicated",()=>this.desk.send({op:"duplicate",block:t}))}reuse(t,e){
let i=e?{parent:e.parent,index:e.index}:{};this.onBlock(t,"Calls again",()=>this.desk.send({op:"reuse",block:t,...i}))}define(t){let{desk:e}=this;if(!t.length)return e.
announce("Mark the blocks first");e.settle(t,()=>{e.send({op:"define",blocks:t}),e.announce(`Made a block of ${t.length===1?v(this.place(t[0]).block):`${t.length}\
 blocks`}`)})}makeUnique(t){this.onBlock(t,"Made unique:",()=>this.desk.send({op:"make unique",block:t}))}wrap(t,e){this.onBlock(t,`Wrapped in ${e}:`,()=>this.desk.
send({op:"wrap",block:t,kind:e}))}unwrap(t){let e=this.place(t);if(!e?.block.holds)return this.desk.announce("Only a container can be unwrapped");this.onBlock(t,
"Unwrapped",()=>{this.desk.focus((O(e.block).children[0]??e.parent).id),this.desk.send({op:"unwrap",block:t})})}remove(t){this.onBlock(t,"Removed",e=>{let i=e.parent.
children,n=i[e.index+1]??i[e.index-1]??e.parent;this.desk.send({op:"remove",block:t}),this.desk.focus(this.desk.view.root.id===n.id?0:n.id)})}addInput(t,e){let{
desk:i}=this;i.send(t),i.send({op:"select",block:e}),i.afterAnswer(()=>i.focus(e)),i.announce("Added an input")}removeInput(t){let{desk:e}=this;e.send({op:"remo\
ve input",index:-t}),e.send({op:"select",block:0}),e.focus(0)}rename(t,e){this.desk.settle([t],()=>this.desk.send({op:"rename",block:t,name:e}))}fix(t,e){this.desk.
settle([t],()=>this.desk.send({op:"fix",block:t,index:e}))}onBlock(t,e,i){let n=this.place(t);!n?.parent||n.block.slot||this.desk.settle([t],()=>{let r=this.place(
t);r?.parent&&(i(r),this.desk.announce(`${e} ${v(r.block)}`))})}nextPlace(){let{view:t}=this.desk,e=this.place(t.selected);if(t.selected!==null&&x(t.selected))return{
parent:t.root.id,index:0};if(!e?.parent)return{parent:t.root.id,index:t.root.children.length};let i=O(e.block);return E(i)&&E(e.block)&&!i.children.length?{parent:i.
id,index:0}:e.block.slot?{parent:e.block.id,index:e.block.children.length}:{parent:e.parent.id,index:e.index+1}}named(t){let e=this.place(t);return e?.parent?v(
e.block.slot?e.parent:e.block):"the model"}place(t){return t===null?void 0:this.desk.view.places.get(t)}};var Ie=10,De=8,zt=14,z=12,j=class{constructor(t,e,i,n,r){this.view=t;this.items=e;this.sheet=i;this.column=n;this.dragged=r}view;items;sheet;column;dragged;boxes=new Map;slotAt(t,e){
let i=this.within(this.view.root,t,e);return this.changesNothing(i)?null:i}foldedAt(t,e){for(let i of this.hits(this.view.root,t,e))if(i.folded)return i.id;return null}changesNothing(t){
if(this.dragged===null)return!1;if(It(this.view,this.dragged,t.parent))return!0;let e=this.view.places.get(this.dragged);return e?.parent?.id===t.parent&&(t.index===
e.index||t.index===e.index+1)}*hits(t,e,i){for(let n of t.children)if(Fe(this.box(this.items.get(n.id).element),e,i)){yield n,yield*this.hits(n,e,i);return}}within(t,e,i){
let n=t.children.filter(r=>r.slot);if(n.length){let r=n.find(o=>o.key==="shortcut"&&this.outer(o).left<=e);return this.within(r??n[0],e,i)}return t.children.length?
this.isBeside(t)?this.inRow(t,e,i):this.inColumn(t,e,i):this.inEmpty(t)}inColumn(t,e,i){let{children:n}=t,r=jt(n.length,d=>this.outer(n[d]).bottom>i);if(r===n.length)
return this.between(t,r);let o=n[r],l=this.inner(o);return E(o)&&o.id!==this.dragged&&e>=l.left&&e<=l.right&&i>l.top+Ie&&i<l.bottom-De?this.within(o,e,i):this.between(
t,i<(l.top+l.bottom)/2?r:r+1)}inRow(t,e,i){let{children:n}=t,r=jt(n.length,d=>this.outer(n[d]).right>e);if(r===n.length)return this.beside(t,r);let o=n[r],l=this.
inner(o);return E(o)&&o.id!==this.dragged&&e>l.left+zt&&e<l.right-zt&&i>=l.top?this.within(o,e,i):this.beside(t,e<(l.left+l.right)/2?r:r+1)}inEmpty(t){let e=this.
items.get(t.id),i=e?e.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),r=(n.top+n.bottom)/2;return{parent:t.id,index:0,vertical:!1,zone:i,line:{
...n,top:r,bottom:r}}}between(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,r=i&&n?(i.bottom+n.top)/2:i?i.
bottom+z/2:n.top-z/2,{left:o,right:l}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:t.id,index:e,vertical:!1,zone:null,line:{left:o,right:l,top:r,bottom:r}}}beside(t,e){
let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,r=i&&n?(i.right+n.left)/2:i?i.right+z/2:n.left-z/2,{top:o,bottom:l}=this.
box(this.items.get(t.id).inside);return{parent:t.id,index:e,vertical:!0,zone:null,line:{left:r,right:r,top:o,bottom:l}}}isBeside(t){return A(t)?t.children.length<
2?!0:this.outer(t.children[1]).top<this.outer(t.children[0]).bottom:!1}outer(t){return this.box(this.items.get(t.id).element)}inner(t){return this.box(this.items.
get(t.id).card)}box(t){let e=this.boxes.get(t);if(!e){let i=this.sheet.getBoundingClientRect(),{left:n,top:r,right:o,bottom:l}=t.getBoundingClientRect();e={left:n-
i.left,top:r-i.top,right:o-i.left,bottom:l-i.top},this.boxes.set(t,e)}return e}};function Fe(s,t,e){return t>=s.left&&t<=s.right&&e>=s.top&&e<=s.bottom}function jt(s,t){
let e=0,i=s;for(;e<i;){let n=e+i>>1;t(n)?i=n:e=n+1}return e}var We=4,Ge=10,Ke=250,_e=600,Ue=48,Jt=16,J=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;e.addEventListener("pointerdown",n=>this.press(
n),{signal:i}),e.addEventListener("pointermove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("po\
intercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),e.addEventListener("contextmenu",n=>this.load&&n.preventDefault(),{signal:i}),e.addEventListener(
"touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),e.addEventListener("click",n=>this.swallow(n),{signal:i,capture:!0}),t.scroller.addEventListener(
"scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.
cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;ghost=null;line=a(
"div","landing");listening=new AbortController;get dragging(){return this.active}refresh(t){if(!(!this.active||!this.load)){if(this.load.block!==null&&!t(this.load.
block))return this.cancel();this.geometry=this.host.geometry(this.load.block),this.host.lift(this.load.block,!0),this.aim()}}stop(){this.cancel(),this.listening.
abort()}press(t){if(this.load||t.button!==0||!t.isPrimary||V(t)||p(t,"button:not([data-palette]), .problem, .menu, .port"))return;let e=this.host.pick(t);e&&(this.
load=e,this.pointer=t.pointerId,this.start=this.at={x:t.clientX,y:t.clientY},t.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),Ke)))}move(t){
if(!(!this.load||t.pointerId!==this.pointer)){if(this.at={x:t.clientX,y:t.clientY},!this.active){let e=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);
if(t.pointerType==="touch"){e>Ge&&this.cancel();return}if(e<We)return;this.begin()}t.preventDefault(),this.ghost.classList.toggle("again",t.altKey&&this.load.block!==
null),this.follow(),this.aim()}}begin(){if(!this.load)return;clearTimeout(this.timer),this.active=!0;let{root:t,sheet:e}=this.host;try{t.setPointerCapture(this.
pointer)}catch{}t.classList.add("dragging"),this.ghost=qe(this.load),t.append(this.ghost),e.append(this.line),this.line.hidden=!0,this.host.lift(this.load.block,
!0),this.geometry=this.host.geometry(this.load.block),this.follow(),this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.
pointer)return;let{load:e,slot:i,active:n}=this;this.cancel(),n&&(this.justEnded=!0,setTimeout(()=>this.justEnded=!1,0),e&&i&&this.host.drop(e,i,t.altKey))}justEnded=!1;swallow(t){
this.justEnded&&(this.justEnded=!1,t.stopPropagation(),t.preventDefault())}cancel(){clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(
this.frame),this.active&&(this.show(null),this.line.remove(),this.ghost?.remove(),this.host.root.classList.remove("dragging"),this.host.lift(this.load?.block??null,
!1),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.rest.block=null,this.load=this.geometry=this.ghost=
null,this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}follow(){let t=this.host.root.getBoundingClientRect();
this.ghost.style.transform=`translate(${this.at.x-t.left-24}px, ${this.at.y-t.top-16}px)`}aim(){let t=this.host.scroller.getBoundingClientRect(),{x:e,y:i}=this.
at;if(e<t.left||e>t.right||i<t.top||i>t.bottom)return this.linger(null),this.show(null);let n=this.host.sheet.getBoundingClientRect();this.show(this.geometry.slotAt(
e-n.left,i-n.top)),this.linger(this.geometry.foldedAt(e-n.left,i-n.top))}show(t){if(this.slot?.zone?.classList.remove("over"),this.slot=t,this.line.hidden=!t||t.
zone!==null,!t)return;t.zone?.classList.add("over");let{left:e,top:i,right:n,bottom:r}=t.line;this.line.classList.toggle("vertical",t.vertical),Object.assign(this.
line.style,{left:`${e}px`,top:`${i}px`,width:`${n-e}px`,height:`${r-i}px`})}linger(t){t===this.load?.block&&(t=null),t!==this.rest.block&&(clearTimeout(this.rest.
timer),this.rest.block=t,t!==null&&(this.rest.timer=window.setTimeout(()=>this.host.unfold(t),_e)))}scroll(){let{scroller:t}=this.host,e=t.getBoundingClientRect();
this.at.x>e.left&&this.at.x<e.right&&(t.scrollTop+=Y(this.at.y,e.top,e.bottom),t.scrollLeft+=Y(this.at.x,e.left,e.right)),this.frame=requestAnimationFrame(()=>this.
scroll())}};function Y(s,t,e){let i=Math.min(Ue,(e-t)/4);return s<t+i?-Math.ceil(Math.min(1,(t+i-s)/i)*Jt):s>e-i?Math.ceil(Math.min(1,(s-e+i)/i)*Jt):0}function qe(s){
let t=a("span","sign","",m(s.kind,s.family)),e=a("div","ghost","",t,a("span","kind",s.kind),a("span","detail",s.text));return e.style.setProperty("--h",String(s.
hue)),e}var Yt=[["\u2191 \u2193","Walk through the blocks"],["\u2192 \u2190","Unfold or enter, fold or leave"],["Enter Esc","Select and go in, go out"],["Alt_\u2191 Alt_\u2193",
"Move the block"],["Alt_\u2192 Alt_\u2190","Move into the container before, move out"],["w u","Wrap, unwrap"],["Shift_\u2191 Shift_\u2193","Mark several in a ro\
w"],["m","Make a block of your own of what is marked"],["r Alt_drag","Call the same block again, here or there"],["t","In a Graph: choose what the block takes"],
["d Del","Duplicate, remove"],["F2 f","Rename, fold"],["Ctrl_Z Ctrl_Y","Undo, redo"],["/","Search layers, Enter adds"]];function Qt(s,t){let e=t.ctrlKey||t.metaKey,
i=t.key.toLowerCase();if(e&&i==="z")s.step(t.shiftKey?"redo":"undo");else if(e&&i==="y")s.step("redo");else if(!e&&!t.altKey&&i==="/")s.focusSearch();else if(!e&&
!t.altKey&&i==="?")s.help();else return!1;return!0}function Xt(s,t,e){return e.altKey?ze(s.commands,t,e.key):e.ctrlKey||e.metaKey?e.key.toLowerCase()!=="d"?!1:(s.
commands.duplicate(t),!0):e.shiftKey&&(e.key==="ArrowUp"||e.key==="ArrowDown")?(s.mark(t,e.key==="ArrowUp"?-1:1),!0):je(s,t,e.key)||Je(s,t,e.key)}function ze(s,t,e){
if(e==="ArrowUp")s.shift(t,-1);else if(e==="ArrowDown")s.shift(t,1);else if(e==="ArrowRight")s.moveIn(t);else if(e==="ArrowLeft")s.moveOut(t);else return!1;return!0}
function je(s,t,e){let{view:i,commands:n}=s,r=i.order.indexOf(t),o=i.places.get(t)?.block,l=i.places.get(t),h=l&&$(i,l),d=f=>f!==void 0&&f!==i.root.id&&s.focus(
f);if(e==="ArrowDown")d(i.order[r+1]);else if(e==="ArrowUp")d(i.order[r-1]);else if(e==="Home")d(i.order[0]);else if(e==="End")d(i.order.at(-1));else if(e==="Ar\
rowRight")o?.folded?n.fold(t,!1):d(o&&_(o)?.id);else if(e==="ArrowLeft")o?.holds&&!o.folded&&!o.slot?n.fold(t,!0):d(h?.id);else if(e==="Enter"||e===" "){let f=i.
selected===t;n.select(t),o?.holds&&f&&(o.folded?n.fold(t,!1):d(_(o)?.id))}else if(e==="Escape")h&&h.id!==i.root.id?d(h.id):n.select(null);else return!1;return!0}
function Je(s,t,e){let{commands:i}=s,n=s.view.places.get(t)?.block;if(x(t)&&(e==="Delete"||e==="Backspace"))i.removeInput(t);else if(n)if(e==="w")s.openWrap(t);else if(e===
"m")s.define(t);else if(e==="r")i.reuse(t);else if(e==="t")s.openTakes(t);else if(e==="u")i.unwrap(t);else if(e==="d")i.duplicate(t);else if(e==="Delete"||e==="\
Backspace")i.remove(t);else if(e==="F2")s.startRename(t);else if(e==="f")i.fold(t,!n.folded);else return!1;else return!1;return!0}var R=8,Q=class{constructor(t){this.root=t;t.addEventListener("pointerdown",e=>{this.element&&!e.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(t,e,i,n){let r=a("div","menu");r.setAttribute("role","menu"),r.setAttribute("aria-label",e);for(let o of i){let l=a("button","ch\
oice","",m(o.icon,"Structure"),a("span","choice-text",o.text),a("span","choice-hint",o.hint));l.type="button",l.setAttribute("role","menuitem"),l.dataset.choice=
o.text,l.addEventListener("click",()=>{this.close(!0),o.run()}),r.append(l)}r.prepend(a("div","menu-label",e)),r.addEventListener("keydown",o=>this.walk(o)),this.
open(r,t,n),r.querySelector("button")?.focus({preventScroll:!0})}shortcuts(t,e,i){let n=a("div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute(
"aria-label","Keyboard shortcuts"),n.tabIndex=-1,n.append(a("div","menu-title","Keyboard"));for(let[r,o]of e){let l=a("span","keys");for(let h of r.split(" "))l.
append(a("kbd","",h.replaceAll("_"," ")));n.append(a("div","key-row","",a("span","",o),l))}n.addEventListener("keydown",r=>{(r.key==="Escape"||r.key==="?")&&this.
close(!0)}),this.open(n,t,i),n.focus({preventScroll:!0})}close(t){this.element&&(this.element.remove(),this.element=null,t&&this.back?.(),this.back=null)}walk(t){
let e=[...this.element.querySelectorAll("button")],i=e.indexOf(t.composedPath()[0]),n=t.key==="ArrowDown"?1:t.key==="ArrowUp"?-1:0;n?(e[(i+n+e.length)%e.length].
focus({preventScroll:!0}),t.preventDefault()):(t.key==="Escape"||t.key==="Tab")&&(this.close(!0),t.preventDefault())}open(t,e,i){this.close(!1),this.element=t,this.
back=i,this.root.append(t);let n=this.root.getBoundingClientRect(),{offsetWidth:r,offsetHeight:o}=t,l=e.bottom-n.top+4,h=l+o+R<=n.height?l:e.top-n.top-o-4,d=e.right-
n.left-r;t.style.top=`${Math.max(R,Math.min(h,n.height-o-R))}px`,t.style.left=`${Math.max(R,Math.min(d,n.width-r-R))}px`}};var X=class{anchor=null;reached=null;ids(t,e){let i=this.row(t);return i.length>1?i:e!==null&&t.places.get(e)?.parent?[e]:[]}row(t){let e=this.anchor===null?void 0:
t.places.get(this.anchor),i=this.reached===null?void 0:t.places.get(this.reached);if(!e?.parent||!i||e.parent!==i.parent||e===i)return[];let[n,r]=[Math.min(e.index,
i.index),Math.max(e.index,i.index)];return e.parent.children.slice(n,r+1).map(o=>o.id)}reach(t,e,i){this.anchor??=e;let n=this.anchor===null?null:t.places.get(this.
anchor)?.parent,r=t.places.get(i);for(;r?.parent&&r.parent!==n;)r=t.places.get(r.parent.id);return!n||!r?.parent||r.block.slot?!1:(this.reached=r.block.id,!0)}step(t,e,i){
this.reached!==e&&this.clear();let n=t.places.get(e),r=n?.parent?.children[n.index+i];return r&&!r.slot&&this.reach(t,e,r.id)?r.id:null}clear(){this.anchor=this.
reached=null}};var Ye=4e3,Z=class{live=a("div","live");toasts=a("div","toasts");banner=a("div","banner");shown=0;timer=0;level=null;constructor(){this.live.setAttribute("aria-\
live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=!0}announce(t){this.live.textContent=this.live.textContent===t?`${t}\xA0`:t}notice(t){
if(!t)return this.edited();t.id!==this.shown&&(this.shown=t.id,this.toast(t.text,t.level),this.announce(t.text))}edited(){this.level==="error"&&this.hide()}toast(t,e){
let i=a("span","sign","",m(e==="error"?"alert":"check")),n=g("dismiss","close","Dismiss");n.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.
level=e,this.toasts.replaceChildren(a("div",`toast ${e}`,"",i,a("span","toast-text",t),n)),e==="info"&&(this.timer=window.setTimeout(()=>this.hide(),Ye))}offer(t,e){
let[i,...n]=t;if(this.banner.hidden=!i,!i)return;let r=a("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${At(i.time)}?`),l=[y("solid","Re\
store",()=>{this.banner.hidden=!0,e(i)})];n.length&&l.push(y("plain","Show an older one",()=>this.offer(n,e))),l.push(y("plain","Dismiss",()=>this.offer([],e))),
this.banner.replaceChildren(r,...l)}stop(){clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.toasts.replaceChildren()}};function Qe(){let s=crypto.getRandomValues(new Uint32Array(2));return s[0].toString(36)+s[1].toString(36)}var tt=class{constructor(t){this.send=t}send;client=Qe();pending=[];acknowledged=0;last=0;timer=0;wait=3e3;push(t){
return this.last+=1,this.pending.push({...t,id:this.last}),this.wait=3e3,this.deliver(),this.last}receive(t,e){this.send=e,t.client===this.client&&(this.acknowledged=
Math.max(this.acknowledged,t.id),this.pending=this.pending.filter(i=>i.id>this.acknowledged)),this.wait=3e3,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){
this.send({client:this.client,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.
wait=Math.min(this.wait*2,24e3),this.deliver()},this.wait))}};var et=class{constructor(t,e){this.add=t;this.leave=e;this.field.type="text",this.field.placeholder="Search layers",this.field.spellcheck=!1,this.field.autocomplete=
"off",this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action="search",this.field.addEventListener("input",()=>this.filter()),this.none.
hidden=!0,this.list.setAttribute("role","group"),this.list.setAttribute("aria-label","Layers");let i=a("label","search","",m("search"),this.field,a("kbd","","/"));
this.element.append(i,this.list,this.none),this.element.addEventListener("keydown",n=>this.key(n)),this.list.addEventListener("dblclick",n=>this.addFrom(n,"[dat\
a-palette]")),this.list.addEventListener("click",n=>this.addFrom(n,".plus"))}add;leave;element=a("div","palette");field=a("input","search-field");list=a("div","\
families");none=a("p","none","No layer matches");entries=[];shown=[];drawn="";focusSearch(){this.field.focus({preventScroll:!0}),this.field.select()}draw(t){let e=JSON.
stringify(t);e!==this.drawn&&(this.drawn=e,this.entries=[],this.list.replaceChildren(...t.map(i=>this.section(i))),this.filter())}pick(t){let e=p(t,"[data-palet\
te]"),i=this.entries.find(n=>n.button===e);return i?{block:null,kind:i.kind.kind,text:"",family:i.family.family,hue:i.kind.hue??i.family.hue}:null}section(t){let e=a(
"section","family","",a("h3","family-name",t.family));e.classList.toggle("mine",t.mine===!0),e.style.setProperty("--h",String(t.hue));for(let i of t.kinds){let n=a(
"span","sign","",m(i.kind,t.family)),r=a("button","brick","",n,a("span","kind",i.kind),a("span","brick-hint",i.hint));r.type="button",r.dataset.palette=i.kind,r.
title=i.doc||i.kind;let o=a("button","plus","",m("plus"));o.type="button",o.tabIndex=-1,c(o,"aria-label",`Add ${i.kind}`),i.hue!==void 0&&r.style.setProperty("-\
-h",String(i.hue));let l=a("div","brick-row","",r,o);e.append(l),this.entries.push({kind:i,family:t,row:l,button:r,section:e})}return e}filter(){let t=this.field.
value.trim().toLowerCase(),e=this.entries.map(n=>({entry:n,rank:t?Xe(n.kind,t):0})).filter(({rank:n})=>n<4);e.sort((n,r)=>n.rank-r.rank);let i=new Map;for(let{entry:n}of e)
i.set(n.section,[...i.get(n.section)??[],n]);this.shown=[...i.values()].flat();for(let n of this.entries)n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.
button.classList.remove("first");for(let n of this.shown)n.row.hidden=n.section.hidden=!1,n.section.append(n.row);this.list.append(...i.keys()),this.markFirst(t)}markFirst(t){
let[e]=this.shown;this.none.hidden=e!==void 0,this.list.scrollTop=0,e&&(e.button.tabIndex=0,e.button.classList.toggle("first",t!==""))}bring(t){let e=t.row.getBoundingClientRect(),
i=this.list.getBoundingClientRect(),n=28;e.top<i.top+n?this.list.scrollTop-=i.top+n-e.top:e.bottom>i.bottom&&(this.list.scrollTop+=e.bottom-i.bottom+4)}addFrom(t,e){
let i=p(t,e)?.closest(".brick-row"),n=this.entries.find(r=>r.row===i);n&&this.add(n.kind.kind)}key(t){if(t.isComposing)return;let e=t.composedPath()[0]===this.field,
i=this.shown,n=i.findIndex(r=>r.button===t.composedPath()[0]);if(t.key==="ArrowDown")this.step(e?this.shown[0]:i[n+1]);else if(t.key==="ArrowUp"&&!e)n>0?this.step(
i[n-1]):this.focusSearch();else if(t.key==="Enter"&&e&&this.field.value.trim()&&this.shown[0])this.add(this.shown[0].kind.kind);else if((t.key==="Enter"||t.key===
"+")&&n>=0)this.add(i[n].kind.kind);else if(t.key==="Escape")this.field.value?this.clear():this.leave();else if(t.key==="/"&&e)this.field.select();else return;t.
preventDefault()}clear(){this.field.value="",this.filter(),this.field.focus({preventScroll:!0})}step(t){if(t){for(let e of this.entries)e.button.tabIndex=-1;t.button.
tabIndex=0,t.button.focus({preventScroll:!0}),this.bring(t)}}};function Xe(s,t){let e=s.kind.toLowerCase();return e.startsWith(t)?e===t?0:1:e.includes(t)?2:`${s.
hint} ${s.doc}`.toLowerCase().includes(t)?3:4}var it=class{element=a("div","inputs");pills=[];more=g("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(t,e){for(;this.pills.length<e.inputs.length;)this.pills.push(new gt);this.pills.length=e.inputs.length,e.inputs.forEach((n,r)=>this.
pills[r].draw(n,t.selected===n.id,e.batch,t.root.kind==="Graph")),w(this.element,this.pills.map(n=>n.element)),this.more.hidden=!e.more;let i=this.pills.at(-1).
element;this.more.parentElement!==i&&i.append(this.more)}find(t){return this.pills.find(e=>e.element.dataset.block===String(t))?.element??null}},gt=class{element=a(
"div","terminal input");name=a("span","terminal-name");shape=a("span","terminal-shape");type=a("span","terminal-type");port=a("span","port");constructor(){this.
element.setAttribute("role","treeitem"),this.element.setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(a("b","","input"),this.name,this.
shape,this.type,this.port),this.port.setAttribute("aria-hidden","true")}draw({id:t,name:e,text:i,dtype:n},r,o,l){this.element.dataset.block=String(t),this.element.
classList.toggle("selected",r),c(this.element,"aria-selected",String(r)),c(this.element,"aria-label",["input",e,i,n].filter(Boolean).join(" ")),u(this.name,e),u(
this.shape,i),c(this.shape,"title",i.includes("B")&&o?o:null),u(this.type,n),this.port.hidden=!l,this.port.dataset.port=e}},nt=class{constructor(t){this.fix=t;this.
open.type="button",this.open.dataset.action="output",this.pill.append(this.open,this.gives.element,this.shape),this.element.append(this.pill)}fix;element=a("div",
"ending");pill=a("div","terminal output");open=a("button","open","output");shape=a("span","terminal-shape");gives=new L("gives");problem=null;signature="";draw(t,{
output:e,batch:i}){let{root:n}=t;this.open.disabled=n.kind!=="Graph",c(this.open,"aria-label",`output ${e}`),c(this.open,"title",this.open.disabled?null:"Choose\
 what the model gives"),this.pill.classList.toggle("selected",t.selected===n.id),this.pill.classList.toggle("wrong",n.problem!==null),this.drawProblem(n.problem),
u(this.shape,e),this.shape.dataset.shape=e,c(this.shape,"title",e.includes("B")&&i?i:null),this.gives.draw(n.gives),this.pill.classList.toggle("unknown",e==="?"||
!e)}drawProblem(t){let e=JSON.stringify(t);e!==this.signature&&(this.signature=e,this.problem?.remove(),this.problem=t&&W(t,this.fix),this.problem&&this.element.
append(this.problem))}};function st(s){let t=[`M${M(s[0])}`];for(let e=1;e<s.length-1;e+=1){let[i,n,r]=[s[e-1],s[e],s[e+1]],o=Math.min(7,vt(i,n)/2,vt(n,r)/2);t.push(`L${M(Zt(n,i,o))}Q${M(
n)} ${M(Zt(n,r,o))}`)}return`${t.join("")}L${M(s.at(-1))}`}function ee([s,t],e){let i=e?[[s-4,t-4-2],[s+4,t-4-2]]:[[s-4-2,t-4],[s-4-2,t+4]];return`M${M(i[0])}L${M(
[s,t])}L${M(i[1])}Z`}function Zt([s,t],[e,i],n){let r=vt([s,t],[e,i])||1;return[s+(e-s)*n/r,t+(i-t)*n/r]}function vt([s,t],[e,i]){return Math.hypot(e-s,i-t)}function M([
s,t]){return`${te(s)} ${te(t)}`}function te(s){return Math.round(s*10)/10}var kt="http://www.w3.org/2000/svg",ti=10,ei=12,ii=7,ni=18,si=10,ie=4,ne=5,rt=class{constructor(t){this.ground=t}ground;layers=new Map;frame=0;focus={block:null};watcher=new ResizeObserver(
()=>this.paint());draw(t){let e=new Set;for(let{block:i,nets:n}of t.places.values())n.length&&(e.add(i.id),this.layer(i.id).take(i,n));for(let[i,n]of this.layers)
e.has(i)||(this.watcher.unobserve(n.column),n.element.remove(),this.layers.delete(i));cancelAnimationFrame(this.frame),this.layers.size&&(this.frame=requestAnimationFrame(
()=>this.paint()))}picture(t){return this.layers.get(t)?.element??null}highlight(t,e){if(!(this.focus.block===t&&this.focus.source===e)){this.focus={block:t,source:e};
for(let i of this.layers.values())i.highlight(this.focus)}}stop(){cancelAnimationFrame(this.frame),this.watcher.disconnect()}layer(t){let e=this.layers.get(t),i=this.
ground.column(t);return(!e||e.column!==i)&&(this.layers.set(t,e=new wt(this.ground,i)),this.watcher.observe(i)),e}paint(){let t=[...this.layers.values()],e=t.map(
i=>i.measure());t.forEach((i,n)=>i.paint(e[n],this.focus))}},wt=class{constructor(t,e){this.ground=t;this.column=e;this.element.classList.add("wires"),this.element.
setAttribute("aria-hidden","true")}ground;column;element=document.createElementNS(kt,"svg");graph;nets=[];drawn="";take(t,e){this.graph=t,this.nets=e}measure(){
let t=this.column.getBoundingClientRect(),e=o=>{let{left:l,right:h,top:d,bottom:f}=o.getBoundingClientRect();return{left:l-t.left,right:h-t.left,top:d-t.top,bottom:f-
t.top}},i=this.graph.children.map(o=>this.ground.item(o.id)).map(o=>o?e(o.element):null),n=Math.min(...i.map(o=>o?.left??1/0))-ti,r=ri(this.nets);return this.nets.
flatMap(o=>{let l=n-8*o.lane,h=this.headOf(o,l,i,e);return h?o.wires.flatMap(d=>{let f=this.tailOf(d,l,i,r.get(d),e);if(!f)return[];let B=d.taker===null;return[
{...{source:o.source,taker:d.taker??this.graph.id,hue:o.hue,start:h[0],tip:ee(f.at(-1),B)},path:st([...h,...f])}]}):[]})}paint(t,e){let i=JSON.stringify(t);i!==
this.drawn&&(this.drawn=i,this.element.replaceChildren(...t.map(oi)),this.highlight(e))}highlight({block:t,source:e}){let i=({dataset:{from:o,to:l}})=>e===void 0?
[o,l].includes(String(t)):o===String(e)&&l===String(t),n=[...this.element.children],r=n.filter(i);for(let o of n)o.classList.toggle("lit",r.includes(o));this.element.
classList.toggle("dimmed",r.length>0),r.length&&r.length<n.length&&this.element.append(...r)}headOf(t,e,i,n){let r=t.from<0?this.ground.entry(this.graph.id,t.place):
this.ground.tag(t.source,t.place);if(r){let h=n(r),d=(h.left+h.right)/2,f=h.bottom+ne+ie*this.outside(t,B=>B.from===t.from);return[[d,h.bottom],[d,f],[e,f]]}let o=this.
ground.item(t.source);if(t.from<0||!o)return null;let l=n(o.card).bottom-si;return[[i[t.from].left,l],[e,l]]}tailOf(t,e,i,n,r){let o=i[t.to];if(t.taker!==null){
if(!o)return null;let Mt=o.top+ei+n.index*Math.min(ii,ni/n.count);return[[e,Mt],[o.left,Mt]]}let l=this.ground.exit(this.graph.id,t.chip);if(!l)return null;let{
left:h,right:d}=r(l),{top:f}=r(l.closest(".terminal")??l),B=(h+d)/2,ut=f-ne-ie*(n.count-n.index);return[[e,ut],[B,ut],[B,f]]}outside(t,e){return this.nets.filter(
i=>e(i)&&i.lane>t.lane).length}};function ri(s){let t=new Map;for(let i of s)for(let n of i.wires)t.set(n.to,[...t.get(n.to)??[],{wire:n,lane:i.lane}]);let e=new Map;
for(let i of t.values())i.sort((n,r)=>n.lane-r.lane||n.wire.chip-r.wire.chip),i.forEach(({wire:n},r)=>e.set(n,{index:r,count:i.length}));return e}function oi({source:s,
taker:t,hue:e,start:i,path:n,tip:r}){let o=document.createElementNS(kt,"g");o.classList.add("line"),e===null?o.classList.add("plain-source"):o.style.setProperty(
"--h",String(e)),o.dataset.from=String(s),o.dataset.to=String(t);let[l,h,d]=[bt("path","run"),bt("path","tip"),bt("circle","dot")];return l.setAttribute("d",n),
h.setAttribute("d",r),d.setAttribute("cx",String(i[0])),d.setAttribute("cy",String(i[1])),d.setAttribute("r","3"),o.append(l,h,d),o}function bt(s,t){let e=document.
createElementNS(kt,s);return e.classList.add(t),e}var ot=class{constructor(t){this.events=t;let e=a("div","tree");e.setAttribute("role","tree"),e.setAttribute("aria-label","Model"),this.column.setAttribute("rol\
e","none"),this.hint.append(a("p","hint-title","An empty canvas"),a("p","","Drag a layer here, or press / to search and Enter to add. Open a finished model in t\
he Gallery.")),e.append(this.inputs.element,this.lead,this.column),this.element.append(e,this.hint,this.output.element)}events;element=a("div","sheet");column=a(
"div","column root");items=new Map;wires=new rt({column:t=>t===this.root?this.column:this.item(t).inside,item:t=>this.items.get(t),tag:(t,e)=>this.items.get(t)?.
outs?.at(e)??null,entry:(t,e)=>t===this.root?this.inputs.find(-e):this.items.get(t)?.entries?.at(e)??null,exit:(t,e)=>(t===this.root?this.output.gives:this.items.
get(t).gives).at(e)});inputs=new it;output=new nt(t=>this.events.fix(this.root,t));lead=a("div","lead");hint=a("div","hint");draws=0;root=0;draw(t,e,i){this.draws+=
1,this.root=t.root.id;let n=!t.root.children.length;this.element.classList.toggle("bare",n),this.hint.hidden=!n,this.element.style.setProperty("--widest",`${t.places.
get(t.root.id).width}px`),this.inputs.draw(t,e),this.output.draw(t,e),this.lead.classList.toggle("cut",!n&&!t.root.children[0].linked),this.element.style.setProperty(
"--gutter",`${S(t.places.get(t.root.id).nets)}px`),this.wires.draw(t),this.fill(this.column,t.root,t,e.batch);let r=new Set(i);for(let[o,l]of this.items)l.element.
classList.toggle("marked",r.has(o));for(let[o,l]of this.items)l.seen!==this.draws&&(l.element.remove(),this.items.delete(o))}find(t){return t===null?null:t===this.
root?this.output.element:x(t)?this.inputs.find(t):this.items.get(t)?.element??null}fill(t,e,i,n){let r=e.children.map(l=>{let h=this.item(l.id);return h.update(
i.places.get(l.id),i.selected===l.id,n),this.fill(h.inside,l,i,n),h.element}),o=this.wires.picture(e.id);w(t,o?[o,...r]:r)}item(t){let e=this.items.get(t);return e||
this.items.set(t,e=new U(t,this.events)),e.seen=this.draws,e}};var li={names:["input"],least:1,many:!1},ai={names:["output"],least:1,many:!0},lt=class{constructor(t){this.desk=t}desk;connect(t,e,i){let n=this.taker(e,i);if(!n)
return;let{wants:r,taken:o}=n;if(o.includes(t)&&!r.many)return this.desk.announce(`${n.title} takes ${t} already`);if(r.names.length===1&&!r.many)return this.send(
n,[t]);if(o.length<r.least)return this.send(n,[...o,t]);this.desk.choose(e,`${n.title} takes ${t}`,se(n).map(({text:l,hint:h,at:d})=>({text:l,hint:h,icon:"Graph",
run:()=>this.send(n,re(o,d,t))})))}refuse(t,e){let i=this.desk.view.places.get(e);if(!i)return;let n=i.block.wants?.names.length===0;this.desk.refuse(n?`${v(i.block)}\
 takes nothing: it makes its tensor itself.`:`${v(i.block)} comes before ${t}: a block takes only from blocks above it.`)}open(t){let e=this.desk.view.places.get(
t);if(e?.parent?.kind!=="Graph"||e.block.slot)return this.desk.announce("Only a block of a Graph chooses what it takes");let i=this.taker(t,e.parent.id);if(!i)return;
if(!i.wants.names.length)return this.refuse("",t);let n=se(i);if(n.length===1)return this.openSources(i,n[0].at);this.desk.choose(t,`${i.title} takes`,n.map(({text:r,
hint:o,at:l})=>({text:r,hint:o,icon:"Graph",run:()=>this.openSources(i,l)}))),this.desk.announce(`${i.title} takes ${i.taken.join(", ")}. Choose which of them t\
o change.`)}openSources(t,e){let{taken:i,wants:n}=t,r=ui(t).map(({name:o,hint:l,icon:h})=>({text:o,icon:h,hint:i[e]===o?"now":l,run:()=>this.send(t,re(i,e,o))}));
e<i.length&&i.length>n.least&&r.push({text:"nothing",hint:"",icon:"remove",run:()=>this.send(t,n.many?i.toSpliced(e,1):i.slice(0,e))}),this.desk.choose(t.id,`${t.
title} takes`,r),this.desk.announce(`What ${t.title} takes: ${r.length} to choose from`)}send(t,e){let{desk:i}=this;i.settle([t.id],()=>{t.index===t.graph.children.
length?i.send({op:"set",block:t.id,args:{outputs:e}}):i.send({op:"rewire",block:t.id,inputs:e.length===1&&e[0]===yt(t.graph,t.index)?[]:e}),i.announce(`${t.title}\
 takes ${e.join(", ")}`)})}taker(t,e){let{places:i}=this.desk.view,n=i.get(e)?.block,r=i.get(t);return!n||!r||b(t)?null:t===e?{id:t,title:"the output",graph:n,index:n.
children.length,wants:ai,taken:ci(n)}:{id:t,title:v(r.block),graph:n,index:r.index,wants:r.block.wants??li,taken:di(r)}}};function oe(s,t){let e=Number(s.closest(
"[data-block]").dataset.block),i=s.dataset.port;if(x(e))return{graph:t.root.id,from:-1,name:i};let n=t.places.get(e);return n?.parent?s.closest(".entries")?{graph:e,
from:-1,name:i}:{graph:n.parent.id,from:n.index,name:i}:null}function le({graph:s,from:t},e,i){let n=e.places.get(s)?.block.children??[],r=new Map(n.filter(({id:o})=>hi(
e.places.get(o),t)).map(({id:o})=>[o,i(o)]));return s===e.root.id?r.set(s,i(s)):r}function hi({block:s,index:t},e){return t>e&&s.wants?.names.length!==0&&!b(s.id)}
function di({block:s,parent:t,index:e}){return s.takes.length?s.takes.map(i=>i.text):s.linked?[yt(t,e)]:[]}function ci(s){return s.gives.length?s.gives.map(t=>t.
text):[yt(s,s.children.length)]}function yt(s,t){return t?s.children[t-1].name:s.ins[0]}function se({wants:s,taken:t}){let e=s.many?t.length+1:Math.min(s.names.
length,t.length+1);return Array.from({length:e},(i,n)=>{let r=t[n];return s.many?{text:r===void 0?"One more":`Instead of ${r}`,hint:"",at:n}:{text:s.names[n],hint:r===
void 0?"nothing yet":`now ${r}`,at:n}})}function ui({graph:s,index:t}){return[...s.children.slice(0,t).reverse().flatMap(({kind:i,name:n,output:r,outs:o})=>o.length?
o.map(l=>({name:l.name,hint:l.text,icon:i})):[{name:n,hint:r,icon:i}]),...s.ins.map(i=>({name:i,hint:"input",icon:"Graph"}))]}function re(s,t,e){return s.toSpliced(
t,1,e)}function he(s,t){ae(s,t)&&requestAnimationFrame(()=>ae(s,t))}function ae(s,t){let[e,i]=[t.scrollTop,t.scrollLeft],n=t.getBoundingClientRect(),r=(s.querySelector(
":scope > .card > .head")??s).getBoundingClientRect();return r.top<n.top+24?t.scrollTop-=n.top+48-r.top:r.bottom>n.bottom-24&&(t.scrollTop+=r.bottom-n.bottom+72),
r.left<n.left?t.scrollLeft-=n.left+24-r.left:r.right>n.right&&(t.scrollLeft+=Math.min(r.right-n.right,r.left-n.left)+24),t.scrollTop!==e||t.scrollLeft!==i}function de(s,t,e){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${t}, ${e})`,s.append(i);let n=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[r=255,o=255,l=255]=n;return .2126*r+.7152*o+.0722*l}function ce(s){s.classList.toggle("dark",de(s,"--st-background-color","#fff")<
128);let t=de(s,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";s.style.setProperty("--on-accent",t)}var pi=4,ue="http://www.w3.org/2000/svg",at=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;this.picture.classList.add("drawn-wire"),this.
picture.setAttribute("aria-hidden","true"),this.picture.append(this.line),e.addEventListener("pointerdown",n=>this.press(n),{signal:i}),e.addEventListener("poin\
termove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("pointercancel",n=>n.pointerId===this.pointer&&
this.cancel(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.cancel(),{signal:i})}host;start=null;port=null;pointer=-1;from={
x:0,y:0};at={x:0,y:0};active=!1;frame=0;takers=new Map;over=null;picture=document.createElementNS(ue,"svg");line=document.createElementNS(ue,"path");listening=new AbortController;get drawing(){
return this.active}refresh(){if(this.active){if(!this.port?.isConnected)return this.cancel();this.mark(!1),this.takers=this.host.takers(this.start),this.mark(!0)}}stop(){
this.cancel(),this.listening.abort()}press(t){let e=p(t,Nt);this.start||!e||t.button!==0||!t.isPrimary||(this.start=this.host.start(e),this.port=e,this.pointer=
t.pointerId,this.at=this.from={x:t.clientX,y:t.clientY})}move(t){!this.start||t.pointerId!==this.pointer||(this.at={x:t.clientX,y:t.clientY},!(!this.active&&Math.
hypot(this.at.x-this.from.x,this.at.y-this.from.y)<pi)&&(this.active||this.begin(),t.preventDefault(),this.aim()))}begin(){let{root:t,sheet:e}=this.host;this.active=
!0;try{t.setPointerCapture(this.pointer)}catch{}t.classList.add("wiring"),e.append(this.picture),this.takers=this.host.takers(this.start),this.mark(!0),this.frame=
requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{start:e,active:i}=this,n=i?this.blockAt():null,r=n!==null&&this.takers.
has(n);this.cancel(),i&&e&&this.host.drop(e,n,r)}cancel(){cancelAnimationFrame(this.frame),this.active&&(this.mark(!1),this.show(null),this.picture.remove(),this.
host.root.classList.remove("wiring"),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(this.pointer)),this.start=this.port=null,
this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),t.key==="Escape"&&this.cancel())}mark(t){for(let e of this.takers.values())
e.classList.toggle("taker",t)}aim(){let t=this.blockAt();this.show(t!==null&&this.takers.has(t)?t:null);let e=this.host.sheet.getBoundingClientRect(),i=this.port.
getBoundingClientRect(),n=[(i.left+i.right)/2-e.left,(i.top+i.bottom)/2-e.top],o=[(this.takers.get(this.over??NaN)?.querySelector(".card, .terminal")?.getBoundingClientRect()?.
left??this.at.x)-e.left,this.at.y-e.top],l=Math.min(n[0],o[0])-12;this.line.setAttribute("d",st([n,[l,n[1]],[l,o[1]],o]))}show(t){t!==this.over&&(this.takers.get(
this.over??NaN)?.classList.remove("taking"),this.over=t,this.takers.get(t??NaN)?.classList.add("taking"))}blockAt(){let e=this.host.root.getRootNode().elementFromPoint(
this.at.x,this.at.y);for(let[n,r]of this.takers)if(e&&r.contains(e))return n;let i=e?.closest(".item:not(.slot)");return i?Number(i.dataset.block):null}scroll(){
let{scroller:t}=this.host,e=t.getBoundingClientRect(),i=Y(this.at.y,e.top,e.bottom);t.scrollTop+=i,i&&this.aim(),this.frame=requestAnimationFrame(()=>this.scroll())}};function ht(s,t){let e=a("input","typing");e.value=t.value,e.placeholder=t.placeholder,e.maxLength=64,e.spellcheck=!1,e.autocomplete="off",e.setAttribute("aria-\
label",t.label);let i=!0,n=(r,o)=>{if(!i)return;i=!1;let l=e.value.trim();e.remove(),s.textContent=r?l:t.value,t.closed(o),r&&l!==t.value&&t.done(l)};e.addEventListener(
"keydown",r=>{r.stopPropagation();let o=r.key==="Enter"&&!r.isComposing;!o&&r.key!=="Escape"||(r.preventDefault(),n(o,!0))}),e.addEventListener("blur",()=>n(!0,
!1)),s.replaceChildren(e),e.focus({preventScroll:!0}),e.select()}var dt=class{constructor(t){this.events=t;let e=g("fold-all","fold","Fold all"),i=g("unfold-all","unfold","Unfold all"),n=a("div","tools","",this.undo,this.redo,
a("span","divider"),this.define,e,i,this.help);this.title.type=this.status.type="button",this.title.dataset.action="title",this.status.dataset.action="status",this.
title.append(this.titleText),this.title.addEventListener("click",()=>this.startTyping()),this.status.addEventListener("click",()=>t.reveal()),this.undo.addEventListener(
"click",()=>t.undo()),this.redo.addEventListener("click",()=>t.redo()),this.define.addEventListener("click",()=>t.define()),e.addEventListener("click",()=>t.foldAll()),
i.addEventListener("click",()=>t.unfoldAll()),this.help.addEventListener("click",()=>t.help(this.helpBox())),this.element.setAttribute("role","toolbar"),this.element.
setAttribute("aria-label","Model"),this.element.append(this.title,this.status,this.totals,a("div","spacer"),n)}events;element=a("div","toolbar");title=a("button",
"title");titleText=a("span","title-text");status=a("button","badge status");totals=a("div","totals");undo=g("undo","undo","Undo");redo=g("redo","redo","Redo");define=g(
"define","define","Make a block (m)");help=g("help","help","Keyboard shortcuts (?)");look="";typing=!1;helpBox(){return this.help.getBoundingClientRect()}draw(t,e){
this.define.disabled=!e,this.typing||(u(this.titleText,t.title||"Untitled"),c(this.title,"title",`${t.title||"Untitled"}: click to rename`)),this.drawStatus(t),
this.drawTotals(t.totals),this.drawHistory(this.undo,"Undo",t.undo),this.drawHistory(this.redo,"Redo",t.redo)}drawStatus({status:t}){let e=`${t.level}${t.text}`;
e!==this.look&&this.status.replaceChildren(m(t.level==="good"?"check":"alert"),a("span","badge-text",t.text)),this.look=e,this.status.classList.toggle("bad",t.level===
"bad"),this.status.classList.toggle("doubtful",t.level==="caution"),c(this.status,"aria-label",t.block===null?t.text:`${t.text}: show it`),c(this.status,"title",
t.block===null?t.text:"Show the block"),this.status.disabled=t.block===null}drawTotals(t){for(;this.totals.children.length>t.length;)this.totals.lastElementChild.
remove();t.forEach((e,i)=>{let n=this.totals.children[i]??this.totals.appendChild(a("span","badge","",a("b"),a("span","badge-label")));u(n.firstElementChild,e.text),
u(n.lastElementChild,e.label),c(n,"title",e.exact)})}drawHistory(t,e,i){t.disabled=!i,pt(t,i?`${e} ${i}`:`Nothing to ${e.toLowerCase()}`)}startTyping(){if(this.
typing)return;this.typing=!0;let t=a("span","title-text");this.title.replaceWith(t),ht(t,{label:"Title of the model",value:this.titleText.textContent??"",placeholder:"\
Title",done:e=>{u(this.titleText,e||"Untitled"),e&&this.events.rename(e)},closed:e=>{this.typing=!1,t.replaceWith(this.title),e&&this.title.focus({preventScroll:!0})}})}};var mi=new Set(["wrap","unwrap","undo","redo","restore","fix","add input","remove input"]),fi=1,pe=99,gi=":scope > .card > .chips > .chip, :scope > .more",ct=class{view;commands=new q(
this);takes=new lt(this);data;root=a("div","editor");scroller=a("div","scroller");messages=new Z;autosave=new I;outbox=new tt(()=>{});popover=new Q(this.root);sheet=new ot(
{fix:(t,e)=>this.commands.fix(t,e),makeUnique:t=>this.commands.makeUnique(t)});links=new D(this.sheet.element,t=>this.sheet.find(t),this.sheet.wires);palette=new et(
t=>this.commands.add(t),()=>this.focus(this.focused));toolbar;drag;wiring;focused=0;hovered=null;marks=new X;waiting=[];wanted=null;constructor(t){this.toolbar=
this.makeToolbar(),this.scroller.append(this.sheet.element);let e=a("div","stage","",this.messages.banner,this.scroller,this.messages.toasts);this.root.append(this.
toolbar.element,a("div","desk","",this.palette.element,e),this.messages.live),this.drag=this.makeDrag(),this.wiring=this.makeWiring(),this.listen(),t.append(this.
root)}update({data:t,setTriggerValue:e}){let i=!this.data,n=this.view;this.data=t,this.outbox.receive(t.ack,r=>e("ops",r)),ce(this.root),this.palette.draw(t.palette),
this.draw(),this.messages.notice(t.notice),i?this.start():n.selected!==this.view.selected&&this.showSelected(n),this.autosave.keep(t),this.runWaiting()}stop(){this.
drag.stop(),this.wiring.stop(),this.outbox.stop(),this.autosave.stop(),this.messages.stop(),this.sheet.wires.stop(),this.root.remove()}send(t){t.op!=="select"&&
t.op!=="fold"&&this.messages.edited(),this.outbox.push(t),this.draw()}settle(t,e){this.waiting.length||!this.isSettled(t)?this.waiting.push({ids:t,run:e}):e()}step(t){
let e=()=>this.send({op:t});this.waiting.length?this.waiting.push({ids:[],run:e}):e()}afterAnswer(t){this.outbox.pending.length?this.waiting.push({ids:[],run:t}):
t()}announce(t){this.messages.announce(t)}refuse(t){this.messages.toast(t,"error"),this.announce(t)}isSettled(t){return!this.outbox.pending.some(e=>mi.has(e.op)||
t.includes(N(e.id)))}runWaiting(){for(;this.waiting.length&&this.isSettled(this.waiting[0].ids);){let{ids:t,run:e}=this.waiting.shift();t.some(b)||e()}}start(){
this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2,this.messages.offer(this.autosave.offer(this.data),({document:t})=>this.send({op:"\
restore",text:t}))}draw(){let t=this.active(),e=t!==null&&this.sheet.element.contains(t),i=this.view;this.view=Rt(this.data,this.outbox.pending),this.marks.row(
this.view).includes(this.view.selected??NaN)||this.marks.clear(),this.sheet.draw(this.view,this.data,this.marks.row(this.view)),this.toolbar.draw(this.data,this.
marks.ids(this.view,this.view.selected).length),this.links.rest(this.view.selected),this.root.dataset.ack=String(this.outbox.acknowledged),this.root.dataset.pending=
String(this.outbox.pending.length),this.placeFocus(i),e&&this.active()!==t&&(t.isConnected&&this.sheet.element.contains(t)?t:this.sheet.find(this.focused))?.focus(
{preventScroll:!0}),this.wanted!==null&&!this.drag.dragging&&this.sheet.find(this.wanted)&&this.reveal(this.wanted),this.drag.refresh(n=>this.view.places.has(n)),
this.wiring.refresh()}placeFocus(t){this.sheet.find(this.focused)||(this.focused=this.successor(t));for(let i of this.sheet.element.querySelectorAll("[tabindex=\
'0']"))i.tabIndex=-1;let e=this.sheet.find(this.focused);if(e){e.tabIndex=0;for(let i of e.querySelectorAll(gi))i.tabIndex=0}}successor(t){let{selected:e,root:i}=this.
view;if(!t)return e===null||e===i.id?0:e;let n=this.view.selected;if(b(this.focused)&&n!==null&&this.sheet.find(n))return n;let r=t.order.indexOf(this.focused);
return t.order.slice(r+1).find(l=>this.view.places.has(l))??t.order.slice(0,Math.max(0,r)).findLast(l=>this.view.places.has(l))??0}active(){return this.root.getRootNode().
activeElement}showSelected(t){let{selected:e}=this.view;e!==null&&e>0&&!t.places.has(e)&&(this.wanted=e),e!==null&&this.sheet.find(e)&&!this.drag.dragging&&this.
reveal(e)}reveal(t){let e=this.sheet.find(t);this.wanted=e?null:t,e&&he(e,this.scroller)}focus(t){this.focused=t,this.placeFocus(this.view),this.sheet.find(this.
focused)?.focus({preventScroll:!0}),this.reveal(this.focused)}openWrap(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);if(!e||!i||e.block.slot)return;
let n=qt.map(l=>({text:l,hint:"",icon:l,run:()=>this.commands.wrap(t,l)})),r={text:"Unwrap",hint:"u",icon:"unwrap",run:()=>this.commands.unwrap(t)},o=(i.head.querySelector(
"[data-action=wrap]")??i.head).getBoundingClientRect();this.popover.menu(o,"Wrap in",e.block.holds?[...n,r]:[...n],()=>this.focus(t))}mark(t,e){let i=this.marks.
step(this.view,t,e);if(i===null)return this.announce("No further block in this row");this.select(i)}define(t){this.commands.define(this.marks.ids(this.view,t)),
this.marks.clear()}select(t){this.commands.select(t),this.focus(t),this.draw(),this.announce(`${this.marks.row(this.view).length} blocks marked`)}openTakes(t){this.
takes.open(t)}choose(t,e,i){let n=this.sheet.items.get(t)?.head??this.sheet.find(t)?.querySelector(".terminal");n&&this.popover.menu(n.getBoundingClientRect(),e,
i,()=>this.focus(t))}startRename(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);!e||!i||e.block.slot||b(t)||i.renaming||(i.renaming=!0,i.element.classList.
add("renaming"),ht(i.label,{label:`Name of ${e.block.kind}`,value:e.block.name,placeholder:e.block.key||"name",done:n=>this.commands.rename(t,n),closed:n=>{i.renaming=
!1,i.forget(),i.element.classList.remove("renaming"),n&&this.focus(t)}}))}focusSearch(){this.palette.focusSearch()}help(t=this.toolbar.helpBox()){let e=this.active();
this.popover.shortcuts(t,Yt,()=>e?.focus({preventScroll:!0}))}makeToolbar(){return new dt({rename:t=>this.send({op:"title",title:t}),reveal:()=>this.showProblem(),
undo:()=>this.step("undo"),redo:()=>this.step("redo"),define:()=>this.define(this.view.selected),foldAll:()=>this.send({op:"foldall",depth:fi}),unfoldAll:()=>this.
send({op:"foldall",depth:pe}),help:t=>this.help(t)})}showProblem(){let{block:t}=this.data.status;if(t!==null){if(this.commands.select(t),t===this.view.root.id)return this.
reveal(t);if(this.view.places.has(t))return this.focus(t);this.wanted=t,this.send({op:"foldall",depth:pe})}}makeDrag(){return new J({root:this.root,scroller:this.
scroller,sheet:this.sheet.element,pick:t=>this.palette.pick(t)??this.pickBlock(t),geometry:t=>new j(this.view,this.sheet.items,this.sheet.element,this.sheet.column,
t),lift:(t,e)=>{this.hover(null),this.sheet.find(t)?.classList.toggle("lifted",e)},unfold:t=>this.commands.fold(t,!1),drop:(t,e,i)=>this.commands.drop(t,e,i)})}makeWiring(){
return new at({root:this.root,scroller:this.scroller,sheet:this.sheet.element,start:t=>oe(t,this.view),takers:t=>le(t,this.view,e=>this.sheet.find(e)),drop:(t,e,i)=>{
i?this.takes.connect(t.name,e,t.graph):e!==null&&this.takes.refuse(t.name,e)}})}pickBlock(t){let e=p(t,".item:not(.slot)"),i=e&&this.view.places.get(Number(e.dataset.
block))?.block;if(!i||b(i.id))return null;let n=k(i),r=n?`${n} inside`:i.detail;return{block:i.id,kind:i.kind,text:r,family:i.family,hue:i.hue}}listen(){let{root:t,
scroller:e}=this;t.addEventListener("keydown",i=>this.key(i)),t.addEventListener("keyup",i=>i.stopPropagation()),e.addEventListener("click",i=>this.click(i)),e.
addEventListener("dblclick",i=>{p(i,".head")&&!p(i,"button, input")&&this.startRename(xt(i))}),e.addEventListener("focusin",i=>{let n=xt(i);this.light(i),!(n===
null||n===this.focused)&&(this.focused=n,this.placeFocus(this.view),this.sheet.items.get(n)?.needActions())}),e.addEventListener("focusout",()=>this.links.clear()),
e.addEventListener("pointerover",i=>{this.hover(p(i,".item:not(.slot)")),!this.drag.dragging&&!this.wiring.drawing&&this.light(i)}),e.addEventListener("pointerl\
eave",()=>{this.hover(null),this.links.clear()})}hover(t){t!==this.hovered&&(this.hovered?.classList.remove("hover"),this.hovered=t,t&&(t.classList.add("hover"),
this.sheet.items.get(Number(t.dataset.block))?.needActions()))}light(t){let e=p(t,"[data-source]"),i=p(t,".item:not(.slot), .input")?.dataset.block;e?this.links.
source(e):i!==void 0?this.links.takers(Number(i)):this.links.clear()}goToSource(t){let e=this.view.places.get(t)?.block.body?$(this.view,this.view.places.get(t)).
id:t;this.commands.select(e),this.focus(e)}click(t){if(V(t)||p(t,".problem button"))return;let e=xt(t),i=p(t,"[data-source]")?.dataset.source;if(i!==void 0)return this.
goToSource(Number(i));let n=p(t,"[data-action]")?.dataset.action;if(n==="output")return this.commands.select(this.view.root.id);if(e===null)return p(t,".sheet, \
.scroller")?this.commands.select(null):void 0;let r=this.view.places.get(e)?.block.folded;n==="fold"||r&&p(t,".empty")?this.commands.fold(e,!r):n==="add-input"?
this.commands.addInput(this.data.more,-this.data.inputs.length):n==="wrap"?this.openWrap(e):n==="duplicate"?this.commands.duplicate(e):n==="remove"?this.commands.
remove(e):t.shiftKey&&this.marks.reach(this.view,this.view.selected,e)?this.select(e):(this.marks.clear(),this.commands.select(e),this.draw())}key(t){if(t.stopPropagation(),
t.defaultPrevented||V(t)||p(t,".menu"))return;let e=p(t,"[data-block]");p(t,"button")!==null&&(t.key==="Enter"||t.key===" ")||(Qt(this,t)||e&&Xt(this,Number(e.dataset.
block),t))&&t.preventDefault()}};function xt(s){let t=p(s,"[data-block]:not(.within)");return t?Number(t.dataset.block):null}var Et=new WeakMap;function vi(s){let{parentElement:t}=s,e=Et.get(t),i=e??new ct(t);return e||Et.set(t,i),i.update(s),()=>{i.stop(),Et.delete(t)}}export{vi as default};

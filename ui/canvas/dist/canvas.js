var ie="blockyard/drafts";var te=crypto.getRandomValues(new Uint32Array(2)).join("-");function Ae(s){if(typeof s!="object"||s===null)return!1;let{v:e,page:t,time:i,title:n,document:o}=s,
l=[t,n,o].every(a=>typeof a=="string");return e===1&&typeof i=="number"&&l}function ne(){try{let s=JSON.parse(localStorage.getItem(ie)??"[]");return Array.isArray(
s)?s.filter(Ae):[]}catch{return[]}}function Be(s){let e={v:1,page:te,time:Date.now(),title:s.title,document:s.document},t=ne().filter(i=>i.page!==te&&i.document!==
s.document);try{localStorage.setItem(ie,JSON.stringify([e,...t].slice(0,5)))}catch{}}var V=class{timer=0;last="";offer(e){return e.fresh?ne().filter(t=>t.document!==
e.document):[]}keep(e){e.fresh||e.document===this.last||(clearTimeout(this.timer),this.timer=window.setTimeout(()=>{this.last=e.document,Be(e)},300))}stop(){clearTimeout(
this.timer)}};function se(s){let e=new Date(s),i=e.toDateString()===new Date().toDateString()?{}:{day:"numeric",month:"short"};return e.toLocaleString(void 0,{...i,
hour:"2-digit",minute:"2-digit"})}var oe=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
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
1.5l5.4-2.8"],["undo","M5.5 3l-3 3 3 3M2.5 6h6.8a3.7 3.7 0 0 1 0 7.4H6.5"],["redo","M10.5 3l3 3-3 3M13.5 6H6.7a3.7 3.7 0 0 0 0 7.4h2.8"],["fold","M4.5 2.5L8 6l3\
.5-3.5M4.5 13.5L8 10l3.5 3.5M2.5 8h11"],["unfold","M4.5 5.5L8 2l3.5 3.5M4.5 10.5L8 14l3.5-3.5M2.5 8h11"],["chevron","M6 4l4 4-4 4"],["copy","M5.8 5.8h7.7v7.7H5.\
8zM10.2 5.8V2.5H2.5v7.7h3.3"],["remove","M3 4.5h10M6.2 4.5v-2h3.6v2M4.4 4.5l.6 9h6l.6-9M6.8 7v4M9.2 7v4"],["close","M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6"],["wrap",
"M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M8 5.6v4.8M5.6 8h4.8"],["unwrap","M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.6 8h4.8"],["se\
arch","M7 2.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4M10.2 10.2l3.3 3.3"],["check","M3.2 8.6l3 3 6.6-7"],["alert","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-1\
1.6M8 5v3.6M8 11h.1"],["plus","M8 3.5v9M3.5 8h9"],["help","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11\
.3h.1"]]),re="http://www.w3.org/2000/svg",le=new Map;function He(s){let e=document.createElementNS(re,"svg");e.setAttribute("viewBox","0 0 16 16"),e.setAttribute(
"aria-hidden","true");let t=document.createElementNS(re,"path");return t.setAttribute("d",s),e.append(t),e}function p(...s){let e=s.find(i=>oe.has(i))??"Other",
t=le.get(e)??He(oe.get(e));return le.set(e,t),t.cloneNode(!0)}function r(s,e="",t="",...i){let n=document.createElement(s);return e&&(n.className=e),t&&(n.textContent=t),n.append(...i),n}function f(s,e,t){let i=r("button",
"tool","",p(e));return i.type="button",i.dataset.action=s,J(i,t),i}function E(s,e,t){let i=r("button",s,e);return i.type="button",i.addEventListener("click",t),
i}function J(s,e){d(s,"aria-label",e),d(s,"title",e)}function d(s,e,t){s.getAttribute(e)!==t&&(t===null?s.removeAttribute(e):s.setAttribute(e,t))}function u(s,e){
s.textContent!==e&&(s.textContent=e)}function M(s,e){let t=new Set(e);for(let n of[...s.children])t.has(n)||n.remove();let i=s.firstElementChild;for(let n of e){
if(i&&i!==n&&i.nextElementSibling===n){let o=i;i=n,o.remove()}i===n?i=i.nextElementSibling:s.insertBefore(n,i)}}function c(s,e){let t=s.composedPath()[0];return t instanceof
Element?t.closest(e):null}function A(s){return c(s,"input, textarea")!==null}var w=class{element;chips=[];constructor(e){this.element=r("div",`chips ${e}`),this.element.hidden=!0}draw(e){for(this.element.hidden=!e.length;this.chips.length<
e.length;)this.chips.push(Ve());this.chips.length=e.length,e.forEach((t,i)=>Ce(this.chips[i],t)),M(this.element,this.chips)}};function Ve(){let s=r("button","ch\
ip","",r("span","chip-arrow","\u2190"),r("span","chip-text"));return s.type="button",s.tabIndex=-1,s.firstElementChild.setAttribute("aria-hidden","true"),s}function Ce(s,{
text:e,id:t,hue:i,hint:n}){u(s.lastElementChild,e),d(s,"title",n),d(s,"aria-label",t===null?n:`From ${n}`),d(s,"data-source",t===null?null:String(t)),s.disabled=
t===null,s.classList.toggle("plain-source",i===null&&t!==null),i===null?s.style.removeProperty("--h"):s.style.setProperty("--h",String(i))}var C=class{constructor(e,t){
this.sheet=e;this.find=t}sheet;find;lit=[];source(e){this.light([e,this.find(Number(e.dataset.source))])}takers(e){let t=this.find(e),i=[...this.sheet.querySelectorAll(
`[data-source="${e}"]`)].filter(n=>!t?.contains(n));this.light([...i,...i.map(n=>n.closest("[data-block], .terminal"))])}clear(){this.light([])}light(e){for(let t of this.
lit)t.classList.remove("lit");this.lit=e.filter(t=>t!==null);for(let t of this.lit)t.classList.add("lit")}};function S(s){return s<=0&&s>-1e3}function B(s){return-1e3-s}function g(s){return s!==null&&s<=-1e3}var Y=188,De=28,Pe=140,Ie=12,Re=60,Ne=new Set(["add","move","duplicate","remove","fold","rename"]);function ae(s,e){let i={root:e.some(n=>Ne.has(n.op))?he(s.root):
s.root,selected:s.selected,places:new Map,order:s.inputs.map(n=>n.id)};for(let n of e)$e(i,n,s);return ce(i,i.root,null,0,0),i}function k(s){return s.kind==="Pa\
rallel"}function Q({parent:s,index:e}){if(s?.kind!=="Graph"||s.folded)return!1;let t=s.children[e+1];return t?!t.linked:!s.given}function b(s){return s.holds&&!s.
folded&&!s.loading}function D(s){return s.children.find(e=>e.slot&&e.key==="body")??s}function de(s,e,t){for(let i=s.places.get(t);i;i=i.parent?s.places.get(i.parent.
id):void 0)if(i.block.id===e)return!0;return!1}function v(s){return s.folded?s.hidden:s.children.reduce((e,t)=>e+(t.slot?0:1)+v(t),0)}function he(s){return{...s,
children:s.children.map(he)}}function L(s,e,t=null){if(s.id===e)return[s,t];for(let i of s.children){let n=L(i,e,s);if(n)return n}return null}function $e(s,e,t){
let[i,n]="block"in e&&e.block!==null&&L(s.root,e.block)||[null,null];if(e.op==="select")s.selected=e.block;else if(e.op==="add")Oe(s,e,t);else if(e.op==="move"&&
i&&n)Ke(s,e,i,n);else if(e.op==="rename"&&i)i.name=e.name;else if(e.op==="fold"&&i)Fe(i,e.folded);else if(e.op==="remove"&&i&&n)n.children=n.children.filter(o=>o!==
i),s.selected!==null&&L(i,s.selected)&&(s.selected=null);else if(e.op==="duplicate"&&i&&n){let o={...i,id:B(e.id),pending:!0,folded:i.holds,hidden:v(i),children:[],
takes:[],linked:!0};n.children.splice(n.children.indexOf(i)+1,0,o),s.selected=o.id}}function Oe(s,e,t){let i=L(s.root,e.parent)?.[0];if(!i)return;let n=t.palette.
find(a=>a.kinds.some(h=>h.kind===e.kind)),o=n?.kinds.find(a=>a.kind===e.kind),l={id:B(e.id),kind:e.kind,name:"",family:n?.family??"",hue:o?.hue??n?.hue??220,key:"",
detail:"",params:"",exact:"",input:"",output:"",changed:!1,state:"unknown",problem:null,caution:null,holds:!1,slot:!1,count:0,shared:!1,folded:!1,hidden:0,children:[],
pending:!0,takes:[],linked:!0,gives:[],given:!0};i.children.splice(e.index,0,l),s.selected=l.id}function Ke(s,e,t,i){let n=L(s.root,e.parent)?.[0];if(!n||L(t,n.
id))return;let o=i.children.indexOf(t);i.children.splice(o,1),n.children.splice(n===i&&o<e.index?e.index-1:e.index,0,t),t.pending=!0,n!==i&&Object.assign(t,{takes:[],
linked:!0})}function Fe(s,e){s.folded!==e&&(s.hidden=v(s),s.folded=e,s.loading=!e,s.children=[])}function ce(s,e,t,i,n){let o={block:e,parent:t,index:i,level:n,
width:Y};s.places.set(e.id,o),t&&s.order.push(e.id);let l=e.children.map((a,h)=>ce(s,a,e,h,n+1));return o.width=_e(e,l,t!==null),o.width}function _e(s,e,t){if(s.
slot&&s.key==="shortcut"&&!e.length)return Re;if(!e.length)return b(s)?Pe:Y;let n=k(s)||s.children.some(o=>o.slot)?e.reduce((o,l)=>o+l,Ie*(e.length-1)):Math.max(
...e);return Math.max(Y,n)+(s.slot||!t?0:De)}var Ue=62,P=class{constructor(e,t){this.id=e;this.events=t;this.element.dataset.block=String(e),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,
this.empty,this.gives.element),this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=r("div","item");card=r("div","card");head=r(
"div","head");label=r("span","name");inside=r("div","inside");empty=r("div","empty");seen=0;renaming=!1;signature="";look="";twist=r("button","twist","",p("chev\
ron"));sign=r("span","sign");kind=r("span","kind");count=r("span","count");detail=r("span","detail");params=r("span","params");takes=new w("takes");gives=new w(
"gives");problem=null;caution=null;actions=null;wire=r("div","wire");pill=r("span","pill");update(e,t,i){let{block:n}=e,o=`${je(e,t)}${i}`;if(o===this.signature)
return;this.signature=o,this.updateElement(e,t),this.updateHead(n),this.updateProblem(n),this.updateCaution(n.problem?null:n.caution),this.updatePill(n,i),this.
takes.draw(n.takes),this.gives.draw(n.folded?[]:n.gives);let l=n.holds&&!n.children.length;this.inside.hidden=!n.children.length,this.empty.hidden=!l||n.folded&&
!n.slot,u(this.empty,l?We(n):"")}forget(){this.signature=""}needActions(){if(!(this.actions||this.element.classList.contains("slot"))){this.actions=r("span","ac\
tions"),this.actions.append(f("wrap","wrap","Wrap (w)"),f("duplicate","copy","Duplicate (d)"),f("remove","remove","Remove (Delete)"));for(let e of this.actions.
children)e.tabIndex=-1;this.head.append(this.actions)}}updateElement(e,t){let{block:i,parent:n,index:o}=e,{element:l}=this,a=["item",i.holds?"holds":"leaf",i.state];
i.slot&&a.push("slot",i.key),ue(i)&&a.push("vacant"),n&&k(n)&&a.push("lane"),i.holds&&!i.children.length&&a.push("hollow"),i.problem&&a.push("failing"),n?.kind===
"Graph"&&a.push("joined"),Q(e)&&a.push("cut"),n?.children[o+1]?.takes.length&&a.push("spaced"),i.pending&&a.push("pending"),i.kind==="Repeat"&&a.push("stack"),t&&
a.push("selected");for(let h of["hover","lifted","lit"])l.classList.contains(h)&&a.push(h);l.className=a.join(" "),l.dataset.kind=i.kind,l.style.setProperty("--\
h",String(i.slot?n.hue:i.hue)),l.style.setProperty("--w",`${e.width}px`),this.inside.className=`inside ${Ge(i)}`,d(l,"aria-label",ze(e)),d(l,"aria-level",String(
e.level)),d(l,"aria-posinset",String(e.index+1)),d(l,"aria-setsize",String(n?.children.length??1)),d(l,"aria-selected",String(t)),d(l,"aria-expanded",i.holds&&!i.
slot?String(!i.folded):null),e.level===1&&(l.style.containIntrinsicSize=`auto ${Ue*(1+v(i))}px`),t&&this.needActions()}updateHead(e){let t=`${e.kind}/${e.family}`;
t!==this.look&&this.sign.replaceChildren(p(e.kind,e.family)),this.look=t,this.twist.hidden=!e.holds,d(this.twist,"aria-label",e.folded?"Unfold":"Fold"),u(this.kind,
e.slot?e.key:e.kind),d(this.head,"title",e.key&&e.key!==e.name?`${e.kind} ${e.key}`:null),this.renaming||u(this.label,e.slot?"":e.name),d(this.label,"title",e.name||
null),u(this.count,e.count?`\xD7${e.count}${e.shared?" shared":""}`:""),d(this.count,"title",e.shared?"The same weights every time":null),u(this.detail,e.folded?
[e.detail,me(e.hidden)].filter(Boolean).join(" \xB7 "):e.detail),d(this.detail,"title",e.detail||null),u(this.params,e.pending?"\u2026":e.params),d(this.params,
"title",e.exact||null)}updateProblem(e){if(this.problem?.remove(),this.problem=null,!e.problem)return;let{received:t,expected:i,fix:n,fixes:o}=e.problem;this.problem=
r("div","problem");for(let[a,h]of[["received",t],["expected",i],["fix",n]])h&&this.problem.append(r("div","fact","",r("span","fact-label",a),r("span","fact-text",
h)));let l=r("div","fixes");o.forEach((a,h)=>{let m=E("fix",a,()=>this.events.fix(this.id,h));m.dataset.fix=String(h),m.title=a,l.append(m)}),o.length&&this.problem.
append(l),this.head.after(this.problem)}updateCaution(e){this.caution?.remove(),this.caution=e&&r("div","caution","",p("alert"),r("span","caution-text",e.text)),
this.caution&&(this.caution.title=e.hint,this.head.after(this.caution))}updatePill(e,t){let[i,n]=e.slot?[e.key==="body"?"+":"","sum"]:e.pending?["\u2026","unkno\
wn"]:e.problem?["\xD7","wrong"]:e.output?[e.output,e.changed?"changed":"same"]:["?","unknown"];this.pill.className=`pill ${n}`,u(this.pill,i),this.pill.dataset.
shape=i,d(this.pill,"title",i.includes("B")&&t?`${i}
${t}`:null)}};function ue(s){return pe(s)&&!s.folded&&!s.children.length}function pe(s){return s.slot&&s.key==="shortcut"}function We(s){return s.loading?"\u2026":
s.folded?me(s.hidden):pe(s)?"x":k(s)?"Drop a first branch here":"Drop layers here"}function Ge(s){return k(s)?"lanes":s.children.some(e=>e.slot)?s.children.some(
ue)?"branches skip":"branches":"column"}function me(s){return s===1?"1 block":`${s} blocks`}function y(s){return s.slot?s.key:s.name?`${s.kind} ${s.name}`:s.kind}
function ze(s){let{block:e,parent:t,index:i}=s,n=[y(e)];return e.detail&&n.push(e.detail),t&&n.push(`block ${i+1} of ${t.children.length}`),t?.kind==="Graph"&&n.
push(`takes ${fe(s)}`),e.holds&&n.push(`${v(e)} inside`),e.gives.length&&n.push(`gives ${ve(e.gives)}`),e.problem?n.push(`problem: received ${e.problem.received}\
, expected ${e.problem.expected}`):n.push(e.output?`output ${e.output}`:"output unknown"),e.caution&&!e.problem&&n.push(`caution: ${e.caution.text}`),(e.exact||
e.params)&&n.push(e.exact||`${e.params} parameters`),n.join(", ")}function fe({block:s,parent:e,index:t}){return s.takes.length?ve(s.takes):s.linked?t?e.children[t-
1].name:"the input":"nothing"}function ve(s){return s.map(e=>e.text).join(", ")}function je(s,e){let{block:t,parent:i}=s,n=t.problem&&[t.problem.received,t.problem.
expected,t.problem.fix,...t.problem.fixes].join("");return[t.kind,t.name,t.family,t.hue,t.key,t.detail,t.params,t.exact,t.output,t.changed,t.state,n,t.slot,t.count,
t.shared,t.folded,t.hidden,t.pending,t.loading,t.children.length,e,s.index,s.level,s.width,i?.kind,i?.children.length,t.holds&&v(t),t.caution?.hint,JSON.stringify(
t.takes),JSON.stringify(t.gives),Q(s),i?.children[s.index+1]?.takes.length,i?.kind==="Graph"&&fe(s)].join("")}var ge=["Sequential","Graph","Residual","Parallel","Repeat"],qe="Structure",I=class{constructor(e){this.desk=e}desk;select(e){this.desk.view.selected===e||g(e)||
this.desk.send({op:"select",block:e})}fold(e,t){let i=this.place(e);g(e)||!i?.block.holds||i.block.slot&&t||i.block.folded===t||(this.desk.send({op:"fold",block:e,
folded:t}),this.desk.announce(`${t?"Folded":"Unfolded"} ${y(i.block)}`))}add(e){let{desk:t}=this,i=()=>{let{parent:o,index:l}=this.nextPlace();t.send({op:"add",
kind:e,parent:o,index:l}),t.announce(`Added ${e}`)},n=this.place(t.view.selected)?.block;n?.pending&&n.family===qe?t.afterAnswer(i):t.settle([],i)}drop(e,t){let{
desk:i}=this;i.settle([e.block,t.parent],()=>{e.block===null?(i.send({op:"add",kind:e.kind,parent:t.parent,index:t.index}),i.view.selected!==null&&i.focus(i.view.
selected),i.announce(`Added ${e.kind}`)):this.move(e.block,t.parent,t.index)})}move(e,t,i){let{desk:n}=this,o=this.place(e);!o?.parent||o.block.slot||n.settle([
e,t],()=>{n.send({op:"move",block:e,parent:t,index:i}),n.view.selected!==e&&n.send({op:"select",block:e}),n.focus(e);let l=this.place(e);l?.parent&&n.announce(`\
Moved ${y(l.block)} to position ${l.index+1} of ${this.named(l.parent.id)}`)})}shift(e,t){let i=this.place(e);if(!i?.parent||i.block.slot)return;let n=i.index+t;
if(n<0||n>=i.parent.children.length)return this.desk.announce(t<0?"Already first":"Already last");this.move(e,i.parent.id,t<0?n:n+1)}moveIn(e){let t=this.place(
e);if(!t?.parent||t.block.slot)return;let i=t.parent.children[t.index-1];if(!i?.holds)return this.desk.announce("No container before it to move into");if(!b(i))
return this.fold(i.id,!1),this.desk.announce(`Unfolded ${y(i)}; press again to move in`);let n=D(i);this.move(e,n.id,n.children.length)}moveOut(e){let t=this.place(
e);if(!t?.parent||t.block.slot)return;let i=this.place(t.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.desk.announce(
"Already at the outermost level");this.move(e,i.parent.id,i.index+1)}duplicate(e){this.onBlock(e,"Duplicated",()=>this.desk.send({op:"duplicate",block:e}))}wrap(e,t){
this.onBlock(e,`Wrapped in ${t}:`,()=>this.desk.send({op:"wrap",block:e,kind:t}))}unwrap(e){let t=this.place(e);if(!t?.block.holds)return this.desk.announce("On\
ly a container can be unwrapped");this.onBlock(e,"Unwrapped",()=>{this.desk.focus((D(t.block).children[0]??t.parent).id),this.desk.send({op:"unwrap",block:e})})}remove(e){
this.onBlock(e,"Removed",t=>{let i=t.parent.children,n=i[t.index+1]??i[t.index-1]??t.parent;this.desk.send({op:"remove",block:e}),this.desk.focus(this.desk.view.
root.id===n.id?0:n.id)})}addInput(e,t){let{desk:i}=this;i.send(e),i.send({op:"select",block:t}),i.afterAnswer(()=>i.focus(t)),i.announce("Added an input")}removeInput(e){
let{desk:t}=this;t.send({op:"remove input",index:-e}),t.send({op:"select",block:0}),t.focus(0)}rename(e,t){this.desk.settle([e],()=>this.desk.send({op:"rename",
block:e,name:t}))}fix(e,t){this.desk.settle([e],()=>this.desk.send({op:"fix",block:e,index:t}))}onBlock(e,t,i){let n=this.place(e);!n?.parent||n.block.slot||this.
desk.settle([e],()=>{let o=this.place(e);o?.parent&&(i(o),this.desk.announce(`${t} ${y(o.block)}`))})}nextPlace(){let{view:e}=this.desk,t=this.place(e.selected);
if(e.selected!==null&&S(e.selected))return{parent:e.root.id,index:0};if(!t?.parent)return{parent:e.root.id,index:e.root.children.length};let i=D(t.block);return b(
i)&&b(t.block)&&!i.children.length?{parent:i.id,index:0}:t.block.slot?{parent:t.block.id,index:t.block.children.length}:{parent:t.parent.id,index:t.index+1}}named(e){
let t=this.place(e);return t?.parent?y(t.block.slot?t.parent:t.block):"the model"}place(e){return e===null?void 0:this.desk.view.places.get(e)}};var Je=10,Ye=8,be=14,R=12,N=class{constructor(e,t,i,n,o){this.view=e;this.items=t;this.sheet=i;this.column=n;this.dragged=o}view;items;sheet;column;dragged;boxes=new Map;slotAt(e,t){
let i=this.within(this.view.root,e,t);return this.changesNothing(i)?null:i}foldedAt(e,t){for(let i of this.hits(this.view.root,e,t))if(i.folded)return i.id;return null}changesNothing(e){
if(this.dragged===null)return!1;if(de(this.view,this.dragged,e.parent))return!0;let t=this.view.places.get(this.dragged);return t?.parent?.id===e.parent&&(e.index===
t.index||e.index===t.index+1)}*hits(e,t,i){for(let n of e.children)if(Qe(this.box(this.items.get(n.id).element),t,i)){yield n,yield*this.hits(n,t,i);return}}within(e,t,i){
let n=e.children.filter(o=>o.slot);if(n.length){let o=n.find(l=>l.key==="shortcut"&&this.outer(l).left<=t);return this.within(o??n[0],t,i)}return e.children.length?
this.isBeside(e)?this.inRow(e,t,i):this.inColumn(e,t,i):this.inEmpty(e)}inColumn(e,t,i){let{children:n}=e,o=we(n.length,m=>this.outer(n[m]).bottom>i);if(o===n.length)
return this.between(e,o);let l=n[o],a=this.inner(l);return b(l)&&l.id!==this.dragged&&t>=a.left&&t<=a.right&&i>a.top+Je&&i<a.bottom-Ye?this.within(l,t,i):this.between(
e,i<(a.top+a.bottom)/2?o:o+1)}inRow(e,t,i){let{children:n}=e,o=we(n.length,m=>this.outer(n[m]).right>t);if(o===n.length)return this.beside(e,o);let l=n[o],a=this.
inner(l);return b(l)&&l.id!==this.dragged&&t>a.left+be&&t<a.right-be&&i>=a.top?this.within(l,t,i):this.beside(e,t<(a.left+a.right)/2?o:o+1)}inEmpty(e){let t=this.
items.get(e.id),i=t?t.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),o=(n.top+n.bottom)/2;return{parent:e.id,index:0,vertical:!1,zone:i,line:{
...n,top:o,bottom:o}}}between(e,t){let i=t>0?this.inner(e.children[t-1]):null,n=t<e.children.length?this.inner(e.children[t]):null,o=i&&n?(i.bottom+n.top)/2:i?i.
bottom+R/2:n.top-R/2,{left:l,right:a}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:e.id,index:t,vertical:!1,zone:null,line:{left:l,right:a,top:o,bottom:o}}}beside(e,t){
let i=t>0?this.inner(e.children[t-1]):null,n=t<e.children.length?this.inner(e.children[t]):null,o=i&&n?(i.right+n.left)/2:i?i.right+R/2:n.left-R/2,{top:l,bottom:a}=this.
box(this.items.get(e.id).inside);return{parent:e.id,index:t,vertical:!0,zone:null,line:{left:o,right:o,top:l,bottom:a}}}isBeside(e){return k(e)?e.children.length<
2?!0:this.outer(e.children[1]).top<this.outer(e.children[0]).bottom:!1}outer(e){return this.box(this.items.get(e.id).element)}inner(e){return this.box(this.items.
get(e.id).card)}box(e){let t=this.boxes.get(e);if(!t){let i=this.sheet.getBoundingClientRect(),{left:n,top:o,right:l,bottom:a}=e.getBoundingClientRect();t={left:n-
i.left,top:o-i.top,right:l-i.left,bottom:a-i.top},this.boxes.set(e,t)}return t}};function Qe(s,e,t){return e>=s.left&&e<=s.right&&t>=s.top&&t<=s.bottom}function we(s,e){
let t=0,i=s;for(;t<i;){let n=t+i>>1;e(n)?i=n:t=n+1}return t}var Xe=4,Ze=10,et=250,tt=600,it=48,ke=16,$=class{constructor(e){this.host=e;let{root:t}=e,{signal:i}=this.listening;t.addEventListener("pointerdown",n=>this.press(
n),{signal:i}),t.addEventListener("pointermove",n=>this.move(n),{signal:i}),t.addEventListener("pointerup",n=>this.release(n),{signal:i}),t.addEventListener("po\
intercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),t.addEventListener("contextmenu",n=>this.load&&n.preventDefault(),{signal:i}),t.addEventListener(
"touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),t.addEventListener("click",n=>this.swallow(n),{signal:i,capture:!0}),e.scroller.addEventListener(
"scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.
cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;ghost=null;line=r(
"div","landing");listening=new AbortController;get dragging(){return this.active}refresh(e){if(!(!this.active||!this.load)){if(this.load.block!==null&&!e(this.load.
block))return this.cancel();this.geometry=this.host.geometry(this.load.block),this.host.lift(this.load.block,!0),this.aim()}}stop(){this.cancel(),this.listening.
abort()}press(e){if(this.load||e.button!==0||!e.isPrimary||A(e)||c(e,"button:not([data-palette]), .problem, .menu"))return;let t=this.host.pick(e);t&&(this.load=
t,this.pointer=e.pointerId,this.start=this.at={x:e.clientX,y:e.clientY},e.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),et)))}move(e){if(!(!this.
load||e.pointerId!==this.pointer)){if(this.at={x:e.clientX,y:e.clientY},!this.active){let t=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);if(e.pointerType===
"touch"){t>Ze&&this.cancel();return}if(t<Xe)return;this.begin()}e.preventDefault(),this.follow(),this.aim()}}begin(){if(!this.load)return;clearTimeout(this.timer),
this.active=!0;let{root:e,sheet:t}=this.host;try{e.setPointerCapture(this.pointer)}catch{}e.classList.add("dragging"),this.ghost=nt(this.load),e.append(this.ghost),
t.append(this.line),this.line.hidden=!0,this.host.lift(this.load.block,!0),this.geometry=this.host.geometry(this.load.block),this.follow(),this.aim(),this.frame=
requestAnimationFrame(()=>this.scroll())}release(e){if(e.pointerId!==this.pointer)return;let{load:t,slot:i,active:n}=this;this.cancel(),n&&(this.justEnded=!0,setTimeout(
()=>this.justEnded=!1,0),t&&i&&this.host.drop(t,i))}justEnded=!1;swallow(e){this.justEnded&&(this.justEnded=!1,e.stopPropagation(),e.preventDefault())}cancel(){
clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(this.frame),this.active&&(this.show(null),this.line.remove(),this.ghost?.remove(),this.
host.root.classList.remove("dragging"),this.host.lift(this.load?.block??null,!1),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(
this.pointer)),this.rest.block=null,this.load=this.geometry=this.ghost=null,this.active=!1,this.pointer=-1}key(e){this.active&&(e.stopPropagation(),e.preventDefault(),
e.key==="Escape"&&this.cancel())}follow(){let e=this.host.root.getBoundingClientRect();this.ghost.style.transform=`translate(${this.at.x-e.left-24}px, ${this.at.
y-e.top-16}px)`}aim(){let e=this.host.scroller.getBoundingClientRect(),{x:t,y:i}=this.at;if(t<e.left||t>e.right||i<e.top||i>e.bottom)return this.linger(null),this.
show(null);let n=this.host.sheet.getBoundingClientRect();this.show(this.geometry.slotAt(t-n.left,i-n.top)),this.linger(this.geometry.foldedAt(t-n.left,i-n.top))}show(e){
if(this.slot?.zone?.classList.remove("over"),this.slot=e,this.line.hidden=!e||e.zone!==null,!e)return;e.zone?.classList.add("over");let{left:t,top:i,right:n,bottom:o}=e.
line;this.line.classList.toggle("vertical",e.vertical),Object.assign(this.line.style,{left:`${t}px`,top:`${i}px`,width:`${n-t}px`,height:`${o-i}px`})}linger(e){
e===this.load?.block&&(e=null),e!==this.rest.block&&(clearTimeout(this.rest.timer),this.rest.block=e,e!==null&&(this.rest.timer=window.setTimeout(()=>this.host.
unfold(e),tt)))}scroll(){let{scroller:e}=this.host,t=e.getBoundingClientRect();this.at.x>t.left&&this.at.x<t.right&&(e.scrollTop+=ye(this.at.y,t.top,t.bottom),e.
scrollLeft+=ye(this.at.x,t.left,t.right)),this.frame=requestAnimationFrame(()=>this.scroll())}};function ye(s,e,t){let i=Math.min(it,(t-e)/4);return s<e+i?-Math.
ceil(Math.min(1,(e+i-s)/i)*ke):s>t-i?Math.ceil(Math.min(1,(s-t+i)/i)*ke):0}function nt(s){let e=r("span","sign","",p(s.kind,s.family)),t=r("div","ghost","",e,r(
"span","kind",s.kind),r("span","detail",s.text));return t.style.setProperty("--h",String(s.hue)),t}var xe=[["\u2191 \u2193","Walk through the blocks"],["\u2192 \u2190","Unfold or enter, fold or leave"],["Enter Esc","Select and go in, go out"],["Alt_\u2191 Alt_\u2193",
"Move the block"],["Alt_\u2192 Alt_\u2190","Move into the container before, move out"],["w u","Wrap, unwrap"],["d Del","Duplicate, remove"],["F2 f","Rename, fol\
d"],["Ctrl_Z Ctrl_Y","Undo, redo"],["/","Search layers, Enter adds"]];function Ee(s,e){let t=e.ctrlKey||e.metaKey,i=e.key.toLowerCase();if(t&&i==="z")s.step(e.shiftKey?
"redo":"undo");else if(t&&i==="y")s.step("redo");else if(!t&&!e.altKey&&i==="/")s.focusSearch();else if(!t&&!e.altKey&&i==="?")s.help();else return!1;return!0}function Me(s,e,t){
return t.altKey?st(s.commands,e,t.key):t.ctrlKey||t.metaKey?t.key.toLowerCase()!=="d"?!1:(s.commands.duplicate(e),!0):ot(s,e,t.key)||rt(s,e,t.key)}function st(s,e,t){
if(t==="ArrowUp")s.shift(e,-1);else if(t==="ArrowDown")s.shift(e,1);else if(t==="ArrowRight")s.moveIn(e);else if(t==="ArrowLeft")s.moveOut(e);else return!1;return!0}
function ot(s,e,t){let{view:i,commands:n}=s,o=i.order.indexOf(e),l=i.places.get(e)?.block,a=i.places.get(e)?.parent,h=m=>m!==void 0&&m!==i.root.id&&s.focus(m);if(t===
"ArrowDown")h(i.order[o+1]);else if(t==="ArrowUp")h(i.order[o-1]);else if(t==="Home")h(i.order[0]);else if(t==="End")h(i.order.at(-1));else if(t==="ArrowRight")
l?.folded?n.fold(e,!1):h(l?.children[0]?.id);else if(t==="ArrowLeft")l?.holds&&!l.folded&&!l.slot?n.fold(e,!0):h(a?.id);else if(t==="Enter"||t===" "){let m=i.selected===
e;n.select(e),l?.holds&&m&&(l.folded?n.fold(e,!1):h(l.children[0]?.id))}else if(t==="Escape")a&&a.id!==i.root.id?h(a.id):n.select(null);else return!1;return!0}function rt(s,e,t){
let{commands:i}=s,n=s.view.places.get(e)?.block;if(S(e)&&(t==="Delete"||t==="Backspace"))i.removeInput(e);else if(n)if(t==="w")s.openWrap(e);else if(t==="u")i.unwrap(
e);else if(t==="d")i.duplicate(e);else if(t==="Delete"||t==="Backspace")i.remove(e);else if(t==="F2")s.startRename(e);else if(t==="f")i.fold(e,!n.folded);else return!1;else
return!1;return!0}var H=8,O=class{constructor(e){this.root=e;e.addEventListener("pointerdown",t=>{this.element&&!t.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(e,t,i,n){let o=r("div","menu");o.setAttribute("role","menu"),o.setAttribute("aria-label",t);for(let l of i){let a=r("button","ch\
oice","",p(l.icon,"Structure"),r("span","choice-text",l.text),r("span","choice-hint",l.hint));a.type="button",a.setAttribute("role","menuitem"),a.dataset.choice=
l.text,a.addEventListener("click",()=>{this.close(!0),l.run()}),o.append(a)}o.prepend(r("div","menu-label",t)),o.addEventListener("keydown",l=>this.walk(l)),this.
open(o,e,n),o.querySelector("button")?.focus({preventScroll:!0})}shortcuts(e,t,i){let n=r("div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute(
"aria-label","Keyboard shortcuts"),n.tabIndex=-1,n.append(r("div","menu-title","Keyboard"));for(let[o,l]of t){let a=r("span","keys");for(let h of o.split(" "))a.
append(r("kbd","",h.replaceAll("_"," ")));n.append(r("div","key-row","",r("span","",l),a))}n.addEventListener("keydown",o=>{(o.key==="Escape"||o.key==="?")&&this.
close(!0)}),this.open(n,e,i),n.focus({preventScroll:!0})}close(e){this.element&&(this.element.remove(),this.element=null,e&&this.back?.(),this.back=null)}walk(e){
let t=[...this.element.querySelectorAll("button")],i=t.indexOf(e.composedPath()[0]),n=e.key==="ArrowDown"?1:e.key==="ArrowUp"?-1:0;n?(t[(i+n+t.length)%t.length].
focus({preventScroll:!0}),e.preventDefault()):(e.key==="Escape"||e.key==="Tab")&&(this.close(!0),e.preventDefault())}open(e,t,i){this.close(!1),this.element=e,this.
back=i,this.root.append(e);let n=this.root.getBoundingClientRect(),{offsetWidth:o,offsetHeight:l}=e,a=t.bottom-n.top+4,h=a+l+H<=n.height?a:t.top-n.top-l-4,m=t.right-
n.left-o;e.style.top=`${Math.max(H,Math.min(h,n.height-l-H))}px`,e.style.left=`${Math.max(H,Math.min(m,n.width-o-H))}px`}};var lt=4e3,K=class{live=r("div","live");toasts=r("div","toasts");banner=r("div","banner");shown=0;timer=0;level=null;constructor(){this.live.setAttribute("aria-\
live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=!0}announce(e){this.live.textContent=this.live.textContent===e?`${e}\xA0`:e}notice(e){
if(!e)return this.edited();e.id!==this.shown&&(this.shown=e.id,this.toast(e.text,e.level),this.announce(e.text))}edited(){this.level==="error"&&this.hide()}toast(e,t){
let i=r("span","sign","",p(t==="error"?"alert":"check")),n=f("dismiss","close","Dismiss");n.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.
level=t,this.toasts.replaceChildren(r("div",`toast ${t}`,"",i,r("span","toast-text",e),n)),t==="info"&&(this.timer=window.setTimeout(()=>this.hide(),lt))}offer(e,t){
let[i,...n]=e;if(this.banner.hidden=!i,!i)return;let o=r("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${se(i.time)}?`),a=[E("solid","Re\
store",()=>{this.banner.hidden=!0,t(i)})];n.length&&a.push(E("plain","Show an older one",()=>this.offer(n,t))),a.push(E("plain","Dismiss",()=>this.offer([],t))),
this.banner.replaceChildren(o,...a)}stop(){clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.toasts.replaceChildren()}};function at(){let s=crypto.getRandomValues(new Uint32Array(2));return s[0].toString(36)+s[1].toString(36)}var F=class{constructor(e){this.send=e}send;client=at();pending=[];acknowledged=0;last=0;timer=0;wait=3e3;push(e){
return this.last+=1,this.pending.push({...e,id:this.last}),this.wait=3e3,this.deliver(),this.last}receive(e,t){this.send=t,e.client===this.client&&(this.acknowledged=
Math.max(this.acknowledged,e.id),this.pending=this.pending.filter(i=>i.id>this.acknowledged)),this.wait=3e3,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){
this.send({client:this.client,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.
wait=Math.min(this.wait*2,24e3),this.deliver()},this.wait))}};var _=class{constructor(e,t){this.add=e;this.leave=t;this.field.type="text",this.field.placeholder="Search layers",this.field.spellcheck=!1,this.field.autocomplete=
"off",this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action="search",this.field.addEventListener("input",()=>this.filter()),this.none.
hidden=!0,this.list.setAttribute("role","group"),this.list.setAttribute("aria-label","Layers");let i=r("label","search","",p("search"),this.field,r("kbd","","/"));
this.element.append(i,this.list,this.none),this.element.addEventListener("keydown",n=>this.key(n)),this.list.addEventListener("dblclick",n=>this.addFrom(n,"[dat\
a-palette]")),this.list.addEventListener("click",n=>this.addFrom(n,".plus"))}add;leave;element=r("div","palette");field=r("input","search-field");list=r("div","\
families");none=r("p","none","No layer matches");entries=[];shown=[];drawn="";focusSearch(){this.field.focus({preventScroll:!0}),this.field.select()}draw(e){let t=JSON.
stringify(e);t!==this.drawn&&(this.drawn=t,this.entries=[],this.list.replaceChildren(...e.map(i=>this.section(i))),this.filter())}pick(e){let t=c(e,"[data-palet\
te]"),i=this.entries.find(n=>n.button===t);return i?{block:null,kind:i.kind.kind,text:"",family:i.family.family,hue:i.kind.hue??i.family.hue}:null}section(e){let t=r(
"section","family","",r("h3","family-name",e.family));t.style.setProperty("--h",String(e.hue));for(let i of e.kinds){let n=r("span","sign","",p(i.kind,e.family)),
o=r("button","brick","",n,r("span","kind",i.kind),r("span","brick-hint",i.hint));o.type="button",o.dataset.palette=i.kind,o.title=i.doc||i.kind;let l=r("button",
"plus","",p("plus"));l.type="button",l.tabIndex=-1,d(l,"aria-label",`Add ${i.kind}`),i.hue!==void 0&&o.style.setProperty("--h",String(i.hue));let a=r("div","bri\
ck-row","",o,l);t.append(a),this.entries.push({kind:i,family:e,row:a,button:o,section:t})}return t}filter(){let e=this.field.value.trim().toLowerCase(),t=this.entries.
map(n=>({entry:n,rank:e?dt(n.kind,e):0})).filter(({rank:n})=>n<4);t.sort((n,o)=>n.rank-o.rank);let i=new Map;for(let{entry:n}of t)i.set(n.section,[...i.get(n.section)??
[],n]);this.shown=[...i.values()].flat();for(let n of this.entries)n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.button.classList.remove("first");for(let n of this.
shown)n.row.hidden=n.section.hidden=!1,n.section.append(n.row);this.list.append(...i.keys()),this.markFirst(e)}markFirst(e){let[t]=this.shown;this.none.hidden=t!==
void 0,this.list.scrollTop=0,t&&(t.button.tabIndex=0,t.button.classList.toggle("first",e!==""))}bring(e){let t=e.row.getBoundingClientRect(),i=this.list.getBoundingClientRect(),
n=28;t.top<i.top+n?this.list.scrollTop-=i.top+n-t.top:t.bottom>i.bottom&&(this.list.scrollTop+=t.bottom-i.bottom+4)}addFrom(e,t){let i=c(e,t)?.closest(".brick-r\
ow"),n=this.entries.find(o=>o.row===i);n&&this.add(n.kind.kind)}key(e){if(e.isComposing)return;let t=e.composedPath()[0]===this.field,i=this.shown,n=i.findIndex(
o=>o.button===e.composedPath()[0]);if(e.key==="ArrowDown")this.step(t?this.shown[0]:i[n+1]);else if(e.key==="ArrowUp"&&!t)n>0?this.step(i[n-1]):this.focusSearch();else if(e.
key==="Enter"&&t&&this.field.value.trim()&&this.shown[0])this.add(this.shown[0].kind.kind);else if((e.key==="Enter"||e.key==="+")&&n>=0)this.add(i[n].kind.kind);else if(e.
key==="Escape")this.field.value?this.clear():this.leave();else if(e.key==="/"&&t)this.field.select();else return;e.preventDefault()}clear(){this.field.value="",
this.filter(),this.field.focus({preventScroll:!0})}step(e){if(e){for(let t of this.entries)t.button.tabIndex=-1;e.button.tabIndex=0,e.button.focus({preventScroll:!0}),
this.bring(e)}}};function dt(s,e){let t=s.kind.toLowerCase();return t.startsWith(e)?t===e?0:1:t.includes(e)?2:`${s.hint} ${s.doc}`.toLowerCase().includes(e)?3:4}var U=class{element=r("div","inputs");pills=[];more=f("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(e,t){for(;this.pills.length<t.inputs.length;)this.pills.push(new X);this.pills.length=t.inputs.length,t.inputs.forEach((n,o)=>this.
pills[o].draw(n,e.selected===n.id,t.batch)),M(this.element,this.pills.map(n=>n.element)),this.more.hidden=!t.more;let i=this.pills.at(-1).element;this.more.parentElement!==
i&&i.append(this.more)}find(e){return this.pills.find(t=>t.element.dataset.block===String(e))?.element??null}},X=class{element=r("div","terminal input");name=r(
"span","terminal-name");shape=r("span","terminal-shape");type=r("span","terminal-type");constructor(){this.element.setAttribute("role","treeitem"),this.element.
setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(r("b","","input"),this.name,this.shape,this.type)}draw({id:e,name:t,text:i,dtype:n},o,l){
this.element.dataset.block=String(e),this.element.classList.toggle("selected",o),d(this.element,"aria-selected",String(o)),d(this.element,"aria-label",["input",
t,i,n].filter(Boolean).join(" ")),u(this.name,t),u(this.shape,i),d(this.shape,"title",i.includes("B")&&l?l:null),u(this.type,n)}},W=class{element=r("div","termi\
nal output");shape=r("span","terminal-shape");gives=new w("gives");constructor(){this.element.append(r("b","","output"),this.gives.element,this.shape)}draw(e,{output:t,
batch:i}){u(this.shape,t),this.shape.dataset.shape=t,d(this.shape,"title",t.includes("B")&&i?i:null),this.gives.draw(e.root.gives),this.element.classList.toggle(
"unknown",t==="?"||!t)}};var G=class{constructor(e){this.events=e;let t=r("div","tree");t.setAttribute("role","tree"),t.setAttribute("aria-label","Model"),this.column.setAttribute("role",
"none"),this.hint.append(r("p","hint-title","An empty canvas"),r("p","","Drag a layer here, or press / to search and Enter to add. Open a finished model in the \
Gallery.")),t.append(this.inputs.element,this.lead,this.column),this.element.append(t,this.hint,this.output.element)}events;element=r("div","sheet");column=r("d\
iv","column root");items=new Map;inputs=new U;output=new W;lead=r("div","lead");hint=r("div","hint");draws=0;draw(e,t){this.draws+=1;let i=!e.root.children.length;
this.element.classList.toggle("bare",i),this.hint.hidden=!i,this.element.style.setProperty("--widest",`${e.places.get(e.root.id).width}px`),this.inputs.draw(e,t),
this.output.draw(e,t),this.lead.classList.toggle("cut",!i&&!e.root.children[0].linked),this.fill(this.column,e.root,e,t.batch);for(let[n,o]of this.items)o.seen!==
this.draws&&(o.element.remove(),this.items.delete(n))}find(e){return e===null?null:S(e)?this.inputs.find(e):this.items.get(e)?.element??null}fill(e,t,i,n){let o=t.
children.map(l=>{let a=this.item(l.id);return a.update(i.places.get(l.id),i.selected===l.id,n),this.fill(a.inside,l,i,n),a.element});M(e,o)}item(e){let t=this.items.
get(e);return t||this.items.set(e,t=new P(e,this.events)),t.seen=this.draws,t}};function Se(s,e,t){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${e}, ${t})`,s.append(i);let n=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[o=255,l=255,a=255]=n;return .2126*o+.7152*l+.0722*a}function Le(s){s.classList.toggle("dark",Se(s,"--st-background-color","#fff")<
128);let e=Se(s,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";s.style.setProperty("--on-accent",e)}function z(s,e){let t=r("input","typing");t.value=e.value,t.placeholder=e.placeholder,t.maxLength=64,t.spellcheck=!1,t.autocomplete="off",t.setAttribute("aria-l\
abel",e.label);let i=!0,n=(o,l)=>{if(!i)return;i=!1;let a=t.value.trim();t.remove(),s.textContent=o?a:e.value,e.closed(l),o&&a!==e.value&&e.done(a)};t.addEventListener(
"keydown",o=>{o.stopPropagation();let l=o.key==="Enter"&&!o.isComposing;!l&&o.key!=="Escape"||(o.preventDefault(),n(l,!0))}),t.addEventListener("blur",()=>n(!0,
!1)),s.replaceChildren(t),t.focus({preventScroll:!0}),t.select()}var j=class{constructor(e){this.events=e;let t=f("fold-all","fold","Fold all"),i=f("unfold-all","unfold","Unfold all"),n=r("div","tools","",this.undo,this.redo,
r("span","divider"),t,i,this.help);this.title.type=this.status.type="button",this.title.dataset.action="title",this.status.dataset.action="status",this.title.append(
this.titleText),this.title.addEventListener("click",()=>this.startTyping()),this.status.addEventListener("click",()=>e.reveal()),this.undo.addEventListener("cli\
ck",()=>e.undo()),this.redo.addEventListener("click",()=>e.redo()),t.addEventListener("click",()=>e.foldAll()),i.addEventListener("click",()=>e.unfoldAll()),this.
help.addEventListener("click",()=>e.help(this.helpBox())),this.element.setAttribute("role","toolbar"),this.element.setAttribute("aria-label","Model"),this.element.
append(this.title,this.status,this.totals,r("div","spacer"),n)}events;element=r("div","toolbar");title=r("button","title");titleText=r("span","title-text");status=r(
"button","badge status");totals=r("div","totals");undo=f("undo","undo","Undo");redo=f("redo","redo","Redo");help=f("help","help","Keyboard shortcuts (?)");look="";typing=!1;helpBox(){
return this.help.getBoundingClientRect()}draw(e){this.typing||(u(this.titleText,e.title||"Untitled"),d(this.title,"title",`${e.title||"Untitled"}: click to rena\
me`)),this.drawStatus(e),this.drawTotals(e.totals),this.drawHistory(this.undo,"Undo",e.undo),this.drawHistory(this.redo,"Redo",e.redo)}drawStatus({status:e}){let t=`${e.
level}${e.text}`;t!==this.look&&this.status.replaceChildren(p(e.level==="good"?"check":"alert"),r("span","badge-text",e.text)),this.look=t,this.status.classList.
toggle("bad",e.level==="bad"),this.status.classList.toggle("doubtful",e.level==="caution"),d(this.status,"aria-label",e.block===null?e.text:`${e.text}: show it`),
d(this.status,"title",e.block===null?e.text:"Show the block"),this.status.disabled=e.block===null}drawTotals(e){for(;this.totals.children.length>e.length;)this.
totals.lastElementChild.remove();e.forEach((t,i)=>{let n=this.totals.children[i]??this.totals.appendChild(r("span","badge","",r("b"),r("span","badge-label")));u(
n.firstElementChild,t.text),u(n.lastElementChild,t.label),d(n,"title",t.exact)})}drawHistory(e,t,i){e.disabled=!i,J(e,i?`${t} ${i}`:`Nothing to ${t.toLowerCase()}`)}startTyping(){
if(this.typing)return;this.typing=!0;let e=r("span","title-text");this.title.replaceWith(e),z(e,{label:"Title of the model",value:this.titleText.textContent??"",
placeholder:"Title",done:t=>{u(this.titleText,t||"Untitled"),t&&this.events.rename(t)},closed:t=>{this.typing=!1,e.replaceWith(this.title),t&&this.title.focus({
preventScroll:!0})}})}};var ht=new Set(["wrap","unwrap","undo","redo","restore","fix","add input","remove input"]),ct=1,Te=99,T=24,ut=":scope > .card > .chips > .chip, :scope > .more",
q=class{view;commands=new I(this);data;root=r("div","editor");scroller=r("div","scroller");messages=new K;autosave=new V;outbox=new F(()=>{});popover=new O(this.
root);sheet=new G({fix:(e,t)=>this.commands.fix(e,t)});links=new C(this.sheet.element,e=>this.sheet.find(e));palette=new _(e=>this.commands.add(e),()=>this.focus(
this.focused));toolbar;drag;focused=0;hovered=null;waiting=[];wanted=null;constructor(e){this.toolbar=this.makeToolbar(),this.scroller.append(this.sheet.element);
let t=r("div","stage","",this.messages.banner,this.scroller,this.messages.toasts);this.root.append(this.toolbar.element,r("div","desk","",this.palette.element,t),
this.messages.live),this.drag=this.makeDrag(),this.listen(),e.append(this.root)}update({data:e,setTriggerValue:t}){let i=!this.data,n=this.view;this.data=e,this.
outbox.receive(e.ack,o=>t("ops",o)),Le(this.root),this.toolbar.draw(e),this.palette.draw(e.palette),this.draw(),this.messages.notice(e.notice),i?this.start():n.
selected!==this.view.selected&&this.showSelected(n),this.autosave.keep(e),this.runWaiting()}stop(){this.drag.stop(),this.outbox.stop(),this.autosave.stop(),this.
messages.stop(),this.root.remove()}send(e){e.op!=="select"&&e.op!=="fold"&&this.messages.edited(),this.outbox.push(e),this.draw()}settle(e,t){this.waiting.length||
!this.isSettled(e)?this.waiting.push({ids:e,run:t}):t()}step(e){let t=()=>this.send({op:e});this.waiting.length?this.waiting.push({ids:[],run:t}):t()}afterAnswer(e){
this.outbox.pending.length?this.waiting.push({ids:[],run:e}):e()}announce(e){this.messages.announce(e)}isSettled(e){return!this.outbox.pending.some(t=>ht.has(t.
op)||e.includes(B(t.id)))}runWaiting(){for(;this.waiting.length&&this.isSettled(this.waiting[0].ids);){let{ids:e,run:t}=this.waiting.shift();e.some(g)||t()}}start(){
this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2,this.messages.offer(this.autosave.offer(this.data),({document:e})=>this.send({op:"\
restore",text:e}))}draw(){let e=this.active(),t=e!==null&&this.sheet.element.contains(e),i=this.view;this.view=ae(this.data,this.outbox.pending),this.sheet.draw(
this.view,this.data),this.root.dataset.ack=String(this.outbox.acknowledged),this.root.dataset.pending=String(this.outbox.pending.length),this.placeFocus(i),t&&this.
active()!==e&&(e.isConnected&&this.sheet.element.contains(e)?e:this.sheet.find(this.focused))?.focus({preventScroll:!0}),this.wanted!==null&&!this.drag.dragging&&
this.sheet.find(this.wanted)&&this.reveal(this.wanted),this.drag.refresh(n=>this.view.places.has(n))}placeFocus(e){this.sheet.find(this.focused)||(this.focused=
this.successor(e));for(let i of this.sheet.element.querySelectorAll("[tabindex='0']"))i.tabIndex=-1;let t=this.sheet.find(this.focused);if(t){t.tabIndex=0;for(let i of t.
querySelectorAll(ut))i.tabIndex=0}}successor(e){if(!e)return this.view.selected??0;let t=this.view.selected;if(g(this.focused)&&t!==null&&this.sheet.find(t))return t;
let i=e.order.indexOf(this.focused);return e.order.slice(i+1).find(o=>this.view.places.has(o))??e.order.slice(0,Math.max(0,i)).findLast(o=>this.view.places.has(
o))??0}active(){return this.root.getRootNode().activeElement}showSelected(e){let{selected:t}=this.view;t!==null&&t>0&&!e.places.has(t)&&(this.wanted=t),t!==null&&
this.sheet.find(t)&&!this.drag.dragging&&this.reveal(t)}reveal(e){this.wanted=this.sheet.find(e)?null:e,!(this.wanted!==null||!this.scrollTo(e))&&requestAnimationFrame(
()=>this.scrollTo(e))}scrollTo(e){let t=this.sheet.find(e);if(!t)return!1;let{scroller:i}=this,[n,o]=[i.scrollTop,i.scrollLeft],l=i.getBoundingClientRect(),a=(t.
querySelector(":scope > .card > .head")??t).getBoundingClientRect();return a.top<l.top+T?i.scrollTop-=l.top+T*2-a.top:a.bottom>l.bottom-T&&(i.scrollTop+=a.bottom-
l.bottom+T*3),a.left<l.left?i.scrollLeft-=l.left+T-a.left:a.right>l.right&&(i.scrollLeft+=Math.min(a.right-l.right,a.left-l.left)+T),i.scrollTop!==n||i.scrollLeft!==
o}focus(e){this.focused=e,this.placeFocus(this.view),this.sheet.find(this.focused)?.focus({preventScroll:!0}),this.reveal(this.focused)}openWrap(e){let t=this.view.
places.get(e),i=this.sheet.items.get(e);if(!t||!i||t.block.slot)return;let n=ge.map(a=>({text:a,hint:"",icon:a,run:()=>this.commands.wrap(e,a)})),o={text:"Unwra\
p",hint:"u",icon:"unwrap",run:()=>this.commands.unwrap(e)},l=(i.head.querySelector("[data-action=wrap]")??i.head).getBoundingClientRect();this.popover.menu(l,"W\
rap in",t.block.holds?[...n,o]:[...n],()=>this.focus(e))}startRename(e){let t=this.view.places.get(e),i=this.sheet.items.get(e);!t||!i||t.block.slot||g(e)||i.renaming||
(i.renaming=!0,i.element.classList.add("renaming"),z(i.label,{label:`Name of ${t.block.kind}`,value:t.block.name,placeholder:t.block.key||"name",done:n=>this.commands.
rename(e,n),closed:n=>{i.renaming=!1,i.forget(),i.element.classList.remove("renaming"),n&&this.focus(e)}}))}focusSearch(){this.palette.focusSearch()}help(e=this.
toolbar.helpBox()){let t=this.active();this.popover.shortcuts(e,xe,()=>t?.focus({preventScroll:!0}))}makeToolbar(){return new j({rename:e=>this.send({op:"title",
title:e}),reveal:()=>this.showProblem(),undo:()=>this.step("undo"),redo:()=>this.step("redo"),foldAll:()=>this.send({op:"foldall",depth:ct}),unfoldAll:()=>this.
send({op:"foldall",depth:Te}),help:e=>this.help(e)})}showProblem(){let{block:e}=this.data.status;if(e!==null){if(this.commands.select(e),this.view.places.has(e))
return this.focus(e);this.wanted=e,this.send({op:"foldall",depth:Te})}}makeDrag(){return new $({root:this.root,scroller:this.scroller,sheet:this.sheet.element,pick:e=>this.
palette.pick(e)??this.pickBlock(e),geometry:e=>new N(this.view,this.sheet.items,this.sheet.element,this.sheet.column,e),lift:(e,t)=>{this.hover(null),this.sheet.
find(e)?.classList.toggle("lifted",t)},unfold:e=>this.commands.fold(e,!1),drop:(e,t)=>this.commands.drop(e,t)})}pickBlock(e){let t=c(e,".item:not(.slot)"),i=t&&
this.view.places.get(Number(t.dataset.block))?.block;if(!i||g(i.id))return null;let n=v(i),o=n?`${n} inside`:i.detail;return{block:i.id,kind:i.kind,text:o,family:i.
family,hue:i.hue}}listen(){let{root:e,scroller:t}=this;e.addEventListener("keydown",i=>this.key(i)),e.addEventListener("keyup",i=>i.stopPropagation()),t.addEventListener(
"click",i=>this.click(i)),t.addEventListener("dblclick",i=>{c(i,".head")&&!c(i,"button, input")&&this.startRename(Z(i))}),t.addEventListener("focusin",i=>{let n=Z(
i);this.light(i),!(n===null||n===this.focused)&&(this.focused=n,this.placeFocus(this.view),this.sheet.items.get(n)?.needActions())}),t.addEventListener("focusou\
t",()=>this.links.clear()),t.addEventListener("pointerover",i=>{this.hover(c(i,".item:not(.slot)")),this.drag.dragging||this.light(i)}),t.addEventListener("poin\
terleave",()=>{this.hover(null),this.links.clear()})}hover(e){e!==this.hovered&&(this.hovered?.classList.remove("hover"),this.hovered=e,e&&(e.classList.add("hov\
er"),this.sheet.items.get(Number(e.dataset.block))?.needActions()))}light(e){let t=c(e,"[data-source]"),i=c(e,".item:not(.slot), .input")?.dataset.block;t?this.
links.source(t):i!==void 0?this.links.takers(Number(i)):this.links.clear()}goToSource(e){this.commands.select(e),this.focus(e)}click(e){if(A(e)||c(e,".problem b\
utton"))return;let t=Z(e),i=c(e,"[data-source]")?.dataset.source;if(i!==void 0)return this.goToSource(Number(i));let n=c(e,"[data-action]")?.dataset.action;if(t===
null)return c(e,".sheet, .scroller")?this.commands.select(null):void 0;let o=this.view.places.get(t)?.block.folded;n==="fold"||o&&c(e,".empty")?this.commands.fold(
t,!o):n==="add-input"?this.commands.addInput(this.data.more,-this.data.inputs.length):n==="wrap"?this.openWrap(t):n==="duplicate"?this.commands.duplicate(t):n===
"remove"?this.commands.remove(t):this.commands.select(t)}key(e){if(e.stopPropagation(),e.defaultPrevented||A(e)||c(e,".menu"))return;let t=c(e,"[data-block]");c(
e,"button")!==null&&(e.key==="Enter"||e.key===" ")||(Ee(this,e)||t&&Me(this,Number(t.dataset.block),e))&&e.preventDefault()}};function Z(s){let e=c(s,"[data-blo\
ck]");return e?Number(e.dataset.block):null}var ee=new WeakMap;function pt(s){let{parentElement:e}=s,t=ee.get(e),i=t??new q(e);return t||ee.set(e,i),i.update(s),()=>{i.stop(),ee.delete(e)}}export{pt as default};

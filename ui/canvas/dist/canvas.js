var nt="blockyard/drafts";var it=crypto.getRandomValues(new Uint32Array(2)).join("-");function Bt(s){if(typeof s!="object"||s===null)return!1;let{v:t,page:e,time:i,title:n,document:o}=s,
l=[e,n,o].every(a=>typeof a=="string");return t===1&&typeof i=="number"&&l}function st(){try{let s=JSON.parse(localStorage.getItem(nt)??"[]");return Array.isArray(
s)?s.filter(Bt):[]}catch{return[]}}function Ht(s){let t={v:1,page:it,time:Date.now(),title:s.title,document:s.document},e=st().filter(i=>i.page!==it&&i.document!==
s.document);try{localStorage.setItem(nt,JSON.stringify([t,...e].slice(0,5)))}catch{}}var V=class{timer=0;last="";offer(t){return t.fresh?st().filter(e=>e.document!==
t.document):[]}keep(t){t.fresh||t.document===this.last||(clearTimeout(this.timer),this.timer=window.setTimeout(()=>{this.last=t.document,Ht(t)},300))}stop(){clearTimeout(
this.timer)}};function ot(s){let t=new Date(s),i=t.toDateString()===new Date().toDateString()?{}:{day:"numeric",month:"short"};return t.toLocaleString(void 0,{...i,
hour:"2-digit",minute:"2-digit"})}var rt=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5\
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
.3h.1"]]),lt="http://www.w3.org/2000/svg",at=new Map;function Vt(s){let t=document.createElementNS(lt,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute(
"aria-hidden","true");let e=document.createElementNS(lt,"path");return e.setAttribute("d",s),t.append(e),t}function p(...s){let t=s.find(i=>rt.has(i))??"Other",
e=at.get(t)??Vt(rt.get(t));return at.set(t,e),e.cloneNode(!0)}function r(s,t="",e="",...i){let n=document.createElement(s);return t&&(n.className=t),e&&(n.textContent=e),n.append(...i),n}function f(s,t,e){let i=r("button",
"tool","",p(t));return i.type="button",i.dataset.action=s,Y(i,e),i}function E(s,t,e){let i=r("button",s,t);return i.type="button",i.addEventListener("click",e),
i}function Y(s,t){d(s,"aria-label",t),d(s,"title",t)}function d(s,t,e){s.getAttribute(t)!==e&&(e===null?s.removeAttribute(t):s.setAttribute(t,e))}function u(s,t){
s.textContent!==t&&(s.textContent=t)}function M(s,t){let e=new Set(t);for(let n of[...s.children])e.has(n)||n.remove();let i=s.firstElementChild;for(let n of t){
if(i&&i!==n&&i.nextElementSibling===n){let o=i;i=n,o.remove()}i===n?i=i.nextElementSibling:s.insertBefore(n,i)}}function c(s,t){let e=s.composedPath()[0];return e instanceof
Element?e.closest(t):null}function A(s){return c(s,"input, textarea")!==null}var w=class{element;chips=[];constructor(t){this.element=r("div",`chips ${t}`),this.element.hidden=!0}draw(t){for(this.element.hidden=!t.length;this.chips.length<
t.length;)this.chips.push(Ct());this.chips.length=t.length,t.forEach((e,i)=>Pt(this.chips[i],e)),M(this.element,this.chips)}};function Ct(){let s=r("button","ch\
ip","",r("span","chip-arrow","\u2190"),r("span","chip-text"));return s.type="button",s.tabIndex=-1,s.firstElementChild.setAttribute("aria-hidden","true"),s}function Pt(s,{
text:t,id:e,hue:i,hint:n}){u(s.lastElementChild,t),d(s,"title",n),d(s,"aria-label",e===null?n:`From ${n}`),d(s,"data-source",e===null?null:String(e)),s.disabled=
e===null,s.classList.toggle("plain-source",i===null&&e!==null),i===null?s.style.removeProperty("--h"):s.style.setProperty("--h",String(i))}var C=class{constructor(t,e){
this.sheet=t;this.find=e}sheet;find;lit=[];source(t){this.light([t,this.find(Number(t.dataset.source))])}takers(t){let e=this.find(t),i=[...this.sheet.querySelectorAll(
`[data-source="${t}"]`)].filter(n=>!e?.contains(n));this.light([...i,...i.map(n=>n.closest("[data-block], .terminal"))])}clear(){this.light([])}light(t){for(let e of this.
lit)e.classList.remove("lit");this.lit=t.filter(e=>e!==null);for(let e of this.lit)e.classList.add("lit")}};function P({received:s,expected:t,fix:e,fixes:i},n){let o=r("div","problem");for(let[a,h]of[["received",s],["expected",t],["fix",e]])h&&o.append(r("div","fact",
"",r("span","fact-label",a),r("span","fact-text",h)));let l=r("div","fixes");return i.forEach((a,h)=>{let m=E("fix",a,()=>n(h));m.dataset.fix=String(h),m.title=
a,l.append(m)}),i.length&&o.append(l),o}function S(s){return s<=0&&s>-1e3}function B(s){return-1e3-s}function g(s){return s!==null&&s<=-1e3}var Q=188,Dt=28,It=140,Rt=12,Nt=60,$t=new Set(["add","move","duplicate","remove","fold","rename"]);function dt(s,t){let i={root:t.some(n=>$t.has(n.op))?ct(s.root):
s.root,selected:s.selected,places:new Map,order:s.inputs.map(n=>n.id)};for(let n of t)Ot(i,n,s);return ut(i,i.root,null,0,0),i}function k(s){return s.kind==="Pa\
rallel"}function X({parent:s,index:t}){if(s?.kind!=="Graph"||s.folded)return!1;let e=s.children[t+1];return e?!e.linked:!s.given}function b(s){return s.holds&&!s.
folded&&!s.loading}function D(s){return s.children.find(t=>t.slot&&t.key==="body")??s}function ht(s,t,e){for(let i=s.places.get(e);i;i=i.parent?s.places.get(i.parent.
id):void 0)if(i.block.id===t)return!0;return!1}function v(s){return s.folded?s.hidden:s.children.reduce((t,e)=>t+(e.slot?0:1)+v(e),0)}function ct(s){return{...s,
children:s.children.map(ct)}}function L(s,t,e=null){if(s.id===t)return[s,e];for(let i of s.children){let n=L(i,t,s);if(n)return n}return null}function Ot(s,t,e){
let[i,n]="block"in t&&t.block!==null&&L(s.root,t.block)||[null,null];if(t.op==="select")s.selected=t.block;else if(t.op==="add")Kt(s,t,e);else if(t.op==="move"&&
i&&n)Ft(s,t,i,n);else if(t.op==="rename"&&i)i.name=t.name;else if(t.op==="fold"&&i)_t(i,t.folded);else if(t.op==="remove"&&i&&n)n.children=n.children.filter(o=>o!==
i),s.selected!==null&&L(i,s.selected)&&(s.selected=null);else if(t.op==="duplicate"&&i&&n){let o={...i,id:B(t.id),pending:!0,folded:i.holds,hidden:v(i),children:[],
takes:[],linked:!0};n.children.splice(n.children.indexOf(i)+1,0,o),s.selected=o.id}}function Kt(s,t,e){let i=L(s.root,t.parent)?.[0];if(!i)return;let n=e.palette.
find(a=>a.kinds.some(h=>h.kind===t.kind)),o=n?.kinds.find(a=>a.kind===t.kind),l={id:B(t.id),kind:t.kind,name:"",family:n?.family??"",hue:o?.hue??n?.hue??220,key:"",
detail:"",params:"",exact:"",input:"",output:"",changed:!1,state:"unknown",problem:null,caution:null,holds:!1,slot:!1,count:0,shared:!1,folded:!1,hidden:0,children:[],
pending:!0,takes:[],linked:!0,gives:[],given:!0};i.children.splice(t.index,0,l),s.selected=l.id}function Ft(s,t,e,i){let n=L(s.root,t.parent)?.[0];if(!n||L(e,n.
id))return;let o=i.children.indexOf(e);i.children.splice(o,1),n.children.splice(n===i&&o<t.index?t.index-1:t.index,0,e),e.pending=!0,n!==i&&Object.assign(e,{takes:[],
linked:!0})}function _t(s,t){s.folded!==t&&(s.hidden=v(s),s.folded=t,s.loading=!t,s.children=[])}function ut(s,t,e,i,n){let o={block:t,parent:e,index:i,level:n,
width:Q};s.places.set(t.id,o),e&&s.order.push(t.id);let l=t.children.map((a,h)=>ut(s,a,t,h,n+1));return o.width=Ut(t,l,e!==null),o.width}function Ut(s,t,e){if(s.
slot&&s.key==="shortcut"&&!t.length)return Nt;if(!t.length)return b(s)?It:Q;let n=k(s)||s.children.some(o=>o.slot)?t.reduce((o,l)=>o+l,Rt*(t.length-1)):Math.max(
...t);return Math.max(Q,n)+(s.slot||!e?0:Dt)}var Wt=62,I=class{constructor(t,e){this.id=t;this.events=e;this.element.dataset.block=String(t),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.takes.element,this.head,this.inside,
this.empty,this.gives.element),this.wire.append(this.pill),this.element.append(this.card,this.wire)}id;events;element=r("div","item");card=r("div","card");head=r(
"div","head");label=r("span","name");inside=r("div","inside");empty=r("div","empty");seen=0;renaming=!1;signature="";look="";twist=r("button","twist","",p("chev\
ron"));sign=r("span","sign");kind=r("span","kind");count=r("span","count");detail=r("span","detail");params=r("span","params");takes=new w("takes");gives=new w(
"gives");problem=null;caution=null;actions=null;wire=r("div","wire");pill=r("span","pill");update(t,e,i){let{block:n}=t,o=`${qt(t,e)}${i}`;if(o===this.signature)
return;this.signature=o,this.updateElement(t,e),this.updateHead(n),this.updateProblem(n),this.updateCaution(n.problem?null:n.caution),this.updatePill(n,i),this.
takes.draw(n.takes),this.gives.draw(n.folded?[]:n.gives);let l=n.holds&&!n.children.length;this.inside.hidden=!n.children.length,this.empty.hidden=!l||n.folded&&
!n.slot,u(this.empty,l?Gt(n):"")}forget(){this.signature=""}needActions(){if(!(this.actions||this.element.classList.contains("slot"))){this.actions=r("span","ac\
tions"),this.actions.append(f("wrap","wrap","Wrap (w)"),f("duplicate","copy","Duplicate (d)"),f("remove","remove","Remove (Delete)"));for(let t of this.actions.
children)t.tabIndex=-1;this.head.append(this.actions)}}updateElement(t,e){let{block:i,parent:n,index:o}=t,{element:l}=this,a=["item",i.holds?"holds":"leaf",i.state];
i.slot&&a.push("slot",i.key),pt(i)&&a.push("vacant"),n&&k(n)&&a.push("lane"),i.holds&&!i.children.length&&a.push("hollow"),i.problem&&a.push("failing"),n?.kind===
"Graph"&&a.push("joined"),X(t)&&a.push("cut"),n?.children[o+1]?.takes.length&&a.push("spaced"),i.pending&&a.push("pending"),i.kind==="Repeat"&&a.push("stack"),e&&
a.push("selected");for(let h of["hover","lifted","lit"])l.classList.contains(h)&&a.push(h);l.className=a.join(" "),l.dataset.kind=i.kind,l.style.setProperty("--\
h",String(i.slot?n.hue:i.hue)),l.style.setProperty("--w",`${t.width}px`),this.inside.className=`inside ${zt(i)}`,d(l,"aria-label",jt(t)),d(l,"aria-level",String(
t.level)),d(l,"aria-posinset",String(t.index+1)),d(l,"aria-setsize",String(n?.children.length??1)),d(l,"aria-selected",String(e)),d(l,"aria-expanded",i.holds&&!i.
slot?String(!i.folded):null),t.level===1&&(l.style.containIntrinsicSize=`auto ${Wt*(1+v(i))}px`),e&&this.needActions()}updateHead(t){let e=`${t.kind}/${t.family}`;
e!==this.look&&this.sign.replaceChildren(p(t.kind,t.family)),this.look=e,this.twist.hidden=!t.holds,d(this.twist,"aria-label",t.folded?"Unfold":"Fold"),u(this.kind,
t.slot?t.key:t.kind),d(this.head,"title",t.key&&t.key!==t.name?`${t.kind} ${t.key}`:null),this.renaming||u(this.label,t.slot?"":t.name),d(this.label,"title",t.name||
null),u(this.count,t.count?`\xD7${t.count}${t.shared?" shared":""}`:""),d(this.count,"title",t.shared?"The same weights every time":null),u(this.detail,t.folded?
[t.detail,ft(t.hidden)].filter(Boolean).join(" \xB7 "):t.detail),d(this.detail,"title",t.detail||null),u(this.params,t.pending?"\u2026":t.params),d(this.params,
"title",t.exact||null)}updateProblem(t){this.problem?.remove(),this.problem=null,t.problem&&(this.problem=P(t.problem,e=>this.events.fix(this.id,e)),this.head.after(
this.problem))}updateCaution(t){this.caution?.remove(),this.caution=t&&r("div","caution","",p("alert"),r("span","caution-text",t.text)),this.caution&&(this.caution.
title=t.hint,this.head.after(this.caution))}updatePill(t,e){let[i,n]=t.slot?[t.key==="body"?"+":"","sum"]:t.pending?["\u2026","unknown"]:t.problem?["\xD7","wron\
g"]:t.output?[t.output,t.changed?"changed":"same"]:["?","unknown"];this.pill.className=`pill ${n}`,u(this.pill,i),this.pill.dataset.shape=i,d(this.pill,"title",
i.includes("B")&&e?`${i}
${e}`:null)}};function pt(s){return mt(s)&&!s.folded&&!s.children.length}function mt(s){return s.slot&&s.key==="shortcut"}function Gt(s){return s.loading?"\u2026":
s.folded?ft(s.hidden):mt(s)?"x":k(s)?"Drop a first branch here":"Drop layers here"}function zt(s){return k(s)?"lanes":s.children.some(t=>t.slot)?s.children.some(
pt)?"branches skip":"branches":"column"}function ft(s){return s===1?"1 block":`${s} blocks`}function y(s){return s.slot?s.key:s.name?`${s.kind} ${s.name}`:s.kind}
function jt(s){let{block:t,parent:e,index:i}=s,n=[y(t)];return t.detail&&n.push(t.detail),e&&n.push(`block ${i+1} of ${e.children.length}`),e?.kind==="Graph"&&n.
push(`takes ${vt(s)}`),t.holds&&n.push(`${v(t)} inside`),t.gives.length&&n.push(`gives ${gt(t.gives)}`),t.problem?n.push(`problem: received ${t.problem.received}\
, expected ${t.problem.expected}`):n.push(t.output?`output ${t.output}`:"output unknown"),t.caution&&!t.problem&&n.push(`caution: ${t.caution.text}`),(t.exact||
t.params)&&n.push(t.exact||`${t.params} parameters`),n.join(", ")}function vt({block:s,parent:t,index:e}){return s.takes.length?gt(s.takes):s.linked?e?t.children[e-
1].name:"the input":"nothing"}function gt(s){return s.map(t=>t.text).join(", ")}function qt(s,t){let{block:e,parent:i}=s,n=e.problem&&[e.problem.received,e.problem.
expected,e.problem.fix,...e.problem.fixes].join("");return[e.kind,e.name,e.family,e.hue,e.key,e.detail,e.params,e.exact,e.output,e.changed,e.state,n,e.slot,e.count,
e.shared,e.folded,e.hidden,e.pending,e.loading,e.children.length,t,s.index,s.level,s.width,i?.kind,i?.children.length,e.holds&&v(e),e.caution?.hint,JSON.stringify(
e.takes),JSON.stringify(e.gives),X(s),i?.children[s.index+1]?.takes.length,i?.kind==="Graph"&&vt(s)].join("")}var bt=["Sequential","Graph","Residual","Parallel","Repeat"],Jt="Structure",R=class{constructor(t){this.desk=t}desk;select(t){this.desk.view.selected===t||g(t)||
this.desk.send({op:"select",block:t})}fold(t,e){let i=this.place(t);g(t)||!i?.block.holds||i.block.slot&&e||i.block.folded===e||(this.desk.send({op:"fold",block:t,
folded:e}),this.desk.announce(`${e?"Folded":"Unfolded"} ${y(i.block)}`))}add(t){let{desk:e}=this,i=()=>{let{parent:o,index:l}=this.nextPlace();e.send({op:"add",
kind:t,parent:o,index:l}),e.announce(`Added ${t}`)},n=this.place(e.view.selected)?.block;n?.pending&&n.family===Jt?e.afterAnswer(i):e.settle([],i)}drop(t,e){let{
desk:i}=this;i.settle([t.block,e.parent],()=>{t.block===null?(i.send({op:"add",kind:t.kind,parent:e.parent,index:e.index}),i.view.selected!==null&&i.focus(i.view.
selected),i.announce(`Added ${t.kind}`)):this.move(t.block,e.parent,e.index)})}move(t,e,i){let{desk:n}=this,o=this.place(t);!o?.parent||o.block.slot||n.settle([
t,e],()=>{n.send({op:"move",block:t,parent:e,index:i}),n.view.selected!==t&&n.send({op:"select",block:t}),n.focus(t);let l=this.place(t);l?.parent&&n.announce(`\
Moved ${y(l.block)} to position ${l.index+1} of ${this.named(l.parent.id)}`)})}shift(t,e){let i=this.place(t);if(!i?.parent||i.block.slot)return;let n=i.index+e;
if(n<0||n>=i.parent.children.length)return this.desk.announce(e<0?"Already first":"Already last");this.move(t,i.parent.id,e<0?n:n+1)}moveIn(t){let e=this.place(
t);if(!e?.parent||e.block.slot)return;let i=e.parent.children[e.index-1];if(!i?.holds)return this.desk.announce("No container before it to move into");if(!b(i))
return this.fold(i.id,!1),this.desk.announce(`Unfolded ${y(i)}; press again to move in`);let n=D(i);this.move(t,n.id,n.children.length)}moveOut(t){let e=this.place(
t);if(!e?.parent||e.block.slot)return;let i=this.place(e.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.desk.announce(
"Already at the outermost level");this.move(t,i.parent.id,i.index+1)}duplicate(t){this.onBlock(t,"Duplicated",()=>this.desk.send({op:"duplicate",block:t}))}wrap(t,e){
this.onBlock(t,`Wrapped in ${e}:`,()=>this.desk.send({op:"wrap",block:t,kind:e}))}unwrap(t){let e=this.place(t);if(!e?.block.holds)return this.desk.announce("On\
ly a container can be unwrapped");this.onBlock(t,"Unwrapped",()=>{this.desk.focus((D(e.block).children[0]??e.parent).id),this.desk.send({op:"unwrap",block:t})})}remove(t){
this.onBlock(t,"Removed",e=>{let i=e.parent.children,n=i[e.index+1]??i[e.index-1]??e.parent;this.desk.send({op:"remove",block:t}),this.desk.focus(this.desk.view.
root.id===n.id?0:n.id)})}addInput(t,e){let{desk:i}=this;i.send(t),i.send({op:"select",block:e}),i.afterAnswer(()=>i.focus(e)),i.announce("Added an input")}removeInput(t){
let{desk:e}=this;e.send({op:"remove input",index:-t}),e.send({op:"select",block:0}),e.focus(0)}rename(t,e){this.desk.settle([t],()=>this.desk.send({op:"rename",
block:t,name:e}))}fix(t,e){this.desk.settle([t],()=>this.desk.send({op:"fix",block:t,index:e}))}onBlock(t,e,i){let n=this.place(t);!n?.parent||n.block.slot||this.
desk.settle([t],()=>{let o=this.place(t);o?.parent&&(i(o),this.desk.announce(`${e} ${y(o.block)}`))})}nextPlace(){let{view:t}=this.desk,e=this.place(t.selected);
if(t.selected!==null&&S(t.selected))return{parent:t.root.id,index:0};if(!e?.parent)return{parent:t.root.id,index:t.root.children.length};let i=D(e.block);return b(
i)&&b(e.block)&&!i.children.length?{parent:i.id,index:0}:e.block.slot?{parent:e.block.id,index:e.block.children.length}:{parent:e.parent.id,index:e.index+1}}named(t){
let e=this.place(t);return e?.parent?y(e.block.slot?e.parent:e.block):"the model"}place(t){return t===null?void 0:this.desk.view.places.get(t)}};var Yt=10,Qt=8,wt=14,N=12,$=class{constructor(t,e,i,n,o){this.view=t;this.items=e;this.sheet=i;this.column=n;this.dragged=o}view;items;sheet;column;dragged;boxes=new Map;slotAt(t,e){
let i=this.within(this.view.root,t,e);return this.changesNothing(i)?null:i}foldedAt(t,e){for(let i of this.hits(this.view.root,t,e))if(i.folded)return i.id;return null}changesNothing(t){
if(this.dragged===null)return!1;if(ht(this.view,this.dragged,t.parent))return!0;let e=this.view.places.get(this.dragged);return e?.parent?.id===t.parent&&(t.index===
e.index||t.index===e.index+1)}*hits(t,e,i){for(let n of t.children)if(Xt(this.box(this.items.get(n.id).element),e,i)){yield n,yield*this.hits(n,e,i);return}}within(t,e,i){
let n=t.children.filter(o=>o.slot);if(n.length){let o=n.find(l=>l.key==="shortcut"&&this.outer(l).left<=e);return this.within(o??n[0],e,i)}return t.children.length?
this.isBeside(t)?this.inRow(t,e,i):this.inColumn(t,e,i):this.inEmpty(t)}inColumn(t,e,i){let{children:n}=t,o=kt(n.length,m=>this.outer(n[m]).bottom>i);if(o===n.length)
return this.between(t,o);let l=n[o],a=this.inner(l);return b(l)&&l.id!==this.dragged&&e>=a.left&&e<=a.right&&i>a.top+Yt&&i<a.bottom-Qt?this.within(l,e,i):this.between(
t,i<(a.top+a.bottom)/2?o:o+1)}inRow(t,e,i){let{children:n}=t,o=kt(n.length,m=>this.outer(n[m]).right>e);if(o===n.length)return this.beside(t,o);let l=n[o],a=this.
inner(l);return b(l)&&l.id!==this.dragged&&e>a.left+wt&&e<a.right-wt&&i>=a.top?this.within(l,e,i):this.beside(t,e<(a.left+a.right)/2?o:o+1)}inEmpty(t){let e=this.
items.get(t.id),i=e?e.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),o=(n.top+n.bottom)/2;return{parent:t.id,index:0,vertical:!1,zone:i,line:{
...n,top:o,bottom:o}}}between(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,o=i&&n?(i.bottom+n.top)/2:i?i.
bottom+N/2:n.top-N/2,{left:l,right:a}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:t.id,index:e,vertical:!1,zone:null,line:{left:l,right:a,top:o,bottom:o}}}beside(t,e){
let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,o=i&&n?(i.right+n.left)/2:i?i.right+N/2:n.left-N/2,{top:l,bottom:a}=this.
box(this.items.get(t.id).inside);return{parent:t.id,index:e,vertical:!0,zone:null,line:{left:o,right:o,top:l,bottom:a}}}isBeside(t){return k(t)?t.children.length<
2?!0:this.outer(t.children[1]).top<this.outer(t.children[0]).bottom:!1}outer(t){return this.box(this.items.get(t.id).element)}inner(t){return this.box(this.items.
get(t.id).card)}box(t){let e=this.boxes.get(t);if(!e){let i=this.sheet.getBoundingClientRect(),{left:n,top:o,right:l,bottom:a}=t.getBoundingClientRect();e={left:n-
i.left,top:o-i.top,right:l-i.left,bottom:a-i.top},this.boxes.set(t,e)}return e}};function Xt(s,t,e){return t>=s.left&&t<=s.right&&e>=s.top&&e<=s.bottom}function kt(s,t){
let e=0,i=s;for(;e<i;){let n=e+i>>1;t(n)?i=n:e=n+1}return e}var Zt=4,te=10,ee=250,ie=600,ne=48,yt=16,O=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;e.addEventListener("pointerdown",n=>this.press(
n),{signal:i}),e.addEventListener("pointermove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("po\
intercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),e.addEventListener("contextmenu",n=>this.load&&n.preventDefault(),{signal:i}),e.addEventListener(
"touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),e.addEventListener("click",n=>this.swallow(n),{signal:i,capture:!0}),t.scroller.addEventListener(
"scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.
cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;ghost=null;line=r(
"div","landing");listening=new AbortController;get dragging(){return this.active}refresh(t){if(!(!this.active||!this.load)){if(this.load.block!==null&&!t(this.load.
block))return this.cancel();this.geometry=this.host.geometry(this.load.block),this.host.lift(this.load.block,!0),this.aim()}}stop(){this.cancel(),this.listening.
abort()}press(t){if(this.load||t.button!==0||!t.isPrimary||A(t)||c(t,"button:not([data-palette]), .problem, .menu"))return;let e=this.host.pick(t);e&&(this.load=
e,this.pointer=t.pointerId,this.start=this.at={x:t.clientX,y:t.clientY},t.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),ee)))}move(t){if(!(!this.
load||t.pointerId!==this.pointer)){if(this.at={x:t.clientX,y:t.clientY},!this.active){let e=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);if(t.pointerType===
"touch"){e>te&&this.cancel();return}if(e<Zt)return;this.begin()}t.preventDefault(),this.follow(),this.aim()}}begin(){if(!this.load)return;clearTimeout(this.timer),
this.active=!0;let{root:t,sheet:e}=this.host;try{t.setPointerCapture(this.pointer)}catch{}t.classList.add("dragging"),this.ghost=se(this.load),t.append(this.ghost),
e.append(this.line),this.line.hidden=!0,this.host.lift(this.load.block,!0),this.geometry=this.host.geometry(this.load.block),this.follow(),this.aim(),this.frame=
requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{load:e,slot:i,active:n}=this;this.cancel(),n&&(this.justEnded=!0,setTimeout(
()=>this.justEnded=!1,0),e&&i&&this.host.drop(e,i))}justEnded=!1;swallow(t){this.justEnded&&(this.justEnded=!1,t.stopPropagation(),t.preventDefault())}cancel(){
clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(this.frame),this.active&&(this.show(null),this.line.remove(),this.ghost?.remove(),this.
host.root.classList.remove("dragging"),this.host.lift(this.load?.block??null,!1),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(
this.pointer)),this.rest.block=null,this.load=this.geometry=this.ghost=null,this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),
t.key==="Escape"&&this.cancel())}follow(){let t=this.host.root.getBoundingClientRect();this.ghost.style.transform=`translate(${this.at.x-t.left-24}px, ${this.at.
y-t.top-16}px)`}aim(){let t=this.host.scroller.getBoundingClientRect(),{x:e,y:i}=this.at;if(e<t.left||e>t.right||i<t.top||i>t.bottom)return this.linger(null),this.
show(null);let n=this.host.sheet.getBoundingClientRect();this.show(this.geometry.slotAt(e-n.left,i-n.top)),this.linger(this.geometry.foldedAt(e-n.left,i-n.top))}show(t){
if(this.slot?.zone?.classList.remove("over"),this.slot=t,this.line.hidden=!t||t.zone!==null,!t)return;t.zone?.classList.add("over");let{left:e,top:i,right:n,bottom:o}=t.
line;this.line.classList.toggle("vertical",t.vertical),Object.assign(this.line.style,{left:`${e}px`,top:`${i}px`,width:`${n-e}px`,height:`${o-i}px`})}linger(t){
t===this.load?.block&&(t=null),t!==this.rest.block&&(clearTimeout(this.rest.timer),this.rest.block=t,t!==null&&(this.rest.timer=window.setTimeout(()=>this.host.
unfold(t),ie)))}scroll(){let{scroller:t}=this.host,e=t.getBoundingClientRect();this.at.x>e.left&&this.at.x<e.right&&(t.scrollTop+=xt(this.at.y,e.top,e.bottom),t.
scrollLeft+=xt(this.at.x,e.left,e.right)),this.frame=requestAnimationFrame(()=>this.scroll())}};function xt(s,t,e){let i=Math.min(ne,(e-t)/4);return s<t+i?-Math.
ceil(Math.min(1,(t+i-s)/i)*yt):s>e-i?Math.ceil(Math.min(1,(s-e+i)/i)*yt):0}function se(s){let t=r("span","sign","",p(s.kind,s.family)),e=r("div","ghost","",t,r(
"span","kind",s.kind),r("span","detail",s.text));return e.style.setProperty("--h",String(s.hue)),e}var Et=[["\u2191 \u2193","Walk through the blocks"],["\u2192 \u2190","Unfold or enter, fold or leave"],["Enter Esc","Select and go in, go out"],["Alt_\u2191 Alt_\u2193",
"Move the block"],["Alt_\u2192 Alt_\u2190","Move into the container before, move out"],["w u","Wrap, unwrap"],["d Del","Duplicate, remove"],["F2 f","Rename, fol\
d"],["Ctrl_Z Ctrl_Y","Undo, redo"],["/","Search layers, Enter adds"]];function Mt(s,t){let e=t.ctrlKey||t.metaKey,i=t.key.toLowerCase();if(e&&i==="z")s.step(t.shiftKey?
"redo":"undo");else if(e&&i==="y")s.step("redo");else if(!e&&!t.altKey&&i==="/")s.focusSearch();else if(!e&&!t.altKey&&i==="?")s.help();else return!1;return!0}function St(s,t,e){
return e.altKey?oe(s.commands,t,e.key):e.ctrlKey||e.metaKey?e.key.toLowerCase()!=="d"?!1:(s.commands.duplicate(t),!0):re(s,t,e.key)||le(s,t,e.key)}function oe(s,t,e){
if(e==="ArrowUp")s.shift(t,-1);else if(e==="ArrowDown")s.shift(t,1);else if(e==="ArrowRight")s.moveIn(t);else if(e==="ArrowLeft")s.moveOut(t);else return!1;return!0}
function re(s,t,e){let{view:i,commands:n}=s,o=i.order.indexOf(t),l=i.places.get(t)?.block,a=i.places.get(t)?.parent,h=m=>m!==void 0&&m!==i.root.id&&s.focus(m);if(e===
"ArrowDown")h(i.order[o+1]);else if(e==="ArrowUp")h(i.order[o-1]);else if(e==="Home")h(i.order[0]);else if(e==="End")h(i.order.at(-1));else if(e==="ArrowRight")
l?.folded?n.fold(t,!1):h(l?.children[0]?.id);else if(e==="ArrowLeft")l?.holds&&!l.folded&&!l.slot?n.fold(t,!0):h(a?.id);else if(e==="Enter"||e===" "){let m=i.selected===
t;n.select(t),l?.holds&&m&&(l.folded?n.fold(t,!1):h(l.children[0]?.id))}else if(e==="Escape")a&&a.id!==i.root.id?h(a.id):n.select(null);else return!1;return!0}function le(s,t,e){
let{commands:i}=s,n=s.view.places.get(t)?.block;if(S(t)&&(e==="Delete"||e==="Backspace"))i.removeInput(t);else if(n)if(e==="w")s.openWrap(t);else if(e==="u")i.unwrap(
t);else if(e==="d")i.duplicate(t);else if(e==="Delete"||e==="Backspace")i.remove(t);else if(e==="F2")s.startRename(t);else if(e==="f")i.fold(t,!n.folded);else return!1;else
return!1;return!0}var H=8,K=class{constructor(t){this.root=t;t.addEventListener("pointerdown",e=>{this.element&&!e.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(t,e,i,n){let o=r("div","menu");o.setAttribute("role","menu"),o.setAttribute("aria-label",e);for(let l of i){let a=r("button","ch\
oice","",p(l.icon,"Structure"),r("span","choice-text",l.text),r("span","choice-hint",l.hint));a.type="button",a.setAttribute("role","menuitem"),a.dataset.choice=
l.text,a.addEventListener("click",()=>{this.close(!0),l.run()}),o.append(a)}o.prepend(r("div","menu-label",e)),o.addEventListener("keydown",l=>this.walk(l)),this.
open(o,t,n),o.querySelector("button")?.focus({preventScroll:!0})}shortcuts(t,e,i){let n=r("div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute(
"aria-label","Keyboard shortcuts"),n.tabIndex=-1,n.append(r("div","menu-title","Keyboard"));for(let[o,l]of e){let a=r("span","keys");for(let h of o.split(" "))a.
append(r("kbd","",h.replaceAll("_"," ")));n.append(r("div","key-row","",r("span","",l),a))}n.addEventListener("keydown",o=>{(o.key==="Escape"||o.key==="?")&&this.
close(!0)}),this.open(n,t,i),n.focus({preventScroll:!0})}close(t){this.element&&(this.element.remove(),this.element=null,t&&this.back?.(),this.back=null)}walk(t){
let e=[...this.element.querySelectorAll("button")],i=e.indexOf(t.composedPath()[0]),n=t.key==="ArrowDown"?1:t.key==="ArrowUp"?-1:0;n?(e[(i+n+e.length)%e.length].
focus({preventScroll:!0}),t.preventDefault()):(t.key==="Escape"||t.key==="Tab")&&(this.close(!0),t.preventDefault())}open(t,e,i){this.close(!1),this.element=t,this.
back=i,this.root.append(t);let n=this.root.getBoundingClientRect(),{offsetWidth:o,offsetHeight:l}=t,a=e.bottom-n.top+4,h=a+l+H<=n.height?a:e.top-n.top-l-4,m=e.right-
n.left-o;t.style.top=`${Math.max(H,Math.min(h,n.height-l-H))}px`,t.style.left=`${Math.max(H,Math.min(m,n.width-o-H))}px`}};var ae=4e3,F=class{live=r("div","live");toasts=r("div","toasts");banner=r("div","banner");shown=0;timer=0;level=null;constructor(){this.live.setAttribute("aria-\
live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=!0}announce(t){this.live.textContent=this.live.textContent===t?`${t}\xA0`:t}notice(t){
if(!t)return this.edited();t.id!==this.shown&&(this.shown=t.id,this.toast(t.text,t.level),this.announce(t.text))}edited(){this.level==="error"&&this.hide()}toast(t,e){
let i=r("span","sign","",p(e==="error"?"alert":"check")),n=f("dismiss","close","Dismiss");n.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.
level=e,this.toasts.replaceChildren(r("div",`toast ${e}`,"",i,r("span","toast-text",t),n)),e==="info"&&(this.timer=window.setTimeout(()=>this.hide(),ae))}offer(t,e){
let[i,...n]=t;if(this.banner.hidden=!i,!i)return;let o=r("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${ot(i.time)}?`),a=[E("solid","Re\
store",()=>{this.banner.hidden=!0,e(i)})];n.length&&a.push(E("plain","Show an older one",()=>this.offer(n,e))),a.push(E("plain","Dismiss",()=>this.offer([],e))),
this.banner.replaceChildren(o,...a)}stop(){clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.toasts.replaceChildren()}};function de(){let s=crypto.getRandomValues(new Uint32Array(2));return s[0].toString(36)+s[1].toString(36)}var _=class{constructor(t){this.send=t}send;client=de();pending=[];acknowledged=0;last=0;timer=0;wait=3e3;push(t){
return this.last+=1,this.pending.push({...t,id:this.last}),this.wait=3e3,this.deliver(),this.last}receive(t,e){this.send=e,t.client===this.client&&(this.acknowledged=
Math.max(this.acknowledged,t.id),this.pending=this.pending.filter(i=>i.id>this.acknowledged)),this.wait=3e3,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){
this.send({client:this.client,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.
wait=Math.min(this.wait*2,24e3),this.deliver()},this.wait))}};var U=class{constructor(t,e){this.add=t;this.leave=e;this.field.type="text",this.field.placeholder="Search layers",this.field.spellcheck=!1,this.field.autocomplete=
"off",this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action="search",this.field.addEventListener("input",()=>this.filter()),this.none.
hidden=!0,this.list.setAttribute("role","group"),this.list.setAttribute("aria-label","Layers");let i=r("label","search","",p("search"),this.field,r("kbd","","/"));
this.element.append(i,this.list,this.none),this.element.addEventListener("keydown",n=>this.key(n)),this.list.addEventListener("dblclick",n=>this.addFrom(n,"[dat\
a-palette]")),this.list.addEventListener("click",n=>this.addFrom(n,".plus"))}add;leave;element=r("div","palette");field=r("input","search-field");list=r("div","\
families");none=r("p","none","No layer matches");entries=[];shown=[];drawn="";focusSearch(){this.field.focus({preventScroll:!0}),this.field.select()}draw(t){let e=JSON.
stringify(t);e!==this.drawn&&(this.drawn=e,this.entries=[],this.list.replaceChildren(...t.map(i=>this.section(i))),this.filter())}pick(t){let e=c(t,"[data-palet\
te]"),i=this.entries.find(n=>n.button===e);return i?{block:null,kind:i.kind.kind,text:"",family:i.family.family,hue:i.kind.hue??i.family.hue}:null}section(t){let e=r(
"section","family","",r("h3","family-name",t.family));e.style.setProperty("--h",String(t.hue));for(let i of t.kinds){let n=r("span","sign","",p(i.kind,t.family)),
o=r("button","brick","",n,r("span","kind",i.kind),r("span","brick-hint",i.hint));o.type="button",o.dataset.palette=i.kind,o.title=i.doc||i.kind;let l=r("button",
"plus","",p("plus"));l.type="button",l.tabIndex=-1,d(l,"aria-label",`Add ${i.kind}`),i.hue!==void 0&&o.style.setProperty("--h",String(i.hue));let a=r("div","bri\
ck-row","",o,l);e.append(a),this.entries.push({kind:i,family:t,row:a,button:o,section:e})}return e}filter(){let t=this.field.value.trim().toLowerCase(),e=this.entries.
map(n=>({entry:n,rank:t?he(n.kind,t):0})).filter(({rank:n})=>n<4);e.sort((n,o)=>n.rank-o.rank);let i=new Map;for(let{entry:n}of e)i.set(n.section,[...i.get(n.section)??
[],n]);this.shown=[...i.values()].flat();for(let n of this.entries)n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.button.classList.remove("first");for(let n of this.
shown)n.row.hidden=n.section.hidden=!1,n.section.append(n.row);this.list.append(...i.keys()),this.markFirst(t)}markFirst(t){let[e]=this.shown;this.none.hidden=e!==
void 0,this.list.scrollTop=0,e&&(e.button.tabIndex=0,e.button.classList.toggle("first",t!==""))}bring(t){let e=t.row.getBoundingClientRect(),i=this.list.getBoundingClientRect(),
n=28;e.top<i.top+n?this.list.scrollTop-=i.top+n-e.top:e.bottom>i.bottom&&(this.list.scrollTop+=e.bottom-i.bottom+4)}addFrom(t,e){let i=c(t,e)?.closest(".brick-r\
ow"),n=this.entries.find(o=>o.row===i);n&&this.add(n.kind.kind)}key(t){if(t.isComposing)return;let e=t.composedPath()[0]===this.field,i=this.shown,n=i.findIndex(
o=>o.button===t.composedPath()[0]);if(t.key==="ArrowDown")this.step(e?this.shown[0]:i[n+1]);else if(t.key==="ArrowUp"&&!e)n>0?this.step(i[n-1]):this.focusSearch();else if(t.
key==="Enter"&&e&&this.field.value.trim()&&this.shown[0])this.add(this.shown[0].kind.kind);else if((t.key==="Enter"||t.key==="+")&&n>=0)this.add(i[n].kind.kind);else if(t.
key==="Escape")this.field.value?this.clear():this.leave();else if(t.key==="/"&&e)this.field.select();else return;t.preventDefault()}clear(){this.field.value="",
this.filter(),this.field.focus({preventScroll:!0})}step(t){if(t){for(let e of this.entries)e.button.tabIndex=-1;t.button.tabIndex=0,t.button.focus({preventScroll:!0}),
this.bring(t)}}};function he(s,t){let e=s.kind.toLowerCase();return e.startsWith(t)?e===t?0:1:e.includes(t)?2:`${s.hint} ${s.doc}`.toLowerCase().includes(t)?3:4}var W=class{element=r("div","inputs");pills=[];more=f("add-input","plus","Add an input");constructor(){this.element.setAttribute("role","none"),this.more.classList.
add("more"),this.more.tabIndex=-1}draw(t,e){for(;this.pills.length<e.inputs.length;)this.pills.push(new Z);this.pills.length=e.inputs.length,e.inputs.forEach((n,o)=>this.
pills[o].draw(n,t.selected===n.id,e.batch)),M(this.element,this.pills.map(n=>n.element)),this.more.hidden=!e.more;let i=this.pills.at(-1).element;this.more.parentElement!==
i&&i.append(this.more)}find(t){return this.pills.find(e=>e.element.dataset.block===String(t))?.element??null}},Z=class{element=r("div","terminal input");name=r(
"span","terminal-name");shape=r("span","terminal-shape");type=r("span","terminal-type");constructor(){this.element.setAttribute("role","treeitem"),this.element.
setAttribute("aria-level","1"),this.element.tabIndex=-1,this.element.append(r("b","","input"),this.name,this.shape,this.type)}draw({id:t,name:e,text:i,dtype:n},o,l){
this.element.dataset.block=String(t),this.element.classList.toggle("selected",o),d(this.element,"aria-selected",String(o)),d(this.element,"aria-label",["input",
e,i,n].filter(Boolean).join(" ")),u(this.name,e),u(this.shape,i),d(this.shape,"title",i.includes("B")&&l?l:null),u(this.type,n)}},G=class{constructor(t){this.fix=
t;this.open.type="button",this.open.dataset.action="output",this.pill.append(this.open,this.gives.element,this.shape),this.element.append(this.pill)}fix;element=r(
"div","ending");pill=r("div","terminal output");open=r("button","open","output");shape=r("span","terminal-shape");gives=new w("gives");problem=null;signature="";draw(t,{
output:e,batch:i}){let{root:n}=t;this.open.disabled=n.kind!=="Graph",d(this.open,"aria-label",`output ${e}`),d(this.open,"title",this.open.disabled?null:"Choose\
 what the model gives"),this.pill.classList.toggle("selected",t.selected===n.id),this.pill.classList.toggle("wrong",n.problem!==null),this.drawProblem(n.problem),
u(this.shape,e),this.shape.dataset.shape=e,d(this.shape,"title",e.includes("B")&&i?i:null),this.gives.draw(n.gives),this.pill.classList.toggle("unknown",e==="?"||
!e)}drawProblem(t){let e=JSON.stringify(t);e!==this.signature&&(this.signature=e,this.problem?.remove(),this.problem=t&&P(t,this.fix),this.problem&&this.element.
append(this.problem))}};var z=class{constructor(t){this.events=t;let e=r("div","tree");e.setAttribute("role","tree"),e.setAttribute("aria-label","Model"),this.column.setAttribute("role",
"none"),this.hint.append(r("p","hint-title","An empty canvas"),r("p","","Drag a layer here, or press / to search and Enter to add. Open a finished model in the \
Gallery.")),e.append(this.inputs.element,this.lead,this.column),this.element.append(e,this.hint,this.output.element)}events;element=r("div","sheet");column=r("d\
iv","column root");items=new Map;inputs=new W;output=new G(t=>this.events.fix(this.root,t));lead=r("div","lead");hint=r("div","hint");draws=0;root=0;draw(t,e){this.
draws+=1,this.root=t.root.id;let i=!t.root.children.length;this.element.classList.toggle("bare",i),this.hint.hidden=!i,this.element.style.setProperty("--widest",
`${t.places.get(t.root.id).width}px`),this.inputs.draw(t,e),this.output.draw(t,e),this.lead.classList.toggle("cut",!i&&!t.root.children[0].linked),this.fill(this.
column,t.root,t,e.batch);for(let[n,o]of this.items)o.seen!==this.draws&&(o.element.remove(),this.items.delete(n))}find(t){return t===null?null:t===this.root?this.
output.element:S(t)?this.inputs.find(t):this.items.get(t)?.element??null}fill(t,e,i,n){let o=e.children.map(l=>{let a=this.item(l.id);return a.update(i.places.get(
l.id),i.selected===l.id,n),this.fill(a.inside,l,i,n),a.element});M(t,o)}item(t){let e=this.items.get(t);return e||this.items.set(t,e=new I(t,this.events)),e.seen=
this.draws,e}};function Lt(s,t,e){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${t}, ${e})`,s.append(i);let n=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[o=255,l=255,a=255]=n;return .2126*o+.7152*l+.0722*a}function Tt(s){s.classList.toggle("dark",Lt(s,"--st-background-color","#fff")<
128);let t=Lt(s,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";s.style.setProperty("--on-accent",t)}function j(s,t){let e=r("input","typing");e.value=t.value,e.placeholder=t.placeholder,e.maxLength=64,e.spellcheck=!1,e.autocomplete="off",e.setAttribute("aria-l\
abel",t.label);let i=!0,n=(o,l)=>{if(!i)return;i=!1;let a=e.value.trim();e.remove(),s.textContent=o?a:t.value,t.closed(l),o&&a!==t.value&&t.done(a)};e.addEventListener(
"keydown",o=>{o.stopPropagation();let l=o.key==="Enter"&&!o.isComposing;!l&&o.key!=="Escape"||(o.preventDefault(),n(l,!0))}),e.addEventListener("blur",()=>n(!0,
!1)),s.replaceChildren(e),e.focus({preventScroll:!0}),e.select()}var q=class{constructor(t){this.events=t;let e=f("fold-all","fold","Fold all"),i=f("unfold-all","unfold","Unfold all"),n=r("div","tools","",this.undo,this.redo,
r("span","divider"),e,i,this.help);this.title.type=this.status.type="button",this.title.dataset.action="title",this.status.dataset.action="status",this.title.append(
this.titleText),this.title.addEventListener("click",()=>this.startTyping()),this.status.addEventListener("click",()=>t.reveal()),this.undo.addEventListener("cli\
ck",()=>t.undo()),this.redo.addEventListener("click",()=>t.redo()),e.addEventListener("click",()=>t.foldAll()),i.addEventListener("click",()=>t.unfoldAll()),this.
help.addEventListener("click",()=>t.help(this.helpBox())),this.element.setAttribute("role","toolbar"),this.element.setAttribute("aria-label","Model"),this.element.
append(this.title,this.status,this.totals,r("div","spacer"),n)}events;element=r("div","toolbar");title=r("button","title");titleText=r("span","title-text");status=r(
"button","badge status");totals=r("div","totals");undo=f("undo","undo","Undo");redo=f("redo","redo","Redo");help=f("help","help","Keyboard shortcuts (?)");look="";typing=!1;helpBox(){
return this.help.getBoundingClientRect()}draw(t){this.typing||(u(this.titleText,t.title||"Untitled"),d(this.title,"title",`${t.title||"Untitled"}: click to rena\
me`)),this.drawStatus(t),this.drawTotals(t.totals),this.drawHistory(this.undo,"Undo",t.undo),this.drawHistory(this.redo,"Redo",t.redo)}drawStatus({status:t}){let e=`${t.
level}${t.text}`;e!==this.look&&this.status.replaceChildren(p(t.level==="good"?"check":"alert"),r("span","badge-text",t.text)),this.look=e,this.status.classList.
toggle("bad",t.level==="bad"),this.status.classList.toggle("doubtful",t.level==="caution"),d(this.status,"aria-label",t.block===null?t.text:`${t.text}: show it`),
d(this.status,"title",t.block===null?t.text:"Show the block"),this.status.disabled=t.block===null}drawTotals(t){for(;this.totals.children.length>t.length;)this.
totals.lastElementChild.remove();t.forEach((e,i)=>{let n=this.totals.children[i]??this.totals.appendChild(r("span","badge","",r("b"),r("span","badge-label")));u(
n.firstElementChild,e.text),u(n.lastElementChild,e.label),d(n,"title",e.exact)})}drawHistory(t,e,i){t.disabled=!i,Y(t,i?`${e} ${i}`:`Nothing to ${e.toLowerCase()}`)}startTyping(){
if(this.typing)return;this.typing=!0;let t=r("span","title-text");this.title.replaceWith(t),j(t,{label:"Title of the model",value:this.titleText.textContent??"",
placeholder:"Title",done:e=>{u(this.titleText,e||"Untitled"),e&&this.events.rename(e)},closed:e=>{this.typing=!1,t.replaceWith(this.title),e&&this.title.focus({
preventScroll:!0})}})}};var ce=new Set(["wrap","unwrap","undo","redo","restore","fix","add input","remove input"]),ue=1,At=99,T=24,pe=":scope > .card > .chips > .chip, :scope > .more",
J=class{view;commands=new R(this);data;root=r("div","editor");scroller=r("div","scroller");messages=new F;autosave=new V;outbox=new _(()=>{});popover=new K(this.
root);sheet=new z({fix:(t,e)=>this.commands.fix(t,e)});links=new C(this.sheet.element,t=>this.sheet.find(t));palette=new U(t=>this.commands.add(t),()=>this.focus(
this.focused));toolbar;drag;focused=0;hovered=null;waiting=[];wanted=null;constructor(t){this.toolbar=this.makeToolbar(),this.scroller.append(this.sheet.element);
let e=r("div","stage","",this.messages.banner,this.scroller,this.messages.toasts);this.root.append(this.toolbar.element,r("div","desk","",this.palette.element,e),
this.messages.live),this.drag=this.makeDrag(),this.listen(),t.append(this.root)}update({data:t,setTriggerValue:e}){let i=!this.data,n=this.view;this.data=t,this.
outbox.receive(t.ack,o=>e("ops",o)),Tt(this.root),this.toolbar.draw(t),this.palette.draw(t.palette),this.draw(),this.messages.notice(t.notice),i?this.start():n.
selected!==this.view.selected&&this.showSelected(n),this.autosave.keep(t),this.runWaiting()}stop(){this.drag.stop(),this.outbox.stop(),this.autosave.stop(),this.
messages.stop(),this.root.remove()}send(t){t.op!=="select"&&t.op!=="fold"&&this.messages.edited(),this.outbox.push(t),this.draw()}settle(t,e){this.waiting.length||
!this.isSettled(t)?this.waiting.push({ids:t,run:e}):e()}step(t){let e=()=>this.send({op:t});this.waiting.length?this.waiting.push({ids:[],run:e}):e()}afterAnswer(t){
this.outbox.pending.length?this.waiting.push({ids:[],run:t}):t()}announce(t){this.messages.announce(t)}isSettled(t){return!this.outbox.pending.some(e=>ce.has(e.
op)||t.includes(B(e.id)))}runWaiting(){for(;this.waiting.length&&this.isSettled(this.waiting[0].ids);){let{ids:t,run:e}=this.waiting.shift();t.some(g)||e()}}start(){
this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2,this.messages.offer(this.autosave.offer(this.data),({document:t})=>this.send({op:"\
restore",text:t}))}draw(){let t=this.active(),e=t!==null&&this.sheet.element.contains(t),i=this.view;this.view=dt(this.data,this.outbox.pending),this.sheet.draw(
this.view,this.data),this.root.dataset.ack=String(this.outbox.acknowledged),this.root.dataset.pending=String(this.outbox.pending.length),this.placeFocus(i),e&&this.
active()!==t&&(t.isConnected&&this.sheet.element.contains(t)?t:this.sheet.find(this.focused))?.focus({preventScroll:!0}),this.wanted!==null&&!this.drag.dragging&&
this.sheet.find(this.wanted)&&this.reveal(this.wanted),this.drag.refresh(n=>this.view.places.has(n))}placeFocus(t){this.sheet.find(this.focused)||(this.focused=
this.successor(t));for(let i of this.sheet.element.querySelectorAll("[tabindex='0']"))i.tabIndex=-1;let e=this.sheet.find(this.focused);if(e){e.tabIndex=0;for(let i of e.
querySelectorAll(pe))i.tabIndex=0}}successor(t){let{selected:e,root:i}=this.view;if(!t)return e===null||e===i.id?0:e;let n=this.view.selected;if(g(this.focused)&&
n!==null&&this.sheet.find(n))return n;let o=t.order.indexOf(this.focused);return t.order.slice(o+1).find(a=>this.view.places.has(a))??t.order.slice(0,Math.max(0,
o)).findLast(a=>this.view.places.has(a))??0}active(){return this.root.getRootNode().activeElement}showSelected(t){let{selected:e}=this.view;e!==null&&e>0&&!t.places.
has(e)&&(this.wanted=e),e!==null&&this.sheet.find(e)&&!this.drag.dragging&&this.reveal(e)}reveal(t){this.wanted=this.sheet.find(t)?null:t,!(this.wanted!==null||
!this.scrollTo(t))&&requestAnimationFrame(()=>this.scrollTo(t))}scrollTo(t){let e=this.sheet.find(t);if(!e)return!1;let{scroller:i}=this,[n,o]=[i.scrollTop,i.scrollLeft],
l=i.getBoundingClientRect(),a=(e.querySelector(":scope > .card > .head")??e).getBoundingClientRect();return a.top<l.top+T?i.scrollTop-=l.top+T*2-a.top:a.bottom>
l.bottom-T&&(i.scrollTop+=a.bottom-l.bottom+T*3),a.left<l.left?i.scrollLeft-=l.left+T-a.left:a.right>l.right&&(i.scrollLeft+=Math.min(a.right-l.right,a.left-l.left)+
T),i.scrollTop!==n||i.scrollLeft!==o}focus(t){this.focused=t,this.placeFocus(this.view),this.sheet.find(this.focused)?.focus({preventScroll:!0}),this.reveal(this.
focused)}openWrap(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);if(!e||!i||e.block.slot)return;let n=bt.map(a=>({text:a,hint:"",icon:a,run:()=>this.
commands.wrap(t,a)})),o={text:"Unwrap",hint:"u",icon:"unwrap",run:()=>this.commands.unwrap(t)},l=(i.head.querySelector("[data-action=wrap]")??i.head).getBoundingClientRect();
this.popover.menu(l,"Wrap in",e.block.holds?[...n,o]:[...n],()=>this.focus(t))}startRename(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);!e||!i||e.
block.slot||g(t)||i.renaming||(i.renaming=!0,i.element.classList.add("renaming"),j(i.label,{label:`Name of ${e.block.kind}`,value:e.block.name,placeholder:e.block.
key||"name",done:n=>this.commands.rename(t,n),closed:n=>{i.renaming=!1,i.forget(),i.element.classList.remove("renaming"),n&&this.focus(t)}}))}focusSearch(){this.
palette.focusSearch()}help(t=this.toolbar.helpBox()){let e=this.active();this.popover.shortcuts(t,Et,()=>e?.focus({preventScroll:!0}))}makeToolbar(){return new q(
{rename:t=>this.send({op:"title",title:t}),reveal:()=>this.showProblem(),undo:()=>this.step("undo"),redo:()=>this.step("redo"),foldAll:()=>this.send({op:"foldal\
l",depth:ue}),unfoldAll:()=>this.send({op:"foldall",depth:At}),help:t=>this.help(t)})}showProblem(){let{block:t}=this.data.status;if(t!==null){if(this.commands.
select(t),t===this.view.root.id)return this.reveal(t);if(this.view.places.has(t))return this.focus(t);this.wanted=t,this.send({op:"foldall",depth:At})}}makeDrag(){
return new O({root:this.root,scroller:this.scroller,sheet:this.sheet.element,pick:t=>this.palette.pick(t)??this.pickBlock(t),geometry:t=>new $(this.view,this.sheet.
items,this.sheet.element,this.sheet.column,t),lift:(t,e)=>{this.hover(null),this.sheet.find(t)?.classList.toggle("lifted",e)},unfold:t=>this.commands.fold(t,!1),
drop:(t,e)=>this.commands.drop(t,e)})}pickBlock(t){let e=c(t,".item:not(.slot)"),i=e&&this.view.places.get(Number(e.dataset.block))?.block;if(!i||g(i.id))return null;
let n=v(i),o=n?`${n} inside`:i.detail;return{block:i.id,kind:i.kind,text:o,family:i.family,hue:i.hue}}listen(){let{root:t,scroller:e}=this;t.addEventListener("k\
eydown",i=>this.key(i)),t.addEventListener("keyup",i=>i.stopPropagation()),e.addEventListener("click",i=>this.click(i)),e.addEventListener("dblclick",i=>{c(i,".\
head")&&!c(i,"button, input")&&this.startRename(tt(i))}),e.addEventListener("focusin",i=>{let n=tt(i);this.light(i),!(n===null||n===this.focused)&&(this.focused=
n,this.placeFocus(this.view),this.sheet.items.get(n)?.needActions())}),e.addEventListener("focusout",()=>this.links.clear()),e.addEventListener("pointerover",i=>{
this.hover(c(i,".item:not(.slot)")),this.drag.dragging||this.light(i)}),e.addEventListener("pointerleave",()=>{this.hover(null),this.links.clear()})}hover(t){t!==
this.hovered&&(this.hovered?.classList.remove("hover"),this.hovered=t,t&&(t.classList.add("hover"),this.sheet.items.get(Number(t.dataset.block))?.needActions()))}light(t){
let e=c(t,"[data-source]"),i=c(t,".item:not(.slot), .input")?.dataset.block;e?this.links.source(e):i!==void 0?this.links.takers(Number(i)):this.links.clear()}goToSource(t){
this.commands.select(t),this.focus(t)}click(t){if(A(t)||c(t,".problem button"))return;let e=tt(t),i=c(t,"[data-source]")?.dataset.source;if(i!==void 0)return this.
goToSource(Number(i));let n=c(t,"[data-action]")?.dataset.action;if(n==="output")return this.commands.select(this.view.root.id);if(e===null)return c(t,".sheet, \
.scroller")?this.commands.select(null):void 0;let o=this.view.places.get(e)?.block.folded;n==="fold"||o&&c(t,".empty")?this.commands.fold(e,!o):n==="add-input"?
this.commands.addInput(this.data.more,-this.data.inputs.length):n==="wrap"?this.openWrap(e):n==="duplicate"?this.commands.duplicate(e):n==="remove"?this.commands.
remove(e):this.commands.select(e)}key(t){if(t.stopPropagation(),t.defaultPrevented||A(t)||c(t,".menu"))return;let e=c(t,"[data-block]");c(t,"button")!==null&&(t.
key==="Enter"||t.key===" ")||(Mt(this,t)||e&&St(this,Number(e.dataset.block),t))&&t.preventDefault()}};function tt(s){let t=c(s,"[data-block]");return t?Number(
t.dataset.block):null}var et=new WeakMap;function me(s){let{parentElement:t}=s,e=et.get(t),i=e??new J(t);return e||et.set(t,i),i.update(s),()=>{i.stop(),et.delete(t)}}export{me as default};

var G="blockyard/drafts";var z=crypto.getRandomValues(new Uint32Array(2)).join("-");function gt(o){if(typeof o!="object"||o===null)return!1;let{v:t,page:e,time:i,title:n,document:s}=o,r=[
e,n,s].every(a=>typeof a=="string");return t===1&&typeof i=="number"&&r}function j(){try{let o=JSON.parse(localStorage.getItem(G)??"[]");return Array.isArray(o)?
o.filter(gt):[]}catch{return[]}}function bt(o){let t={v:1,page:z,time:Date.now(),title:o.title,document:o.document},e=j().filter(i=>i.page!==z&&i.document!==o.document);
try{localStorage.setItem(G,JSON.stringify([t,...e].slice(0,5)))}catch{}}var T=class{timer=0;last="";offer(t){return t.fresh?j().filter(e=>e.document!==t.document):
[]}keep(t){t.fresh||t.document===this.last||(clearTimeout(this.timer),this.timer=window.setTimeout(()=>{this.last=t.document,bt(t)},300))}stop(){clearTimeout(this.
timer)}};function q(o){let t=new Date(o),i=t.toDateString()===new Date().toDateString()?{}:{day:"numeric",month:"short"};return t.toLocaleString(void 0,{...i,hour:"\
2-digit",minute:"2-digit"})}var Y=new Map([["Structure","M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],["Linear","M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],["Convolution","M2.5 2.5h11v11h-11zM2.5 \
6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11"],["Pooling","M2.5 3.5h11L9.6 8.8v4.4l-3.2-1.6V8.8z"],["Normalization","M1.8 12.2C5.6 12.2 5 3.8 8 3.8s2.4 8.4 6.2 8.4"],
["Activation","M2 11.8h5.6L13.6 4"],["Dropout","M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"],["Shape","M2.5 5.5h5v5h-5zM10.5\
 2.5h3v11h-3z"],["Reduction","M2.5 3.5h11M4.3 6.5h7.4M6.1 9.5h3.8M8 12.5h.1"],["Upsampling","M3 9.5h3.5V13H3zM6.5 9.5V3H13v10H6.5M11 5H8.8M11 5v2.2M11 5L8.8 7.2"],
["Embedding","M6 2.5h7.5v11H6zM6 6.2h7.5M6 9.8h7.5M1.5 8H4M2.8 6.6L4.2 8 2.8 9.4"],["Attention","M1.8 8s2.3-4.2 6.2-4.2S14.2 8 14.2 8s-2.3 4.2-6.2 4.2S1.8 8 1.8\
 8zM8 6.3a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4"],["Padding","M5.5 5.5h5v5h-5zM2.5 4.8V2.5h2.3M11.2 2.5h2.3v2.3M13.5 11.2v2.3h-2.3M4.8 13.5H2.5v-2.3"],["Visio\
n","M2.5 3.5h11v9h-11zM2.5 10.6l3-3 2.6 2.6 1.9-1.9 3.5 3.5M10.6 6.1h.1"],["Recurrent","M12.9 6.6A5.2 5.2 0 1 0 13.1 9.6M13.1 3v3.6H9.6"],["Arithmetic","M5 2.6v\
4.8M2.6 5h4.8M9.3 3.3l3.4 3.4M12.7 3.3L9.3 6.7M2.8 11.2h4.4M9 9.9h4M9 12.5h4"],["Other","M8 2l5.2 3v6L8 14l-5.2-3V5zM2.8 5L8 8l5.2-3M8 8v6"],["Residual","M5 1.5\
v13M5 4h3.6a3.4 3.4 0 0 1 3.4 3.4v1.2A3.4 3.4 0 0 1 8.6 12H5"],["Parallel","M8 1.5V4M8 12v2.5M3.8 7v2M12.2 7v2M3.8 7C3.8 5 5 4 8 4s4.2 1 4.2 3M3.8 9c0 2 1.2 3 4\
.2 3s4.2-1 4.2-3"],["Repeat","M3 7V6a2.5 2.5 0 0 1 2.5-2.5h7M10.5 1.5l2 2-2 2M13 9v1a2.5 2.5 0 0 1-2.5 2.5h-7M5.5 10.5l-2 2 2 2"],["undo","M5.5 3l-3 3 3 3M2.5 6\
h6.8a3.7 3.7 0 0 1 0 7.4H6.5"],["redo","M10.5 3l3 3-3 3M13.5 6H6.7a3.7 3.7 0 0 0 0 7.4h2.8"],["fold","M4.5 2.5L8 6l3.5-3.5M4.5 13.5L8 10l3.5 3.5M2.5 8h11"],["un\
fold","M4.5 5.5L8 2l3.5 3.5M4.5 10.5L8 14l3.5-3.5M2.5 8h11"],["chevron","M6 4l4 4-4 4"],["copy","M5.8 5.8h7.7v7.7H5.8zM10.2 5.8V2.5H2.5v7.7h3.3"],["remove","M3 \
4.5h10M6.2 4.5v-2h3.6v2M4.4 4.5l.6 9h6l.6-9M6.8 7v4M9.2 7v4"],["close","M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6"],["wrap","M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5\
 13.5H2.5V11M8 5.6v4.8M5.6 8h4.8"],["unwrap","M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.6 8h4.8"],["search","M7 2.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0\
 1 1 0-8.4M10.2 10.2l3.3 3.3"],["check","M3.2 8.6l3 3 6.6-7"],["alert","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M8 5v3.6M8 11h.1"],["plus","M8 3.5v9M3.5\
 8h9"],["help","M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11.3h.1"]]),J="http://www.w3.org/2000/svg",Q=new Map;
function wt(o){let t=document.createElementNS(J,"svg");t.setAttribute("viewBox","0 0 16 16"),t.setAttribute("aria-hidden","true");let e=document.createElementNS(
J,"path");return e.setAttribute("d",o),t.append(e),t}function u(...o){let t=o.find(i=>Y.has(i))??"Other",e=Q.get(t)??wt(Y.get(t));return Q.set(t,e),e.cloneNode(
!0)}function l(o,t="",e="",...i){let n=document.createElement(o);return t&&(n.className=t),e&&(n.textContent=e),n.append(...i),n}function f(o,t,e){let i=l("button",
"tool","",u(t));return i.type="button",i.dataset.action=o,F(i,e),i}function y(o,t,e){let i=l("button",o,t);return i.type="button",i.addEventListener("click",e),
i}function F(o,t){h(o,"aria-label",t),h(o,"title",t)}function h(o,t,e){o.getAttribute(t)!==e&&(e===null?o.removeAttribute(t):o.setAttribute(t,e))}function p(o,t){
o.textContent!==t&&(o.textContent=t)}function X(o,t){let e=new Set(t);for(let n of[...o.children])e.has(n)||n.remove();let i=o.firstElementChild;for(let n of t){
if(i&&i!==n&&i.nextElementSibling===n){let s=i;i=n,s.remove()}i===n?i=i.nextElementSibling:o.insertBefore(n,i)}}function c(o,t){let e=o.composedPath()[0];return e instanceof
Element?e.closest(t):null}function M(o){return c(o,"input, textarea")!==null}var _=188,kt=28,yt=140,xt=12,Et=60,Mt=new Set(["add","move","duplicate","remove","fold","rename"]);function Z(o,t){let i={root:t.some(n=>Mt.has(n.op))?et(o.root):
o.root,selected:o.selected,places:new Map,order:[0]};for(let n of t)St(i,n,o);return it(i,i.root,null,0,0),i}function w(o){return o.kind==="Parallel"}function b(o){
return o.holds&&!o.folded&&!o.loading}function L(o){return o.children.find(t=>t.slot&&t.key==="body")??o}function tt(o,t,e){for(let i=o.places.get(e);i;i=i.parent?
o.places.get(i.parent.id):void 0)if(i.block.id===t)return!0;return!1}function g(o){return o.folded?o.hidden:o.children.reduce((t,e)=>t+(e.slot?0:1)+g(e),0)}function et(o){
return{...o,children:o.children.map(et)}}function x(o,t,e=null){if(o.id===t)return[o,e];for(let i of o.children){let n=x(i,t,o);if(n)return n}return null}function St(o,t,e){
let[i,n]="block"in t&&t.block!==null&&x(o.root,t.block)||[null,null];if(t.op==="select")o.selected=t.block;else if(t.op==="add")Tt(o,t,e);else if(t.op==="move"&&
i&&n)Lt(o,t,i,n);else if(t.op==="rename"&&i)i.name=t.name;else if(t.op==="fold"&&i)At(i,t.folded);else if(t.op==="remove"&&i&&n)n.children=n.children.filter(s=>s!==
i),o.selected!==null&&x(i,o.selected)&&(o.selected=null);else if(t.op==="duplicate"&&i&&n){let s={...i,id:-t.id,pending:!0,folded:i.holds,hidden:g(i),children:[]};
n.children.splice(n.children.indexOf(i)+1,0,s),o.selected=s.id}}function Tt(o,t,e){let i=x(o.root,t.parent)?.[0];if(!i)return;let n=e.palette.find(a=>a.kinds.some(
d=>d.kind===t.kind)),s=n?.kinds.find(a=>a.kind===t.kind),r={id:-t.id,kind:t.kind,name:"",family:n?.family??"",hue:s?.hue??n?.hue??220,key:"",detail:"",params:"",
exact:"",input:"",output:"",changed:!1,state:"unknown",problem:null,holds:!1,slot:!1,count:0,shared:!1,folded:!1,hidden:0,children:[],pending:!0};i.children.splice(
t.index,0,r),o.selected=r.id}function Lt(o,t,e,i){let n=x(o.root,t.parent)?.[0];if(!n||x(e,n.id))return;let s=i.children.indexOf(e);i.children.splice(s,1),n.children.
splice(n===i&&s<t.index?t.index-1:t.index,0,e),e.pending=!0}function At(o,t){o.folded!==t&&(o.hidden=g(o),o.folded=t,o.loading=!t,o.children=[])}function it(o,t,e,i,n){
let s={block:t,parent:e,index:i,level:n,width:_};o.places.set(t.id,s),e&&o.order.push(t.id);let r=t.children.map((a,d)=>it(o,a,t,d,n+1));return s.width=Bt(t,r,e!==
null),s.width}function Bt(o,t,e){if(o.slot&&o.key==="shortcut"&&!t.length)return Et;if(!t.length)return b(o)?yt:_;let n=w(o)||o.children.some(s=>s.slot)?t.reduce(
(s,r)=>s+r,xt*(t.length-1)):Math.max(...t);return Math.max(_,n)+(o.slot||!e?0:kt)}var Ht=62,A=class{constructor(t,e){this.id=t;this.events=e;this.element.dataset.block=String(t),this.element.setAttribute("role","treeitem"),this.element.tabIndex=
-1,this.inside.setAttribute("role","group"),this.twist.type="button",this.twist.tabIndex=-1,this.twist.dataset.action="fold",this.wire.setAttribute("aria-hidden",
"true"),this.head.append(this.twist,this.sign,this.kind,this.label,this.count,this.detail,this.params),this.card.append(this.head,this.inside,this.empty),this.wire.
append(this.pill),this.element.append(this.card,this.wire)}id;events;element=l("div","item");card=l("div","card");head=l("div","head");label=l("span","name");inside=l(
"div","inside");empty=l("div","empty");seen=0;renaming=!1;signature="";look="";twist=l("button","twist","",u("chevron"));sign=l("span","sign");kind=l("span","ki\
nd");count=l("span","count");detail=l("span","detail");params=l("span","params");problem=null;actions=null;wire=l("div","wire");pill=l("span","pill");update(t,e){
let{block:i}=t,n=Rt(t,e);if(n===this.signature)return;this.signature=n,this.updateElement(t,e),this.updateHead(i),this.updateProblem(i),this.updatePill(i);let s=i.
holds&&!i.children.length;this.inside.hidden=!i.children.length,this.empty.hidden=!s||i.folded&&!i.slot,p(this.empty,s?Vt(i):"")}forget(){this.signature=""}needActions(){
if(!(this.actions||this.element.classList.contains("slot"))){this.actions=l("span","actions"),this.actions.append(f("wrap","wrap","Wrap (w)"),f("duplicate","cop\
y","Duplicate (d)"),f("remove","remove","Remove (Delete)"));for(let t of this.actions.children)t.tabIndex=-1;this.head.append(this.actions)}}updateElement(t,e){
let{block:i,parent:n}=t,{element:s}=this,r=["item",i.holds?"holds":"leaf",i.state];i.slot&&r.push("slot",i.key),nt(i)&&r.push("vacant"),n&&w(n)&&r.push("lane"),
i.holds&&!i.children.length&&r.push("hollow"),i.problem&&r.push("failing"),i.pending&&r.push("pending"),i.kind==="Repeat"&&r.push("stack"),e&&r.push("selected"),
s.classList.contains("hover")&&r.push("hover"),s.classList.contains("lifted")&&r.push("lifted"),s.className=r.join(" "),s.dataset.kind=i.kind,s.style.setProperty(
"--h",String(i.slot?n.hue:i.hue)),s.style.setProperty("--w",`${t.width}px`),this.inside.className=`inside ${Dt(i)}`,h(s,"aria-label",Ct(t)),h(s,"aria-level",String(
t.level)),h(s,"aria-posinset",String(t.index+1)),h(s,"aria-setsize",String(n?.children.length??1)),h(s,"aria-selected",String(e)),h(s,"aria-expanded",i.holds&&!i.
slot?String(!i.folded):null),t.level===1&&(s.style.containIntrinsicSize=`auto ${Ht*(1+g(i))}px`),e&&this.needActions()}updateHead(t){let e=`${t.kind}/${t.family}`;
e!==this.look&&this.sign.replaceChildren(u(t.kind,t.family)),this.look=e,this.twist.hidden=!t.holds,h(this.twist,"aria-label",t.folded?"Unfold":"Fold"),p(this.kind,
t.slot?t.key:t.kind),h(this.head,"title",t.key&&t.key!==t.name?`${t.kind} ${t.key}`:null),this.renaming||p(this.label,t.slot?"":t.name),p(this.count,t.count?`\xD7${t.
count}${t.shared?" shared":""}`:""),h(this.count,"title",t.shared?"The same weights every time":null),p(this.detail,t.folded?[t.detail,st(t.hidden)].filter(Boolean).
join(" \xB7 "):t.detail),h(this.detail,"title",t.detail||null),p(this.params,t.pending?"\u2026":t.params),h(this.params,"title",t.exact||null)}updateProblem(t){
if(this.problem?.remove(),this.problem=null,!t.problem)return;let{received:e,expected:i,fix:n,fixes:s}=t.problem;this.problem=l("div","problem");for(let[a,d]of[
["received",e],["expected",i],["fix",n]])d&&this.problem.append(l("div","fact","",l("span","fact-label",a),l("span","fact-text",d)));let r=l("div","fixes");s.forEach(
(a,d)=>{let m=y("fix",a,()=>this.events.fix(this.id,d));m.dataset.fix=String(d),m.title=a,r.append(m)}),s.length&&this.problem.append(r),this.head.after(this.problem)}updatePill(t){
let[e,i]=t.slot?[t.key==="body"?"+":"","sum"]:t.pending?["\u2026","unknown"]:t.problem?["\xD7","wrong"]:t.output?[t.output,t.changed?"changed":"same"]:["?","unk\
nown"];this.pill.className=`pill ${i}`,p(this.pill,e),this.pill.dataset.shape=e}};function nt(o){return ot(o)&&!o.folded&&!o.children.length}function ot(o){return o.
slot&&o.key==="shortcut"}function Vt(o){return o.loading?"\u2026":o.folded?st(o.hidden):ot(o)?"x":w(o)?"Drop a first branch here":"Drop layers here"}function Dt(o){
return w(o)?"lanes":o.children.some(t=>t.slot)?o.children.some(nt)?"branches skip":"branches":"column"}function st(o){return o===1?"1 block":`${o} blocks`}function k(o){
return o.slot?o.key:o.name?`${o.kind} ${o.name}`:o.kind}function Ct(o){let{block:t,parent:e,index:i}=o,n=[k(t)];return t.detail&&n.push(t.detail),e&&n.push(`blo\
ck ${i+1} of ${e.children.length}`),t.holds&&n.push(`${g(t)} inside`),t.problem?n.push(`problem: received ${t.problem.received}, expected ${t.problem.expected}`):
n.push(t.output?`output ${t.output}`:"output unknown"),(t.exact||t.params)&&n.push(t.exact||`${t.params} parameters`),n.join(", ")}function Rt(o,t){let{block:e,
parent:i}=o,n=e.problem&&[e.problem.received,e.problem.expected,e.problem.fix,...e.problem.fixes].join("");return[e.kind,e.name,e.family,e.hue,e.key,e.detail,e.
params,e.exact,e.output,e.changed,e.state,n,e.slot,e.count,e.shared,e.folded,e.hidden,e.pending,e.loading,e.children.length,t,o.index,o.level,o.width,i?.kind,i?.
children.length,e.holds&&g(e)].join("")}var rt=["Sequential","Residual","Parallel","Repeat"],Pt="Structure",B=class{constructor(t){this.desk=t}desk;select(t){this.desk.view.selected===t||t!==null&&t<0||
this.desk.send({op:"select",block:t})}fold(t,e){let i=this.place(t);t<0||!i?.block.holds||i.block.slot&&e||i.block.folded===e||(this.desk.send({op:"fold",block:t,
folded:e}),this.desk.announce(`${e?"Folded":"Unfolded"} ${k(i.block)}`))}add(t){let{desk:e}=this,i=()=>{let{parent:s,index:r}=this.nextPlace();e.send({op:"add",
kind:t,parent:s,index:r}),e.announce(`Added ${t}`)},n=this.place(e.view.selected)?.block;n?.pending&&n.family===Pt?e.afterAnswer(i):e.settle([],i)}drop(t,e){let{
desk:i}=this;i.settle([t.block,e.parent],()=>{t.block===null?(i.send({op:"add",kind:t.kind,parent:e.parent,index:e.index}),i.view.selected!==null&&i.focus(i.view.
selected),i.announce(`Added ${t.kind}`)):this.move(t.block,e.parent,e.index)})}move(t,e,i){let{desk:n}=this,s=this.place(t);!s?.parent||s.block.slot||n.settle([
t,e],()=>{n.send({op:"move",block:t,parent:e,index:i}),n.view.selected!==t&&n.send({op:"select",block:t}),n.focus(t);let r=this.place(t);r?.parent&&n.announce(`\
Moved ${k(r.block)} to position ${r.index+1} of ${this.named(r.parent.id)}`)})}shift(t,e){let i=this.place(t);if(!i?.parent||i.block.slot)return;let n=i.index+e;
if(n<0||n>=i.parent.children.length)return this.desk.announce(e<0?"Already first":"Already last");this.move(t,i.parent.id,e<0?n:n+1)}moveIn(t){let e=this.place(
t);if(!e?.parent||e.block.slot)return;let i=e.parent.children[e.index-1];if(!i?.holds)return this.desk.announce("No container before it to move into");if(!b(i))
return this.fold(i.id,!1),this.desk.announce(`Unfolded ${k(i)}; press again to move in`);let n=L(i);this.move(t,n.id,n.children.length)}moveOut(t){let e=this.place(
t);if(!e?.parent||e.block.slot)return;let i=this.place(e.parent.id);for(;i?.block.slot&&i.parent;)i=this.place(i.parent.id);if(!i?.parent)return this.desk.announce(
"Already at the outermost level");this.move(t,i.parent.id,i.index+1)}duplicate(t){this.onBlock(t,"Duplicated",()=>this.desk.send({op:"duplicate",block:t}))}wrap(t,e){
this.onBlock(t,`Wrapped in ${e}:`,()=>this.desk.send({op:"wrap",block:t,kind:e}))}unwrap(t){let e=this.place(t);if(!e?.block.holds)return this.desk.announce("On\
ly a container can be unwrapped");this.onBlock(t,"Unwrapped",()=>{this.desk.focus((L(e.block).children[0]??e.parent).id),this.desk.send({op:"unwrap",block:t})})}remove(t){
this.onBlock(t,"Removed",e=>{let i=e.parent.children,n=i[e.index+1]??i[e.index-1]??e.parent;this.desk.send({op:"remove",block:t}),this.desk.focus(this.desk.view.
root.id===n.id?0:n.id)})}rename(t,e){this.desk.settle([t],()=>this.desk.send({op:"rename",block:t,name:e}))}fix(t,e){this.desk.settle([t],()=>this.desk.send({op:"\
fix",block:t,index:e}))}onBlock(t,e,i){let n=this.place(t);!n?.parent||n.block.slot||this.desk.settle([t],()=>{let s=this.place(t);s?.parent&&(i(s),this.desk.announce(
`${e} ${k(s.block)}`))})}nextPlace(){let{view:t}=this.desk,e=this.place(t.selected);if(t.selected===0)return{parent:t.root.id,index:0};if(!e?.parent)return{parent:t.
root.id,index:t.root.children.length};let i=L(e.block);return b(i)&&b(e.block)&&!i.children.length?{parent:i.id,index:0}:e.block.slot?{parent:e.block.id,index:e.
block.children.length}:{parent:e.parent.id,index:e.index+1}}named(t){let e=this.place(t);return e?.parent?k(e.block.slot?e.parent:e.block):"the model"}place(t){
return t===null?void 0:this.desk.view.places.get(t)}};var Nt=10,$t=8,lt=14,H=12,V=class{constructor(t,e,i,n,s){this.view=t;this.items=e;this.sheet=i;this.column=n;this.dragged=s}view;items;sheet;column;dragged;boxes=new Map;slotAt(t,e){
let i=this.within(this.view.root,t,e);return this.changesNothing(i)?null:i}foldedAt(t,e){for(let i of this.hits(this.view.root,t,e))if(i.folded)return i.id;return null}changesNothing(t){
if(this.dragged===null)return!1;if(tt(this.view,this.dragged,t.parent))return!0;let e=this.view.places.get(this.dragged);return e?.parent?.id===t.parent&&(t.index===
e.index||t.index===e.index+1)}*hits(t,e,i){for(let n of t.children)if(It(this.box(this.items.get(n.id).element),e,i)){yield n,yield*this.hits(n,e,i);return}}within(t,e,i){
let n=t.children.filter(s=>s.slot);if(n.length){let s=n.find(r=>r.key==="shortcut"&&this.outer(r).left<=e);return this.within(s??n[0],e,i)}return t.children.length?
this.isBeside(t)?this.inRow(t,e,i):this.inColumn(t,e,i):this.inEmpty(t)}inColumn(t,e,i){let{children:n}=t,s=at(n.length,m=>this.outer(n[m]).bottom>i);if(s===n.length)
return this.between(t,s);let r=n[s],a=this.inner(r);return b(r)&&r.id!==this.dragged&&e>=a.left&&e<=a.right&&i>a.top+Nt&&i<a.bottom-$t?this.within(r,e,i):this.between(
t,i<(a.top+a.bottom)/2?s:s+1)}inRow(t,e,i){let{children:n}=t,s=at(n.length,m=>this.outer(n[m]).right>e);if(s===n.length)return this.beside(t,s);let r=n[s],a=this.
inner(r);return b(r)&&r.id!==this.dragged&&e>a.left+lt&&e<a.right-lt&&i>=a.top?this.within(r,e,i):this.beside(t,e<(a.left+a.right)/2?s:s+1)}inEmpty(t){let e=this.
items.get(t.id),i=e?e.empty:this.sheet.querySelector(".hint")??this.column,n=this.box(i),s=(n.top+n.bottom)/2;return{parent:t.id,index:0,vertical:!1,zone:i,line:{
...n,top:s,bottom:s}}}between(t,e){let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,s=i&&n?(i.bottom+n.top)/2:i?i.
bottom+H/2:n.top-H/2,{left:r,right:a}=n&&i&&n.right-n.left<i.right-i.left?i:n??i;return{parent:t.id,index:e,vertical:!1,zone:null,line:{left:r,right:a,top:s,bottom:s}}}beside(t,e){
let i=e>0?this.inner(t.children[e-1]):null,n=e<t.children.length?this.inner(t.children[e]):null,s=i&&n?(i.right+n.left)/2:i?i.right+H/2:n.left-H/2,{top:r,bottom:a}=this.
box(this.items.get(t.id).inside);return{parent:t.id,index:e,vertical:!0,zone:null,line:{left:s,right:s,top:r,bottom:a}}}isBeside(t){return w(t)?t.children.length<
2?!0:this.outer(t.children[1]).top<this.outer(t.children[0]).bottom:!1}outer(t){return this.box(this.items.get(t.id).element)}inner(t){return this.box(this.items.
get(t.id).card)}box(t){let e=this.boxes.get(t);if(!e){let i=this.sheet.getBoundingClientRect(),{left:n,top:s,right:r,bottom:a}=t.getBoundingClientRect();e={left:n-
i.left,top:s-i.top,right:r-i.left,bottom:a-i.top},this.boxes.set(t,e)}return e}};function It(o,t,e){return t>=o.left&&t<=o.right&&e>=o.top&&e<=o.bottom}function at(o,t){
let e=0,i=o;for(;e<i;){let n=e+i>>1;t(n)?i=n:e=n+1}return e}var Ot=4,Kt=10,Ft=250,_t=600,Ut=48,dt=16,D=class{constructor(t){this.host=t;let{root:e}=t,{signal:i}=this.listening;e.addEventListener("pointerdown",n=>this.press(
n),{signal:i}),e.addEventListener("pointermove",n=>this.move(n),{signal:i}),e.addEventListener("pointerup",n=>this.release(n),{signal:i}),e.addEventListener("po\
intercancel",n=>n.pointerId===this.pointer&&this.cancel(),{signal:i}),e.addEventListener("contextmenu",n=>this.load&&n.preventDefault(),{signal:i}),e.addEventListener(
"touchmove",n=>this.active&&n.preventDefault(),{signal:i,passive:!1}),e.addEventListener("click",n=>this.swallow(n),{signal:i,capture:!0}),t.scroller.addEventListener(
"scroll",()=>this.active&&this.aim(),{signal:i}),window.addEventListener("keydown",n=>this.key(n),{signal:i,capture:!0}),window.addEventListener("blur",()=>this.
cancel(),{signal:i})}host;load=null;active=!1;pointer=-1;start={x:0,y:0};at={x:0,y:0};timer=0;frame=0;rest={block:null,timer:0};geometry=null;slot=null;ghost=null;line=l(
"div","landing");listening=new AbortController;get dragging(){return this.active}refresh(t){if(!(!this.active||!this.load)){if(this.load.block!==null&&!t(this.load.
block))return this.cancel();this.geometry=this.host.geometry(this.load.block),this.host.lift(this.load.block,!0),this.aim()}}stop(){this.cancel(),this.listening.
abort()}press(t){if(this.load||t.button!==0||!t.isPrimary||M(t)||c(t,"button:not([data-palette]), .problem, .menu"))return;let e=this.host.pick(t);e&&(this.load=
e,this.pointer=t.pointerId,this.start=this.at={x:t.clientX,y:t.clientY},t.pointerType==="touch"&&(this.timer=window.setTimeout(()=>this.begin(),Ft)))}move(t){if(!(!this.
load||t.pointerId!==this.pointer)){if(this.at={x:t.clientX,y:t.clientY},!this.active){let e=Math.hypot(this.at.x-this.start.x,this.at.y-this.start.y);if(t.pointerType===
"touch"){e>Kt&&this.cancel();return}if(e<Ot)return;this.begin()}t.preventDefault(),this.follow(),this.aim()}}begin(){if(!this.load)return;clearTimeout(this.timer),
this.active=!0;let{root:t,sheet:e}=this.host;try{t.setPointerCapture(this.pointer)}catch{}t.classList.add("dragging"),this.ghost=Wt(this.load),t.append(this.ghost),
e.append(this.line),this.line.hidden=!0,this.host.lift(this.load.block,!0),this.geometry=this.host.geometry(this.load.block),this.follow(),this.aim(),this.frame=
requestAnimationFrame(()=>this.scroll())}release(t){if(t.pointerId!==this.pointer)return;let{load:e,slot:i,active:n}=this;this.cancel(),n&&(this.justEnded=!0,setTimeout(
()=>this.justEnded=!1,0),e&&i&&this.host.drop(e,i))}justEnded=!1;swallow(t){this.justEnded&&(this.justEnded=!1,t.stopPropagation(),t.preventDefault())}cancel(){
clearTimeout(this.timer),clearTimeout(this.rest.timer),cancelAnimationFrame(this.frame),this.active&&(this.show(null),this.line.remove(),this.ghost?.remove(),this.
host.root.classList.remove("dragging"),this.host.lift(this.load?.block??null,!1),this.host.root.hasPointerCapture(this.pointer)&&this.host.root.releasePointerCapture(
this.pointer)),this.rest.block=null,this.load=this.geometry=this.ghost=null,this.active=!1,this.pointer=-1}key(t){this.active&&(t.stopPropagation(),t.preventDefault(),
t.key==="Escape"&&this.cancel())}follow(){let t=this.host.root.getBoundingClientRect();this.ghost.style.transform=`translate(${this.at.x-t.left-24}px, ${this.at.
y-t.top-16}px)`}aim(){let t=this.host.scroller.getBoundingClientRect(),{x:e,y:i}=this.at;if(e<t.left||e>t.right||i<t.top||i>t.bottom)return this.linger(null),this.
show(null);let n=this.host.sheet.getBoundingClientRect();this.show(this.geometry.slotAt(e-n.left,i-n.top)),this.linger(this.geometry.foldedAt(e-n.left,i-n.top))}show(t){
if(this.slot?.zone?.classList.remove("over"),this.slot=t,this.line.hidden=!t||t.zone!==null,!t)return;t.zone?.classList.add("over");let{left:e,top:i,right:n,bottom:s}=t.
line;this.line.classList.toggle("vertical",t.vertical),Object.assign(this.line.style,{left:`${e}px`,top:`${i}px`,width:`${n-e}px`,height:`${s-i}px`})}linger(t){
t===this.load?.block&&(t=null),t!==this.rest.block&&(clearTimeout(this.rest.timer),this.rest.block=t,t!==null&&(this.rest.timer=window.setTimeout(()=>this.host.
unfold(t),_t)))}scroll(){let{scroller:t}=this.host,e=t.getBoundingClientRect();this.at.x>e.left&&this.at.x<e.right&&(t.scrollTop+=ht(this.at.y,e.top,e.bottom),t.
scrollLeft+=ht(this.at.x,e.left,e.right)),this.frame=requestAnimationFrame(()=>this.scroll())}};function ht(o,t,e){let i=Math.min(Ut,(e-t)/4);return o<t+i?-Math.
ceil(Math.min(1,(t+i-o)/i)*dt):o>e-i?Math.ceil(Math.min(1,(o-e+i)/i)*dt):0}function Wt(o){let t=l("span","sign","",u(o.kind,o.family)),e=l("div","ghost","",t,l(
"span","kind",o.kind),l("span","detail",o.text));return e.style.setProperty("--h",String(o.hue)),e}var ct=[["\u2191 \u2193","Walk through the blocks"],["\u2192 \u2190","Unfold or enter, fold or leave"],["Enter Esc","Select and go in, go out"],["Alt_\u2191 Alt_\u2193",
"Move the block"],["Alt_\u2192 Alt_\u2190","Move into the container before, move out"],["w u","Wrap, unwrap"],["d Del","Duplicate, remove"],["F2 f","Rename, fol\
d"],["Ctrl_Z Ctrl_Y","Undo, redo"],["/","Search layers, Enter adds"]];function ut(o,t){let e=t.ctrlKey||t.metaKey,i=t.key.toLowerCase();if(e&&i==="z")o.step(t.shiftKey?
"redo":"undo");else if(e&&i==="y")o.step("redo");else if(!e&&!t.altKey&&i==="/")o.focusSearch();else if(!e&&!t.altKey&&i==="?")o.help();else return!1;return!0}function pt(o,t,e){
return e.altKey?zt(o.commands,t,e.key):e.ctrlKey||e.metaKey?e.key.toLowerCase()!=="d"?!1:(o.commands.duplicate(t),!0):Gt(o,t,e.key)||jt(o,t,e.key)}function zt(o,t,e){
if(e==="ArrowUp")o.shift(t,-1);else if(e==="ArrowDown")o.shift(t,1);else if(e==="ArrowRight")o.moveIn(t);else if(e==="ArrowLeft")o.moveOut(t);else return!1;return!0}
function Gt(o,t,e){let{view:i,commands:n}=o,s=i.order.indexOf(t),r=i.places.get(t)?.block,a=i.places.get(t)?.parent,d=m=>m!==void 0&&m!==i.root.id&&o.focus(m);if(e===
"ArrowDown")d(i.order[s+1]);else if(e==="ArrowUp")d(i.order[s-1]);else if(e==="Home")d(i.order[0]);else if(e==="End")d(i.order.at(-1));else if(e==="ArrowRight")
r?.folded?n.fold(t,!1):d(r?.children[0]?.id);else if(e==="ArrowLeft")r?.holds&&!r.folded&&!r.slot?n.fold(t,!0):d(a?.id);else if(e==="Enter"||e===" "){let m=i.selected===
t;n.select(t),r?.holds&&m&&(r.folded?n.fold(t,!1):d(r.children[0]?.id))}else if(e==="Escape")a&&a.id!==i.root.id?d(a.id):n.select(null);else return!1;return!0}function jt(o,t,e){
let{commands:i}=o,n=o.view.places.get(t)?.block;if(!n)return!1;if(e==="w")o.openWrap(t);else if(e==="u")i.unwrap(t);else if(e==="d")i.duplicate(t);else if(e==="\
Delete"||e==="Backspace")i.remove(t);else if(e==="F2")o.startRename(t);else if(e==="f")i.fold(t,!n.folded);else return!1;return!0}var S=8,C=class{constructor(t){this.root=t;t.addEventListener("pointerdown",e=>{this.element&&!e.composedPath().includes(this.element)&&this.close(!1)},{capture:!0})}root;element=null;back=null;get isOpen(){
return this.element!==null}menu(t,e,i,n){let s=l("div","menu");s.setAttribute("role","menu"),s.setAttribute("aria-label",e);for(let r of i){let a=l("button","ch\
oice","",u(r.icon,"Structure"),l("span","choice-text",r.text),l("span","choice-hint",r.hint));a.type="button",a.setAttribute("role","menuitem"),a.dataset.choice=
r.text,a.addEventListener("click",()=>{this.close(!0),r.run()}),s.append(a)}s.prepend(l("div","menu-label",e)),s.addEventListener("keydown",r=>this.walk(r)),this.
open(s,t,n),s.querySelector("button")?.focus({preventScroll:!0})}shortcuts(t,e,i){let n=l("div","menu shortcuts");n.setAttribute("role","dialog"),n.setAttribute(
"aria-label","Keyboard shortcuts"),n.tabIndex=-1,n.append(l("div","menu-title","Keyboard"));for(let[s,r]of e){let a=l("span","keys");for(let d of s.split(" "))a.
append(l("kbd","",d.replaceAll("_"," ")));n.append(l("div","key-row","",l("span","",r),a))}n.addEventListener("keydown",s=>{(s.key==="Escape"||s.key==="?")&&this.
close(!0)}),this.open(n,t,i),n.focus({preventScroll:!0})}close(t){this.element&&(this.element.remove(),this.element=null,t&&this.back?.(),this.back=null)}walk(t){
let e=[...this.element.querySelectorAll("button")],i=e.indexOf(t.composedPath()[0]),n=t.key==="ArrowDown"?1:t.key==="ArrowUp"?-1:0;n?(e[(i+n+e.length)%e.length].
focus({preventScroll:!0}),t.preventDefault()):(t.key==="Escape"||t.key==="Tab")&&(this.close(!0),t.preventDefault())}open(t,e,i){this.close(!1),this.element=t,this.
back=i,this.root.append(t);let n=this.root.getBoundingClientRect(),{offsetWidth:s,offsetHeight:r}=t,a=e.bottom-n.top+4,d=a+r+S<=n.height?a:e.top-n.top-r-4,m=e.right-
n.left-s;t.style.top=`${Math.max(S,Math.min(d,n.height-r-S))}px`,t.style.left=`${Math.max(S,Math.min(m,n.width-s-S))}px`}};var qt=4e3,R=class{live=l("div","live");toasts=l("div","toasts");banner=l("div","banner");shown=0;timer=0;level=null;constructor(){this.live.setAttribute("aria-\
live","polite"),this.live.setAttribute("role","status"),this.banner.hidden=!0}announce(t){this.live.textContent=this.live.textContent===t?`${t}\xA0`:t}notice(t){
if(!t)return this.edited();t.id!==this.shown&&(this.shown=t.id,this.toast(t.text,t.level),this.announce(t.text))}edited(){this.level==="error"&&this.hide()}toast(t,e){
let i=l("span","sign","",u(e==="error"?"alert":"check")),n=f("dismiss","close","Dismiss");n.addEventListener("click",()=>this.hide()),clearTimeout(this.timer),this.
level=e,this.toasts.replaceChildren(l("div",`toast ${e}`,"",i,l("span","toast-text",t),n)),e==="info"&&(this.timer=window.setTimeout(()=>this.hide(),qt))}offer(t,e){
let[i,...n]=t;if(this.banner.hidden=!i,!i)return;let s=l("span","banner-text",`Restore \u201C${i.title||"Untitled"}\u201D from ${q(i.time)}?`),a=[y("solid","Res\
tore",()=>{this.banner.hidden=!0,e(i)})];n.length&&a.push(y("plain","Show an older one",()=>this.offer(n,e))),a.push(y("plain","Dismiss",()=>this.offer([],e))),
this.banner.replaceChildren(s,...a)}stop(){clearTimeout(this.timer)}hide(){clearTimeout(this.timer),this.level=null,this.toasts.replaceChildren()}};function Yt(){let o=crypto.getRandomValues(new Uint32Array(2));return o[0].toString(36)+o[1].toString(36)}var P=class{constructor(t){this.send=t}send;client=Yt();pending=[];acknowledged=0;last=0;timer=0;wait=3e3;push(t){
return this.last+=1,this.pending.push({...t,id:this.last}),this.wait=3e3,this.deliver(),this.last}receive(t,e){this.send=e,t.client===this.client&&(this.acknowledged=
Math.max(this.acknowledged,t.id),this.pending=this.pending.filter(i=>i.id>this.acknowledged)),this.wait=3e3,this.schedule()}stop(){clearTimeout(this.timer)}deliver(){
this.send({client:this.client,ops:this.pending}),this.schedule()}schedule(){clearTimeout(this.timer),this.pending.length&&(this.timer=window.setTimeout(()=>{this.
wait=Math.min(this.wait*2,24e3),this.deliver()},this.wait))}};var N=class{constructor(t,e){this.add=t;this.leave=e;this.field.type="text",this.field.placeholder="Search layers",this.field.spellcheck=!1,this.field.autocomplete=
"off",this.field.setAttribute("aria-label","Search layers"),this.field.dataset.action="search",this.field.addEventListener("input",()=>this.filter()),this.none.
hidden=!0,this.list.setAttribute("role","group"),this.list.setAttribute("aria-label","Layers");let i=l("label","search","",u("search"),this.field,l("kbd","","/"));
this.element.append(i,this.list,this.none),this.element.addEventListener("keydown",n=>this.key(n)),this.list.addEventListener("dblclick",n=>this.addFrom(n,"[dat\
a-palette]")),this.list.addEventListener("click",n=>this.addFrom(n,".plus"))}add;leave;element=l("div","palette");field=l("input","search-field");list=l("div","\
families");none=l("p","none","No layer matches");entries=[];shown=[];drawn="";focusSearch(){this.field.focus({preventScroll:!0}),this.field.select()}draw(t){let e=JSON.
stringify(t);e!==this.drawn&&(this.drawn=e,this.entries=[],this.list.replaceChildren(...t.map(i=>this.section(i))),this.filter())}pick(t){let e=c(t,"[data-palet\
te]"),i=this.entries.find(n=>n.button===e);return i?{block:null,kind:i.kind.kind,text:"",family:i.family.family,hue:i.kind.hue??i.family.hue}:null}section(t){let e=l(
"section","family","",l("h3","family-name",t.family));e.style.setProperty("--h",String(t.hue));for(let i of t.kinds){let n=l("span","sign","",u(i.kind,t.family)),
s=l("button","brick","",n,l("span","kind",i.kind),l("span","brick-hint",i.hint));s.type="button",s.dataset.palette=i.kind,s.title=i.doc||i.kind;let r=l("button",
"plus","",u("plus"));r.type="button",r.tabIndex=-1,h(r,"aria-label",`Add ${i.kind}`),i.hue!==void 0&&s.style.setProperty("--h",String(i.hue));let a=l("div","bri\
ck-row","",s,r);e.append(a),this.entries.push({kind:i,family:t,row:a,button:s,section:e})}return e}filter(){let t=this.field.value.trim().toLowerCase(),e=this.entries.
map(n=>({entry:n,rank:t?Jt(n.kind,t):0})).filter(({rank:n})=>n<4);e.sort((n,s)=>n.rank-s.rank);let i=new Map;for(let{entry:n}of e)i.set(n.section,[...i.get(n.section)??
[],n]);this.shown=[...i.values()].flat();for(let n of this.entries)n.row.hidden=n.section.hidden=!0,n.button.tabIndex=-1,n.button.classList.remove("first");for(let n of this.
shown)n.row.hidden=n.section.hidden=!1,n.section.append(n.row);this.list.append(...i.keys()),this.markFirst(t)}markFirst(t){let[e]=this.shown;this.none.hidden=e!==
void 0,this.list.scrollTop=0,e&&(e.button.tabIndex=0,e.button.classList.toggle("first",t!==""))}bring(t){let e=t.row.getBoundingClientRect(),i=this.list.getBoundingClientRect(),
n=28;e.top<i.top+n?this.list.scrollTop-=i.top+n-e.top:e.bottom>i.bottom&&(this.list.scrollTop+=e.bottom-i.bottom+4)}addFrom(t,e){let i=c(t,e)?.closest(".brick-r\
ow"),n=this.entries.find(s=>s.row===i);n&&this.add(n.kind.kind)}key(t){if(t.isComposing)return;let e=t.composedPath()[0]===this.field,i=this.shown,n=i.findIndex(
s=>s.button===t.composedPath()[0]);if(t.key==="ArrowDown")this.step(e?this.shown[0]:i[n+1]);else if(t.key==="ArrowUp"&&!e)n>0?this.step(i[n-1]):this.focusSearch();else if(t.
key==="Enter"&&e&&this.field.value.trim()&&this.shown[0])this.add(this.shown[0].kind.kind);else if((t.key==="Enter"||t.key==="+")&&n>=0)this.add(i[n].kind.kind);else if(t.
key==="Escape")this.field.value?this.clear():this.leave();else if(t.key==="/"&&e)this.field.select();else return;t.preventDefault()}clear(){this.field.value="",
this.filter(),this.field.focus({preventScroll:!0})}step(t){if(t){for(let e of this.entries)e.button.tabIndex=-1;t.button.tabIndex=0,t.button.focus({preventScroll:!0}),
this.bring(t)}}};function Jt(o,t){let e=o.kind.toLowerCase();return e.startsWith(t)?e===t?0:1:e.includes(t)?2:`${o.hint} ${o.doc}`.toLowerCase().includes(t)?3:4}var $=class{constructor(t){this.events=t;let e=l("div","tree");e.setAttribute("role","tree"),e.setAttribute("aria-label","Model"),this.input.dataset.block=String(
0),this.input.setAttribute("role","treeitem"),this.input.setAttribute("aria-level","1"),this.input.append(l("b","","input"),this.inputText,this.inputType),this.
output.append(l("b","","output"),this.outputText),this.column.setAttribute("role","none"),this.hint.append(l("p","hint-title","An empty canvas"),l("p","","Drag \
a layer here, or press / to search and Enter to add. Open a finished model in the Gallery.")),e.append(this.input,l("div","lead"),this.column),this.element.append(
e,this.hint,this.output)}events;element=l("div","sheet");column=l("div","column root");items=new Map;input=l("div","terminal input");inputText=l("span","termina\
l-shape");inputType=l("span","terminal-type");output=l("div","terminal output");outputText=l("span","terminal-shape");hint=l("div","hint");draws=0;draw(t,e){this.
draws+=1;let i=!t.root.children.length;this.element.classList.toggle("bare",i),this.hint.hidden=!i,this.element.style.setProperty("--widest",`${t.places.get(t.root.
id).width}px`),this.drawTerminals(t,e),this.fill(this.column,t.root,t);for(let[n,s]of this.items)s.seen!==this.draws&&(s.element.remove(),this.items.delete(n))}find(t){
return t===null?null:t===0?this.input:this.items.get(t)?.element??null}fill(t,e,i){let n=e.children.map(s=>{let r=this.item(s.id);return r.update(i.places.get(s.
id),i.selected===s.id),this.fill(r.inside,s,i),r.element});X(t,n)}item(t){let e=this.items.get(t);return e||this.items.set(t,e=new A(t,this.events)),e.seen=this.
draws,e}drawTerminals(t,e){let i=t.selected===0;this.input.classList.toggle("selected",i),h(this.input,"aria-selected",String(i)),h(this.input,"aria-label",`inp\
ut ${e.input.text} ${e.input.dtype}`),p(this.inputText,e.input.text),p(this.inputType,e.input.dtype),p(this.outputText,e.output),this.outputText.dataset.shape=e.
output,this.output.classList.toggle("unknown",e.output==="?"||!e.output)}};function mt(o,t,e){let i=document.createElement("span");i.style.cssText=`display:none;color:var(${t}, ${e})`,o.append(i);let n=getComputedStyle(i).color.match(/[\d.]+/g)?.
map(Number)??[];i.remove();let[s=255,r=255,a=255]=n;return .2126*s+.7152*r+.0722*a}function ft(o){o.classList.toggle("dark",mt(o,"--st-background-color","#fff")<
128);let t=mt(o,"--st-primary-color","#3454d1")>140?"#0b1020":"#fff";o.style.setProperty("--on-accent",t)}function I(o,t){let e=l("input","typing");e.value=t.value,e.placeholder=t.placeholder,e.maxLength=64,e.spellcheck=!1,e.autocomplete="off",e.setAttribute("aria-l\
abel",t.label);let i=!0,n=(s,r)=>{if(!i)return;i=!1;let a=e.value.trim();e.remove(),o.textContent=s?a:t.value,t.closed(r),s&&a!==t.value&&t.done(a)};e.addEventListener(
"keydown",s=>{s.stopPropagation();let r=s.key==="Enter"&&!s.isComposing;!r&&s.key!=="Escape"||(s.preventDefault(),n(r,!0))}),e.addEventListener("blur",()=>n(!0,
!1)),o.replaceChildren(e),e.focus({preventScroll:!0}),e.select()}var O=class{constructor(t){this.events=t;let e=f("fold-all","fold","Fold all"),i=f("unfold-all","unfold","Unfold all"),n=l("div","tools","",this.undo,this.redo,
l("span","divider"),e,i,this.help);this.title.type=this.status.type="button",this.title.dataset.action="title",this.status.dataset.action="status",this.title.append(
this.titleText),this.title.addEventListener("click",()=>this.startTyping()),this.status.addEventListener("click",()=>t.reveal()),this.undo.addEventListener("cli\
ck",()=>t.undo()),this.redo.addEventListener("click",()=>t.redo()),e.addEventListener("click",()=>t.foldAll()),i.addEventListener("click",()=>t.unfoldAll()),this.
help.addEventListener("click",()=>t.help(this.helpBox())),this.element.setAttribute("role","toolbar"),this.element.setAttribute("aria-label","Model"),this.element.
append(this.title,this.status,this.totals,l("div","spacer"),n)}events;element=l("div","toolbar");title=l("button","title");titleText=l("span","title-text");status=l(
"button","badge status");totals=l("div","totals");undo=f("undo","undo","Undo");redo=f("redo","redo","Redo");help=f("help","help","Keyboard shortcuts (?)");look="";typing=!1;helpBox(){
return this.help.getBoundingClientRect()}draw(t){this.typing||(p(this.titleText,t.title||"Untitled"),h(this.title,"title",`${t.title||"Untitled"}: click to rena\
me`)),this.drawStatus(t),this.drawTotals(t.totals),this.drawHistory(this.undo,"Undo",t.undo),this.drawHistory(this.redo,"Redo",t.redo)}drawStatus({status:t}){let e=`${t.
ok}${t.text}`;e!==this.look&&this.status.replaceChildren(u(t.ok?"check":"alert"),l("span","badge-text",t.text)),this.look=e,this.status.classList.toggle("bad",!t.
ok),h(this.status,"aria-label",t.block===null?t.text:`${t.text}: show it`),h(this.status,"title",t.block===null?t.text:"Show the block"),this.status.disabled=t.
block===null}drawTotals(t){for(;this.totals.children.length>t.length;)this.totals.lastElementChild.remove();t.forEach((e,i)=>{let n=this.totals.children[i]??this.
totals.appendChild(l("span","badge","",l("b"),l("span","badge-label")));p(n.firstElementChild,e.text),p(n.lastElementChild,e.label),h(n,"title",e.exact)})}drawHistory(t,e,i){
t.disabled=!i,F(t,i?`${e} ${i}`:`Nothing to ${e.toLowerCase()}`)}startTyping(){if(this.typing)return;this.typing=!0;let t=l("span","title-text");this.title.replaceWith(
t),I(t,{label:"Title of the model",value:this.titleText.textContent??"",placeholder:"Title",done:e=>{p(this.titleText,e||"Untitled"),e&&this.events.rename(e)},closed:e=>{
this.typing=!1,t.replaceWith(this.title),e&&this.title.focus({preventScroll:!0})}})}};var Qt=new Set(["wrap","unwrap","undo","redo","restore","fix"]),Xt=1,vt=99,E=24,K=class{view;commands=new B(this);data;root=l("div","editor");scroller=l("div","\
scroller");messages=new R;autosave=new T;outbox=new P(()=>{});popover=new C(this.root);sheet=new $({fix:(t,e)=>this.commands.fix(t,e)});palette=new N(t=>this.commands.
add(t),()=>this.focus(this.focused));toolbar;drag;focused=0;hovered=null;waiting=[];wanted=null;constructor(t){this.toolbar=this.makeToolbar(),this.scroller.append(
this.sheet.element);let e=l("div","stage","",this.messages.banner,this.scroller,this.messages.toasts);this.root.append(this.toolbar.element,l("div","desk","",this.
palette.element,e),this.messages.live),this.drag=this.makeDrag(),this.listen(),t.append(this.root)}update({data:t,setTriggerValue:e}){let i=!this.data,n=this.view;
this.data=t,this.outbox.receive(t.ack,s=>e("ops",s)),ft(this.root),this.toolbar.draw(t),this.palette.draw(t.palette),this.draw(),this.messages.notice(t.notice),
i?this.start():n.selected!==this.view.selected&&this.showSelected(n),this.autosave.keep(t),this.runWaiting()}stop(){this.drag.stop(),this.outbox.stop(),this.autosave.
stop(),this.messages.stop(),this.root.remove()}send(t){t.op!=="select"&&t.op!=="fold"&&this.messages.edited(),this.outbox.push(t),this.draw()}settle(t,e){this.waiting.
length||!this.isSettled(t)?this.waiting.push({ids:t,run:e}):e()}step(t){let e=()=>this.send({op:t});this.waiting.length?this.waiting.push({ids:[],run:e}):e()}afterAnswer(t){
this.outbox.pending.length?this.waiting.push({ids:[],run:t}):t()}announce(t){this.messages.announce(t)}isSettled(t){return!this.outbox.pending.some(e=>Qt.has(e.
op)||t.includes(-e.id))}runWaiting(){for(;this.waiting.length&&this.isSettled(this.waiting[0].ids);){let{ids:t,run:e}=this.waiting.shift();t.every(i=>i===null||
i>=0)&&e()}}start(){this.scroller.scrollLeft=(this.scroller.scrollWidth-this.scroller.clientWidth)/2,this.messages.offer(this.autosave.offer(this.data),({document:t})=>this.
send({op:"restore",text:t}))}draw(){let t=this.active(),e=t!==null&&this.sheet.element.contains(t),i=this.view;this.view=Z(this.data,this.outbox.pending),this.sheet.
draw(this.view,this.data),this.root.dataset.ack=String(this.outbox.acknowledged),this.root.dataset.pending=String(this.outbox.pending.length),this.placeFocus(i),
e&&this.active()!==t&&(t.isConnected&&this.sheet.element.contains(t)?t:this.sheet.find(this.focused))?.focus({preventScroll:!0}),this.wanted!==null&&!this.drag.
dragging&&this.sheet.find(this.wanted)&&this.reveal(this.wanted),this.drag.refresh(n=>this.view.places.has(n))}placeFocus(t){this.sheet.find(this.focused)||(this.
focused=this.successor(t));for(let i of this.sheet.element.querySelectorAll("[data-block][tabindex='0']"))i.tabIndex=-1;let e=this.sheet.find(this.focused);e&&(e.
tabIndex=0)}successor(t){if(!t)return this.view.selected??0;let e=this.view.selected;if(this.focused<0&&e!==null&&this.sheet.find(e))return e;let i=t.order.indexOf(
this.focused);return t.order.slice(i+1).find(s=>this.view.places.has(s))??t.order.slice(0,Math.max(0,i)).findLast(s=>this.view.places.has(s))??0}active(){return this.
root.getRootNode().activeElement}showSelected(t){let{selected:e}=this.view;e!==null&&e>0&&!t.places.has(e)&&(this.wanted=e),e!==null&&this.sheet.find(e)&&!this.
drag.dragging&&this.reveal(e)}reveal(t){this.wanted=this.sheet.find(t)?null:t,!(this.wanted!==null||!this.scrollTo(t))&&requestAnimationFrame(()=>this.scrollTo(
t))}scrollTo(t){let e=this.sheet.find(t);if(!e)return!1;let{scroller:i}=this,[n,s]=[i.scrollTop,i.scrollLeft],r=i.getBoundingClientRect(),a=(e.querySelector(":s\
cope > .card > .head")??e).getBoundingClientRect();return a.top<r.top+E?i.scrollTop-=r.top+E*2-a.top:a.bottom>r.bottom-E&&(i.scrollTop+=a.bottom-r.bottom+E*3),a.
left<r.left?i.scrollLeft-=r.left+E-a.left:a.right>r.right&&(i.scrollLeft+=Math.min(a.right-r.right,a.left-r.left)+E),i.scrollTop!==n||i.scrollLeft!==s}focus(t){
this.focused=t,this.placeFocus(this.view),this.sheet.find(this.focused)?.focus({preventScroll:!0}),this.reveal(this.focused)}openWrap(t){let e=this.view.places.
get(t),i=this.sheet.items.get(t);if(!e||!i||e.block.slot)return;let n=rt.map(a=>({text:a,hint:"",icon:a,run:()=>this.commands.wrap(t,a)})),s={text:"Unwrap",hint:"\
u",icon:"unwrap",run:()=>this.commands.unwrap(t)},r=(i.head.querySelector("[data-action=wrap]")??i.head).getBoundingClientRect();this.popover.menu(r,"Wrap in",e.
block.holds?[...n,s]:[...n],()=>this.focus(t))}startRename(t){let e=this.view.places.get(t),i=this.sheet.items.get(t);!e||!i||e.block.slot||t<0||i.renaming||(i.
renaming=!0,i.element.classList.add("renaming"),I(i.label,{label:`Name of ${e.block.kind}`,value:e.block.name,placeholder:e.block.key||"name",done:n=>this.commands.
rename(t,n),closed:n=>{i.renaming=!1,i.forget(),i.element.classList.remove("renaming"),n&&this.focus(t)}}))}focusSearch(){this.palette.focusSearch()}help(t=this.
toolbar.helpBox()){let e=this.active();this.popover.shortcuts(t,ct,()=>e?.focus({preventScroll:!0}))}makeToolbar(){return new O({rename:t=>this.send({op:"title",
title:t}),reveal:()=>this.showProblem(),undo:()=>this.step("undo"),redo:()=>this.step("redo"),foldAll:()=>this.send({op:"foldall",depth:Xt}),unfoldAll:()=>this.
send({op:"foldall",depth:vt}),help:t=>this.help(t)})}showProblem(){let{block:t}=this.data.status;if(t!==null){if(this.commands.select(t),this.view.places.has(t))
return this.focus(t);this.wanted=t,this.send({op:"foldall",depth:vt})}}makeDrag(){return new D({root:this.root,scroller:this.scroller,sheet:this.sheet.element,pick:t=>this.
palette.pick(t)??this.pickBlock(t),geometry:t=>new V(this.view,this.sheet.items,this.sheet.element,this.sheet.column,t),lift:(t,e)=>{this.hover(null),this.sheet.
find(t)?.classList.toggle("lifted",e)},unfold:t=>this.commands.fold(t,!1),drop:(t,e)=>this.commands.drop(t,e)})}pickBlock(t){let e=c(t,".item:not(.slot)"),i=e&&
this.view.places.get(Number(e.dataset.block))?.block;if(!i||i.id<0)return null;let n=g(i),s=n?`${n} inside`:i.detail;return{block:i.id,kind:i.kind,text:s,family:i.
family,hue:i.hue}}listen(){let{root:t,scroller:e}=this;t.addEventListener("keydown",i=>this.key(i)),t.addEventListener("keyup",i=>i.stopPropagation()),e.addEventListener(
"click",i=>this.click(i)),e.addEventListener("dblclick",i=>{c(i,".head")&&!c(i,"button, input")&&this.startRename(U(i))}),e.addEventListener("focusin",i=>{let n=U(
i);n===null||n===this.focused||(this.focused=n,this.placeFocus(this.view),this.sheet.items.get(n)?.needActions())}),e.addEventListener("pointerover",i=>this.hover(
c(i,".item:not(.slot)"))),e.addEventListener("pointerleave",()=>this.hover(null))}hover(t){t!==this.hovered&&(this.hovered?.classList.remove("hover"),this.hovered=
t,t&&(t.classList.add("hover"),this.sheet.items.get(Number(t.dataset.block))?.needActions()))}click(t){if(M(t)||c(t,".problem button"))return;let e=U(t),i=c(t,"\
[data-action]")?.dataset.action;if(e===null)return c(t,".sheet, .scroller")?this.commands.select(null):void 0;let n=this.view.places.get(e)?.block.folded;i==="f\
old"||n&&c(t,".empty")?this.commands.fold(e,!n):i==="wrap"?this.openWrap(e):i==="duplicate"?this.commands.duplicate(e):i==="remove"?this.commands.remove(e):this.
commands.select(e)}key(t){if(t.stopPropagation(),t.defaultPrevented||M(t)||c(t,".menu"))return;let e=c(t,"[data-block]");c(t,"button")!==null&&(t.key==="Enter"||
t.key===" ")||(ut(this,t)||e&&pt(this,Number(e.dataset.block),t))&&t.preventDefault()}};function U(o){let t=c(o,"[data-block]");return t?Number(t.dataset.block):
null}var W=new WeakMap;function Zt(o){let{parentElement:t}=o,e=W.get(t),i=e??new K(t);return e||W.set(t,i),i.update(o),()=>{i.stop(),W.delete(t)}}export{Zt as default};

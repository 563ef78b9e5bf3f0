var et=/f\d*$/;function V(n,t){for(let s of n?.querySelectorAll(".edge.lit")??[])s.classList.remove("lit");let e=t?.matches(".node")?t.getAttribute("data-name"):
null;if(!n||!e)return;let i=[...n.querySelectorAll(".edge")].map(s=>({edge:s,ends:(s.dataset.name??"").split("->")})),o=new Set(i.filter(({ends:s})=>s[1]===e&&et.
test(s[0]??"")).map(({ends:s})=>s[0]));for(let{edge:s,ends:r}of i)(r.includes(e)||o.has(r[1]))&&s.classList.add("lit")}var it="http://www.w3.org/2000/svg";function h(n,t="",e=""){let i=document.createElement(n);return i.className=t,i.textContent=e,i}function d(n,t){let e=document.
createElementNS(it,n);for(let[i,o]of Object.entries(t))e.setAttribute(i,String(o));return e}function m(n,t,e){let i=h("button");return i.type="button",i.append(
n),i.title=t,i.setAttribute("aria-label",t),i.addEventListener("click",e),i}function g(n){let t=[];for(let e of n.querySelectorAll(":scope > :is(path, polygon, ellipse)"))if(e.localName==="ellipse"){let[i=0,o=0,s=0,r=0]=["cx","cy","rx",
"ry"].map(l=>Number(e.getAttribute(l)));t.push({left:i-s,top:o-r,right:i+s,bottom:o+r})}else{let i=T(e.getAttribute("d")??e.getAttribute("points")??""),[o,s]=[i.
map(([r])=>r),i.map(([,r])=>r)];t.push({left:Math.min(...o),top:Math.min(...s),right:Math.max(...o),bottom:Math.max(...s)})}return t.sort((e,i)=>i.right-e.right)[0]??
null}function P(n){let t=T(n.getAttribute("d")??""),e=[];for(let i=0;i+3<t.length;i+=3){let[o,s,r,l]=t.slice(i,i+4);for(let a=0;a<=24;a+=1)e.push(nt(o,s,r,l,a/24))}
return e}function k(n,t,e){let o=n.filter(([,s],r)=>{let l=n[r+1]?.[1]??s;return Math.max(s,l)>=t&&Math.min(s,l)<=e}).map(([s])=>s);return o.length?[Math.min(...o),
Math.max(...o)]:null}function T(n){let t=(n.match(/-?\d+(?:\.\d+)?/g)??[]).map(Number);return Array.from({length:t.length>>1},(e,i)=>[t[2*i]??0,t[2*i+1]??0])}function nt(n,t,e,i,o){
let s=1-o,[r,l,a,u]=[s*s*s,3*s*s*o,3*s*o*o,o*o*o];return[r*n[0]+l*t[0]+a*e[0]+u*i[0],r*n[1]+l*t[1]+a*e[1]+u*i[1]]}var ot=6.5,st=13,rt=15;function G(n,t){let e=g(n);if(!e)return;let i=t?e.top+rt:(e.top+e.bottom)/2,o=d("g",{class:"sign",transform:`translate(${e.right} ${i})`});
o.append(d("circle",{r:st,class:"reach"}),d("circle",{r:ot,class:"disc"}),d("path",{d:t?"M-3 0H3":"M-3 0H3M0 -3V3"})),n.append(o)}var b=class{parts=[];groups=new Map;parents=new Map;take(t,e,i){let o=new Map([...t.querySelectorAll("g[id]")].map(r=>[r.id,r]));this.parts=e.filter(r=>o.has(`b${r.
id}`)),this.groups=new Map(this.parts.map(r=>[r.id,o.get(`b${r.id}`)])),this.parents=lt(this.parts),t.setAttribute("role","tree"),t.setAttribute("aria-label",`D\
iagram of ${i}`);for(let r of o.values())/^(b\d+|model)$/.test(r.id)||r.setAttribute("aria-hidden","true");let s=Map.groupBy(this.parts,r=>this.parents.get(r.id));
for(let r of this.parts)o.get(`b${r.id}-merge`)?.setAttribute("data-block",String(r.id)),this.prepare(r,s.get(this.parents.get(r.id))??[]);this.reach(this.parts[0]?.
id??null)}prepare(t,e){let i=this.group(t.id);if(!i)return;let o={"data-block":t.id,role:"treeitem",tabindex:-1,"aria-label":N(t),"aria-level":t.level,"aria-set\
size":e.length,"aria-posinset":e.indexOf(t)+1,"aria-expanded":t.unfolded===null?null:String(t.unfolded)};for(let[s,r]of Object.entries(o))r!==null&&i.setAttribute(
s,String(r));t.unfolded!==null&&G(i,t.unfolded)}group(t){return t!==null&&this.groups.get(t)||null}part(t){return this.parts.find(e=>e.id===t)??null}at(t){let e=t instanceof
Element?t.closest("[data-block]")?.dataset.block:void 0;return e===void 0?null:Number(e)}get focused(){return[...this.groups].find(([,t])=>t.matches(":focus"))?.[0]??
null}mark(t,e){for(let[i,o]of this.groups){let s=i===t;o.classList.toggle("selected",s),o.classList.toggle("hides",s&&e),o.setAttribute("aria-selected",String(s));
let r=this.part(i);r&&o.setAttribute("aria-label",N(r)+(s&&e?", holds the selected block":""))}t!==null&&this.reach(t)}reach(t){let e=this.group(t);if(e){for(let i of this.
groups.values())i.setAttribute("tabindex","-1");e.setAttribute("tabindex","0")}}next(t,e){let i=this.parts.findIndex(s=>s.id===t),o=i<0?0:Math.min(Math.max(i+e,
0),this.parts.length-1);return this.parts[o]?.id??null}parent(t){return this.parents.get(t)??null}};function lt(n){let t=[];return new Map(n.map(({id:e,level:i})=>(t.
length=i-1,t.push(e),[e,t.at(-2)??null])))}function N(n){return[n.title,...n.facts].join(", ")}function I(n,t){let e=new Map,i=null,o={x:0,y:0},s=l=>{let a=n.getBoundingClientRect();return{x:l.clientX-a.left,y:l.clientY-a.top}};n.addEventListener("pointer\
down",l=>{l.button===0&&(e.set(l.pointerId,s(l)),o=s(l),i=e.size===1&&l.target instanceof Element?l.target:null)}),n.addEventListener("pointermove",l=>{let a=e.
get(l.pointerId);if(!a)return;if(!l.buttons)return void e.delete(l.pointerId);let u=s(l);if(i&&E(o,u)<=4)return;i&&n.setPointerCapture(l.pointerId),i=null;let[c]=[
...e].filter(([f])=>f!==l.pointerId).map(([,f])=>f);if(c){let f=E(c,u)/Math.max(E(c,a),1);t.zoom(f,(c.x+u.x)/2,(c.y+u.y)/2)}else t.drag(u.x-a.x,u.y-a.y);e.set(l.
pointerId,u)});let r=l=>{e.delete(l.pointerId)&&i&&l.type==="pointerup"&&t.click(i),i=null};n.addEventListener("pointerup",r),n.addEventListener("pointercancel",
r),n.addEventListener("lostpointercapture",l=>{l.target===n&&r(l)}),n.addEventListener("wheel",l=>{if(!l.ctrlKey&&!l.metaKey){let c=l.deltaMode===WheelEvent.DOM_DELTA_LINE?
16:1;t.scroll(l.deltaX*c,l.deltaY*c)&&l.preventDefault();return}l.preventDefault();let{x:a,y:u}=s(l);t.zoom(Math.exp(-Math.max(-60,Math.min(60,l.deltaY))*.006),
a,u)},{passive:!1})}function E(n,t){return Math.hypot(n.x-t.x,n.y-t.y)}var R="http://www.w3.org/2000/svg",at=new Set(["svg","g","path","polygon","polyline","ellipse","circle","rect","line","text","tspan"]),ut=new Set("id class tran\
sform viewBox d points x y x1 y1 x2 y2 cx cy r rx ry width height fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-li\
nejoin opacity text-anchor font-family font-size font-weight font-style".split(" "));function B(n){let t=new DOMParser().parseFromString(n,"image/svg+xml").documentElement,
e=t.localName==="svg"?O(t):null;return e instanceof SVGSVGElement?e:null}function O(n){if(n.namespaceURI!==R||!at.has(n.localName))return null;let t=document.createElementNS(
R,n.localName);for(let{name:e,value:i}of n.attributes)ut.has(e)&&!/url\s*\(/i.test(i)&&t.setAttribute(e,i);for(let e of n.childNodes)e instanceof Element&&e.localName===
"title"?t.dataset.name=e.textContent??"":e instanceof Element?t.append(O(e)??""):e.nodeType===Node.TEXT_NODE&&/^t/.test(t.localName)&&t.append(e.textContent??"");
return t}function C(n,t){n&&v(D(n,1),`${t}.svg`)}async function H(n,t,e){if(!n)return;let i=Math.min(2,8e3/n.width,8e3/n.height),o=URL.createObjectURL(D(n,i));try{let s=new Image;
s.src=o,await s.decode();let r=document.createElement("canvas");r.width=Math.ceil(n.width*i),r.height=Math.ceil(n.height*i);let l=r.getContext("2d");if(!l)return;
l.fillStyle=e,l.fillRect(0,0,r.width,r.height),l.drawImage(s,0,0);let a=await new Promise(u=>r.toBlob(u,"image/png"));a&&v(a,`${t}.png`)}finally{URL.revokeObjectURL(
o)}}function D(n,t){let e=n.svg.cloneNode(!0);for(let i of e.querySelectorAll(".sign"))i.remove();for(let i of[e,...e.querySelectorAll("*")])for(let{name:o}of[...i.
attributes])/^(tabindex|role|class|aria-.*|data-.*)$/.test(o)&&i.removeAttribute(o);return e.setAttribute("width",`${Math.ceil(n.width*t)}`),e.setAttribute("hei\
ght",`${Math.ceil(n.height*t)}`),e.setAttribute("viewBox",`0 0 ${n.width} ${n.height}`),new Blob([new XMLSerializer().serializeToString(e)],{type:"image/svg+xml"})}
function v(n,t){let e=document.createElement("a");e.href=URL.createObjectURL(n),e.download=t,e.click(),setTimeout(()=>URL.revokeObjectURL(e.href),1e4)}var q=1.3333333333333333,ht=.92,ct=.75,dt=1.1,F=.05,mt=8;function _(n,t){let e=Math.min(J(n,t),q);if(e>=ht)return M(n,t,e);let i=Math.min(Math.max(t.width/n.width,
ct),dt);return{...M(n,t,i),y:0}}function K(n,t){return M(n,t,Math.min(J(n,t),q))}function W(n,t,e){let i=Math.min(Math.max(n.scale*t,F),mt),o=1/n.scale-1/i;return{
x:n.x+e.x*o,y:n.y+e.y*o,scale:i}}function X(n,t,e,i){let o=$(n.x,t.x/n.scale,e.width-i.width/n.scale),s=$(n.y,t.y/n.scale,e.height-i.height/n.scale);return o===
n.x&&s===n.y?null:{x:o,y:s,scale:n.scale}}function z(n,t,e){let i=e.width/n.scale,o=e.height/n.scale;return{x:A(n.x,-.8*i,t.width-.2*i),y:A(n.y,-.8*o,t.height-.2*
o),scale:n.scale}}function Y(n,t,e){let i=12/n.scale,o=j(n.x,e.width/n.scale,t.x-i,t.width+2*i),s=j(n.y,e.height/n.scale,t.y-i,t.height+2*i);return{x:o,y:s,scale:n.
scale}}function Z(n,t){return U(n.width,t.width)&&U(n.height,t.height)}function $(n,t,e){return A(n+t,Math.min(n,0),Math.max(n,e))}function U(n,t){return Math.abs(
t-n)<=.25*n}function j(n,t,e,i){return i>t||e<n?e:Math.max(n,e+i-t)}function J(n,t){return Math.max(Math.min(t.width/n.width,t.height/n.height),F)}function M(n,t,e){
return{x:(n.width-t.width/e)/2,y:(n.height-t.height/e)/2,scale:e}}function A(n,t,e){return Math.min(Math.max(n,Math.min(t,e)),Math.max(t,e))}var p=1.3,w=class{window=h("div","window");svg=null;size={width:1,height:1};resize=new ResizeObserver(()=>this.fitted());view={x:0,y:0,scale:1};touched=!1;wanted=null;constructor(){
this.resize.observe(this.window)}close(){this.resize.disconnect()}put(t){let e=this.size,[,,i=1,o=1]=(t.getAttribute("viewBox")??"").split(/[\s,]+/).map(Number);
this.svg?.remove(),this.svg=t,this.size={width:i,height:o},t.removeAttribute("width"),t.removeAttribute("height"),this.window.prepend(t),this.touched&&=Z(e,this.
size),this.fitted()}drag(t,e){this.look({...this.view,x:this.view.x-t/this.view.scale,y:this.view.y-e/this.view.scale})}scroll(t,e){let i=X(this.view,{x:t,y:e},
this.size,this.extent());return i&&this.look(i),i!==null}zoom(t,e=this.window.clientWidth/2,i=this.window.clientHeight/2){this.look(W(this.view,t,{x:e,y:i}))}fit(){
this.touched=!0,this.set(K(this.size,this.extent()))}restart(){this.touched=!1,this.fitted()}reveal(t){let e=this.extent();this.wanted=t,e.width&&e.height&&this.
set(Y(this.view,this.box(t),e))}seen(t){let{x:e,y:i}=this.box(t);return{x:(e-this.view.x)*this.view.scale,y:(i-this.view.y)*this.view.scale,scale:this.view.scale}}held(t,e){
let{x:i,y:o}=this.box(t);this.look({x:i-e.x/e.scale,y:o-e.y/e.scale,scale:e.scale}),this.reveal(t)}fitted(){let t=this.extent();!t.width||!t.height||(this.set(this.
touched?z(this.view,this.size,t):_(this.size,t)),!this.touched&&this.wanted?.isConnected&&this.reveal(this.wanted))}look(t){this.touched=!0,this.set(z(t,this.size,
this.extent()))}set(t){let{width:e,height:i}=this.extent();this.view=t,this.svg?.setAttribute("viewBox",[t.x,t.y,e/t.scale,i/t.scale].join(" "))}extent(){return{
width:this.window.clientWidth,height:this.window.clientHeight}}box(t){let e=t.getBoundingClientRect(),i=this.window.getBoundingClientRect(),{x:o,y:s,scale:r}=this.
view;return{x:o+(e.left-i.left)/r,y:s+(e.top-i.top)/r,width:e.width/r,height:e.height/r}}};var pt=10,ft=4,x=5,gt=8,bt=.58;function Q(n){let t=[...n.querySelectorAll(".edge > path")].map(P);for(let e of n.querySelectorAll(".cluster")){let i=g(e);if(i)for(let[
o,s]of vt(e)){let r=t.map(l=>k(l,o-pt,o+ft)).filter(l=>l!==null&&l[1]>i.left&&l[0]<i.right);wt(s,r,i.right-gt)}}}function vt(n){let t=new Map,e=[...n.querySelectorAll(
":scope > text")];return e.forEach((i,o)=>{if(!i.textContent?.trim())return;let[s,r]=[Number(i.getAttribute("x")),Number(i.getAttribute("y"))],l=e[o+1],u=(l?.getAttribute(
"y")===i.getAttribute("y")?Number(l.getAttribute("x"))-s:0)||i.textContent.length*bt*Number(i.getAttribute("font-size"));t.set(r,[...t.get(r)??[],{text:i,x:s,width:u}])}),
t}function wt(n,t,e){let i=n[0]?.x??0;for(let{text:o,width:s}of n){let r=tt(i,s,t),l=r+s<=e;l&&o.setAttribute("x",String(r)),i=(l?r:i)+s+x}}function tt(n,t,e){let i=e.
find(([o,s])=>o-x<n+t&&s+x>n);return i?tt(i[1]+x,t,e):n}var y=class{element=h("div","toolbar");depths=h("select");full;constructor(t){this.element.setAttribute("role","group"),this.element.setAttribute("aria-label","\
Diagram view"),this.depths.setAttribute("aria-label","Depth of the diagram"),this.depths.title="How many levels are unfolded",this.depths.addEventListener("chan\
ge",()=>t.depth(this.depths.value)),this.full=m(xt(),"Full window (F)",t.full);let e=h("div","some");e.append(this.depths,m("\u2212","Zoom out (\u2212)",t.zoomOut),
m("+","Zoom in (+)",t.zoomIn),m("Fit","Fit: show the whole diagram (0)",t.fit));let i=h("div","some");i.append(m("SVG","Save as SVG",t.svg),m("PNG","Save as PNG",
t.png),m("DOT","Save as DOT, Graphviz's own text",t.dot),this.full),this.element.append(e,i)}show(t,e){this.depths.options.length!==t.length&&this.depths.replaceChildren(
...t.map(i=>new Option(i))),this.depths.value=e}showFull(t){let e=t?"Back to the page (Esc)":"Full window (F)";this.full.title=e,this.full.setAttribute("aria-la\
bel",e),this.full.setAttribute("aria-pressed",String(t)),this.full.focus()}};function xt(){let n=d("svg",{viewBox:"0 0 16 16",width:14,height:14,"aria-hidden":"\
true"});return n.append(d("path",{d:"M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9"})),n}var yt="Click selects. + and \u2212 unfold and fold, as a double click does.",S=class{element=h("div","place");tell=()=>{};body=h("div","diagram");full=h("dialo\
g");caption=h("div","caption");stage=new w;outline=new b;toolbar;picture=null;selected=null;turned=null;constructor(){let t=()=>this.stage.svg&&{svg:this.stage.
svg,...this.stage.size};this.toolbar=new y({depth:e=>this.tell("depth",e),zoomOut:()=>this.stage.zoom(1/p),zoomIn:()=>this.stage.zoom(p),fit:()=>this.stage.fit(),
svg:()=>C(t(),this.file()),png:()=>{H(t(),this.file(),getComputedStyle(this.body).backgroundColor)},dot:()=>v(new Blob([this.picture?.dot??""],{type:"text/vnd.g\
raphviz"}),`${this.file()}.dot`),full:()=>this.fill()}),this.body.append(this.toolbar.element,this.stage.window,this.caption),this.caption.setAttribute("aria-hi\
dden","true"),this.full.setAttribute("aria-label","Diagram"),this.element.append(this.body,this.full),this.listen()}listen(){let{window:t}=this.stage;I(t,{drag:(e,i)=>this.
stage.drag(e,i),scroll:(e,i)=>this.stage.scroll(e,i),zoom:(e,i,o)=>this.stage.zoom(e,i,o),click:e=>this.click(e)}),t.addEventListener("dblclick",e=>{e.target instanceof
Element&&!e.target.closest(".sign")&&this.turn(this.outline.at(e.target))}),t.addEventListener("pointerover",e=>this.point(this.outline.at(e.target))),t.addEventListener(
"pointerleave",()=>this.point(null)),t.addEventListener("focusin",e=>this.point(this.outline.at(e.target))),this.body.addEventListener("keydown",e=>this.press(e)),
this.full.addEventListener("close",()=>this.moved(this.element))}show(t){let e=this.picture;this.picture=t,this.toolbar.show(t.depths,t.depth),t.svg!==e?.svg&&this.
draw(t),this.outline.mark(t.selected,t.hides);let i=this.outline.group(t.selected);i&&t.selected!==this.selected&&this.stage.reveal(i),this.selected=t.selected,
this.point(this.outline.focused)}close(){this.stage.close(),this.element.remove()}draw(t){let e=B(t.svg);if(!e)return;let i=this.outline.focused;Q(e),this.outline.
take(e,t.parts,t.title),this.stage.put(e);let o=this.turned&&this.outline.group(this.turned.block);o&&this.turned&&this.stage.held(o,this.turned.at),this.turned=
null,this.outline.group(i)?.focus({preventScroll:!0})}file(){return this.picture?.name.replace(/[^\p{L}\p{N}._-]+/gu,"-")||"diagram"}point(t){let e=this.outline.
part(t)??this.outline.part(this.selected);V(this.stage.svg,this.outline.group(t)),this.caption.replaceChildren(...e?[h("strong","",e.title),["",...e.facts].join(
" \xB7 ")]:[yt])}fill(){if(this.full.open)return this.full.close();this.full.showModal(),this.moved(this.full)}moved(t){t.prepend(this.body),this.toolbar.showFull(
t===this.full),this.stage.restart()}click(t){let e=this.outline.at(t);t.closest(".sign")?this.turn(e):e!==null&&this.choose(e)}choose(t){this.selected=t,this.outline.
mark(t,!1),this.outline.group(t)?.focus({preventScroll:!0}),this.tell("select",t)}turn(t){let e=this.outline.part(t),i=this.outline.group(t);!e||!i||e.unfolded===
null||(this.turned={block:e.id,at:this.stage.seen(i)},i.focus({preventScroll:!0}),this.tell("fold",{block:e.id,unfolded:!e.unfolded}))}press(t){if(t.ctrlKey||t.
metaKey||t.altKey||t.target instanceof HTMLSelectElement)return;(t.key==="r"||t.key==="c"||this.full.open)&&t.stopPropagation();let i=this.keys()[t.key]??(t.target instanceof
HTMLButtonElement?void 0:this.ways()[t.key]);i&&(t.preventDefault(),t.stopPropagation(),i())}keys(){return{"+":()=>this.stage.zoom(p),"=":()=>this.stage.zoom(p),
"-":()=>this.stage.zoom(1/p),0:()=>this.stage.fit(),f:()=>this.fill()}}ways(){let t=this.outline.focused,e=this.outline.part(t),i=()=>{t!==null&&this.choose(t)};
return{ArrowDown:()=>this.go(this.outline.next(t,1)),ArrowUp:()=>this.go(this.outline.next(t,-1)),ArrowRight:()=>e?.unfolded===!1?this.turn(t):e?.unfolded&&this.
go(this.outline.next(t,1)),ArrowLeft:()=>e?.unfolded?this.turn(t):t!==null&&this.go(this.outline.parent(t)),Home:()=>this.go(this.outline.next(t,-1/0)),End:()=>this.
go(this.outline.next(t,1/0)),Enter:i," ":i}}go(t){let e=this.outline.group(t);e&&(this.outline.reach(t),e.focus({preventScroll:!0}),this.stage.reveal(e))}};var L=new WeakMap;function Jt({data:n,parentElement:t,setTriggerValue:e}){let i=L.get(t);i||(i=new S,L.set(t,i),t.append(i.element)),i.tell=e,i.show(n);let o=i;
return()=>{o.close(),L.delete(t)}}export{Jt as default};

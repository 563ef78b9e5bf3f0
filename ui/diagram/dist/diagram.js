function E(i,t){let e=new Map,n=null,o={x:0,y:0},s=r=>{let l=i.getBoundingClientRect();return{x:r.clientX-l.left,y:r.clientY-l.top}};i.addEventListener("pointer\
down",r=>{r.button===0&&(e.set(r.pointerId,s(r)),o=s(r),n=e.size===1&&r.target instanceof Element?r.target:null)}),i.addEventListener("pointermove",r=>{let l=e.
get(r.pointerId);if(!l)return;if(!r.buttons)return void e.delete(r.pointerId);let h=s(r);if(n&&f(o,h)<=4)return;n&&i.setPointerCapture(r.pointerId),n=null;let[c]=[
...e].filter(([u])=>u!==r.pointerId).map(([,u])=>u);if(c){let u=f(c,h)/Math.max(f(c,l),1);t.zoom(u,(c.x+h.x)/2,(c.y+h.y)/2)}else t.drag(h.x-l.x,h.y-l.y);e.set(r.
pointerId,h)});let a=r=>{e.delete(r.pointerId)&&n&&r.type==="pointerup"&&t.click(n),n=null};i.addEventListener("pointerup",a),i.addEventListener("pointercancel",
a),i.addEventListener("lostpointercapture",r=>{r.target===i&&a(r)}),i.addEventListener("wheel",r=>{if(!r.ctrlKey&&!r.metaKey)return;r.preventDefault();let{x:l,y:h}=s(
r);t.zoom(Math.exp(-Math.max(-60,Math.min(60,r.deltaY))*.006),l,h)},{passive:!1})}function f(i,t){return Math.hypot(i.x-t.x,i.y-t.y)}var G="http://www.w3.org/2000/svg",$=new Set(["svg","g","path","polygon","polyline","ellipse","circle","rect","line","text","tspan"]),O=new Set("id class transf\
orm viewBox d points x y x1 y1 x2 y2 cx cy r rx ry width height fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-line\
join opacity text-anchor font-family font-size font-weight font-style".split(" "));function z(i){let t=new DOMParser().parseFromString(i,"image/svg+xml").documentElement,
e=t.localName==="svg"?k(t):null;return e instanceof SVGSVGElement?e:null}function k(i){if(i.namespaceURI!==G||!$.has(i.localName))return null;let t=document.createElementNS(
G,i.localName);for(let{name:e,value:n}of i.attributes)O.has(e)&&!/url\s*\(/i.test(n)&&t.setAttribute(e,n);for(let e of i.childNodes)e instanceof Element?t.append(
k(e)??""):e.nodeType===Node.TEXT_NODE&&/^t/.test(t.localName)&&t.append(e.textContent??"");return t}function V(i,t){L(M(i,1),`${t}.svg`)}async function A(i,t,e){let n=Math.min(2,8e3/i.width,8e3/i.height),o=URL.createObjectURL(M(i,n));try{let s=new Image;s.src=
o,await s.decode();let a=document.createElement("canvas");a.width=Math.ceil(i.width*n),a.height=Math.ceil(i.height*n);let r=a.getContext("2d");if(!r)return;r.fillStyle=
e,r.fillRect(0,0,a.width,a.height),r.drawImage(s,0,0);let l=await new Promise(h=>a.toBlob(h,"image/png"));l&&L(l,`${t}.png`)}finally{URL.revokeObjectURL(o)}}function M(i,t){
let e=i.svg.cloneNode(!0);for(let n of[e,...e.querySelectorAll("*")])for(let o of["tabindex","role","aria-label","aria-pressed","data-block","class"])n.removeAttribute(
o);return e.setAttribute("width",`${Math.ceil(i.width*t)}`),e.setAttribute("height",`${Math.ceil(i.height*t)}`),e.setAttribute("viewBox",`0 0 ${i.width} ${i.height}`),
new Blob([new XMLSerializer().serializeToString(e)],{type:"image/svg+xml"})}function L(i,t){let e=document.createElement("a");e.href=URL.createObjectURL(i),e.download=
t,e.click(),setTimeout(()=>URL.revokeObjectURL(e.href),1e4)}var g=1.3333333333333333,q=.95,v=.05,D=8;function N(i,t){let e=Math.min(U(i,t),g);if(e>=q)return b(i,t,e);let n=Math.min(Math.max(t.width/i.width,v),g);return{...b(
i,t,n),y:0}}function B(i,t){return b(i,t,Math.min(U(i,t),g))}function w(i,t,e){let n=Math.min(Math.max(i.scale*t,v),D),o=1/i.scale-1/n;return{x:i.x+e.x*o,y:i.y+
e.y*o,scale:n}}function x(i,t,e){let n=e.width/i.scale,o=e.height/i.scale;return{x:T(i.x,-.8*n,t.width-.2*n),y:T(i.y,-.8*o,t.height-.2*o),scale:i.scale}}function C(i,t,e){
let n=12/i.scale,o=R(i.x,e.width/i.scale,t.x-n,t.width+2*n),s=R(i.y,e.height/i.scale,t.y-n,t.height+2*n);return{x:o,y:s,scale:i.scale}}function I(i,t){return P(
i.width,t.width)&&P(i.height,t.height)}function P(i,t){return Math.abs(t-i)<=.25*i}function R(i,t,e,n){return n>t||e<i?e:Math.max(i,e+n-t)}function U(i,t){return Math.
max(Math.min(t.width/i.width,t.height/i.height),v)}function b(i,t,e){return{x:(i.width-t.width/e)/2,y:(i.height-t.height/e)/2,scale:e}}function T(i,t,e){return Math.
min(Math.max(i,Math.min(t,e)),Math.max(t,e))}var d=1.3,p=class{element=S("div","diagram");select=()=>{};window=S("div","window");resize=new ResizeObserver(()=>this.fitted());svg=null;source="";name="diagra\
m";selected=null;size={width:1,height:1};view={x:0,y:0,scale:1};touched=!1;constructor(){this.element.setAttribute("role","group"),this.element.append(this.window,
this.buttons()),E(this.window,{drag:(t,e)=>this.look({...this.view,x:this.view.x-t/this.view.scale,y:this.view.y-e/this.view.scale}),zoom:(t,e,n)=>this.look(w(this.
view,t,{x:e,y:n})),click:t=>this.choose(t)}),this.element.addEventListener("keydown",t=>this.press(t)),this.resize.observe(this.window)}show(t){this.name=t.name.
replace(/[^\p{L}\p{N}._-]+/gu,"-")||"diagram",this.element.setAttribute("aria-label",`Diagram of ${t.name}`),this.element.style.height=`${t.height}px`,t.svg!==this.
source&&this.draw(t.svg),this.mark(t.selected)}close(){this.resize.disconnect(),this.element.remove()}draw(t){let e=z(t);this.source=t;let n=this.focused();if(this.
svg?.remove(),this.svg=e,!e)return;let o=this.size,[,,s=1,a=1]=(e.getAttribute("viewBox")??"").split(/[\s,]+/).map(Number);this.size={width:s,height:a},e.removeAttribute(
"width"),e.removeAttribute("height"),this.prepare(e),this.window.prepend(e),this.touched&&=I(o,this.size),this.fitted(),n!==null&&this.part(n)?.focus({preventScroll:!0})}prepare(t){
for(let e of t.querySelectorAll("g[id]")){let[,n]=/^b(\d+)(?:-merge)?$/.exec(e.id)??[];n&&(e.dataset.block=n,!e.id.endsWith("-merge")&&(e.setAttribute("role","b\
utton"),e.setAttribute("tabindex","-1"),e.setAttribute("aria-label",[...e.querySelectorAll("text")].map(o=>o.textContent).join(" "))))}this.parts()[0]?.setAttribute(
"tabindex","0")}mark(t){for(let o of this.svg?.querySelectorAll("[data-block]")??[]){let s=t!==null&&o.dataset.block===String(t);o.classList.toggle("selected",s),
o.hasAttribute("role")&&o.setAttribute("aria-pressed",String(s))}let e=t!==this.selected;this.selected=t;let n=t===null?null:this.part(t);!n||!e||(this.reach(n),
this.reveal(n))}fitted(){let t=this.extent();!t.width||!t.height||this.set(this.touched?x(this.view,this.size,t):N(this.size,t))}look(t){this.touched=!0,this.set(
x(t,this.size,this.extent()))}set(t){let{width:e,height:n}=this.extent();this.view=t,this.svg?.setAttribute("viewBox",[t.x,t.y,e/t.scale,n/t.scale].join(" "))}extent(){
return{width:this.window.clientWidth,height:this.window.clientHeight}}reveal(t){let e=this.extent();e.width&&e.height&&this.set(C(this.view,this.box(t),e))}box(t){
let e=t.getBoundingClientRect(),n=this.window.getBoundingClientRect(),{x:o,y:s,scale:a}=this.view;return{x:o+(e.left-n.left)/a,y:s+(e.top-n.top)/a,width:e.width/
a,height:e.height/a}}choose(t){let e=t.closest("[data-block]")?.dataset.block;e!==void 0&&(this.mark(Number(e)),this.part(Number(e))?.focus({preventScroll:!0}),
this.select(Number(e)))}press(t){if(t.stopPropagation(),t.ctrlKey||t.metaKey||t.altKey)return;let e=this.keys()[t.key];!e||t.target instanceof HTMLButtonElement&&
/^( |Enter)$/.test(t.key)||(t.preventDefault(),e())}keys(){let t=()=>{let e=this.focusedPart();e&&this.choose(e)};return{ArrowDown:()=>this.step(1),ArrowRight:()=>this.
step(1),ArrowUp:()=>this.step(-1),ArrowLeft:()=>this.step(-1),Enter:t," ":t,"+":()=>this.zoom(d),"=":()=>this.zoom(d),"-":()=>this.zoom(1/d),0:()=>this.fit()}}step(t){
let e=this.parts(),n=e.indexOf(this.focusedPart()??e[0]),o=e[Math.min(Math.max(n+t,0),e.length-1)];o&&(this.reach(o),o.focus({preventScroll:!0}),this.reveal(o))}zoom(t){
let{width:e,height:n}=this.extent();this.look(w(this.view,t,{x:e/2,y:n/2}))}fit(){this.touched=!0,this.set(B(this.size,this.extent()))}parts(){let t=[...this.svg?.
querySelectorAll("[data-block][role]")??[]],e=new Map(t.map(n=>[n,n.getBoundingClientRect().top]));return t.sort((n,o)=>(e.get(n)??0)-(e.get(o)??0))}part(t){return this.
svg?.querySelector(`[data-block="${t}"][role]`)??null}reach(t){this.svg?.querySelector('[tabindex="0"]')?.setAttribute("tabindex","-1"),t.setAttribute("tabindex",
"0")}focusedPart(){return this.svg?.querySelector("[data-block]:focus")??null}focused(){let t=this.focusedPart()?.dataset.block;return t===void 0?null:Number(t)}buttons(){
let t=S("div","buttons");return t.setAttribute("role","toolbar"),t.setAttribute("aria-label","Diagram view"),t.append(m("\u2212","Zoom out (Ctrl + wheel)",()=>this.
zoom(1/d)),m("+","Zoom in (Ctrl + wheel)",()=>this.zoom(d)),m("Fit","Show the whole diagram",()=>this.fit()),m("SVG","Save as SVG",()=>this.svg&&V({svg:this.svg,
...this.size},this.name)),m("PNG","Save as PNG",()=>{let e=getComputedStyle(this.element).getPropertyValue("--st-background-color").trim()||"#ffffff";this.svg&&
A({svg:this.svg,...this.size},this.name,e)})),t}};function S(i,t){let e=document.createElement(i);return e.className=t,e}function m(i,t,e){let n=document.createElement(
"button");return n.type="button",n.textContent=i,n.title=t,n.setAttribute("aria-label",t),n.addEventListener("click",e),n}var y=new WeakMap;function Q({data:i,parentElement:t,setTriggerValue:e}){let n=y.get(t);n||(n=new p,y.set(t,n),t.append(n.element)),n.select=s=>e("select",s),n.
show(i);let o=n;return()=>{o.close(),y.delete(t)}}export{Q as default};

var d={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]},s=class{element=document.createElement("div");tell=()=>{};canvas=document.createElement(
"canvas");mark=document.createElement("div");paper;pen={x:280/2,y:280/2};down=!1;constructor(){this.element.className="drawing";let e=document.createElement("di\
v");e.className="sheet",this.canvas.width=this.canvas.height=280,this.canvas.tabIndex=0,this.canvas.setAttribute("role","application"),this.canvas.ariaLabel="Dr\
aw here. By keyboard: the arrow keys move the pen, it draws while the space bar is down.",this.mark.className="pen";let t=document.createElement("button");t.type=
"button",t.textContent="Clear",t.addEventListener("click",()=>{this.wipe(),this.tell("")}),e.append(this.canvas,this.mark),this.element.append(e,t),this.paper=this.
canvas.getContext("2d"),this.wipe(),this.place(),this.listen()}restore(e){let t=new Image;t.onload=()=>this.paper.drawImage(t,0,0,280,280),e&&(t.src=e)}listen(){
this.canvas.addEventListener("pointerdown",e=>{e.button===0&&(this.canvas.setPointerCapture(e.pointerId),this.down=!0,this.pen=this.at(e),this.stroke(this.pen))}),
this.canvas.addEventListener("pointermove",e=>{if(!this.down)return;let t=e.getCoalescedEvents?.()??[];for(let i of t.length?t:[e])this.stroke(this.at(i))});for(let e of[
"pointerup","pointercancel"])this.canvas.addEventListener(e,()=>this.lift());this.canvas.addEventListener("blur",()=>this.lift()),this.canvas.addEventListener("\
keydown",e=>this.press(e)),this.canvas.addEventListener("keyup",e=>e.key===" "&&this.lift())}press(e){let t=d[e.key];if(!t&&e.key!==" ")return;e.preventDefault();
let[i,a]=t??[0,0],n=p=>Math.min(280,Math.max(0,p)),h={x:n(this.pen.x+i*10),y:n(this.pen.y+a*10)};this.down||=e.key===" ",this.down&&this.stroke(h),this.pen=h,this.
place()}at(e){let t=this.canvas.getBoundingClientRect();return{x:(e.clientX-t.left)/t.width*280,y:(e.clientY-t.top)/t.height*280}}stroke(e){Object.assign(this.paper,
{strokeStyle:"#ffffff",lineWidth:20,lineCap:"round",lineJoin:"round"}),this.paper.beginPath(),this.paper.moveTo(this.pen.x,this.pen.y),this.paper.lineTo(e.x,e.y),
this.paper.stroke(),this.pen=e,this.place()}place(){this.mark.style.left=`${this.pen.x/280*100}%`,this.mark.style.top=`${this.pen.y/280*100}%`}lift(){this.down&&
(this.down=!1,this.tell(this.canvas.toDataURL("image/png")))}wipe(){this.paper.fillStyle="#000000",this.paper.fillRect(0,0,280,280)}};var r=new WeakMap;function v({data:o,parentElement:e,setTriggerValue:t}){let i=r.get(e);i||(i=new s,r.set(e,i),e.append(i.element),i.restore(o.picture)),i.tell=
n=>t("drawn",n);let a=i;return()=>{a.element.remove(),r.delete(e)}}export{v as default};

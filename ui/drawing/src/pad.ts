// A black square that a pen draws on in white: held by a pointer, or by the arrow keys, with the space bar down.

const SIZE = 280; // pixels of the picture that is sent
const STEP = SIZE / 28;
const WIDTH = 20; // of a stroke: two of the 28 pixels of a digit, and soft edges
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type Point = { x: number; y: number };

export class Pad {
  readonly element = document.createElement("div");
  /** Called with the picture as a PNG in a data URL, or "" when the square is empty. */
  tell: (picture: string) => void = () => undefined;
  private readonly canvas = document.createElement("canvas");
  private readonly mark = document.createElement("div");
  private readonly paper: CanvasRenderingContext2D;
  private pen: Point = { x: SIZE / 2, y: SIZE / 2 };
  private down = false;

  constructor() {
    this.element.className = "drawing";
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    this.canvas.width = this.canvas.height = SIZE;
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.canvas.ariaLabel = "Draw here. By keyboard: the arrow keys move the pen, it draws while the space bar is down.";
    this.mark.className = "pen";
    const clear = document.createElement("button");
    clear.type = "button";
    clear.textContent = "Clear";
    clear.addEventListener("click", () => {
      this.wipe();
      this.tell("");
    });
    sheet.append(this.canvas, this.mark);
    this.element.append(sheet, clear);
    this.paper = this.canvas.getContext("2d")!;
    this.wipe();
    this.place();
    this.listen();
  }

  /** What was drawn before the page was left. Later than that all pictures come from here, and Python's lag behind. */
  restore(picture: string): void {
    const image = new Image();
    image.onload = () => this.paper.drawImage(image, 0, 0, SIZE, SIZE);
    if (picture) image.src = picture;
  }

  private listen(): void {
    this.canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.canvas.setPointerCapture(event.pointerId);
      this.down = true;
      this.pen = this.at(event);
      this.stroke(this.pen);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!this.down) return;
      const passed = event.getCoalescedEvents?.() ?? [];
      for (const each of passed.length ? passed : [event]) this.stroke(this.at(each));
    });
    for (const end of ["pointerup", "pointercancel"]) this.canvas.addEventListener(end, () => this.lift());
    this.canvas.addEventListener("blur", () => this.lift());
    this.canvas.addEventListener("keydown", (event) => this.press(event));
    this.canvas.addEventListener("keyup", (event) => event.key === " " && this.lift());
  }

  private press(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (!arrow && event.key !== " ") return;
    event.preventDefault();
    const [right, below] = arrow ?? [0, 0];
    const inside = (value: number) => Math.min(SIZE, Math.max(0, value));
    const next = { x: inside(this.pen.x + right * STEP), y: inside(this.pen.y + below * STEP) };
    this.down ||= event.key === " ";
    if (this.down) this.stroke(next);
    this.pen = next;
    this.place();
  }

  private at(event: PointerEvent): Point {
    const box = this.canvas.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * SIZE, y: ((event.clientY - box.top) / box.height) * SIZE };
  }

  private stroke(to: Point): void {
    Object.assign(this.paper, { strokeStyle: "#ffffff", lineWidth: WIDTH, lineCap: "round", lineJoin: "round" });
    this.paper.beginPath();
    this.paper.moveTo(this.pen.x, this.pen.y);
    this.paper.lineTo(to.x, to.y);
    this.paper.stroke();
    this.pen = to;
    this.place();
  }

  private place(): void {
    this.mark.style.left = `${(this.pen.x / SIZE) * 100}%`;
    this.mark.style.top = `${(this.pen.y / SIZE) * 100}%`;
  }

  private lift(): void {
    if (!this.down) return;
    this.down = false;
    this.tell(this.canvas.toDataURL("image/png"));
  }

  private wipe(): void {
    this.paper.fillStyle = "#000000";
    this.paper.fillRect(0, 0, SIZE, SIZE);
  }
}

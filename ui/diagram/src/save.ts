// The picture as a file of its own.

const SHARPNESS = 2; // pixels of a PNG for each on the screen
const LARGEST = 8000; // pixels of a side

export interface Sheet {
  svg: SVGSVGElement;
  width: number;
  height: number;
}

export function saveSvg(sheet: Sheet | null, name: string): void {
  if (sheet) save(written(sheet, 1), `${name}.svg`);
}

export async function savePng(sheet: Sheet | null, name: string, background: string): Promise<void> {
  if (!sheet) return;
  const scale = Math.min(SHARPNESS, LARGEST / sheet.width, LARGEST / sheet.height);
  const url = URL.createObjectURL(written(sheet, scale));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(sheet.width * scale);
    canvas.height = Math.ceil(sheet.height * scale);
    const context = canvas.getContext("2d");
    if (!context) return;
    context.fillStyle = background;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (blob) save(blob, `${name}.png`);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The whole picture as SVG text, without what the viewer put on it. */
function written(sheet: Sheet, scale: number): Blob {
  const copy = sheet.svg.cloneNode(true) as SVGSVGElement;
  for (const sign of copy.querySelectorAll(".sign")) sign.remove();
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...element.attributes]) {
      if (/^(tabindex|role|class|aria-.*|data-.*)$/.test(name)) element.removeAttribute(name);
    }
  }
  copy.setAttribute("width", `${Math.ceil(sheet.width * scale)}`);
  copy.setAttribute("height", `${Math.ceil(sheet.height * scale)}`);
  copy.setAttribute("viewBox", `0 0 ${sheet.width} ${sheet.height}`);
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

export function save(blob: Blob, file: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

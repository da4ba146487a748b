// ---- what charts paint themselves, under and over the curves

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const lineColour = (hue) => css("--" + hue + "-line") || css("--" + hue);
const faint = (colour, alpha) => {
  const n = parseInt(colour.slice(1), 16);
  return "rgba(" + (n >> 16) + "," + ((n >> 8) & 255) + "," + (n & 255) + "," + alpha + ")";
};
const font = (bold) => (bold ? "700 " : "") + Math.round(12 * devicePixelRatio) + 'px "Ledger Sans", sans-serif';

/** Runs a drawing in pixels of the canvas, cut off at the plot's edge. */
function inside(chart, u, paint) {
  const c = u.ctx;
  c.save();
  c.beginPath();
  c.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
  c.clip();
  const x = (t) => u.valToPos(chart.spec.start + t, "x", true);
  const y = (v) => u.valToPos(v, "y", true);
  paint(c, x, y, devicePixelRatio);
  c.restore();
}

function paintUnder(chart, u) {
  const spec = chart.spec;
  const step = u.valueStep;
  inside(chart, u, (c, x, y, dpr) => {
    (spec.shades || []).forEach(([from, to]) => {
      c.fillStyle = faint(css("--grid"), 0.47);
      c.fillRect(x(from), u.bbox.top, x(to) - x(from), u.bbox.height);
    });
    c.strokeStyle = css("--grid");
    c.lineWidth = dpr;
    if (step) {
      multiples(step, u.scales.y.min, u.scales.y.max).forEach((v) => {
        c.beginPath();
        c.moveTo(u.bbox.left, Math.round(y(v)));
        c.lineTo(Math.min(x(spec.to), u.bbox.left + u.bbox.width), Math.round(y(v)));
        c.stroke();
      });
    }
    (spec.bands || []).forEach(([from, low, high, to, endLow, endHigh]) => {
      c.fillStyle = faint(css("--fit"), 0.18);
      c.beginPath();
      c.moveTo(x(from), y(low));
      c.lineTo(x(to), y(endLow));
      c.lineTo(x(to), y(endHigh));
      c.lineTo(x(from), y(high));
      c.fill();
    });
    (spec.fits || []).forEach(([from, low, to, high, dashed]) => {
      c.strokeStyle = dashed ? css("--fit") : faint(css("--fit"), 0.38);
      c.lineWidth = (dashed ? 1.4 : 6) * dpr;
      c.setLineDash(dashed ? [5 * dpr, 4 * dpr] : []);
      c.beginPath();
      c.moveTo(x(from), y(low));
      c.lineTo(x(to), y(high));
      c.stroke();
    });
    c.setLineDash([]);
    c.lineWidth = dpr;
    const dotted = (fromX, fromY, toX, toY, colour) => {
      c.strokeStyle = colour;
      c.setLineDash([2 * dpr, 3 * dpr]);
      c.beginPath();
      c.moveTo(fromX, fromY);
      c.lineTo(toX, toY);
      c.stroke();
      c.setLineDash([]);
    };
    c.font = font(false);
    c.textAlign = "left";
    (spec.levels || []).forEach(([value, label]) => {
      dotted(x(spec.from), y(value), x(spec.to), y(value), css("--ink"));
      c.fillStyle = css("--muted");
      c.textBaseline = "bottom";
      const low = value < (u.scales.y.min + u.scales.y.max) / 2;
      c.fillText(label, low ? x(spec.from + 0.27 * (spec.to - spec.from)) : u.bbox.left + 4 * dpr, y(value) - 2 * dpr);
    });
    (spec.marks || []).forEach(([time, label]) => {
      dotted(x(time), u.bbox.top, x(time), u.bbox.top + u.bbox.height, css("--muted"));
      c.fillStyle = css("--muted");
      c.textBaseline = "top";
      const late = x(time) > u.bbox.left + 0.8 * u.bbox.width;
      c.textAlign = late ? "right" : "left";
      c.fillText(label, x(time) + (late ? -4 : 4) * dpr, u.bbox.top + 2 * dpr);
      c.textAlign = "left";
    });
  });
}

/** Each curve's name at its right end, pushed apart where they would overlap. */
function paintNames(chart, u) {
  const dpr = devicePixelRatio;
  const line = 15 * dpr;
  const below = new Array(chart.times.length).fill(0);
  const labels = [];
  chart.curves.forEach((c, i) => {
    if (!chart.shown[i]) return;
    let end = chart.times.length - 1;
    while (end > 0 && (c.values[end] === null || chart.times[end] > u.scales.x.max + 0.1)) end--;
    let value = c.values[end];
    if (chart.stack) {
      const thick = Math.abs(u.valToPos(value, "y", true) - u.valToPos(0, "y", true));
      value = below[end] + value / 2;
      below.forEach((_, k) => (below[k] += Math.max(0, c.values[k] || 0)));
      if (thick < 0.8 * line) return;
    }
    const forecast = (chart.spec.fits || []).find((fit) => fit[4]);
    labels.push({
      text: chart.spec.series[i].label,
      colour: chart.stack ? css("--ink") : lineColour(chart.spec.series[i].hue),
      x: Math.min(u.valToPos(chart.times[end], "x", true), u.bbox.left + u.bbox.width) + 6 * dpr,
      y: u.valToPos(value, "y", true) - (forecast ? Math.sign(forecast[1] - forecast[3]) * 0.8 * line : 0),
    });
  });
  labels.sort((a, b) => b.y - a.y);
  let floor = u.bbox.top + u.bbox.height - line / 2;
  labels.forEach((l) => { l.y = Math.min(l.y, floor); floor = l.y - line; });
  let ceiling = u.bbox.top + line / 2;
  labels.reverse().forEach((l) => { l.y = Math.max(l.y, ceiling); ceiling = l.y + line; });
  const c = u.ctx;
  c.save();
  c.font = font(true);
  c.textAlign = "left";
  c.textBaseline = "middle";
  labels.forEach((l) => {
    let room = u.ctx.canvas.width - l.x - 2 * dpr;
    let text = l.text;
    // Zoomed in to where there is no room beside the curve, its name stands over its end.
    c.textAlign = "left";
    if (room < Math.min(60 * dpr, c.measureText(text).width)) {
      c.textAlign = "right";
      l.x -= 12 * dpr;
      l.y = Math.max(l.y - line, u.bbox.top + line / 2);
      room = u.bbox.width / 2;
    }
    while (text.length > 3 && c.measureText(text).width > room) text = text.slice(0, -2) + "…";
    c.strokeStyle = css("--paper");
    c.lineWidth = 3 * dpr;
    c.lineJoin = "round";
    c.strokeText(text, l.x, l.y);
    c.fillStyle = l.colour;
    c.fillText(text, l.x, l.y);
  });
  c.restore();
}

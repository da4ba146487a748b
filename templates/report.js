// Brings the page to life: charts with a crosshair and zoom, tables that sort and filter, buttons that copy.
// Everything is on the page without it. Text of the archive is only ever set as text, never as markup.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.text;
  const said = document.getElementById("said");
  const $ = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function button(text, action) {
    const made = make("button", "", text);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  // ---- numbers and times as the rest of the report writes them

  const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const grouped = (value, digits) =>
    (value < 0 && Math.abs(value) >= 0.5 / Math.pow(10, digits) ? "−" : "") +
    Math.abs(value).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  function significant(value) {
    const size = Math.abs(value);
    return grouped(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
  }
  function bytes(value) {
    let power = 0;
    let size = Math.abs(value);
    while (size >= 1023.5 && power < UNITS.length - 1) {
      size /= 1024;
      power++;
    }
    const scaled = value / Math.pow(1024, power);
    return (power === 0 ? grouped(scaled, 0) : significant(scaled)) + " " + UNITS[power];
  }
  const quantity = (value, unit) =>
    unit === "bytes" ? bytes(value)
      : unit === "pages/s" ? words.pages.replace("{amount}", significant(value))
      : unit === "count/s" ? words.second.replace("{amount}", significant(value))
      : Math.abs(value) >= 100 ? grouped(value, 0) : significant(value);

  const two = (n) => String(n).padStart(2, "0");
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  function clock(seconds, fine) {
    const t = new Date(seconds * 1000);
    return two(t.getUTCHours()) + ":" + two(t.getUTCMinutes()) + (fine ? ":" + two(t.getUTCSeconds()) : "");
  }
  function day(seconds) {
    const t = new Date(seconds * 1000);
    const lang = document.documentElement.lang;
    return lang === "en"
      ? t.getUTCDate() + " " + MONTHS[t.getUTCMonth()]
      : new Intl.DateTimeFormat(lang, { timeZone: "UTC", month: "short", day: "numeric" }).format(t);
  }

  // ---- round marks: 1, 2 or 5 of a binary unit, whole steps of the clock

  const CLOCK = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800,
    604800, 1209600, 2419200, 7862400, 15724800, 31449600];
  const multiples = (step, low, high) => {
    const marks = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) marks.push(k * step);
    return marks;
  };
  function valueStep(least, unit) {
    if (unit === "bytes") {
      for (let unitSize = 1, power = 0; power < UNITS.length; power++, unitSize *= 1024) {
        for (const round of [1, 2, 5, 10, 20, 50, 100, 200, 500]) {
          if (round * unitSize >= least) return round * unitSize;
        }
      }
      return least;
    }
    const power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-9))));
    for (const round of [1, 2, 5]) if (round * power >= least * (1 - 1e-9)) return round * power;
    return 10 * power;
  }
  function valueLabel(value, step, unit) {
    if (unit !== "bytes") return value === Math.round(value) ? grouped(value, 0) : significant(value);
    if (value === 0) return "0";
    let power = 0;
    while (power < UNITS.length - 1 && step >= Math.pow(1024, power + 1)) power++;
    return grouped(value / Math.pow(1024, power), 0) + " " + UNITS[power];
  }

  // ---- charts

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const lineColour = (hue) => css("--" + hue + "-line") || css("--" + hue);
  const faint = (colour, alpha) => {
    const n = parseInt(colour.slice(1), 16);
    return "rgba(" + (n >> 16) + "," + ((n >> 8) & 255) + "," + (n & 255) + "," + alpha + ")";
  };
  const font = (bold) => (bold ? "700 " : "") + Math.round(12 * devicePixelRatio) + 'px "Ledger Sans", sans-serif';
  const alive = [];
  const sync = uPlot.sync("time");
  let zoomed = null;

  /** The values of one curve, on the times of the chart. */
  function decoded(one) {
    const of = (levels) => levels.map((level) => one.base + level * one.step);
    return { values: of(one.values), lows: one.lows && of(one.lows), highs: one.highs && of(one.highs) };
  }

  /** All times of a chart in order, and each curve on them; null where it has no value of its own. */
  function aligned(chart) {
    const all = new Set();
    chart.series.forEach((one) => data.times[one.time].forEach((t) => all.add(t)));
    const times = Array.from(all).sort((a, b) => a - b);
    const place = new Map(times.map((t, i) => [t, i]));
    const curves = chart.series.map((one) => {
      const made = decoded(one);
      const spread = (values) => {
        const row = new Array(times.length).fill(null);
        data.times[one.time].forEach((t, i) => (row[place.get(t)] = values[i]));
        return row;
      };
      return { values: spread(made.values), lows: made.lows && spread(made.lows), highs: made.highs && spread(made.highs) };
    });
    return { times: times.map((t) => chart.start + t / 10), curves: curves };
  }

  class Chart {
    constructor(chart, figure) {
      this.spec = chart;
      this.figure = figure;
      const drawn = $("svg.chart", figure).find((svg) => svg.getBoundingClientRect().height > 0);
      this.small = drawn.classList.contains("small");
      this.height = Math.round(drawn.getBoundingClientRect().height);
      this.stack = chart.kind === "stack";
      this.shown = chart.series.map(() => true);
      const { times, curves } = aligned(chart);
      this.times = times;
      this.curves = curves;
      this.title = drawn.querySelector("title").textContent;
      this.description = drawn.querySelector("desc").textContent;
      this.holder = make("div", "live");
      this.holder.tabIndex = 0;
      this.holder.setAttribute("role", "group");
      this.holder.setAttribute("aria-roledescription", "chart");
      this.holder.setAttribute("aria-label", this.title + ". " + this.description);
      figure.insertBefore(this.holder, drawn);
      figure.classList.add("alive");
      this.keys();
      this.draw();
      this.keyboard();
    }

    /** Curves in the order in which uPlot paints them: of layers the whole first, then each smaller sum over it. */
    order() {
      const all = this.curves.map((_, i) => i);
      return this.stack ? all.reverse() : all;
    }

    columns() {
      if (!this.stack) {
        const rows = [];
        this.curves.forEach((c) => {
          rows.push(c.values);
          if (c.lows) rows.push(c.lows, c.highs);
        });
        return [this.times].concat(rows);
      }
      const sum = new Array(this.times.length).fill(0);
      const sums = this.curves.map((c, i) => c.values.map((v, k) => (sum[k] += this.shown[i] ? Math.max(0, v || 0) : 0)));
      return [this.times].concat(this.order().map((i) => sums[i]));
    }

    seriesOptions() {
      const made = [{}];
      if (this.stack) {
        this.order().forEach((i) => {
          const hue = this.spec.series[i].hue;
          made.push({ fill: () => css("--" + hue), width: 0, points: { show: false } });
        });
        return { series: made, bands: [] };
      }
      const bands = [];
      this.curves.forEach((c, i) => {
        const hue = this.spec.series[i].hue;
        const thin = { stroke: "transparent", width: 0, points: { show: false }, spanGaps: true };
        made.push({ stroke: () => lineColour(hue), width: this.small ? 1.6 : 2.2, points: { show: false }, spanGaps: true });
        if (c.lows) {
          bands.push({ series: [made.length + 1, made.length], fill: () => faint(lineColour(hue), 0.18) });
          made.push(thin, Object.assign({}, thin));
        }
      });
      return { series: made, bands: bands };
    }

    draw() {
      const width = this.holder.clientWidth;
      const spec = this.spec;
      const { series, bands } = this.seriesOptions();
      const full = [spec.start + spec.from, spec.start + spec.to];
      this.full = full;
      const axis = { grid: { show: false }, ticks: { show: false }, stroke: () => css("--muted"), font: font(false) };
      const xs = Object.assign({}, axis, {
        size: 24, gap: 4,
        splits: (u, i, low, high) => {
          const most = Math.max(2, Math.min(9, Math.floor(u.bbox.width / devicePixelRatio / 74)));
          u.step = CLOCK.find((step) => (high - low) / step <= most) || CLOCK[CLOCK.length - 1];
          return multiples(u.step, low, high).filter((t) => t >= low && t <= Math.min(high, full[1]));
        },
        values: (u, marks) => marks.map((t, i) => (u.step >= 86400 || t % 86400 === 0 ? day(t) : clock(t, u.step < 60)) + (i === 0 ? " UTC" : "")),
      });
      const ys = Object.assign({}, axis, {
        size: this.small ? 58 : 64, gap: 6,
        splits: (u, i, low, high) => {
          u.valueStep = valueStep((high - low) / (this.small ? 2 : this.height < 240 ? 5 : 6), spec.unit);
          return multiples(u.valueStep, low, high);
        },
        values: (u, marks) => marks.map((v) => valueLabel(v, u.valueStep, spec.unit)),
      });
      this.plot = new uPlot({
        width: width, height: this.height, series: series, bands: bands,
        padding: [8, this.small ? 4 : this.room(width), 0, 0],
        legend: { show: false },
        scales: { x: { time: true, range: (u, low, high) => [low, high] }, y: { range: (u, low, high) => this.range(u, low, high) } },
        axes: [xs, ys],
        cursor: {
          y: false, points: { size: 7, show: (u, i) => this.point(i), stroke: () => css("--paper"), width: 1.5 },
          sync: { key: "time", scales: ["x", null], filters: { pub: (type) => type === "mousemove" || type === "mouseleave" } },
          drag: { x: true, y: false, setScale: false },
          bind: { dblclick: () => () => { zoom(null); return null; } },
        },
        hooks: {
          setScale: [(u, key) => {
            if (key !== "x") return;
            this.holder.dataset.from = u.scales.x.min;
            this.holder.dataset.to = u.scales.x.max;
          }],
          drawClear: [(u) => this.under(u)],
          draw: [(u) => this.over(u)],
          setCursor: [(u) => this.read(u)],
          setSelect: [(u) => {
            if (u.select.width > 4) {
              const from = u.posToVal(u.select.left, "x");
              zoom([from, u.posToVal(u.select.left + u.select.width, "x")]);
            }
            u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          }],
        },
      }, this.columns(), this.holder);
      this.plot.setScale("x", { min: (zoomed || full)[0], max: (zoomed || full)[1] });
    }

    /** A dot at the cursor for curves, none for their extremes and for layers. */
    point(i) {
      const made = make("div", "u-cursor-pt");
      const hue = this.stack ? null : this.hueOf(i);
      if (hue === null) made.hidden = true;
      return made;
    }

    hueOf(column) {
      let at = 1;
      for (let i = 0; i < this.curves.length; i++) {
        if (at === column) return this.spec.series[i].hue;
        at += this.curves[i].lows ? 3 : 1;
      }
      return null;
    }

    /** Right of the curves, for their names. */
    room(width) {
      const ruler = make("canvas").getContext("2d");
      ruler.font = '700 12px "Ledger Sans", sans-serif';
      let most = 0;
      this.spec.series.forEach((one) => (most = Math.max(most, ruler.measureText(one.label).width)));
      // A curve that ends early, before its forecast, has that room already.
      const last = this.spec.from + this.lastTime() - this.spec.start - this.spec.from;
      const free = ((this.spec.to - last) / (this.spec.to - this.spec.from)) * width * 0.8;
      return Math.max(10, Math.min(most + 14 - free, width * 0.4));
    }

    lastTime() {
      return this.times[this.times.length - 1];
    }

    /** The whole range, or that of what is seen when zoomed in. */
    range(u, low, high) {
      if (!zoomed || this.stack) return this.spec.range;
      const [from, to] = zoomed;
      let least = Infinity;
      let most = -Infinity;
      this.curves.forEach((c, i) => {
        if (!this.shown[i]) return;
        this.times.forEach((t, k) => {
          if (t < from || t > to || c.values[k] === null) return;
          least = Math.min(least, c.lows ? c.lows[k] : c.values[k]);
          most = Math.max(most, c.highs ? c.highs[k] : c.values[k]);
        });
      });
      if (least > most) return this.spec.range;
      const margin = Math.max((most - least) * 0.08, Math.abs(most) * 1e-4, 1e-6);
      return [least - margin < 0 && least >= 0 ? 0 : least - margin, most + margin];
    }

    /** Runs a drawing in pixels of the canvas, cut off at the plot's edge. */
    inside(u, paint) {
      const c = u.ctx;
      c.save();
      c.beginPath();
      c.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
      c.clip();
      const x = (t) => u.valToPos(this.spec.start + t, "x", true);
      const y = (v) => u.valToPos(v, "y", true);
      paint(c, x, y, devicePixelRatio);
      c.restore();
    }

    under(u) {
      const spec = this.spec;
      const step = u.valueStep;
      this.inside(u, (c, x, y, dpr) => {
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

    over(u) {
      if (!this.small) this.names(u);
    }

    /** Each curve's name at its right end, pushed apart where they would overlap. */
    names(u) {
      const dpr = devicePixelRatio;
      const line = 15 * dpr;
      const below = new Array(this.times.length).fill(0);
      const labels = [];
      this.curves.forEach((c, i) => {
        if (!this.shown[i]) return;
        let end = this.times.length - 1;
        while (end > 0 && (c.values[end] === null || this.times[end] > u.scales.x.max + 0.1)) end--;
        let value = c.values[end];
        if (this.stack) {
          const thick = Math.abs(u.valToPos(value, "y", true) - u.valToPos(0, "y", true));
          value = below[end] + value / 2;
          below.forEach((_, k) => (below[k] += Math.max(0, c.values[k] || 0)));
          if (thick < 0.8 * line) return;
        }
        const forecast = (this.spec.fits || []).some((fit) => fit[4]);
        labels.push({
          text: this.spec.series[i].label,
          colour: this.stack ? css("--ink") : lineColour(this.spec.series[i].hue),
          x: Math.min(u.valToPos(this.times[end], "x", true), u.bbox.left + u.bbox.width) + 6 * dpr,
          y: u.valToPos(value, "y", true) - (forecast ? 0.8 * line : 0),
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

    /** The row of names that switch curves, with the time and the values at the cursor. */
    keys() {
      const title = this.figure.querySelector(".figtitle");
      const row = make("span", "keys");
      this.at = make("span", "at");
      this.values = [];
      const several = this.curves.length > 1;
      const top = this.spec.range[1];
      this.spec.series.forEach((one, i) => {
        const value = make("span", "v");
        this.values.push(value);
        if (several) {
          const name = button(one.label, () => this.toggle(i, name));
          name.setAttribute("aria-pressed", "true");
          name.title = words.show.replace("{name}", one.label);
          const swatch = document.createElementNS("http://www.w3.org/2000/svg", "svg");
          swatch.setAttribute("viewBox", "0 0 10 10");
          swatch.setAttribute("aria-hidden", "true");
          const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
          box.setAttribute("width", "10");
          box.setAttribute("height", "10");
          box.setAttribute("class", "f-" + one.hue);
          swatch.append(box);
          name.prepend(swatch);
          const key = make("span");
          key.append(name, value);
          // A layer too thin to be seen needs no name either.
          key.hidden = this.stack && this.curves[i].values.every((v) => v < 0.002 * top);
          if (this.stack) row.prepend(key);
          else row.append(key);
        } else {
          row.append(value);
        }
      });
      row.prepend(this.at);
      title.append(row);
      this.caption = this.figure.querySelector("figcaption");
      this.captionText = this.caption && this.caption.textContent;
    }

    toggle(i, name) {
      this.shown[i] = !this.shown[i];
      name.setAttribute("aria-pressed", String(this.shown[i]));
      if (this.stack) {
        this.plot.setData(this.columns(), false);
        this.plot.redraw(true, true);
        return;
      }
      let at = 1;
      for (let k = 0; k < i; k++) at += this.curves[k].lows ? 3 : 1;
      for (let k = 0; k < (this.curves[i].lows ? 3 : 1); k++) this.plot.setSeries(at + k, { show: this.shown[i] }, false);
      this.plot.redraw(true, true);
    }

    read(u) {
      const i = u.cursor.idx;
      const off = i === null || i === undefined || u.cursor.left < 0;
      const fine = this.full[1] - this.full[0] < 7200;
      const time = off ? "" : (this.full[1] - this.full[0] >= 86400 ? day(this.times[i]) + " " : "") + clock(this.times[i], fine);
      const texts = this.curves.map((c, k) => {
        let near = i;
        while (!off && near > 0 && c.values[near] === null) near--;
        return off || c.values[near] === null ? "" : quantity(c.values[near], this.spec.unit);
      });
      if (this.small) {
        this.caption.textContent = off ? this.captionText : time + "  " + texts[0];
        return;
      }
      this.at.textContent = time;
      texts.forEach((text, k) => (this.values[k].textContent = text));
    }

    keyboard() {
      this.holder.addEventListener("keydown", (event) => {
        const u = this.plot;
        const step = event.shiftKey ? 10 : 1;
        const last = this.times.length - 1;
        const at = u.cursor.idx === null || u.cursor.idx === undefined ? 0 : u.cursor.idx;
        let to = null;
        if (event.key === "ArrowRight") to = Math.min(last, at + step);
        else if (event.key === "ArrowLeft") to = Math.max(0, at - step);
        else if (event.key === "Home") to = 0;
        else if (event.key === "End") to = last;
        else if (event.key === "+" || event.key === "-") {
          const middle = this.times[at];
          const span = (u.scales.x.max - u.scales.x.min) * (event.key === "+" ? 0.25 : 1);
          zoom(event.key === "-" && span * 2 >= this.full[1] - this.full[0] ? null : [middle - span, middle + span]);
        } else if (event.key === "Escape") {
          u.setCursor({ left: -10, top: -10 });
          zoom(null);
        } else return;
        event.preventDefault();
        if (to !== null) {
          u.setCursor({ left: u.valToPos(this.times[to], "x"), top: 10 });
          said.textContent = clock(this.times[to], true) + " UTC, " +
            this.curves.map((c, k) => this.spec.series[k].label + " " + (c.values[to] === null ? "–" : quantity(c.values[to], this.spec.unit))).join(", ");
        }
      });
    }

    resize() {
      const width = this.holder.clientWidth;
      if (width > 0 && Math.abs(width - this.plot.width) > 1) this.plot.setSize({ width: width, height: this.height });
    }
  }

  const whole = button(words.reset, () => zoom(null));
  whole.classList.add("zoomed");
  whole.hidden = true;
  document.body.append(whole);

  /** All charts show the same stretch of time. */
  function zoom(range) {
    zoomed = range;
    whole.hidden = !range;
    alive.forEach((chart) => {
      const [min, max] = range || chart.full;
      chart.plot.setScale("x", { min: min, max: max });
    });
  }

  function start() {
    const specs = new Map(data.charts.map((chart) => [chart.id, chart]));
    const wake = (figure) => {
      const spec = specs.get(figure.id.replace(/^fig-/, ""));
      if (spec && !figure.classList.contains("alive") && spec.series.some((one) => one.values.length > 1)) {
        alive.push(new Chart(spec, figure));
      }
    };
    const watch = new IntersectionObserver((seen) => {
      seen.filter((entry) => entry.isIntersecting).forEach((entry) => {
        watch.unobserve(entry.target);
        wake(entry.target);
      });
    }, { rootMargin: "150px" });
    $("figure.figure").forEach((figure) => watch.observe(figure));
    let waiting = 0;
    addEventListener("resize", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => alive.forEach((chart) => chart.resize()));
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => alive.forEach((chart) => chart.plot.redraw(false, true)));
    const first = document.querySelector("#verdict figcaption");
    if (first) first.after(make("p", "hint", words.hint));
  }

  // ---- tables that sort and filter

  function sortable(table) {
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      if (head.classList.contains("plain")) return;
      const sort = button(head.textContent, () => {
        const up = column === 0 ? head.getAttribute("aria-sort") !== "ascending" : head.getAttribute("aria-sort") === "descending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const value = (row) => {
          const cell = row.cells[column];
          return column === 0 ? cell.textContent : cell.dataset.v === "" ? -Infinity : Number(cell.dataset.v);
        };
        const rows = Array.from(body.rows).sort((a, b) => {
          const x = value(a);
          const y = value(b);
          return (x < y ? -1 : x > y ? 1 : 0) * (up ? 1 : -1);
        });
        body.append(...rows);
      });
      head.textContent = "";
      head.append(sort);
    });
  }

  function filterable(table, label) {
    const rows = Array.from(table.tBodies[0].rows);
    const tools = make("p", "tools");
    const field = make("input");
    field.type = "search";
    field.id = "filter-" + table.id;
    const name = make("label", "", label);
    name.htmlFor = field.id;
    const count = make("span");
    count.setAttribute("role", "status");
    const show = () => {
      const wanted = field.value.toLowerCase();
      let n = 0;
      rows.forEach((row) => {
        row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
        n += row.hidden ? 0 : 1;
      });
      count.textContent = words.rows.replace("{n}", n).replace("{all}", rows.length);
    };
    field.addEventListener("input", show);
    tools.append(name, field, count);
    table.closest(".scroll").before(tools);
    show();
  }

  // ---- buttons that copy

  function copy(text, pressed) {
    const done = () => {
      said.textContent = words.copied;
      const before = pressed.textContent;
      pressed.textContent = words.copied;
      setTimeout(() => (pressed.textContent = before), 1500);
    };
    const byHand = () => {
      const area = make("textarea", "sr", text);
      document.body.append(area);
      area.select();
      if (document.execCommand("copy")) done();
      area.remove();
      pressed.focus();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
    else byHand();
  }

  $(".steps code").forEach((code) => {
    const step = make("div", "step");
    code.replaceWith(step);
    step.append(code, button(words.copy, (event) => copy(code.textContent, event.currentTarget)));
  });
  const summary = document.getElementById("copy-summary");
  summary.hidden = false;
  summary.addEventListener("click", () => copy(data.summary, summary));
  $("table.movers").forEach((table) => {
    sortable(table);
    filterable(table, words.filter);
  });

  // A link to something closed opens it; paper has everything open.
  function open() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  }
  addEventListener("hashchange", open);
  open();
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = $("details:not([open]):not(.all)");
    closed.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)));

  document.fonts.ready.then(start);
})();

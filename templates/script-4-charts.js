// ---- charts

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
        drawClear: [(u) => paintUnder(this, u)],
        draw: [(u) => { if (!this.small) paintNames(this, u); }],
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

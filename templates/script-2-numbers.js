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

const UNITS = ['', 'k', 'M', 'G', 'T', 'P'] as const;

/** A count in three digits and a unit of 1,000: 1234567 → "1.23 M". */
export function formatCount(count: number): string {
  let value = count;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`.trimEnd();
}

/** A share in [0, 1] as percent: 0.6123 → "61.2 %". */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** From here on a loss is so large that its digits say nothing. */
const LARGE_LOSS = 1e4;

/** A loss in nats: 1.23456 → "1.2346"; "2.7e9" where training goes astray. */
export function formatLoss(loss: number, digits = 4): string {
  return loss >= LARGE_LOSS ? loss.toExponential(1).replace('e+', 'e') : loss.toFixed(digits);
}

/** A count with its noun: "1 worker", "2 workers". */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Seconds as people say them: "4.2 s", "3 m 05 s", "2 h 10 m". */
export function formatSeconds(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${String(Math.floor(whole / 60))} m ${two(whole % 60)} s`;
  return `${String(Math.floor(whole / 3600))} h ${two(Math.floor((whole % 3600) / 60))} m`;
}

/** Cuts a long code in the middle, where it says least. */
export function shorten(text: string, width: number): string {
  if (text.length <= width) return text;
  const head = Math.ceil((width - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
}

/** Breaks a text at spaces into lines of at most `width`; a longer word is broken itself. */
export function wrap(text: string, width: number): string {
  if (text.length <= width) return text;
  const space = text.lastIndexOf(' ', width);
  const end = space > 0 ? space : width;
  return `${text.slice(0, end).trimEnd()}\n${wrap(text.slice(end).trimStart(), width)}`;
}

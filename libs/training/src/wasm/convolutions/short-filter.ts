import { floatsAt, kernels } from '../backend.js';
import { PANEL_BYTES, PANEL_COLUMNS } from '../kernels/product-tile.js';
import { TILE_POINTS } from '../kernels/winograd.js';
import type { Scratch } from '../scratch.js';
import { GAP_BYTES, type TilePlan } from './tile-plan.js';

/** Bytes from a filter's values at one point to those at the next. */
export function filterStep({ channelRoom, filterRoom }: TilePlan): number {
  return 4 * channelRoom * filterRoom + GAP_BYTES;
}

/**
 * Address of a filter's values at the points, ready to be multiplied: [36, panels, channels, 8].
 *
 * @param filter - [side, side, channels, filters]
 */
export function filterAtPoints(plan: TilePlan, filter: Float32Array, scratch: Scratch): number {
  const { side, channels, filters, channelRoom, filterRoom } = plan;
  const roomy = scratch.zeros(side * side * channelRoom * filterRoom);
  const points = scratch.floats((TILE_POINTS * filterStep(plan)) / 4);
  const target = floatsAt(roomy, side * side * channelRoom * filterRoom);
  if (channels === channelRoom && filters === filterRoom) target.set(filter);
  else {
    eachRow(plan, (from, to) => {
      target.set(filter.subarray(from, from + filters), to);
    });
  }
  kernels()[side === 3 ? 'filter3ToPoints' : 'filter5ToPoints']({
    ...filterTiles(plan, roomy),
    rows: filterRoom / PANEL_COLUMNS,
    rowStep: PANEL_BYTES,
    groups: PANEL_COLUMNS / 4,
    points,
    pointStep: filterStep(plan),
  });
  return points;
}

/**
 * A filter from its values at the points.
 *
 * @param points - address of [36, channels, filters], with room
 * @param target - [side, side, channels, filters], overwritten
 */
export function filterFromPoints(
  plan: TilePlan,
  points: number,
  target: Float32Array,
  scratch: Scratch,
): void {
  const { side, channels, filters, channelRoom, filterRoom } = plan;
  const roomy = scratch.floats(side * side * channelRoom * filterRoom);
  kernels()[side === 3 ? 'filter3FromPoints' : 'filter5FromPoints']({
    ...filterTiles(plan, roomy),
    rows: 1,
    rowStep: 0,
    groups: filterRoom / 4,
    points,
    pointStep: filterStep(plan),
  });
  const source = floatsAt(roomy, side * side * channelRoom * filterRoom);
  if (channels === channelRoom && filters === filterRoom) target.set(source);
  else {
    eachRow(plan, (to, from) => {
      target.set(source.subarray(from, from + filters), to);
    });
  }
}

/** The filter as one plane of tiles, a column for each channel. */
function filterTiles({ side, channelRoom, filterRoom }: TilePlan, address: number) {
  const right = 4 * channelRoom * filterRoom;
  return {
    tiles: address,
    planes: 1,
    planeStep: 0,
    columns: channelRoom,
    columnStep: 4 * filterRoom,
    down: side * right,
    right,
  };
}

/** Where the filters of each tap and channel begin: without and with room. */
function eachRow(
  { side, channels, filters, channelRoom, filterRoom }: TilePlan,
  visit: (tight: number, roomy: number) => void,
): void {
  for (let tap = 0; tap < side * side; tap += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      visit((tap * channels + channel) * filters, (tap * channelRoom + channel) * filterRoom);
    }
  }
}
